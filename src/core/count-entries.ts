import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../storage/store.ts';

/** Entries that are looked at before others have their turn. */
const SLICE = 1000;

/** Counts that are under way, by store and prefix: whoever asks meanwhile waits for the same one. */
const running = new WeakMap<Store, Map<string, Promise<number>>>();

/**
 * How many entries below a prefix have not ended. Reads all of them, a slice at a time, and keeps none; a store
 * that changes meanwhile is counted as it went by.
 *
 * @param now - milliseconds since the epoch
 */
export function countEntries(store: Store, prefix: string, now: number): Promise<number> {
  const ofStore = running.get(store) ?? new Map<string, Promise<number>>();
  running.set(store, ofStore);
  const known = ofStore.get(prefix);
  if (known) return known;
  const counting = count(store, prefix, now).finally(() => ofStore.delete(prefix));
  ofStore.set(prefix, counting);
  return counting;
}

async function count(store: Store, prefix: string, now: number): Promise<number> {
  let total = 0;
  let after = prefix;
  for (;;) {
    const slice = await store.scan(prefix, { after, limit: SLICE });
    total += slice.filter(({ expiresAt = Infinity }) => expiresAt > now).length;
    const last = slice.at(-1);
    if (!last || slice.length < SLICE) return total;
    after = last.key;
    // a store in memory answers without ever leaving the turn
    await nextTurn();
  }
}
