import { createHash } from 'node:crypto';
import { constantTimeEqual } from '../../../crypto/constant-time-equal.ts';
import { ApiError } from '../../../errors/api-error.ts';
import type { Checks } from '../../../framework/checks.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { toSeconds } from '../../../lib/time.ts';
import { ownMember, readClaim } from '../claim-path.ts';
import type { Peer } from '../keys/peer.ts';
import { readSigned } from '../login.ts';
import type { AuthRequest, Config, Role } from '../records.ts';
import { readRegistered, type RegisteredClaims } from '../verify-claims.ts';

/** How far clocks may be apart, seconds; RFC 7519 allows "a few minutes" for `nbf`. */
const NBF_LEEWAY = 300;
const IAT_LEEWAY = 60;
const AUTH_TIME_LEEWAY = 60;

/** What an ID token is checked against. */
export interface IdTokenBounds {
  readonly config: Config;
  readonly peer: Peer;
  readonly role: Role;
  readonly request: AuthRequest;
  /** What came along with it; empty: nothing. */
  readonly code: string;
  readonly access_token: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly checks: Checks;
}

/**
 * Check an ID token: that the provider made it, for us, now, and for this very login.
 *
 * @throws ApiError `OIDC_ID_TOKEN_INVALID`, `OIDC_SUBJECT_MISMATCH`, `JWT_KEYS_UNREACHABLE`
 * @see OpenID Connect Core §3.1.3.7, §3.1.3.8, §3.2.2.11
 */
export async function verifyIdToken(idToken: string, bounds: IdTokenBounds): Promise<JsonObject> {
  const { peer, checks, config } = bounds;
  const { claims, header } = await signed(idToken, peer, checks);
  const registered = registeredOf(claims, checks);
  assertIssuer(registered, config, checks);
  assertParties(registered, claims, bounds);
  assertTimes(registered, bounds);
  assertThisLogin(claims, bounds);
  assertHashes(claims, header.alg, bounds);
  const { bound_subject } = bounds.role;
  if (bound_subject !== '' && registered.sub !== bound_subject) {
    const seen = { expected: bound_subject, received: registered.sub };
    throw checks.fail('subject', seen, new ApiError('OIDC_SUBJECT_MISMATCH'));
  }
  checks.pass('subject');
  const { nonce: _nonce, ...rest } = claims;
  return rest;
}

async function signed(idToken: string, { keys, idTokenAlgorithms }: Peer, checks: Checks) {
  try {
    const read = await readSigned(idToken, { keys, allowed: idTokenAlgorithms });
    checks.pass('signature', { received: read.header.alg });
    return read;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'JWT_KEYS_UNREACHABLE') throw checks.fail('keys', {}, error);
    throw fail(checks, { name: 'signature', reason: error.message });
  }
}

function registeredOf(claims: JsonObject, checks: Checks): RegisteredClaims {
  try {
    return readRegistered(claims, checks);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw fail(checks, { name: 'claims', reason: error.message });
  }
}

function assertIssuer({ iss }: RegisteredClaims, config: Config, checks: Checks): void {
  const { oidc_discovery_url: issuer } = config;
  // the one provider that leaves the scheme out
  const isGoogle = issuer === 'https://accounts.google.com' && iss === 'accounts.google.com';
  if (iss !== issuer && !isGoogle) {
    throw fail(checks, { name: 'issuer', reason: 'the issuer is another', expected: issuer });
  }
  checks.pass('issuer');
}

function assertParties(
  { sub, aud }: RegisteredClaims,
  claims: JsonObject,
  { config, role, checks }: IdTokenBounds,
): void {
  const { oidc_client_id: client } = config;
  const received = aud.join(', ');
  if (sub === '') throw fail(checks, { name: 'subject', reason: 'there is no subject' });
  if (aud.length === 0) throw fail(checks, { name: 'audience', reason: 'there is no audience' });
  const { bound_audiences: bound } = role;
  if (bound.length > 0 && !aud.some((audience) => bound.includes(audience))) {
    const reason = 'the audience is none of bound_audiences';
    throw fail(checks, { name: 'audience', reason, expected: bound.join(', '), received });
  }
  if (aud.length > 1 && !aud.includes(client)) {
    throw fail(checks, { name: 'audience', reason: 'it is for other clients', received });
  }
  checks.pass('audience', () => ({ received }));
  const azp = ownMember(claims, 'azp');
  const needsParty = aud.length > 1 || aud[0] !== client;
  if ((azp !== undefined || needsParty) && azp !== client) {
    const reason = 'the authorized party (azp) is not this client';
    throw fail(checks, { name: 'authorized_party', reason, expected: client });
  }
  checks.pass('authorized_party');
}

function assertTimes(
  { exp, nbf, iat }: RegisteredClaims,
  { now, checks }: Pick<IdTokenBounds, 'now' | 'checks'>,
): void {
  const seconds = toSeconds(now);
  if (exp === 0 || seconds >= exp) {
    throw fail(checks, { name: 'expiration', reason: 'it has ended, or has no end' });
  }
  checks.pass('expiration');
  if (seconds + NBF_LEEWAY < nbf) {
    throw fail(checks, { name: 'not_before', reason: 'it begins later' });
  }
  checks.pass('not_before');
  if (seconds + IAT_LEEWAY < iat) {
    throw fail(checks, { name: 'issued_at', reason: 'it was issued later than now' });
  }
  checks.pass('issued_at');
}

function assertThisLogin(claims: JsonObject, { request, role, checks }: IdTokenBounds): void {
  const nonce = ownMember(claims, 'nonce');
  const isDevice = request.device_code !== undefined;
  const isOurs = typeof nonce === 'string' && constantTimeEqual(nonce, request.nonce);
  if (!isDevice && !isOurs) {
    throw fail(checks, { name: 'nonce', reason: 'it was made for another login' });
  }
  checks.pass('nonce');
  if (role.max_age > 0) {
    const at = readClaim(claims, 'auth_time');
    const earliest = toSeconds(request.created_at) - role.max_age - AUTH_TIME_LEEWAY;
    if (typeof at !== 'number' || at <= earliest) {
      const reason = 'the person proved who they are too long ago, or auth_time is missing';
      throw fail(checks, { name: 'authentication_age', reason });
    }
  }
  checks.pass('authentication_age');
}

/** @see OpenID Connect Core §3.1.3.6: the left half of the hash that the algorithm uses */
function assertHashes(
  claims: JsonObject,
  alg: string,
  { code, access_token, checks }: IdTokenBounds,
): void {
  const bits = alg.slice(2);
  const pairs = [
    ['at_hash', access_token],
    ['c_hash', code],
  ] as const;
  for (const [name, text] of pairs) {
    const expected = ownMember(claims, name);
    if (expected === undefined || text === '' || alg === 'EdDSA') continue;
    const digest = createHash(`sha${bits}`).update(text).digest();
    const half = digest.subarray(0, digest.length / 2).toString('base64url');
    if (typeof expected !== 'string' || !constantTimeEqual(expected, half)) {
      throw fail(checks, {
        name: 'hashes',
        reason: `it does not belong to what came with it (${name})`,
      });
    }
  }
  checks.pass('hashes');
}

function fail(
  checks: Checks,
  of: { name: string; reason: string; expected?: string; received?: string },
): ApiError {
  const { name, reason, ...seen } = of;
  return checks.fail(name, seen, new ApiError('OIDC_ID_TOKEN_INVALID', { values: { reason } }));
}
