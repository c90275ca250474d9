import { ApiError } from '../../errors/api-error.ts';
import type { Checks } from '../../framework/checks.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';
import { matchesGlob } from '../../lib/glob.ts';
import { readClaim, wholeNumberText } from './claim-path.ts';
import type { Role } from './records.ts';

/**
 * Check that the claims of a token are those that the role is bound to: of each one value.
 *
 * @throws ApiError `JWT_CLAIM_MISSING`, `JWT_CLAIM_UNFIT`, `JWT_CLAIM_MISMATCH`
 */
export function assertBoundClaims(claims: JsonObject, role: Role, checks: Checks): void {
  // the same one is reported however they are stored
  for (const name of Object.keys(role.bound_claims).sort()) {
    assertClaim(name, { claims, role, checks });
  }
  checks.pass('bound_claims', () => ({ expected: Object.keys(role.bound_claims).join(', ') }));
}

interface About {
  readonly claims: JsonObject;
  readonly role: Role;
  readonly checks: Checks;
}

function assertClaim(name: string, { claims, role, checks }: About): void {
  const expected = role.bound_claims[name] ?? null;
  const received = readClaim(claims, name);
  const refuse = (code: 'JWT_CLAIM_MISSING' | 'JWT_CLAIM_UNFIT' | 'JWT_CLAIM_MISMATCH') =>
    checks.fail(
      'bound_claims',
      () => ({
        expected: `${name}: ${describe(expected)}`,
        received: `${name}: ${describe(received)}`,
      }),
      new ApiError(code, { values: { name } }),
    );
  if (received === undefined || received === null) throw refuse('JWT_CLAIM_MISSING');
  if (isJsonObject(received)) throw refuse('JWT_CLAIM_UNFIT');
  const wanted = Array.isArray(expected) ? (expected as readonly JsonValue[]) : [expected];
  const isGlob = role.bound_claims_type === 'glob';
  if (!wanted.some((value) => fits(value, received, isGlob))) throw refuse('JWT_CLAIM_MISMATCH');
}

function fits(wanted: JsonValue, received: JsonValue, isGlob: boolean): boolean {
  if (Array.isArray(received)) {
    return (received as readonly JsonValue[]).some(
      // numbers in lists count for nothing, however they are written
      (item) => wholeNumberText(item) === undefined && equals(wanted, item, isGlob),
    );
  }
  return equals(wanted, received, isGlob);
}

function equals(wanted: JsonValue, received: JsonValue, isGlob: boolean): boolean {
  if (typeof wanted === 'boolean') return wanted === received;
  if (typeof wanted === 'string') {
    if (typeof received !== 'string') return false;
    return isGlob ? matchesGlob(wanted, received) : wanted === received;
  }
  // a claim of 42.5 counts as 42
  return typeof wanted === 'number' && wholeNumberText(received) === String(wanted);
}

/** Claims are no secrets to an operator, but may be long. */
export function describe(value: JsonValue | undefined): string {
  if (value === undefined) return 'none';
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
