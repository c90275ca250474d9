import { ApiError } from '../errors/api-error.ts';
import type { CheckSeen } from '../framework/checks.ts';
import { type CheckRow, Checks, masked, withSkipped } from '../framework/checks.ts';
import { isInCidrs } from '../lib/cidr.ts';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import { toRfc3339 } from '../lib/time.ts';
import { diagnoseToken, type TokenDiagnosis, type TokenName } from '../token/diagnose-token.ts';
import { remainingTtl, type TokenEntry } from '../token/token-entry.ts';
import { unite } from './acl-cache.ts';
import type { AuthenticationView } from './authenticate.ts';
import { chooseAddress } from './explain-login.ts';
import type { Scope } from './scope.ts';

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

/** A use of a token that is only imagined. */
export interface AskedToken {
  readonly name: TokenName;
  /** Where it is imagined to come from; empty or absent: `remoteAddress`. */
  readonly remote_address: string | undefined;
  /** Of whoever asks. */
  readonly remoteAddress: string;
}

/** What was found out about a token. */
export interface JudgedToken {
  readonly rows: readonly CheckRow[];
  /** Absent where it may be used. */
  readonly failed?: CheckRow;
  /** Absent where nothing is known of it. */
  readonly entry?: TokenEntry;
}

/**
 * Whether a token could be used, and whose it is; costs it no use.
 *
 * @throws ApiError `FIELD_INVALID` when the address is none
 */
export async function explainToken(scope: Scope, asked: AskedToken): Promise<JsonObject> {
  const address = chooseAddress(asked.remote_address, asked.remoteAddress);
  const { rows, failed, entry } = await judgeToken(scope, asked.name, address);
  const entity = entry && (await scope.configuration.entity(entry.entity_id, scope.transaction));
  const identity = entity?.policies ?? [];
  return {
    allowed: !failed,
    checks: withSkipped(rows, tokenChecks) as unknown as JsonValue,
    error_code: failed?.code ?? '',
    ...(entry && { is: { ...describe(entry, scope.now), ...policiesOf(entry, identity) } }),
  };
}

/** Put a token through all its checks, for explanations only. */
export async function judgeToken(
  view: AuthenticationView,
  name: TokenName,
  address: string,
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
  const fault = isGiven
    ? (found.fault ?? (await boundsFault(view, entry, address)))
    : 'token_given';
  for (const check of tokenChecks) {
    const seen = (): CheckSeen => seenBy[check]({ given, entry, address });
    if (check === fault) {
      checks.fail(check, seen, new ApiError('TOKEN_INVALID'));
      break;
    }
    checks.pass(check, entry && seen);
  }
  const failed = checks.rows.find(({ outcome }) => outcome === 'failed');
  return { rows: checks.rows, ...(failed && { failed }), ...(entry && { entry }) };
}

async function boundsFault(
  { configuration, transaction }: AuthenticationView,
  entry: TokenEntry | undefined,
  address: string,
): Promise<'token_address' | 'token_entity' | undefined> {
  if (!entry) return undefined;
  const { bound_cidrs, expires_at, entity_id } = entry;
  const isBound = bound_cidrs.length > 0 && expires_at !== 0;
  if (isBound && !isInCidrs(address, bound_cidrs)) return 'token_address';
  if (entity_id === '') return undefined;
  const entity = await configuration.entity(entity_id, transaction);
  return entity?.disabled === false ? undefined : 'token_entity';
}

interface SeenFrom {
  readonly given: string;
  readonly entry: TokenEntry | undefined;
  readonly address: string;
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
    received: address,
  }),
  token_entity: ({ entry }) => ({
    expected: 'its entity there and not disabled',
    received: entry?.entity_id ? `entity ${entry.entity_id}` : 'no entity',
  }),
};

function endOf(entry: TokenEntry | undefined): string {
  return entry && entry.expires_at !== 0 ? `its end is ${toRfc3339(entry.expires_at)}` : 'no end';
}

function describe(entry: TokenEntry, now: number): JsonObject {
  return {
    accessor: entry.accessor,
    display_name: entry.display_name,
    entity_id: entry.entity_id,
    metadata: entry.meta,
    path: entry.path,
    ttl: remainingTtl(entry, now),
    token_type: entry.type,
    num_uses: entry.num_uses,
    bound_cidrs: entry.bound_cidrs,
  };
}

function policiesOf({ policies }: TokenEntry, identity_policies: readonly string[]): JsonObject {
  return {
    policies: unite(policies, identity_policies),
    token_policies: policies,
    identity_policies,
  };
}
