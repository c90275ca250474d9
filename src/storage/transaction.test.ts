import { beforeEach, describe, expect, test, vi } from 'vitest';
import { seededRandom } from '../testing/test-server.ts';
import { Barrier } from './barrier.ts';
import { createKeyring } from './keyring.ts';
import { openMemoryStore } from './sqlite/index.ts';
import { inTransaction, type OpenStore, type PlainEntry, Transaction } from './transaction.ts';

const decode = (entry: PlainEntry): { readonly text: string } => ({ text: entry.value.toString() });

let open: OpenStore;

beforeEach(() => {
  const random = seededRandom('transaction');
  open = { store: openMemoryStore(), barrier: new Barrier(createKeyring(random, 0), random) };
});

async function write(key: string, text: string): Promise<void> {
  await inTransaction(open, async (transaction) => transaction.put(key, Buffer.from(text)));
}

async function read(key: string): Promise<string | undefined> {
  return (await new Transaction(open).getDecoded(key, decode))?.text;
}

describe('decoded entries', () => {
  test('are decrypted once while their row stays as it is', async () => {
    await write('a', '1');
    const decrypt = vi.spyOn(open.barrier, 'decrypt');
    expect([await read('a'), await read('a')]).toEqual(['1', '1']);
    expect(decrypt).toHaveBeenCalledTimes(1);
  });

  test('are those of the row as it is now', async () => {
    for (const text of ['1', '2', '3']) {
      await write('a', text);
      expect(await read('a')).toBe(text);
    }
    await inTransaction(open, async (transaction) => transaction.remove('a'));
    expect(await read('a')).toBeUndefined();
  });

  test('are those that the transaction itself wrote, which nobody else sees', async () => {
    await write('a', '1');
    const transaction = new Transaction(open);
    await transaction.getDecoded('a', decode);
    transaction.put('a', Buffer.from('2'));
    expect((await transaction.getDecoded('a', decode))?.text).toBe('2');
    expect(await read('a')).toBe('1');
    transaction.remove('a');
    expect(await transaction.getDecoded('a', decode)).toBeUndefined();
  });

  test('count as read: a commit that moved them decides the request anew', async () => {
    await write('a', '1');
    let tries = 0;
    const seen = await inTransaction(open, async (transaction) => {
      const found = await transaction.getDecoded('a', decode);
      tries += 1;
      if (tries === 1) await write('a', '2');
      transaction.put('a', Buffer.from('3'));
      return found?.text;
    });
    expect([seen, tries]).toEqual(['2', 2]);
  });

  test('are not shared with a barrier that was opened anew', async () => {
    await write('a', '1');
    await read('a');
    const random = seededRandom('transaction');
    open = { ...open, barrier: new Barrier(createKeyring(random, 0), random) };
    const decrypt = vi.spyOn(open.barrier, 'decrypt');
    expect(await read('a')).toBe('1');
    expect(decrypt).toHaveBeenCalledTimes(1);
  });
});
