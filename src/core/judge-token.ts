import { ApiError } from '../errors/api-error.ts';
import { type CheckRow, Checks, type CheckSeen, masked } from '../framework/checks.ts';
import type { EntityView } from '../identity/identity-store.ts';
import { isInCidrs } from '../lib/cidr.ts';
import { toRfc3339 } from '../lib/time.ts';
import { diagnoseToken, type TokenDiagnosis, type TokenName } from '../token/diagnose-token.ts';
import type { TokenEntry } from '../token/token-entry.ts';
import type { AuthenticationView } from './authenticate.ts';

/** The checks that every use of a token goes through, in their order. */
export const tokenChecks = [
  'token_given',
  'token_known',
  'token_lifetime',
  'token_mount',
  'token_parents',
  'token_address',
  'token_entity',
] as const;

/** What was found out about a token. */
export interface JudgedToken {
  readonly rows: readonly CheckRow[];
  /** Absent where it may be used. */
  readonly failed?: CheckRow;
  /** Absent where nothing is known of it. */
  readonly entry?: TokenEntry;
}

/**
 * Put a token through all its checks, for explanations only.
 *
 * @param address - undefined: from wherever it may be used
 */
export async function judgeToken(
  view: AuthenticationView,
  name: TokenName,
  address: string | undefined,
): Promise<JudgedToken> {
  const { transaction, configuration, now } = view;
  const checks = new Checks();
  const given = 'id' in name ? name.id : name.accessor;
  const isGiven = given !== '';
  const found: TokenDiagnosis = isGiven
    ? await diagnoseToken(
        transaction,
        { now, isIssuerLive: (entry) => configuration.isIssuerLive(entry) },
        name,
      )
    : {};
  const { entry } = found;
  const entity = await configuration.entity(entry?.entity_id ?? '', transaction);
  const fault = isGiven ? (found.fault ?? boundsFault({ entry, entity, address })) : 'token_given';
  for (const check of tokenChecks) {
    const seen = (): CheckSeen => seenBy[check]({ given, entry, entity, address });
    if (check === fault) {
      checks.fail(check, seen, new ApiError('TOKEN_INVALID'));
      break;
    }
    checks.pass(check, entry && seen);
  }
  const failed = checks.rows.find(({ outcome }) => outcome === 'failed');
  return { rows: checks.rows, ...(failed && { failed }), ...(entry && { entry }) };
}

function boundsFault({
  entry,
  entity,
  address,
}: Omit<SeenFrom, 'given'>): 'token_address' | 'token_entity' | undefined {
  if (!entry) return undefined;
  const { bound_cidrs, expires_at, entity_id } = entry;
  const isBound = bound_cidrs.length > 0 && expires_at !== 0 && address !== undefined;
  if (isBound && !isInCidrs(address, bound_cidrs)) return 'token_address';
  return entity_id === '' || entity?.disabled === false ? undefined : 'token_entity';
}

interface SeenFrom {
  readonly given: string;
  readonly entry: TokenEntry | undefined;
  readonly entity: EntityView | undefined;
  readonly address: string | undefined;
}

const seenBy: Readonly<Record<(typeof tokenChecks)[number], (from: SeenFrom) => CheckSeen>> = {
  token_given: ({ given }) => ({ expected: 'a token', received: masked(given) }),
  token_known: ({ given, entry }) => ({
    expected: 'a token of this server that was not revoked or used up',
    received: entry ? `accessor ${entry.accessor || 'none, a batch token'}` : masked(given),
  }),
  token_lifetime: ({ entry }) => ({ expected: 'use before its end', received: endOf(entry) }),
  token_mount: ({ entry }) => ({
    expected: 'a mount that is still there, and no tokens of its time revoked together',
    received: `made by ${entry?.path}`,
  }),
  token_parents: ({ entry }) => ({
    expected: 'all tokens above it in force',
    received: entry?.parent === undefined ? 'an orphan' : 'a child',
  }),
  token_address: ({ entry, address }) => ({
    expected: entry?.bound_cidrs.join(', ') || 'any address',
    received: address ?? 'any of those',
  }),
  token_entity: ({ entry, entity }) => ({
    expected: 'no entity, or one that is there and not disabled',
    received: entityState(entry?.entity_id ?? '', entity),
  }),
};

function entityState(id: string, entity: EntityView | undefined): string {
  if (id === '') return 'none';
  if (!entity) return `${id}, which was removed`;
  return entity.disabled ? `${id}, which is disabled` : id;
}

function endOf(entry: TokenEntry | undefined): string {
  return entry && entry.expires_at !== 0 ? `its end is ${toRfc3339(entry.expires_at)}` : 'no end';
}
