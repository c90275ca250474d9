import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StoreError } from '../../src/storage/store-error.ts';
import { openSqliteStore } from '../../src/storage/sqlite/index.ts';
import { startTestServer } from '../../src/testing/test-server.ts';
import { reopenStore, type ReopenedStore, type StoreKeys } from './reopened-store.ts';
import { seededNumbers } from './seeded-numbers.ts';

const PAGE = 4096;
/** Flips in the header of the file, in that of each page, and in what each page holds. */
const FLIPS = { file: 40, pageHeader: 2, page: 4 };

type Question = readonly ['GET' | 'LIST' | 'POST', string, object?];

let folder: string;
let sound: string;
let path: string;
let keys: StoreKeys;
let questions: Question[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-damage-'));
  sound = join(folder, 'sound.db');
  path = join(folder, 'store.db');
  const store = await openSqliteStore({ path: sound });
  const unsealKey = Buffer.alloc(32, 0xcd);
  const server = await startTestServer({ store, isReady: false, autoUnsealKey: unsealKey });
  const { rootToken } = await server.core.lifecycle.init({ shares: 1, threshold: 1 });
  keys = { unsealKey, rootToken };
  const post = (to: string, data: object) =>
    server.request('POST', to, data as never, { token: rootToken });
  await post('sys/mounts/secret', { type: 'kv' });
  await post('sys/auth/userpass', { type: 'userpass' });
  questions = [
    ['LIST', 'secret'],
    ['LIST', 'auth/userpass/users'],
    ['LIST', 'auth/token/accessors'],
  ];
  for (let at = 0; at < 25; at += 1) {
    await post(`secret/key-${at}`, { text: 'x'.repeat(40 * at) });
    await post(`auth/userpass/users/user-${at}`, { password: 'correct horse', token_ttl: at });
    const { body } = await post('auth/token/create', { ttl: '100h' });
    const { client_token: token } = body['auth'] as unknown as { client_token: string };
    questions.push(['GET', `secret/key-${at}`], ['GET', `auth/userpass/users/user-${at}`]);
    questions.push(['POST', 'auth/token/lookup', { token }]);
  }
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

const timeout = 300_000;

test(
  'a flipped bit is refused, or fails what meets it, or changes nothing',
  { timeout },
  async () => {
    const expected = await askAll();
    const content = readFileSync(sound);
    const random = seededNumbers(7);
    const wrong: string[] = [];
    const seen = { refused: 0, failed: 0, unharmed: 0 };

    for (const offset of offsetsOf(content.length, random)) {
      const damaged = Buffer.from(content);
      const bit = Math.floor(random() * 8);
      damaged.writeUInt8(damaged.readUInt8(offset) ^ (1 << bit), offset);
      const answers = await askAll(damaged);
      if (answers === 'refused') seen.refused += 1;
      else {
        const failed = answers.filter((answer) => answer === 'failed').length;
        seen[failed > 0 ? 'failed' : 'unharmed'] += 1;
        answers.forEach((answer, at) => {
          if (answer === 'failed' || answer === expected[at]) return;
          wrong.push(
            `bit ${bit} of byte ${offset}: ${questions[at]?.[1]} is ${answer.slice(0, 60)}`,
          );
        });
      }
    }

    expect(wrong).toEqual([]);
    expect(seen.refused).toBeGreaterThan(20);
    expect(seen.refused + seen.failed).toBeGreaterThan(seen.unharmed);
  },
);

/** Places all over the file, those of its structure before those of its values. */
function offsetsOf(size: number, random: () => number): number[] {
  const within = (start: number, length: number): number => start + Math.floor(random() * length);
  const pages = Array.from({ length: size / PAGE }, (_, page) => page * PAGE);
  return [
    ...Array.from({ length: FLIPS.file }, () => within(0, 100)),
    ...pages.flatMap((page) => [
      ...Array.from({ length: FLIPS.pageHeader }, () => within(page, 60)),
      ...Array.from({ length: FLIPS.page }, () => within(page, PAGE)),
    ]),
  ];
}

/** Answers to all questions of a server on a file; `failed` for those it says it cannot give. */
async function askAll(content?: Buffer): Promise<'refused' | string[]> {
  if (content) writeFileSync(path, content);
  else copyFileSync(sound, path);
  rmSync(`${path}-wal`, { force: true });
  rmSync(`${path}-shm`, { force: true });
  let store: ReopenedStore;
  try {
    store = await reopenStore(path, keys);
  } catch (error) {
    if (isClear(error)) return 'refused';
    throw error;
  }
  const answers: string[] = [];
  for (const question of questions) answers.push(await ask(store, question));
  await store.close().catch(() => undefined);
  return answers;
}

async function ask({ server }: ReopenedStore, [verb, to, data = {}]: Question): Promise<string> {
  const options = { token: keys.rootToken };
  const { status, body } = await server.request(verb, to, data as never, options);
  if (status >= 500) return 'failed';
  return JSON.stringify([status, body?.['data'], body?.['errors']]);
}

/** Whether an operator can tell from the error what is the matter. */
function isClear(error: unknown): boolean {
  return error instanceof StoreError || (error as Error).name === 'DecryptionError';
}
