/** The program of the upper limit for writes: the same rows through the store alone, with nothing in them. */
import { openSqliteStore } from '../../src/storage/sqlite/index.ts';
import type { Store } from '../../src/storage/store.ts';
import { serveWork } from '../child.ts';
import { Samples } from '../load/samples.ts';
import { type BareCommits, prepareCommits } from './bare-commits.ts';
import type { LimitReport } from './limits.ts';

/** What the program is to do. */
export interface CommitWork extends BareCommits {
  readonly database: string;
  readonly callers: number;
  readonly warmSeconds: number;
  readonly seconds: number;
}

serveWork(async (work: CommitWork, report) => {
  const store = await openSqliteStore({ path: work.database });
  report(await measure(store, work));
  await store.close();
});

async function measure(store: Store, work: CommitWork): Promise<LimitReport> {
  const commitOf = await prepareCommits(store, work);
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
