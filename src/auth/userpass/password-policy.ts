import { ApiError } from '../../errors/api-error.ts';
import {
  checkPassword,
  parsePasswordPolicy,
  PasswordPolicyError,
} from '../../policy/password-policy.ts';
import type { Context, Handle } from './context.ts';
import { CONFIG } from './records.ts';

/**
 * Bind the mount to a password policy of the system, in place of an earlier one. Stored hashes stay valid.
 *
 * @throws ApiError `PASSWORD_POLICY_NOT_BINDABLE` when there is no such policy
 */
export const bindPasswordPolicy: Handle['userpass-update-policies_password'] = async (
  { params },
  { records, services },
) => {
  const { policy_name } = params;
  if (!(await services.policies.passwordPolicies.get(policy_name))) {
    throw new ApiError('PASSWORD_POLICY_NOT_BINDABLE', { values: { name: policy_name } });
  }
  records.config.put(CONFIG, { password_policy: policy_name });
  return { status: 204 };
};

/** Take the binding away, if it is to the policy that is named. */
export const freePasswordPolicy: Handle['userpass-delete-policies_password'] = async (
  { params },
  { records },
) => {
  const config = await records.config.get(CONFIG);
  if (config?.password_policy === params.policy_name) records.config.remove(CONFIG);
  return { status: 204 };
};

/** Read the binding. */
export const readPasswordPolicy: Handle['userpass-read-policies_password'] = async (
  _request,
  { records },
) => {
  const config = await records.config.get(CONFIG);
  if (!config) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { policy_name: config.password_policy } };
};

/**
 * Hold a new password against the policy that the mount is bound to.
 *
 * @throws ApiError `PASSWORD_POLICY_UNMET`; `PASSWORD_POLICY_GONE` when the policy was deleted since
 */
export async function assertPolicyMet(password: string, context: Context): Promise<void> {
  const config = await context.records.config.get(CONFIG);
  // a binding that comes at the same moment must not be missed
  context.records.config.require(CONFIG);
  if (!config) return;
  const policy = await loadPolicy(config.password_policy, context);
  const reason = checkPassword(policy, password);
  if (reason !== undefined) throw new ApiError('PASSWORD_POLICY_UNMET', { values: { reason } });
}

async function loadPolicy(name: string, { services }: Context) {
  const stored = await services.policies.passwordPolicies.get(name);
  if (!stored) throw new ApiError('PASSWORD_POLICY_GONE', { values: { name } });
  try {
    return parsePasswordPolicy(stored.text);
  } catch (error) {
    if (!(error instanceof PasswordPolicyError)) throw error;
    throw new ApiError('PASSWORD_POLICY_GONE', { values: { name }, cause: error });
  }
}
