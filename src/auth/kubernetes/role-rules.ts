import { ApiError } from '../../errors/api-error.ts';
import { hasUnknownBound, UNKNOWN_BOUND } from '../../framework/unknown-bound.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { JsonObject } from '../../lib/json.ts';
import { canMatch, isAccountName, isNamespaceName } from './account-names.ts';
import type { Context } from './context.ts';
import { role as roleFields } from './fields.ts';
import { parseLabelSelector } from './label-selector.ts';
import { type AliasNameSource, type Config, CONFIG, type Role } from './records.ts';

/**
 * A bound that is misspelt would bind nothing.
 *
 * @throws ApiError `KUBERNETES_ROLE_INVALID`
 */
export function assertKnownBounds(data: JsonObject): void {
  if (hasUnknownBound(data, roleFields)) {
    throw invalid(UNKNOWN_BOUND);
  }
}

/**
 * What a role must have to be one.
 *
 * @throws ApiError `KUBERNETES_ROLE_INVALID`
 */
export function assertSound(role: Role): Role {
  const names = role.bound_service_account_names;
  const namespaces = role.bound_service_account_namespaces ?? [];
  const selector = role.bound_service_account_namespace_selector;
  if (names.length === 0) throw invalid('"bound_service_account_names" can not be empty');
  if (namespaces.length === 0 && selector === '') {
    throw invalid(
      '"bound_service_account_namespaces" can not be empty if "bound_service_account_namespace_selector" is not set',
    );
  }
  for (const list of [names, namespaces]) {
    if (list.length > 1 && list.includes('*')) throw invalid('can not mix "*" with values');
  }
  if (selector !== '' && !parseLabelSelector(selector)) {
    throw invalid('invalid "bound_service_account_namespace_selector" configured');
  }
  return role;
}

/**
 * What names the alias. An empty text means the default in a new role, and nothing in one that is there.
 *
 * @throws ApiError `KUBERNETES_ROLE_INVALID`
 */
export function parseAliasNameSource(
  written: string | undefined,
  stored: AliasNameSource | undefined,
): AliasNameSource {
  if (written === undefined) return stored ?? 'serviceaccount_uid';
  if (written === '' && stored === undefined) return 'serviceaccount_uid';
  if (written === 'serviceaccount_uid' || written === 'serviceaccount_name') return written;
  throw invalid(
    'invalid alias_name_source, must be one of: serviceaccount_uid, serviceaccount_name',
  );
}

/**
 * A period must be one that the mount grants.
 *
 * @throws ApiError `KUBERNETES_ROLE_INVALID`
 */
export function assertPeriodGranted({ token }: Role, { ttls }: Context): void {
  const max = ttls.max_lease_ttl;
  if (token.token_period <= max) return;
  const [period, most] = [token.token_period, max].map(formatDuration);
  throw invalid(
    `token period of '"${period}"' is greater than the backend's maximum lease TTL of '"${most}"'`,
  );
}

/** What of a role will not work as it is written, for whoever writes it. */
export async function warnOf(role: Role, context: Context): Promise<string[]> {
  const config = await context.records.config.get(CONFIG);
  return [...warnOfLifetime(role, context), ...warnOfNames(role), ...warnOfReviewer(role, config)];
}

function warnOfLifetime({ token }: Role, { ttls }: Context): string[] {
  if (token.token_max_ttl <= ttls.max_lease_ttl) return [];
  return [
    "token_max_ttl is greater than the backend mount's maximum TTL value; issued tokens' max TTL value will be truncated",
  ];
}

/** The lists are the operator's own: what is in them may be repeated. */
function warnOfNames(role: Role): string[] {
  const names = role.bound_service_account_names.filter((name) => !canMatch(name, isAccountName));
  const namespaces = (role.bound_service_account_namespaces ?? []).filter(
    (name) => !canMatch(name, isNamespaceName),
  );
  return [
    ...names.map((name) => `No service account can have the name ${JSON.stringify(name)}.`),
    ...namespaces.map((name) => `No namespace can have the name ${JSON.stringify(name)}.`),
  ];
}

/** Outside a pod nothing is known of its files until they are read: then nothing is said. */
function warnOfReviewer(role: Role, config: Config | undefined): string[] {
  const hasReviewer = config?.token_reviewer_jwt !== '' || !config.disable_local_ca_jwt;
  if (!config || hasReviewer) return [];
  const [selector, { audience }] = [role.bound_service_account_namespace_selector, role];
  return [
    ...(selector === ''
      ? []
      : [
          'Namespaces cannot be looked up: the configuration has neither a token_reviewer_jwt nor the token of a pod, so the selector allows nobody.',
        ]),
    ...(audience === ''
      ? []
      : [
          'Reviews are asked for with the token under review, since the configuration has no token_reviewer_jwt: the API server takes it only if it is for the API server as well as for the audience of the role.',
        ]),
  ];
}

function invalid(reason: string): ApiError {
  return new ApiError('KUBERNETES_ROLE_INVALID', { values: { reason } });
}
