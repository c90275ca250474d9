import { ApiError } from '../../errors/api-error.ts';
import type { Checks } from '../../framework/checks.ts';
import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { ownMember } from './claim-path.ts';
import type { Role } from './records.ts';

const USUAL_LEEWAY = 150;
const USUAL_SKEW = 60;

/** What a token is checked against. */
export interface ClaimBounds {
  readonly role: Role;
  /** Empty: any. */
  readonly bound_issuer: string;
  /** Seconds since the epoch. */
  readonly now: number;
  readonly checks: Checks;
}

/** The claims that every token is checked by, in the types that RFC 7519 gives them. */
export interface RegisteredClaims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: readonly string[];
  /** Seconds since the epoch; 0: absent. */
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
}

/**
 * Check issuer, subject, audience and times of a token whose signature holds.
 *
 * A claim of time that is there is never stretched but by the skew of clocks.
 *
 * @throws ApiError `JWT_CLAIM_TYPE`, `JWT_ISSUER_MISMATCH`, `JWT_SUBJECT_MISMATCH`, `JWT_AUDIENCE_MISMATCH`,
 *   `JWT_AUDIENCE_UNBOUND`, `JWT_DATES_MISSING`, `JWT_NOT_YET_VALID`, `JWT_EXPIRED`, `JWT_FROM_FUTURE`
 * @see RFC 7519 §4.1
 */
export function verifyClaims(claims: JsonObject, bounds: ClaimBounds): void {
  const { role, bound_issuer, checks } = bounds;
  const registered = readRegistered(claims, checks);
  const { iss, sub } = registered;
  if (bound_issuer !== '' && iss !== bound_issuer) {
    const seen = { expected: bound_issuer, received: iss || 'none' };
    throw checks.fail('issuer', seen, new ApiError('JWT_ISSUER_MISMATCH'));
  }
  checks.pass('issuer');
  if (role.bound_subject !== '' && sub !== role.bound_subject) {
    const seen = { expected: role.bound_subject, received: sub || 'none' };
    throw checks.fail('subject', seen, new ApiError('JWT_SUBJECT_MISMATCH'));
  }
  checks.pass('subject');
  assertAudience(registered, role, checks);
  assertTimes(registered, bounds);
  assertNoAudience(registered, role, checks);
}

/**
 * A token must be meant for one of the audiences of the role.
 *
 * @throws ApiError `JWT_AUDIENCE_MISMATCH`
 */
function assertAudience({ aud }: RegisteredClaims, role: Role, checks: Checks): void {
  const { bound_audiences: bound } = role;
  if (bound.length > 0 && !aud.some((audience) => bound.includes(audience))) {
    const seen = { expected: bound.join(', '), received: aud.join(', ') || 'none' };
    throw checks.fail('audience', seen, new ApiError('JWT_AUDIENCE_MISMATCH'));
  }
  checks.pass('audience');
}

/**
 * Where the role has no audiences, a token must be meant for nobody in particular. Told last, as there: whoever
 * sends a token that has ended is to hear of that.
 *
 * @throws ApiError `JWT_AUDIENCE_UNBOUND`
 */
function assertNoAudience({ aud }: RegisteredClaims, role: Role, checks: Checks): void {
  if (role.bound_audiences.length > 0 || aud.length === 0) return;
  const seen = { expected: 'bound_audiences of the role', received: aud.join(', ') };
  throw checks.fail('audience', seen, new ApiError('JWT_AUDIENCE_UNBOUND'));
}

function assertTimes(claims: RegisteredClaims, { role, now, checks }: ClaimBounds): void {
  const { iat } = claims;
  if (iat === 0 && claims.nbf === 0 && claims.exp === 0) {
    const seen = { expected: 'iat, nbf or exp', received: 'none' };
    throw checks.fail('dates', seen, new ApiError('JWT_DATES_MISSING'));
  }
  checks.pass('dates');
  const leeway = (value: number, usual: number): number => Math.max(0, value === 0 ? usual : value);
  const skew = leeway(role.clock_skew_leeway, USUAL_SKEW);
  const exp =
    claims.exp || Math.max(iat, claims.nbf) + leeway(role.expiration_leeway, USUAL_LEEWAY);
  const nbf = claims.nbf || iat || exp - leeway(role.not_before_leeway, USUAL_LEEWAY);
  const limits = [
    { name: 'not_before', holds: now + skew >= nbf, code: 'JWT_NOT_YET_VALID', at: nbf },
    { name: 'expiration', holds: now - skew <= exp, code: 'JWT_EXPIRED', at: exp },
    { name: 'issued_at', holds: now + skew >= iat, code: 'JWT_FROM_FUTURE', at: iat },
  ] as const;
  for (const { name, holds, code, at } of limits) {
    if (!holds) {
      const seen = { expected: `${at} within ${skew} s`, received: `now ${now}` };
      throw checks.fail(name, seen, new ApiError(code));
    }
    checks.pass(name);
  }
}

const registeredNames = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'];

/**
 * The registered claims; one that is null counts as absent.
 *
 * @throws ApiError `JWT_CLAIM_TYPE`; also where a name differs from that of a registered claim in nothing but
 *   the case of its letters, since other readers take it for that claim
 */
export function readRegistered(claims: JsonObject, checks: Checks): RegisteredClaims {
  const wrongType = (name: string, type: string): ApiError =>
    checks.fail(
      'claims',
      { expected: `${name}: ${type}` },
      new ApiError('JWT_CLAIM_TYPE', { values: { name } }),
    );
  for (const name of Object.keys(claims)) {
    const small = foldCase(name);
    if (small !== name && registeredNames.includes(small))
      throw wrongType(small, 'in small letters');
  }
  const text = (name: string): string => {
    const value = ownMember(claims, name) ?? '';
    if (typeof value !== 'string') throw wrongType(name, 'a text');
    return value;
  };
  const date = (name: string): number => {
    const value = readDate(ownMember(claims, name) ?? 0);
    if (value === undefined) throw wrongType(name, 'seconds since the epoch');
    return value;
  };
  const aud = readAudience(ownMember(claims, 'aud') ?? []);
  if (!aud) throw wrongType('aud', 'a text or a list of texts');
  const read = { iss: text('iss'), sub: text('sub'), aud };
  const registered = { ...read, iat: date('iat'), nbf: date('nbf'), exp: date('exp') };
  checks.pass('claims');
  return registered;
}

/** Some readers take `ſ` for `s`, which small letters alone leave apart. */
function foldCase(name: string): string {
  return name.toUpperCase().toLowerCase();
}

/** Fractions are cut off. A time that no clock reaches is no time. */
function readDate(value: JsonValue): number | undefined {
  const seconds = JSON.isRawJSON(value) ? Number(value.rawJSON) : value;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return undefined;
  return seconds < 0 || seconds > 1e12 ? undefined : Math.trunc(seconds);
}

function readAudience(value: JsonValue): readonly string[] | undefined {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (!Array.isArray(value)) return undefined;
  const items: readonly JsonValue[] = value;
  return items.every((item) => typeof item === 'string') ? items : undefined;
}
