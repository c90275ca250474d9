import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import type { PolicyService } from '../../core/policy-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { toRfc3339 } from '../../lib/time.ts';
import { internalPolicyNames, undeletablePolicyNames } from '../../policy/builtin-policies.ts';
import type { PolicyRecord } from '../../policy/policy-record.ts';
import { type ListBounds, pageOfNames } from '../../storage/records.ts';
import type { operations } from './operations.ts';
import { patchPolicy, writePolicy } from './write-policy.ts';

type Context = MountContext<NoRecords, 'policies'>;

/** ACL policies. Both paths lead to the same functions; they differ in the names of two fields. */
export const handlers: Handlers<typeof operations, Context> = {
  'policies-list-acl-policies': ({ body }, { services }) =>
    answerKeys(services.policies, { prefix: '', ...body }),
  'policies-list-acl-policies-with-prefix': ({ params, body }, { services }) =>
    answerKeys(services.policies, { prefix: `${params.name}/`, ...body }),
  'policies-read-acl-policy': async ({ params }, { services }) => {
    const { text, ...data } = await readPolicy(services.policies, params.name ?? '');
    return { status: 200, data: { ...data, policy: text } };
  },
  'policies-write-acl-policy': async (request, { services }) => {
    const { body, path, now } = request;
    const change = { name: request.params.name ?? '', path, body, now };
    return answerWrite(await writePolicy(change, services.policies));
  },
  'policies-patch-acl-policy': async (request, { services }) => {
    const { body, path, now } = request;
    const change = { name: request.params.name ?? '', path, body, now };
    return { status: 200, data: {}, warnings: await patchPolicy(change, services.policies) };
  },
  'policies-delete-acl-policy': ({ params }, { services }) =>
    removePolicy(services.policies, params.name ?? ''),

  'policies-list-detailed-acl-policies': ({ body }, { services }) =>
    answerDetails(services.policies, { prefix: '', ...body }),
  'policies-list-detailed-acl-policies-with-prefix': ({ params, body }, { services }) =>
    answerDetails(services.policies, { prefix: `${params.name}/`, ...body }),

  'policies-list-acl-policies2': ({ body }, { services }) =>
    answerOlderKeys(services.policies, { prefix: '', ...body }),
  'policies-list-acl-policies3': ({ body }, { services }) =>
    answerOlderKeys(services.policies, { prefix: '', ...body }),
  'policies-list-acl-policies-with-prefix2': ({ params, body }, { services }) =>
    answerOlderKeys(services.policies, { prefix: `${params.name}/`, ...body }),
  'policies-read-acl-policy2': async ({ params }, { services }) => {
    const { text, ...data } = await readPolicy(services.policies, params.name ?? '');
    return { status: 200, data: { ...data, rules: text } };
  },
  'policies-write-acl-policy2': async (request, { services }) => {
    const { path, now } = request;
    const { rules, ...body } = request.body;
    const change = {
      name: request.params.name ?? '',
      path,
      body: { ...body, policy: body.policy || rules },
      now,
    };
    const warnings = await writePolicy(change, services.policies);
    return answerWrite(body.policy ? warnings : [rulesAreDeprecated, ...warnings]);
  },
  'policies-delete-acl-policy2': ({ params }, { services }) =>
    removePolicy(services.policies, params.name ?? ''),
};

const rulesAreDeprecated = "'rules' is deprecated, please use 'policy' instead";

function answerWrite(warnings: readonly string[]) {
  return warnings.length === 0 ? ({ status: 204 } as const) : ({ status: 200, warnings } as const);
}

async function answerKeys(policies: PolicyService, asked: AskedNames) {
  return { status: 200, data: { keys: await listNames(policies, asked) } } as const;
}

async function answerOlderKeys(policies: PolicyService, asked: AskedNames) {
  const keys = await listNames(policies, asked);
  return { status: 200, data: { keys, policies: keys } } as const;
}

async function answerDetails(policies: PolicyService, asked: AskedNames) {
  const keys = await listNames(policies, asked);
  const stored = new Map((await policies.all()).map(({ name, record }) => [name, record]));
  const details = keys.map((name) => [name, showDetails(stored.get(name) ?? rootRecord)] as const);
  return { status: 200, data: { keys, key_info: Object.fromEntries(details) } } as const;
}

/** Which names a list is to have. */
interface AskedNames extends ListBounds {
  readonly prefix: string;
}

/** Whole names that begin with a prefix; `root`, which is not stored, comes last of all. */
async function listNames(
  policies: PolicyService,
  { prefix, ...bounds }: AskedNames,
): Promise<string[]> {
  if (bounds.after === 'root') throw new ApiError('NOT_FOUND');
  const stored = await policies.all();
  const names = stored
    .map(({ name }) => name)
    .filter((name) => name.startsWith(prefix) && !internalPolicyNames.has(name));
  const page = pageOfNames(names, bounds);
  const { limit = 0 } = bounds;
  const hasRoom = limit <= 0 || page.length < limit;
  if (prefix === '' && hasRoom) return [...page, 'root'];
  if (page.length === 0) throw new ApiError('NOT_FOUND');
  return page;
}

async function readPolicy(
  policies: PolicyService,
  name: string,
): Promise<JsonObject & { text: string }> {
  const record = name === 'root' ? rootRecord : await policies.read(name);
  if (!record) throw new ApiError('NOT_FOUND');
  return { name, text: record.text, ...showDetails(record) };
}

/** What stands for `root`, which is not stored. */
const rootRecord: PolicyRecord = {
  text: '',
  version: 0,
  cas_required: false,
  modified_at: 0,
  expires_at: 0,
  allow_wildcards_in_identity_templates: false,
  allow_slashes_in_identity_templates: false,
};

function showDetails(record: PolicyRecord): JsonObject {
  const { text: _text, modified_at, expires_at, ...settings } = record;
  return {
    ...settings,
    ...(modified_at ? { modified: toRfc3339(modified_at) } : {}),
    ...(expires_at ? { expiration: toRfc3339(expires_at) } : {}),
  };
}

async function removePolicy(policies: PolicyService, name: string): Promise<{ status: 204 }> {
  if (name === 'default') throw new ApiError('POLICY_DEFAULT_NOT_DELETABLE');
  if (undeletablePolicyNames.has(name)) {
    throw new ApiError('POLICY_NOT_DELETABLE', { values: { name } });
  }
  if (await policies.records.get(name)) policies.records.remove(name);
  return { status: 204 };
}
