import {
  answered,
  boolean,
  duration,
  parameter,
  text,
  withDefault,
} from '../../framework/field.ts';
import { defineOperations, type OperationDeclaration } from '../../framework/operation.ts';

const lease_id = text('Id of the lease: the path that made it, and a name of its own.');
const increment = withDefault(duration('Seconds wished for, from now.'), 0);
const sync = withDefault(
  boolean('Whether to answer 204 instead of 202. What is revoked is refused at once in any case.'),
  true,
);
const prefix = parameter('Path whose leases are meant, whole segments; or the id of a lease.');
const urlLeaseId = parameter('Id of the lease; that of the body wins.');

const shownLease = {
  id: answered('string', 'Id of the lease.'),
  path: answered('string', 'Path of the request that made it.'),
  namespace_path: answered('string', 'Namespace that it belongs to; empty for root.'),
  issue_time: answered('string', 'RFC 3339.'),
  expire_time: answered('string', 'RFC 3339; null where it has no end.'),
  last_renewal: answered('string', 'RFC 3339; null before the first.'),
  renewable: answered('boolean', 'Whether its token can be renewed.'),
  ttl: answered('integer', 'Seconds that are left.'),
};

const listed = {
  keys: answered(
    'string-list',
    'Names one level below the prefix; those of folders end in a slash.',
  ),
  after: answered('string', 'Where to go on; absent when all leases were looked at.'),
};

const list = {
  method: 'LIST',
  summary:
    'List leases one level below a prefix. One request looks at 10,000 tokens at most and says where to go on.',
  body: { after: text('The after of the answer before.') },
  sudo: true,
  responses: { 200: listed },
} as const satisfies Partial<OperationDeclaration>;

const renewal = {
  method: 'POST',
  summary: 'Renew a lease. Leases are those of tokens, which are renewed by themselves.',
  responses: { 204: {} },
} as const satisfies Partial<OperationDeclaration>;

const revocation = {
  method: 'POST',
  summary: 'Revoke a lease: its token and all below it. Done also where there is none.',
  responses: { 202: 'raw', 204: {} },
} as const satisfies Partial<OperationDeclaration>;

const sums = {
  lease_count: answered('integer', 'Always 0: no revocation can fail for good.'),
};

/** Leases, which so far are those of service tokens: data only. */
export const operations = defineOperations({
  'leases-read-lease': {
    method: 'POST',
    path: 'leases/lookup',
    summary: 'Look a lease up.',
    body: { lease_id },
    responses: { 200: shownLease },
  },
  'leases-look-up': { ...list, path: 'leases/lookup' },
  'leases-look-up-with-prefix': { ...list, path: 'leases/lookup/{prefix+}', params: { prefix } },
  'leases-renew-lease': {
    ...renewal,
    path: 'leases/renew',
    olderPaths: ['renew'],
    body: { lease_id, increment },
  },
  'leases-renew-lease-with-id': {
    ...renewal,
    path: 'leases/renew/{url_lease_id+}',
    olderPaths: ['renew/{url_lease_id+}'],
    params: { url_lease_id: urlLeaseId },
    body: { lease_id, increment },
  },
  'leases-revoke-lease': {
    ...revocation,
    path: 'leases/revoke',
    olderPaths: ['revoke'],
    body: { lease_id, sync },
  },
  'leases-revoke-lease-with-id': {
    ...revocation,
    path: 'leases/revoke/{url_lease_id+}',
    olderPaths: ['revoke/{url_lease_id+}'],
    params: { url_lease_id: urlLeaseId },
    body: { lease_id, sync },
  },
  'leases-revoke-lease-with-prefix': {
    method: 'POST',
    path: 'leases/revoke-prefix/{prefix+}',
    olderPaths: ['revoke-prefix/{prefix+}'],
    summary:
      'Revoke all leases below a path, with those of logins that are running; tokens are refused at once.',
    params: { prefix },
    body: { sync },
    sudo: true,
    responses: { 202: 'raw', 204: {} },
  },
  'leases-force-revoke-lease-with-prefix': {
    method: 'POST',
    path: 'leases/revoke-force/{prefix+}',
    olderPaths: ['revoke-force/{prefix+}'],
    summary: 'The same as revoke-prefix: no revocation here waits for another system.',
    params: { prefix },
    body: { sync },
    sudo: true,
    responses: { 204: {} },
  },
  'leases-tidy': {
    method: 'POST',
    path: 'leases/tidy',
    summary: 'Have remains of tokens looked for in the background.',
    responses: { 202: {} },
  },
  'leases-count': {
    method: 'GET',
    path: 'leases/count',
    summary: 'Count leases that cannot be revoked.',
    body: {
      type: text('What to count: irrevocable.'),
      include_child_namespaces: boolean('There are none.'),
    },
    responses: { 200: { ...sums, counts: answered('object', 'How many, by mount accessor.') } },
  },
  'leases-list': {
    method: 'GET',
    path: 'leases',
    summary: 'List leases that cannot be revoked.',
    body: {
      type: text('What to list: irrevocable.'),
      include_child_namespaces: boolean('There are none.'),
      limit: text('At most this many; none for all.'),
    },
    sudo: true,
    responses: { 200: { ...sums, leases: answered('any', 'Always empty.') } },
  },
});
