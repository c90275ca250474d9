import { ApiError } from '../../errors/api-error.ts';
import type { Checks } from '../../framework/checks.ts';
import type { JsonObject } from '../../lib/json.ts';
import { ClaimTimeError, findTimeFault, type TimeFault } from './claim-times.ts';
import type { Config, Role } from './records.ts';

/** What claims are held against. */
export interface ClaimBounds {
  readonly config: Config;
  readonly role: Role;
  readonly checks: Checks;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Hold issuer, audience and dates of a token against configuration, role and clock.
 *
 * @returns audiences to ask the API server for
 * @throws ApiError `KUBERNETES_ISSUER_INVALID`, `KUBERNETES_AUDIENCE_INVALID`, `KUBERNETES_TOKEN_EXPIRED`,
 *   `KUBERNETES_TOKEN_EARLY`, `KUBERNETES_TOKEN_FUTURE`, `KUBERNETES_TOKEN_REFUSED`
 */
export function assertClaims(claims: JsonObject, bounds: ClaimBounds): readonly string[] {
  assertIssuer(claims['iss'], bounds);
  const audiences = assertAudience(claims, bounds);
  assertTimes(claims, bounds);
  return audiences;
}

function assertIssuer(iss: unknown, { config, checks }: ClaimBounds): void {
  const isChecked = !config.disable_iss_validation && config.issuer !== '';
  const seen = () => ({
    expected: isChecked ? config.issuer : 'any issuer',
    received: typeof iss === 'string' ? iss.slice(0, 300) : 'none',
  });
  if (isChecked && iss !== config.issuer) {
    throw checks.fail('issuer', seen, new ApiError('KUBERNETES_ISSUER_INVALID'));
  }
  checks.pass('issuer', seen);
}

/** That of the role where it has one; else those of the token, so that any is taken. */
function assertAudience(
  { aud }: JsonObject,
  { role: { audience }, checks }: ClaimBounds,
): readonly string[] {
  // RFC 7519 §4.1.3: a single one may stand without a list
  const list: readonly unknown[] = Array.isArray(aud) ? aud : aud === undefined ? [] : [aud];
  const audiences = list.filter((name) => typeof name === 'string');
  const seen = () => ({
    expected: audience || 'any audience',
    received: audiences.join(', ').slice(0, 300) || 'none',
  });
  const isSound = audiences.length === list.length;
  if (!isSound || (audience !== '' && !audiences.includes(audience))) {
    throw checks.fail('audience', seen, new ApiError('KUBERNETES_AUDIENCE_INVALID'));
  }
  checks.pass('audience', seen);
  return audience === '' ? audiences : [audience];
}

const timeChecks = ['not_before', 'expiry', 'issued_at'] as const;

const timeCodes = {
  expiry: 'KUBERNETES_TOKEN_EXPIRED',
  not_before: 'KUBERNETES_TOKEN_EARLY',
  issued_at: 'KUBERNETES_TOKEN_FUTURE',
} as const;

const timeWords: Readonly<Record<TimeFault['check'], readonly [string, string]>> = {
  expiry: ['a token that has not ended', 'one that ended {} s ago'],
  not_before: ['a token that has begun', 'one that begins in {} s'],
  issued_at: ['a token of the past', 'one of {} s from now'],
};

function assertTimes(claims: JsonObject, bounds: ClaimBounds): void {
  const { checks } = bounds;
  const found = findFault(claims, bounds);
  for (const check of timeChecks) {
    const [expected, received] = timeWords[check];
    if (found?.check === check) {
      const seen = { expected, received: received.replace('{}', String(found.offBySeconds)) };
      throw checks.fail(check, seen, new ApiError(timeCodes[check]));
    }
    checks.pass(check, { expected });
  }
}

function findFault(claims: JsonObject, { checks, now }: ClaimBounds): TimeFault | undefined {
  try {
    return findTimeFault(claims, now);
  } catch (error) {
    if (!(error instanceof ClaimTimeError)) throw error;
    const seen = { expected: 'dates in seconds', received: error.message };
    const detail = error.message;
    throw checks.fail('not_before', seen, new ApiError('KUBERNETES_TOKEN_REFUSED', { detail }));
  }
}
