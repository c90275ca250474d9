/**
 * A process of its own for the tests of stores that several processes share:
 * `node storage-child.ts increment <path> <times>` or `node storage-child.ts write <path> <label>`.
 */
import { openSqliteStore } from '../../src/storage/sqlite/index.ts';
import type { Store } from '../../src/storage/store.ts';
import { readDecideCommit } from './read-decide-commit.ts';

const CALLERS = 8;
const VALUE = new Uint8Array(300).fill(7);

const [mode = '', path = '', argument = ''] = process.argv.slice(2);
const store = await openSqliteStore({ path });
if (mode === 'increment') await increment(store, Number(argument));
else await writeUntilKilled(store, argument);

/** Raise the entry `counter`, one commit at a time, as the other process does meanwhile. */
async function increment(store: Store, times: number): Promise<void> {
  for (let at = 0; at < times; at += 1) {
    await readDecideCommit(store, async (read) => {
      const [entry] = await read(['counter']);
      const count = Number(Buffer.from(entry?.value ?? []).toString()) + 1;
      const value = Buffer.from(String(count));
      return { commit: { put: [{ key: 'counter', value }] }, result: undefined };
    });
  }
  await store.close();
}

/** Write pairs of entries and print a line for each pair that was answered as applied. */
async function writeUntilKilled(store: Store, label: string): Promise<void> {
  await Promise.all(
    Array.from({ length: CALLERS }, async (_, caller) => {
      for (let at = 0; ; at += 1) {
        const key = `${label}/${caller}/${at}`;
        const put = ['left', 'right'].map((side) => ({ key: `${key}/${side}`, value: VALUE }));
        await store.commit({ put });
        process.stdout.write(`${key}\n`);
      }
    }),
  );
}
