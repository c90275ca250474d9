import { parsePlainJson } from '../../../crypto/jws/plain-json.ts';
import { isJsonObject, type JsonObject } from '../../../lib/json.ts';
import { fetchBounded } from '../../../lib/outbound/index.ts';
import { ownMember } from '../claim-path.ts';
import type { Context } from '../context.ts';
import { reasonOf } from '../keys/fetch-document.ts';
import { type ProviderMetadata, trustOf } from '../keys/provider.ts';
import type { Config } from '../records.ts';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1_048_576;

/** What the ID token says of itself stays, whatever userinfo says. */
const ownClaims = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'azp', 'auth_time']);

/**
 * The claims of an ID token with what the provider tells besides: groups and addresses are often there alone.
 *
 * A provider that has no answer, or one about somebody else, adds nothing; the log tells of it.
 *
 * @see OpenID Connect Core §5.3.2: `sub` must be that of the ID token
 */
export async function mergeUserinfo(
  claims: JsonObject,
  of: { config: Config; metadata: ProviderMetadata; access_token: string; context: Context },
): Promise<JsonObject> {
  const { config, metadata, access_token, context } = of;
  const { services, mount } = context;
  if (metadata.userinfo_endpoint === '') return claims;
  try {
    const { status, body } = await fetchBounded(metadata.userinfo_endpoint, {
      headers: { authorization: `Bearer ${access_token}`, accept: 'application/json' },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      ...trustOf(config),
      learnedFrom: metadata.issuer,
    });
    if (status !== 200) throw new Error(`status ${status}`);
    const told = parsePlainJson(body.toString());
    if (!isJsonObject(told)) throw new Error('no JSON object');
    if (told['sub'] !== claims['sub']) throw new Error('about somebody else');
    const iss = ownMember(told, 'iss');
    if (iss !== undefined && iss !== metadata.issuer) throw new Error('of another issuer');
    const added = Object.entries(told).filter(([name]) => !ownClaims.has(name));
    return { ...claims, ...Object.fromEntries(added) };
  } catch (error) {
    const details = { mount: mount.path, reason: reasonOf(error) };
    services.log('warn', 'userinfo of a provider adds nothing', details);
    return claims;
  }
}
