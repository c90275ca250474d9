import type { AskedAccessOfPolicies } from '../../core/explain-access.ts';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import { canonicalPolicyName } from '../../policy/sanitize-policies.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'explain'>;

/** Why requests are refused, and whether they would be. */
export const handlers: Handlers<typeof operations, Context> = {
  'explain-read-refusal': ({ params }, { services }) => ({
    status: 200,
    data: services.explain.refusal(params.request_id),
  }),

  'policies-test': async ({ body }, { services }) => {
    const { path = '', data = {}, wrap_ttl = 0 } = body;
    if (path === '') throw new ApiError('POLICY_TEST_PATH_MISSING');
    const operation = readOperation(body.operation);
    const asked = { who: readWho(body), path, operation, data, wrapTtlSeconds: wrap_ttl };
    return { status: 200, data: await services.explain.access(asked) };
  },
};

interface WhoFields {
  readonly token: string | undefined;
  readonly accessor: string | undefined;
  readonly policies: readonly string[] | undefined;
}

function readWho({ token, accessor, policies }: WhoFields): AskedAccessOfPolicies['who'] {
  const given = [token, accessor, policies?.length].filter(Boolean);
  if (given.length !== 1) throw new ApiError('POLICY_TEST_SUBJECT');
  if (token) return { token: { id: token } };
  if (accessor) return { token: { accessor } };
  return { policies: (policies ?? []).map((name) => canonicalPolicyName(name)) };
}

const known: readonly AskedAccessOfPolicies['operation'][] = [
  'create',
  'read',
  'update',
  'patch',
  'delete',
  'list',
  'scan',
];

function readOperation(written = 'read'): AskedAccessOfPolicies['operation'] {
  const operation = known.find((one) => one === (written || 'read'));
  if (operation) return operation;
  throw new ApiError('POLICY_TEST_OPERATION', { values: { known: known.join(', ') } });
}
