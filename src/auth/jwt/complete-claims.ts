import type { Checks } from '../../framework/checks.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { JsonObject } from '../../lib/json.ts';
import { fetchGroups, groupsEndpointOf } from './azure-groups.ts';
import { readClaim, replaceClaim } from './claim-path.ts';
import { providerNameOf, splitGroups } from './providers.ts';
import type { Config, Role } from './records.ts';

/** Of whom groups are asked for. */
export interface GroupsAsked {
  readonly config: Config;
  readonly role: Role;
  /** Token that the directory service knows the person by; empty: none. */
  readonly accessToken: string;
  readonly checks: Checks;
}

/**
 * The claims of a verified token with the groups as the provider means them: taken apart where they come in
 * one text, asked for where the token leaves them out.
 *
 * @throws ApiError `JWT_GROUPS_UNREACHABLE`
 */
export async function completeClaims(claims: JsonObject, asked: GroupsAsked): Promise<JsonObject> {
  const { config, role, checks } = asked;
  const { groups_claim: name } = role;
  if (name === '') return claims;
  const known = readClaim(claims, name);
  if (known !== undefined && config.provider_config['fetch_groups'] !== true) {
    const groups = splitGroups(config.provider_config, known);
    return groups === known ? claims : replaceClaim(claims, name, groups);
  }
  // a pointer says where in the token to look, so nobody else is asked
  if (name.startsWith('/')) return claims;
  if (providerNameOf(config.provider_config) !== 'azure') return claims;
  try {
    const endpoint = groupsEndpointOf(claims, name, config);
    if (endpoint === undefined) return claims;
    return { ...claims, [name]: await fetchGroups(endpoint, asked.accessToken, config) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw checks.fail('groups', { expected: 'the groups from the directory' }, error);
  }
}
