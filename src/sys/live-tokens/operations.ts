import { answered, integer, parameter, text, withDefault } from '../../framework/field.ts';
import { listedKeys } from '../../framework/list-fields.ts';
import { defineOperations } from '../../framework/operation.ts';

const name = parameter('Name of the quota.');

const limit = {
  path: text('Auth mount whose tokens are counted, such as auth/approle.', { required: true }),
  role: withDefault(
    text('Role whose tokens are counted; empty: all of the mount that no other quota counts.'),
    '',
  ),
  max_live_tokens: integer('Service tokens that may be alive at once, 1 or more.'),
  max_leases: integer('The same under the name that Vault has for it.', {
    replacedBy: 'max_live_tokens',
  }),
};

/** Quotas of live tokens: data only. Vault calls them lease counts, and those paths work too. */
export const operations = defineOperations({
  'live-token-quotas-list': {
    method: 'LIST',
    path: 'quotas/live-tokens',
    olderPaths: ['quotas/lease-count'],
    summary: 'List the quotas of live tokens.',
    responses: { 200: listedKeys },
  },
  'live-token-quotas-read': {
    method: 'GET',
    path: 'quotas/live-tokens/{name}',
    olderPaths: ['quotas/lease-count/{name}'],
    summary: 'Read a quota of live tokens, and count them.',
    params: { name },
    responses: {
      200: {
        ...limit,
        name: answered('string', 'Name of the quota.'),
        type: answered('string', 'Always lease-count.'),
        live_tokens: answered('integer', 'Tokens that are alive now.'),
        counter: answered('integer', 'The same under the name that Vault has for it.'),
        is_counted: answered(
          'boolean',
          'Whether tokens from before the quota are among them; they are within a minute or so.',
        ),
      },
    },
  },
  'live-token-quotas-write': {
    method: 'POST',
    path: 'quotas/live-tokens/{name}',
    olderPaths: ['quotas/lease-count/{name}'],
    summary: 'Limit how many tokens of a role or mount are alive at once. None is ended.',
    params: { name },
    body: limit,
    responses: { 204: {} },
  },
  'live-token-quotas-delete': {
    method: 'DELETE',
    path: 'quotas/live-tokens/{name}',
    olderPaths: ['quotas/lease-count/{name}'],
    summary: 'Remove a quota of live tokens.',
    params: { name },
    responses: { 204: {} },
  },
});
