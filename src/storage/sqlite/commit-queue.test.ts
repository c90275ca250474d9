import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommitQueue } from './commit-queue.ts';
import { openSqliteStore } from './index.ts';

const put = (key: string, bytes = 10) => ({ put: [{ key, value: new Uint8Array(bytes) }] });

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-queue-'));
  path = join(folder, 'store.db');
});

afterEach(() => rm(folder, { recursive: true }));

/** Run a program that has `openSqliteStore` and `path`, until it ends by itself. */
function run(program: string, index = new URL('./index.ts', import.meta.url).href) {
  const script = `
    import { openSqliteStore } from ${JSON.stringify(index)};
    const path = ${JSON.stringify(path)};
    ${program}`;
  const args = ['--input-type=module', '-e', script];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { timeout: 20_000 });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** A thread that does as told instead of writing. */
function threadThat(onMessage: string): URL {
  const program = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (message) => { ${onMessage} });
    parentPort.postMessage({ kind: 'ready' });`;
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}

describe('commits made at the same moment', () => {
  test('reach the thread as one message', async () => {
    const thread = threadThat(`
      if (message === 'close') return parentPort.close();
      const size = message.keys.length;
      parentPort.postMessage({ kind: 'applied', outcomes: Array(size).fill(size) });`);
    const queue = await CommitQueue.open({ path, busyTimeoutMs: 0, maxBytes: 0 }, thread);

    const answers = await Promise.all(['a', 'b', 'c'].map((key) => queue.commit(put(key))));
    await queue.close();

    const together = { applied: true, version: 3 };
    expect(answers).toEqual([together, together, together]);
  });
});

describe('a writer thread that ends unexpectedly', () => {
  test.each([
    ['exits', 'process.exit(3)'],
    ['throws', 'throw new Error("broken")'],
  ])('fails all pending and later commits (it %s)', async (_, onMessage) => {
    const options = { path, busyTimeoutMs: 0, maxBytes: 0 };
    const queue = await CommitQueue.open(options, threadThat(onMessage));

    const pending = await Promise.allSettled(['a', 'b'].map((key) => queue.commit(put(key))));

    const crashed = expect.objectContaining({ name: 'StoreError', code: 'crashed' });
    const rejected = { status: 'rejected', reason: crashed };
    expect(pending).toEqual([rejected, rejected]);
    await expect(queue.commit(put('c'))).rejects.toMatchObject({ code: 'crashed' });
    await expect(queue.close()).rejects.toMatchObject({ code: 'crashed' });
  });

  test('fails the opening when it does not even start', async () => {
    const missing = pathToFileURL(join(folder, 'missing.js'));

    await expect(
      CommitQueue.open({ path, busyTimeoutMs: 0, maxBytes: 0 }, missing),
    ).rejects.toMatchObject({ name: 'StoreError', code: 'crashed' });
  });
});

describe('a store that is full', () => {
  test('refuses the commit, keeps what it has and goes on serving', async () => {
    const store = await openSqliteStore({ path, maxBytes: 200_000 });
    await store.commit(put('small', 100));

    const tooMuch = store.commit({ ...put('large', 1_000_000), remove: ['small'] });
    await expect(tooMuch).rejects.toMatchObject({ name: 'StoreError', code: 'full' });
    const kept = await store.get(['small', 'large']);
    const next = await store.commit(put('next'));
    await store.close();

    expect(kept.map((entry) => entry?.version)).toEqual([1, undefined]);
    expect(next).toEqual({ applied: true, version: 2 });
  });
});

describe('a process with an open store', () => {
  test('ends by itself when the store is idle, without a close', async () => {
    const { status, stderr } = run(`
      const store = await openSqliteStore({ path });
      await store.commit({ put: [{ key: 'a', value: new Uint8Array(9) }] });`);
    const store = await openSqliteStore({ path });
    const [entry] = await store.get(['a']);
    await store.close();

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(entry?.version).toBe(1);
  });

  test('stays for the answer to a commit, and for a close', () => {
    const { status, stdout } = run(`
      const store = await openSqliteStore({ path });
      store.commit({ put: [{ key: 'a', value: new Uint8Array(9) }] }).then(async () => {
        console.log('answered');
        await store.close();
        console.log('closed');
      });`);

    expect({ status, stdout }).toEqual({ status: 0, stdout: 'answered\nclosed\n' });
  });
});

describe('the compiled driver', () => {
  test('finds its thread beside it', () => {
    const index = compileInto(join(folder, 'dist'));

    const { status, stderr } = run(
      `
      const store = await openSqliteStore({ path });
      await store.commit({ put: [{ key: 'a', value: new Uint8Array(9) }] });
      await store.close();`,
      index,
    );

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

/** Compile `storage/` and what it imports as the build does: types away, `.js` for `.ts`. */
function compileInto(target: string): string {
  const source = new URL('../../', import.meta.url);
  for (const name of ['crypto', 'lib', 'metrics', 'storage/sqlite'])
    mkdirSync(join(target, name), { recursive: true });
  writeFileSync(join(target, 'package.json'), '{"type":"module"}');
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/^(?:crypto|lib|metrics|storage|storage\/sqlite)\/[a-z-]+\.ts$/.test(name)) continue;
    const code = stripTypeScriptTypes(readFileSync(new URL(name, source), 'utf8'));
    const file = join(target, name.replace(/\.ts$/, '.js'));
    writeFileSync(file, code.replaceAll(/(from '[^']+)\.ts'/g, "$1.js'"));
  }
  return pathToFileURL(join(target, 'storage/sqlite/index.js')).href;
}
