import { answered, boolean, duration, integer, text } from '../../framework/field.ts';
import { listBounds } from '../../framework/list-fields.ts';
import { defineOperations } from '../../framework/operation.ts';
import { canonicalPolicyName } from '../../policy/sanitize-policies.ts';

const name = text('Name of the policy; case and outer blanks do not count.', {
  required: true,
  canonical: (written) => canonicalPolicyName(written.replace(/\/+$/, '')),
});

const prefix = {
  name: text('Only policies below this folder.', {
    required: true,
    canonical: (written) => canonicalPolicyName(written.replace(/\/+$/, '')),
  }),
};

const changes = {
  policy: text('Rules in HCL or JSON, as they are or in base64.'),
  expiration: text('Moment from which on the policy no longer exists: RFC 3339 or unix seconds.'),
  ttl: duration('Seconds after which the policy no longer exists; instead of expiration.'),
  cas: integer('Version that is replaced; -1: the policy must not exist.'),
  cas_required: boolean('Refuse later writes without cas.'),
  allow_wildcards_in_identity_templates: boolean('Let values in templated paths hold wildcards.'),
  allow_slashes_in_identity_templates: boolean('Let values in templated paths hold slashes.'),
};

const olderChanges = {
  ...changes,
  rules: text('Older name of policy.', { deprecated: true }),
};

const details = {
  version: answered('integer', 'Number of writes; 0 for root.'),
  cas_required: answered('boolean', 'Whether writes need cas.'),
  allow_wildcards_in_identity_templates: answered('boolean', 'As written.'),
  allow_slashes_in_identity_templates: answered('boolean', 'As written.'),
  modified: answered('string', 'Moment of the last write, RFC 3339; absent if never written.'),
  expiration: answered('string', 'Moment of its end, RFC 3339; absent if there is none.'),
};

const read = {
  name: answered('string', 'Name of the policy.'),
  policy: answered('string', 'Rules as they were written.'),
  ...details,
};

const { policy: rules, ...readWithoutText } = read;

const keys = { keys: answered('string-list', 'Names of policies.') };
const olderKeys = { ...keys, policies: answered('string-list', 'The same.') };
const detailedKeys = {
  ...keys,
  key_info: answered('object', 'Version, moments and settings of each policy, by name.'),
};

/** ACL policies under both of their paths: data only. */
export const operations = defineOperations({
  'policies-list-acl-policies': {
    method: 'LIST',
    path: 'policies/acl',
    summary: 'List the policies.',
    body: listBounds,
    responses: { 200: keys },
  },
  'policies-list-acl-policies-with-prefix': {
    method: 'LIST',
    path: 'policies/acl/{name+}',
    summary: 'List the policies below a folder.',
    params: prefix,
    body: listBounds,
    responses: { 200: keys },
  },
  'policies-read-acl-policy': {
    method: 'GET',
    path: 'policies/acl/{name+}',
    summary: 'Read a policy.',
    params: { name },
    responses: { 200: read },
  },
  'policies-write-acl-policy': {
    method: 'POST',
    path: 'policies/acl/{name+}',
    summary: 'Write a policy; what is left out goes back to its default.',
    params: { name },
    body: changes,
    responses: { 200: {}, 204: {} },
  },
  'policies-patch-acl-policy': {
    method: 'PATCH',
    path: 'policies/acl/{name+}',
    summary: 'Change a policy; what is left out stays.',
    params: { name },
    body: changes,
    responses: { 200: {} },
  },
  'policies-delete-acl-policy': {
    method: 'DELETE',
    path: 'policies/acl/{name+}',
    summary: 'Remove a policy. Tokens that carry its name lose its rights at once.',
    params: { name },
    responses: { 204: {} },
  },
  'policies-list-detailed-acl-policies': {
    method: 'LIST',
    path: 'policies/detailed/acl',
    summary: 'List the policies with their details.',
    body: listBounds,
    responses: { 200: detailedKeys },
  },
  'policies-list-detailed-acl-policies-with-prefix': {
    method: 'LIST',
    path: 'policies/detailed/acl/{name+}',
    summary: 'List the policies below a folder with their details.',
    params: prefix,
    body: listBounds,
    responses: { 200: detailedKeys },
  },
  'policies-list-acl-policies2': {
    method: 'GET',
    path: 'policy',
    summary: 'List the policies, in the older form.',
    body: listBounds,
    responses: { 200: olderKeys },
    topLevel: true,
  },
  'policies-list-acl-policies3': {
    method: 'LIST',
    path: 'policy',
    summary: 'List the policies, in the older form.',
    body: listBounds,
    responses: { 200: olderKeys },
    topLevel: true,
  },
  'policies-list-acl-policies-with-prefix2': {
    method: 'LIST',
    path: 'policy/{name+}',
    summary: 'List the policies below a folder, in the older form.',
    params: prefix,
    body: listBounds,
    responses: { 200: olderKeys },
    topLevel: true,
  },
  'policies-read-acl-policy2': {
    method: 'GET',
    path: 'policy/{name+}',
    summary: 'Read a policy, in the older form.',
    params: { name },
    responses: { 200: { ...readWithoutText, rules } },
    topLevel: true,
  },
  'policies-write-acl-policy2': {
    method: 'POST',
    path: 'policy/{name+}',
    summary: 'Write a policy, in the older form.',
    params: { name },
    body: olderChanges,
    responses: { 200: {}, 204: {} },
    topLevel: true,
  },
  'policies-delete-acl-policy2': {
    method: 'DELETE',
    path: 'policy/{name+}',
    summary: 'Remove a policy.',
    params: { name },
    responses: { 204: {} },
    topLevel: true,
  },
});
