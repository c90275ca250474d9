/** The program of the upper limit for writes: the same rows through the store alone, with nothing in them. */
import { randomBytes } from 'node:crypto';
import { openSqliteStore } from '../../src/storage/sqlite/index.ts';
import type { Commit, Store } from '../../src/storage/store.ts';
import { serveWork } from '../child.ts';
import { Samples } from '../load/samples.ts';
import type { LimitReport } from './limits.ts';
import type { RowShape } from './written-rows.ts';

/** What the program is to do. */
export interface CommitWork {
  readonly database: string;
  readonly rows: readonly RowShape[];
  /** New rows, rows that are there already, or rows that go. */
  readonly kind: 'insert' | 'replace' | 'remove';
  readonly callers: number;
  readonly warmSeconds: number;
  readonly seconds: number;
}

/** Rows that are there before; removing stops when they are used up. */
const PREPARED = 60_000;
const PREPARED_AT_ONCE = 2000;

serveWork(async (work: CommitWork, report) => {
  const store = await openSqliteStore({ path: work.database });
  report(await measure(store, work));
  await store.close();
});

async function measure(store: Store, work: CommitWork): Promise<LimitReport> {
  const names = work.kind === 'insert' ? [] : await prepare(store, work);
  let next = 0;
  const commitOf = (): Commit | undefined => {
    const name = work.kind === 'insert' ? randomName() : names[next % names.length];
    next += 1;
    if (name === undefined || (work.kind === 'remove' && next > names.length)) return undefined;
    return work.kind === 'remove'
      ? { remove: work.rows.map(({ prefix }) => prefix + name) }
      : { put: work.rows.map((row) => toEntry(row, name)) };
  };
  const samples = new Samples();
  const countFrom = performance.now() + work.warmSeconds * 1000;
  const until = countFrom + work.seconds * 1000;
  let last = countFrom;
  let all = 0;
  const cpuBefore = process.cpuUsage();
  const call = async (): Promise<void> => {
    for (let now = performance.now(); now < until; now = performance.now()) {
      const commit = commitOf();
      if (!commit) return;
      await store.commit(commit);
      all += 1;
      const ended = performance.now();
      if (ended < countFrom || ended > until) continue;
      samples.add(ended - now);
      last = ended;
    }
  };
  await Promise.all(Array.from({ length: work.callers }, call));
  const seconds = (last - countFrom) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    perSecond: seconds > 0 ? samples.count / seconds : 0,
    cpuMicros: (user + system) / all,
    ...samples.spread(),
  };
}

async function prepare(store: Store, { rows }: CommitWork): Promise<string[]> {
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
