import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Samples } from '../load/samples.ts';
import type { LimitReport } from './limits.ts';

/** One page of a log. */
const BYTES = 4096;

/** How often a second the disk of a folder makes a small appended write durable, one after the other. */
export function measureSyncs(folder: string, seconds: number): LimitReport {
  const path = join(folder, 'sync-rate');
  const file = openSync(path, 'w');
  const samples = new Samples();
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  for (let now = startedAt; now < until; now = performance.now()) {
    writeSync(file, Buffer.alloc(BYTES, 1));
    fdatasyncSync(file);
    samples.add(performance.now() - now);
  }
  const perSecond = samples.count / ((performance.now() - startedAt) / 1000);
  closeSync(file);
  rmSync(path);
  return { perSecond, ...samples.spread() };
}

const fileSystems: Readonly<Record<number, string>> = {
  0xef53: 'ext4',
  0x01021994: 'tmpfs',
  0x58465342: 'xfs',
  0x9123683e: 'btrfs',
  0x794c7630: 'overlay',
};

/** Name of the file system of a folder: on tmpfs a sync costs nothing, and means nothing. */
export function fileSystemOf(folder: string): string {
  const { type } = statfsSync(folder);
  return fileSystems[type] ?? `0x${type.toString(16)}`;
}
