import { defineRecord } from '../framework/record.ts';
import type { Barrier } from '../storage/barrier.ts';
import { bindRecord, type Collection } from '../storage/records.ts';
import type { Transaction } from '../storage/transaction.ts';
import type { TokenEntry } from './token-entry.ts';

/**
 * Which tokens are ended together: those made by requests below a path, those of an entity, or those of
 * one name at a mount.
 */
export type VoidScope =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'entity'; readonly entity_id: string }
  | { readonly kind: 'alias'; readonly mount_uuid: string; readonly alias: string };

/** That all tokens of a scope are void whose request began in some generation or before. */
export interface VoidRecord {
  readonly scope: VoidScope;
  /** Of the configuration, as of the request that ended the tokens; its commit makes a later one. */
  readonly generation: number;
  /** Milliseconds since the epoch, for people. */
  readonly voided_at: number;
  /** Milliseconds since the epoch, until when a batch token that is meant may live. */
  readonly kept_until: number;
}

const voidRecord = defineRecord<VoidRecord>({
  collection: 'token-voided',
  version: 1,
  isConfiguration: true,
});

const NAMESPACE = 'ns/root/';
/** Its row moves whenever a record is written or removed. */
const MARK_KEY = 'ns/root/token-void-mark';

interface Mark {
  /** No batch token of this generation or before is good any more. */
  readonly batch_floor: number;
}

const noMark: Mark = { batch_floor: -1 };

/** What decides whether a token is void. */
type Judged = Pick<
  TokenEntry,
  'type' | 'path' | 'has_lease' | 'entity_id' | 'mount_uuid' | 'alias' | 'generation'
>;

/**
 * All tokens that were ended together, for the question whether one is among them. Costs no read, and next
 * to nothing where nothing was ended.
 *
 * Moments are compared by generations, not by clocks: a token carries the generation in which its request
 * began. Whatever began before the commit that ended the others is void, also if it commits later.
 */
export class VoidedTokens {
  readonly records: readonly VoidRecord[];
  readonly batchFloor: number;
  readonly #byPath = new Map<string, number>();
  readonly #byEntity = new Map<string, number>();
  readonly #byAlias = new Map<string, number>();

  constructor(records: readonly VoidRecord[], batchFloor: number) {
    this.records = records;
    this.batchFloor = batchFloor;
    for (const { scope, generation } of records) {
      if (scope.kind === 'path') this.#byPath.set(scope.path, generation);
      else if (scope.kind === 'entity') this.#byEntity.set(scope.entity_id, generation);
      else this.#byAlias.set(aliasName(scope), generation);
    }
  }

  /** Whether a token was ended together with others. */
  has(entry: Judged): boolean {
    const generation = entry.generation ?? 0;
    if (entry.type === 'batch' && generation <= this.batchFloor) return true;
    if (this.records.length === 0) return false;
    return generation <= Math.max(this.#ofPerson(entry), this.#ofPath(entry));
  }

  #ofPerson({ entity_id, mount_uuid, alias }: Judged): number {
    const ofEntity = this.#byEntity.get(entity_id) ?? -1;
    if (alias === undefined || this.#byAlias.size === 0) return ofEntity;
    return Math.max(ofEntity, this.#byAlias.get(aliasName({ mount_uuid, alias })) ?? -1);
  }

  /** The latest end of any folder that the path lies in. */
  #ofPath({ path, has_lease }: Judged): number {
    if (!has_lease || this.#byPath.size === 0) return -1;
    let latest = this.#byPath.get(path) ?? -1;
    for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
      latest = Math.max(latest, this.#byPath.get(path.slice(0, end)) ?? -1);
    }
    return latest;
  }
}

/** Each barrier's own, so that sealing forgets them. */
const loaded = new WeakMap<Barrier, { readonly version: number; readonly tokens: VoidedTokens }>();

/** The records as they are stored now, or newer; read whole only where one was written since. */
export async function loadVoidedTokens(transaction: Transaction): Promise<VoidedTokens> {
  const { barrier } = transaction;
  const row = await transaction.get(MARK_KEY);
  const version = row?.version ?? 0;
  const known = loaded.get(barrier);
  if (known?.version === version) return known.tokens;
  const mark = row ? (JSON.parse(row.value.toString()) as Mark) : noMark;
  const records = row ? await bind(transaction).all() : [];
  const tokens = new VoidedTokens(
    records.map(({ record }) => record),
    mark.batch_floor,
  );
  loaded.set(barrier, { version, tokens });
  return tokens;
}

/** When tokens are ended. */
export interface VoidMoment {
  readonly generation: number;
  readonly now: number;
  /** The longest life that a mount grants, seconds. */
  readonly maxTtl: number;
  /** Whether the rows of all tokens that were ended before are gone. */
  readonly isSwept: boolean;
}

/**
 * End all tokens of some scopes, as part of the commit of the request, whatever their number. The caller has
 * the generation required.
 */
export async function voidTokens(
  transaction: Transaction,
  scopes: readonly VoidScope[],
  { generation, now, maxTtl, isSwept }: VoidMoment,
): Promise<void> {
  const known = await loadVoidedTokens(transaction);
  const records = bind(transaction);
  const floor = isSwept ? dropPast(known.records, records, now) : -1;
  for (const scope of scopes) {
    const name = nameOf(scope);
    const before = known.records.find((record) => nameOf(record.scope) === name);
    const kept_until = Math.max(now + maxTtl * 1000, before?.kept_until ?? 0);
    records.put(name, { scope, generation, voided_at: now, kept_until });
  }
  const mark: Mark = { batch_floor: Math.max(known.batchFloor, floor) };
  transaction.put(MARK_KEY, Buffer.from(JSON.stringify(mark)));
}

/**
 * Remove the records whose tokens have all ended by themselves. Should a batch token of their time still
 * live, by a maximum that was lowered since, it is void whoever's it is.
 *
 * @returns the latest generation of those removed
 */
function dropPast(
  known: readonly VoidRecord[],
  records: Collection<VoidRecord>,
  now: number,
): number {
  const past = known.filter(({ kept_until }) => kept_until <= now);
  for (const { scope } of past) records.remove(nameOf(scope));
  return past.reduce((latest, { generation }) => Math.max(latest, generation), -1);
}

function bind(transaction: Transaction): Collection<VoidRecord> {
  return bindRecord(transaction, NAMESPACE, voidRecord);
}

function nameOf(scope: VoidScope): string {
  if (scope.kind === 'path') return `path\n${scope.path}`;
  return scope.kind === 'entity' ? `entity\n${scope.entity_id}` : `alias\n${aliasName(scope)}`;
}

/** Case does not count, as in the identity store. */
function aliasName(of: { readonly mount_uuid: string; readonly alias: string }): string {
  return `${of.mount_uuid}\n${of.alias.toLowerCase()}`;
}
