import { ApiError } from '../../errors/api-error.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { fetchBounded } from '../../lib/outbound/index.ts';
import { pointerTo, readClaim } from './claim-path.ts';
import { reasonOf } from './keys/fetch-document.ts';
import { trustOf } from './keys/provider.ts';
import type { Config } from './records.ts';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1_048_576;

/** The older directory service, whose addresses are still in tokens, and its successor. */
const successors: Readonly<Record<string, string>> = {
  'graph.windows.net': 'graph.microsoft.com',
  'graph.microsoftazure.us': 'graph.microsoft.us',
};
const graphHosts = new Set(Object.values(successors));
const OWN_GROUPS = 'https://graph.microsoft.com/v1.0/me/getMemberObjects';

/**
 * Where the groups are that a token leaves out since they are too many; undefined where it leaves none out.
 *
 * Only the directory service, or the provider itself, is asked: the token of the caller goes along.
 *
 * @throws ApiError `JWT_GROUPS_UNREACHABLE` for any other address
 */
export function groupsEndpointOf(
  claims: JsonObject,
  groupsClaim: string,
  config: Config,
): string | undefined {
  if (config.provider_config['fetch_groups'] === true) return OWN_GROUPS;
  const source = readClaim(claims, pointerTo('_claim_names', groupsClaim));
  if (typeof source !== 'string') return undefined;
  const endpoint = readClaim(claims, pointerTo('_claim_sources', source, 'endpoint'));
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) {
    throw unreachable('the token names no address for its groups');
  }
  const url = new URL(endpoint);
  const successor = Object.hasOwn(successors, url.hostname) ? successors[url.hostname] : undefined;
  if (successor !== undefined) {
    url.hostname = successor;
    url.pathname = `/v1.0${url.pathname}`;
  }
  const isGraph = url.protocol === 'https:' && graphHosts.has(url.hostname) && url.port === '';
  if (isGraph || isSameOrigin(url, config.oidc_discovery_url)) return url.href;
  throw unreachable('the token names another server than the directory for its groups');
}

/**
 * Ask the directory service for the groups of the person whose token it is.
 *
 * @param accessToken - token that the directory service knows the person by
 * @throws ApiError `JWT_GROUPS_UNREACHABLE`
 */
export async function fetchGroups(
  endpoint: string,
  accessToken: string,
  config: Config,
): Promise<readonly string[]> {
  if (accessToken === '') {
    throw unreachable('access token is empty. Cannot call Microsoft Graph API');
  }
  const body = JSON.stringify({ securityEnabledOnly: false });
  const authorization = `Bearer ${accessToken}`;
  const headers = { authorization, 'content-type': 'application/json', accept: 'application/json' };
  const bounds = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES };
  try {
    const options = { method: 'POST', headers, body, ...bounds, ...trustOf(config) } as const;
    const answer = await fetchBounded(endpoint, options);
    if (answer.status !== 200) throw unreachable(`the directory answered status ${answer.status}`);
    const document: unknown = JSON.parse(answer.body.toString());
    const value = isJsonObject(document) ? document['value'] : undefined;
    if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw unreachable('the directory cannot be asked', reasonOf(error));
  }
  throw unreachable('the directory answered no list');
}

function isSameOrigin(url: URL, base: string): boolean {
  return URL.canParse(base) && new URL(base).origin === url.origin;
}

function unreachable(reason: string, detail?: string): ApiError {
  return new ApiError('JWT_GROUPS_UNREACHABLE', {
    values: { reason },
    ...(detail === undefined ? {} : { detail }),
  });
}
