import { randomBytes } from 'node:crypto';
import type { Commit, Store } from '../../src/storage/store.ts';
import type { RowShape } from './written-rows.ts';

/** What commits of a limit do. */
export interface BareCommits {
  readonly rows: readonly RowShape[];
  /** New rows, rows that are there already, or rows that go. */
  readonly kind: 'insert' | 'replace' | 'remove';
}

/** Rows that are there before; removing stops when they are used up. */
const PREPARED = 60_000;
const PREPARED_AT_ONCE = 2000;

/** Make the next of many commits, with nothing in their rows; undefined when there is nothing left to remove. */
export async function prepareCommits(
  store: Store,
  { rows, kind }: BareCommits,
): Promise<() => Commit | undefined> {
  const names = kind === 'insert' ? [] : await prepare(store, rows);
  let next = 0;
  return () => {
    const name = kind === 'insert' ? randomName() : names[next % names.length];
    next += 1;
    if (name === undefined || (kind === 'remove' && next > names.length)) return undefined;
    return kind === 'remove'
      ? { remove: rows.map(({ prefix }) => prefix + name) }
      : { put: rows.map((row) => toEntry(row, name)) };
  };
}

async function prepare(store: Store, rows: readonly RowShape[]): Promise<string[]> {
  const names = Array.from({ length: PREPARED }, randomName);
  for (let at = 0; at < names.length; at += PREPARED_AT_ONCE) {
    const some = names.slice(at, at + PREPARED_AT_ONCE);
    await store.commit({ put: some.flatMap((name) => rows.map((row) => toEntry(row, name))) });
  }
  return names;
}

function toEntry({ prefix, valueBytes, expires }: RowShape, name: string) {
  const entry = { key: prefix + name, value: randomBytes(valueBytes) };
  return expires ? { ...entry, expiresAt: Date.now() + 3_600_000 } : entry;
}

/** As long as the part of a key that hides a name. */
function randomName(): string {
  return randomBytes(16).toString('base64url');
}
