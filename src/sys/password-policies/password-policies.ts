import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';
import type { Handlers } from '../../framework/operation.ts';
import { decodePolicyText } from '../../policy/decode-policy-text.ts';
import {
  generatePassword,
  PasswordGenerationError,
  type PasswordSources,
} from '../../policy/generate-password.ts';
import {
  parsePasswordPolicy,
  type PasswordPolicy,
  PasswordPolicyError,
} from '../../policy/password-policy.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'policies'>;

/** Password policies, and passwords made by them. */
export const handlers: Handlers<typeof operations, Context> = {
  'policies-list-password-policies': async ({ body }, { services }) => {
    const keys = await services.policies.passwordPolicies.list(body);
    if (keys.length === 0) throw new ApiError('NOT_FOUND');
    return { status: 200, data: { keys } };
  },

  'policies-read-password-policy': async ({ params }, context) => ({
    status: 200,
    data: { policy: await readText(context, params.name) },
  }),

  'policies-write-password-policy': async ({ params, body }, { services, random, clock }) => {
    if (!body.policy) throw new ApiError('PASSWORD_POLICY_MISSING');
    const text = decodePolicyText(body.policy);
    await draw(parse(text), { random, now: clock }, 'PASSWORD_POLICY_IMPOSSIBLE');
    services.policies.passwordPolicies.put(params.name ?? '', { text });
    return { status: 204 };
  },

  'policies-delete-password-policy': ({ params }, { services }) => {
    services.policies.passwordPolicies.remove(params.name ?? '');
    return { status: 204 };
  },

  'policies-generate-password-from-password-policy': async ({ params }, context) => {
    const policy = parse(await readText(context, params.name));
    const sources = { random: context.random, now: context.clock };
    return {
      status: 200,
      data: { password: await draw(policy, sources, 'PASSWORD_GENERATION_FAILED') },
    };
  },
};

async function readText({ services }: Context, name = ''): Promise<string> {
  const record = await services.policies.passwordPolicies.get(name);
  if (!record) throw new ApiError('PASSWORD_POLICY_UNKNOWN');
  return record.text;
}

function parse(text: string): PasswordPolicy {
  try {
    return parsePasswordPolicy(text);
  } catch (cause) {
    if (!(cause instanceof PasswordPolicyError)) throw cause;
    throw new ApiError('PASSWORD_POLICY_INVALID', { values: { reason: cause.message }, cause });
  }
}

/** @throws ApiError `code` when the rules are hardly ever met */
async function draw(
  policy: PasswordPolicy,
  sources: PasswordSources,
  code: ErrorCode,
): Promise<string> {
  try {
    return await generatePassword(policy, sources);
  } catch (cause) {
    if (!(cause instanceof PasswordGenerationError)) throw cause;
    throw new ApiError(code, { cause });
  }
}
