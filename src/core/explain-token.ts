import { withSkipped } from '../framework/checks.ts';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import type { TokenName } from '../token/diagnose-token.ts';
import { remainingTtl, type TokenEntry } from '../token/token-entry.ts';
import { unite } from './acl-cache.ts';
import { chooseAddress } from './explain-login.ts';
import { judgeToken, tokenChecks } from './judge-token.ts';
import type { Scope } from './scope.ts';

/** A use of a token that is only imagined. */
export interface AskedToken {
  readonly name: TokenName;
  /** Where it is imagined to come from; empty or absent: `remoteAddress`. */
  readonly remote_address: string | undefined;
  /** Of whoever asks. */
  readonly remoteAddress: string;
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
