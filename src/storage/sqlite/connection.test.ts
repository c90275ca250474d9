import {
  chmodSync,
  copyFileSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from './index.ts';
import { SCHEMA_VERSION } from './schema.ts';

let folder: string;
let path: string;

/** Leave a sound, closed store at `path`: some hundred pages with values as they are, thousands with large ones. */
async function makeStore(valueBytes = 1000): Promise<void> {
  const store = await openSqliteStore({ path });
  const put = Array.from({ length: 500 }, (_, at) => ({
    key: `key ${at}`,
    value: new Uint8Array(valueBytes),
  }));
  await store.commit({ put });
  await store.close();
}

function execute(sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-file-'));
  path = join(folder, 'store.db');
});

afterEach(() => rm(folder, { recursive: true }));

describe('the files of a store', () => {
  test('are private even under umask 000', async () => {
    // The umask belongs to the whole process, and a test thread may not set it: ask a child.
    const index = new URL('./index.ts', import.meta.url).href;
    const script = `
      import { readdirSync, statSync } from 'node:fs';
      import { openSqliteStore } from ${JSON.stringify(index)};
      process.umask(0);
      const folder = ${JSON.stringify(join(folder, 'new', 'data'))};
      const store = await openSqliteStore({ path: folder + '/store.db' });
      await store.commit({ put: [{ key: 'a', value: new Uint8Array(9) }] });
      const mode = (path) => (statSync(path).mode & 0o777).toString(8);
      const files = readdirSync(folder).sort().map((name) => name + ' ' + mode(folder + '/' + name));
      console.log(JSON.stringify([mode(folder + '/..'), mode(folder), ...files]));
      await store.close();`;

    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script]);

    expect(JSON.parse(child.stdout.toString())).toEqual([
      '700',
      '700',
      'store.db 600',
      'store.db-shm 600',
      'store.db-wal 600',
    ]);
  });

  test('keep the mode that the operator gave them', async () => {
    await makeStore();
    chmodSync(path, 0o640);

    await (await openSqliteStore({ path })).close();

    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test('are one file after a tidy end', async () => {
    await makeStore();

    expect(statSync(path).size).toBeGreaterThan(500_000);
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('a file that is no sound store of ours is refused', () => {
  test('when it is no database', async () => {
    writeFileSync(path, 'This is a text, and a long one. '.repeat(1000));

    await expect(openSqliteStore({ path })).rejects.toMatchObject({
      name: 'StoreError',
      code: 'corrupt',
    });
  });

  test.each([
    ['in the middle of its last page', -100],
    ['by its last page', -4096],
    ['by most of it', -400_000],
  ])('when it was cut short %s', async (_, change) => {
    await makeStore();
    truncateSync(path, statSync(path).size + change);

    await expect(openSqliteStore({ path })).rejects.toMatchObject({ code: 'corrupt' });
  });

  test('when its header is damaged', async () => {
    await makeStore();
    const content = readFileSync(path);
    writeFileSync(path, content.fill(0xa5, 0, 200));

    await expect(openSqliteStore({ path })).rejects.toMatchObject({ code: 'corrupt' });
  });

  test('when the description of its tables is damaged', async () => {
    await makeStore();
    const content = readFileSync(path);
    writeFileSync(path, content.fill(0xa5, 100, 4000));

    await expect(openSqliteStore({ path })).rejects.toMatchObject({ code: 'corrupt' });
  });

  test('when it is the database of another application, and left as it was', async () => {
    execute('CREATE TABLE users (name TEXT); PRAGMA application_id = 7');
    copyFileSync(path, `${path}.before`);

    await expect(openSqliteStore({ path })).rejects.toMatchObject({ code: 'foreign' });
    expect(readFileSync(path).equals(readFileSync(`${path}.before`))).toBe(true);
  });

  test('when it is a database that names no application but has tables', async () => {
    execute('CREATE TABLE users (name TEXT)');

    await expect(openSqliteStore({ path })).rejects.toMatchObject({ code: 'foreign' });
  });

  test('when a later release has written it', async () => {
    await makeStore();
    execute(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);

    await expect(openSqliteStore({ path })).rejects.toMatchObject({ code: 'newer' });
  });

  test('when the path is a folder', async () => {
    await expect(openSqliteStore({ path: dirname(path) })).rejects.toMatchObject({
      code: 'failed',
    });
  });
});

describe('a file with damage in the middle', () => {
  test('is refused when it is opened, for a damaged index would hide what is there', async () => {
    await makeStore();
    const content = readFileSync(path);
    const at = content.lastIndexOf('key 123');
    writeFileSync(path, content.fill(0x7e, at + 4, at + 5));

    await expect(openSqliteStore({ path })).rejects.toMatchObject({ code: 'corrupt' });
  });

  test('fails the read that meets it, not the process, where it is too large to look through', async () => {
    await makeStore(40_000);
    const content = readFileSync(path);
    writeFileSync(path, content.fill(0xa5, 3 * 4096));
    const store = await openSqliteStore({ path });

    const read = store.scan('', { limit: 1000 });

    await expect(read).rejects.toMatchObject({ name: 'StoreError', code: 'corrupt' });
    await store.close();
  });
});
