import { answered, duration, object, parameter, stringList, text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const request_id = parameter('Id of the request, as its answer, the log and audit tell it.');

const rule = answered('object', 'The rule that decided.', {
  members: {
    path: answered('string', 'Path as the policies write it.'),
    policies: answered('string-list', 'Policies that have a rule for this path.'),
    capabilities: answered('string-list', 'What they grant together.'),
  },
});

const decision = {
  allowed: answered('boolean', 'Whether the policies allow it.'),
  reason: answered('string', 'ALLOWED, ROOT, NO_RULE_MATCHES, DENY_RULE, CAPABILITY_MISSING, …'),
  why: answered('string', 'Why this rule won, in a sentence.'),
  rule,
  parameter: answered('string', 'The parameter that made the difference.'),
  missing: answered('string-list', 'Capabilities that a policy would have to grant.'),
  matching: answered('object-list', 'All rules that match, the strongest first.'),
  nearest: answered('object', 'Where none matches: the rule that comes closest to the path.'),
  unresolved: answered('object-list', 'Templated rules without a safe value for this token.'),
};

const refusal = {
  request_id: answered('string', 'Id of the request.'),
  time: answered('string', 'When it was refused, RFC 3339.'),
  status: answered('integer', 'HTTP status of the answer.'),
  error_code: answered('string', 'Code of the error; see the list of errors.'),
  error: answered('string', 'What the caller was told.'),
  meaning: answered('string', 'What the error means and who can mend it.'),
  detail: answered('string', 'What the log says of it.'),
  operation: answered('string', 'What was asked for, in the words of policies.'),
  path: answered('string', 'Path of the request; parts that are secrets are left out.'),
  mount_point: answered('string', 'Path of the mount.'),
  mount_type: answered('string', 'Type of the mount.'),
  remote_address: answered('string', 'Address of the caller.'),
  caller: answered('object', 'Accessor, name and policies of the token, where it was good.'),
  checks: answered(
    'object-list',
    'The checks with their outcome, what they expected and received.',
  ),
  policy: answered('object', 'The decision of the policies, where these refused it.', {
    members: decision,
  }),
};

/** Explanations: data only. */
export const operations = defineOperations({
  'explain-read-refusal': {
    method: 'GET',
    path: 'explain/{request_id}',
    summary: 'Tell why a request of the last hour was refused; this process knows only its own.',
    params: { request_id },
    responses: { 200: refusal },
    sudo: true,
  },
  'policies-test': {
    method: 'POST',
    path: 'policies/test',
    summary: 'Tell whether policies would allow a request, and by which rule. Nothing is done.',
    body: {
      token: text('Token whose policies count.', { secret: true }),
      accessor: text('Accessor of such a token, in its place.'),
      policies: stringList('Names of policies, in the place of a token.'),
      path: text('Path of the request, below /v1/.', { required: true }),
      operation: text('create, read, update, patch, delete, list or scan.', {
        allowed: ['create', 'read', 'update', 'patch', 'delete', 'list', 'scan'],
        shown: 'read',
      }),
      data: object('Body or query of the request, for rules about parameters.', { secret: true }),
      wrap_ttl: duration('Lifetime of the wrapping that is asked for.'),
    },
    responses: {
      200: {
        ...decision,
        path: answered('string', 'Path that was decided about.'),
        operation: answered('string', 'As asked.'),
        needs_sudo: answered('boolean', 'Whether the path needs sudo beside the capability.'),
        needs_token: answered('boolean', 'Whether the path needs a token at all.'),
        path_is_served: answered('boolean', 'Whether anything is served there.'),
        policies: answered('string-list', 'Policies that counted.'),
        identity_policies: answered('string-list', 'Policies of the entity and its groups.'),
        unknown_policies: answered('string-list', 'Names without a policy.'),
        accessor: answered('string', 'Accessor of the token.'),
        display_name: answered('string', 'Display name of the token.'),
        checks: answered('object-list', 'The checks of the token.'),
      },
    },
    sudo: true,
  },
});
