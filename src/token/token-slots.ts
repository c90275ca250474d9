import { setImmediate as nextTurn } from 'node:timers/promises';
import { inTransaction, type OpenStore, Transaction } from '../storage/transaction.ts';
import { type decodeRow, tokenKeys, TokenStore, type TokenView } from './token-store.ts';

const slotPrefix = 'ns/root/token-slot/';
/** Rows between two breaths for other requests. */
const PAGE = 500;

/** What the slots of a quota hold at one moment. */
export interface SlotCount {
  /** Slots whose token lives, those of older tokens among them. */
  readonly live: number;
  /** Numbers of the slots whose token lives. */
  readonly taken: ReadonlySet<number>;
  /** When the first of these tokens ends, milliseconds since the epoch; `Infinity`: never. */
  readonly nextExpiry: number;
}

/** Below which all slots of a quota lie. @param quotaId - an id that tells nothing */
export function slotsOf(quotaId: string): string {
  return `${slotPrefix}${quotaId}/`;
}

/** The row of one of the slots that a quota has. */
export function slotKey(quotaId: string, number: number): string {
  return `${slotsOf(quotaId)}${number}`;
}

/** The row by which a token from before the quota takes up room, beside its numbered slots. */
export function olderSlotKey(quotaId: string, tokenHash: string): string {
  return `${slotsOf(quotaId)}older/${tokenHash}`;
}

/** What a slot holds: the token that it was given to, by the hash in its key. */
export function slotValue(tokenKey: string): Buffer {
  return Buffer.from(tokenKeys.keyHash(tokenKey));
}

/**
 * Count the slots of a quota whose tokens may be used now. Costs two reads for each of them.
 *
 * @param view.most - how many are counted at most: beyond a limit it does not matter how far
 */
export async function countSlots(
  open: OpenStore,
  quotaId: string,
  view: TokenView & { readonly most: number },
): Promise<SlotCount> {
  const prefix = slotsOf(quotaId);
  const taken = new Set<number>();
  let live = 0;
  let nextExpiry = Infinity;
  let after = prefix;
  for (;;) {
    // one for each page, so that memory does not hold all rows
    const transaction = new Transaction(open);
    const page = await transaction.scan(prefix, { after, limit: PAGE });
    const hashes = page.map(({ value }) => value.toString());
    const ends = await endsOf(transaction, hashes, view);
    for (const [i, { key }] of page.entries()) {
      const end = ends[i];
      if (end === undefined) continue;
      live += 1;
      nextExpiry = Math.min(nextExpiry, end);
      const number = Number(key.slice(prefix.length));
      if (Number.isInteger(number)) taken.add(number);
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE || live >= view.most) return { live, taken, nextExpiry };
    after = last.key;
    await nextTurn();
  }
}

/** Remove the rows of slots whose tokens are no more. They mean nothing, but each count looks at them. */
export async function clearSlots(open: OpenStore, quotaId: string, view: TokenView): Promise<void> {
  const prefix = slotsOf(quotaId);
  let after = prefix;
  for (;;) {
    const page = await new Transaction(open).scan(prefix, { after, limit: PAGE });
    const transaction = new Transaction(open);
    const ends = await endsOf(
      transaction,
      page.map(({ value }) => value.toString()),
      view,
    );
    const dead = page.filter((_row, i) => ends[i] === undefined).map(({ key }) => key);
    if (dead.length > 0) await inTransaction(open, (own) => removeDead(own, dead, view));
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.key;
    await nextTurn();
  }
}

/** Looked at once more: a slot may have been taken in the meantime. */
async function removeDead(
  transaction: Transaction,
  keys: readonly string[],
  view: TokenView,
): Promise<void> {
  const rows = await transaction.getMany(keys);
  const hashes = rows.map((row) => row?.value.toString() ?? '');
  const ends = await endsOf(transaction, hashes, view);
  for (const [i, key] of keys.entries()) {
    if (rows[i] && ends[i] === undefined) transaction.remove(key);
  }
}

/** Hashes of the tokens that have slots of a quota, living or not. */
export async function hashesInSlots(open: OpenStore, quotaId: string): Promise<Set<string>> {
  const prefix = slotsOf(quotaId);
  const found = new Set<string>();
  let after = prefix;
  for (;;) {
    const page = await new Transaction(open).scan(prefix, { after, limit: PAGE });
    for (const { value } of page) found.add(value.toString());
    const last = page.at(-1);
    if (!last || page.length < PAGE) return found;
    after = last.key;
  }
}

/** When tokens end; undefined for one that may not be used now. */
async function endsOf(
  transaction: Transaction,
  hashes: readonly string[],
  view: TokenView,
): Promise<(number | undefined)[]> {
  const store = new TokenStore(transaction, view);
  const rows = await transaction.getMany(hashes.map((hash) => tokenKeys.prefix + hash));
  const ends: (number | undefined)[] = [];
  for (const row of rows) {
    // not frozen: it goes no further
    const entry = row && (JSON.parse(row.value.toString()) as ReturnType<typeof decodeRow>);
    const token =
      row && entry && !('orphaned' in entry) ? await store.ofRow(row.key, entry) : undefined;
    ends.push(token && (token.entry.expires_at || Infinity));
  }
  return ends;
}
