import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../store.ts';
import { readDecideCommit } from '../../../tests/suites/read-decide-commit.ts';
import { openSqliteStore } from './index.ts';

const CHILD = fileURLToPath(new URL('../../../tests/suites/storage-child.ts', import.meta.url));

let folder: string;
let path: string;
const stores: Store[] = [];

async function open(): Promise<Store> {
  const store = await openSqliteStore({ path });
  stores.push(store);
  return store;
}

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function increment(store: Store): Promise<void> {
  await readDecideCommit(store, async (read) => {
    const [entry] = await read(['counter']);
    const count = Number(Buffer.from(entry?.value ?? []).toString()) + 1;
    const value = Buffer.from(String(count));
    return { commit: { put: [{ key: 'counter', value }] }, result: undefined };
  });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-shared-'));
  path = join(folder, 'store.db');
});

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await rm(folder, { recursive: true });
});

describe('two stores on one file', () => {
  test('see what the other has committed, and number their commits together', async () => {
    const [one, other] = [await open(), await open()];

    const first = await one.commit({ put: [{ key: 'a', value: Buffer.from('1') }] });
    const seen = await other.get(['a']);
    const second = await other.commit({ put: [{ key: 'b', value: Buffer.from('2') }] });

    expect(first).toEqual({ applied: true, version: 1 });
    expect(seen[0]?.value).toEqual(new Uint8Array(Buffer.from('1')));
    expect(second).toEqual({ applied: true, version: 2 });
  });

  test('refuse a commit that rests on what the other has changed', async () => {
    const [one, other] = [await open(), await open()];
    await one.commit({ put: [{ key: 'a', value: Buffer.from('1') }] });
    await other.commit({ put: [{ key: 'a', value: Buffer.from('2') }] });

    const stale = await one.commit({ expect: [{ key: 'a', version: 1 }], remove: ['a'] });

    expect(stale).toEqual({ applied: false, moved: 'a' });
  });

  test('go on when the other is closed', async () => {
    const [one, other] = [await open(), await open()];
    await other.commit({ put: [{ key: 'a', value: Buffer.from('1') }] });

    await other.close();
    const answer = await one.commit({ put: [{ key: 'b', value: Buffer.from('2') }] });

    expect(answer).toEqual({ applied: true, version: 2 });
    expect(await one.scan('', { limit: 9 })).toHaveLength(2);
  });

  test('may be opened for the first time at the same moment', async () => {
    const opened = await Promise.all(Array.from({ length: 6 }, open));

    const answers = await Promise.all(
      opened.map((store, at) =>
        store.commit({ put: [{ key: `k${at}`, value: Buffer.from('v') }] }),
      ),
    );

    const versions = answers.map((answer) => (answer.applied ? answer.version : 0));
    expect(versions.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('count together without losing one, in two processes', async () => {
    const store = await open();
    const child = start('increment', path, '150');
    const exited = once(child, 'exit');

    for (let at = 0; at < 150; at += 1) await increment(store);
    const [code] = await exited;
    const [entry] = await store.get(['counter']);

    expect(code).toBe(0);
    expect(Buffer.from(entry?.value ?? []).toString()).toBe('300');
  });
});

describe('a process that is killed while it writes', () => {
  test(
    'loses no commit that was answered, and leaves none by halves',
    { timeout: 120_000 },
    async () => {
      const answered: string[] = [];
      for (let round = 0; round < 20; round += 1) {
        answered.push(...(await writeAndKill(`round ${round}`, 30 + round * 10)));
      }
      const store = await open();

      const missing: string[] = [];
      for (const key of answered) {
        const pair = await store.get([`${key}/left`, `${key}/right`]);
        if (pair.includes(undefined)) missing.push(key);
      }
      const halves = await countHalves(store);

      expect(answered.length).toBeGreaterThan(20 * 30);
      expect(missing).toEqual([]);
      expect(halves).toBe(0);
    },
  );
});

/** Let a child write, kill it after some answers, and tell what it had been answered. */
async function writeAndKill(label: string, answers: number): Promise<string[]> {
  const child = start('write', path, label);
  const closed = once(child, 'close');
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.split('\n').length > answers) child.kill('SIGKILL');
  });
  const [, signal] = await closed;
  expect(signal).toBe('SIGKILL');
  // The last line may be cut off.
  return output.split('\n').slice(0, -1);
}

async function countHalves(store: Store): Promise<number> {
  const sides = new Map<string, number>();
  for (let after = ''; ;) {
    const page = await store.scan('', { after, limit: 1000 });
    const last = page.at(-1);
    if (last === undefined) break;
    for (const { key } of page) {
      const pair = key.slice(0, key.lastIndexOf('/'));
      sides.set(pair, (sides.get(pair) ?? 0) + 1);
    }
    after = last.key;
  }
  return [...sides.values()].filter((count) => count !== 2).length;
}
