/** The program of the upper limit for logins with passwords: the hash alone, as dear as the server's. */
import { defaultPasswordCost } from '../../src/crypto/password-hash.ts';
import { PasswordHasher } from '../../src/crypto/password-hasher.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { serveWork } from '../child.ts';
import { Samples } from '../load/samples.ts';
import type { LimitReport } from './limits.ts';

/** What the program is to do. */
export interface PasswordWork {
  readonly callers: number;
  readonly seconds: number;
}

serveWork(async ({ callers, seconds }: PasswordWork, report) => {
  const hasher = new PasswordHasher({ cost: defaultPasswordCost, random: systemRandom });
  const hash = await hasher.hash('correct horse battery staple');
  const samples = new Samples();
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const call = async (): Promise<void> => {
    for (let now = performance.now(); now < until; now = performance.now()) {
      await hasher.verify('correct horse battery staple', hash);
      samples.add(performance.now() - now);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  const perSecond = samples.count / ((performance.now() - startedAt) / 1000);
  const result: LimitReport = { perSecond, ...samples.spread() };
  report(result);
});
