import { describe, expect, test } from 'vitest';
import { seededRandom } from '../testing/test-server.ts';
import { defineRecord } from '../framework/record.ts';
import { Barrier } from './barrier.ts';
import { createKeyring } from './keyring.ts';
import { bindRecord, bindRecords, type RecordCache } from './records.ts';
import { requestRemoval, sweepRemovedRows } from './removed-rows.ts';
import { openMemoryStore } from './sqlite/index.ts';
import type { Store } from './store.ts';
import { inTransaction, type OpenStore, Transaction } from './transaction.ts';

const type = defineRecord<{ readonly size: number }>({
  collection: 'thing',
  version: 1,
  isConfiguration: true,
});

function open(store: Store = openMemoryStore()): OpenStore {
  const random = seededRandom('records');
  return { store, barrier: new Barrier(createKeyring(random, 0), random) };
}

async function fill(at: OpenStore, count: number, owner = 'one'): Promise<void> {
  await inTransaction(at, async (transaction) => {
    const things = bindRecord(transaction, 'm/', type).within(owner);
    for (let i = 0; i < count; i += 1) things.put(`thing ${i}`, { size: i });
  });
}

function thingsOf(at: OpenStore, owner = 'one') {
  return bindRecord(new Transaction(at), 'm/', type).within(owner);
}

/** How many rows are left in the store. */
async function countRows(at: OpenStore): Promise<number> {
  return (await at.store.scan('', { limit: 100_000 })).length;
}

describe('a page of names', () => {
  test.each([1, 7, 499, 500, 501, 1300])(
    'of %i each, one behind the other, has every name once',
    async (limit) => {
      const at = open();
      await fill(at, 1300);
      const seen: string[] = [];

      for (let after = ''; ;) {
        const page = await thingsOf(at).page({ after, limit });
        seen.push(...page);
        const last = page.at(-1);
        if (last === undefined || page.length < limit) break;
        after = last;
        if (seen.length > 2000) break;
      }

      expect(seen.length).toBe(1300);
      expect(new Set(seen).size).toBe(1300);
    },
    60_000,
  );

  test('without bounds has all', async () => {
    const at = open();
    await fill(at, 1001);

    expect((await thingsOf(at).page()).length).toBe(1001);
    expect((await thingsOf(at).page({ limit: 0 })).length).toBe(1001);
  });

  test('begins behind a name that is gone', async () => {
    const at = open();
    await fill(at, 20);
    const names = await thingsOf(at).page();
    await inTransaction(at, async (transaction) => {
      bindRecord(transaction, 'm/', type)
        .within('one')
        .remove(names[4] ?? '');
    });

    expect(await thingsOf(at).page({ after: names[4] ?? '', limit: 3 })).toEqual(names.slice(5, 8));
  });
});

describe('records of an owner', () => {
  test('are apart from those of another', async () => {
    const at = open();
    await fill(at, 2, 'one');
    await fill(at, 3, 'two');

    expect((await thingsOf(at, 'two').page()).length).toBe(3);
    expect(await thingsOf(at, 'none').page()).toEqual([]);
    expect(await thingsOf(at, 'none').get('thing 0')).toBeUndefined();
  });

  test('are removed in bounded steps, and no others', async () => {
    const at = open();
    await fill(at, 450, 'one');
    await fill(at, 3, 'two');
    const before = await countRows(at);

    await inTransaction(at, async (transaction) => {
      bindRecord(transaction, 'm/', type).within('one').clear();
    });
    const left: number[] = [];
    while (await sweepRemovedRows(at)) left.push(await countRows(at));

    expect(left.length).toBe(3);
    expect(left.at(-1)).toBe(before - 450);
    expect((await thingsOf(at, 'two').page()).length).toBe(3);
    expect(await sweepRemovedRows(at)).toBe(false);
  });

  test('a note of what is to be removed names nothing readable', async () => {
    const at = open();
    await inTransaction(at, async (transaction) => requestRemoval(transaction, 'm/secret-folder/'));

    const rows = await at.store.scan('', { limit: 10 });

    const text = rows.map(({ key, value }) => key + Buffer.from(value).toString('latin1')).join();
    expect(text).not.toContain('secret-folder');
  });
});

describe('a cached record', () => {
  function bind(at: OpenStore, cache: RecordCache) {
    const transaction = new Transaction(at);
    const { things } = bindRecords({ transaction, prefix: 'm/', cache }, { things: type });
    return { transaction, things };
  }

  async function write(at: OpenStore, size: number): Promise<void> {
    await inTransaction(at, async (transaction) => {
      bindRecord(transaction, 'm/', type).put('a', { size });
    });
  }

  test('is read once', async () => {
    const at = open();
    await write(at, 1);
    const cache = new Map<string, unknown>();
    await bind(at, cache).things.cached('a');
    const { transaction, things } = bind({ ...at, store: refusing() }, cache);

    expect(await things.cached('a')).toEqual({ size: 1 });
    expect(transaction.isDirty).toBe(false);
  });

  test('that is absent is looked for anew each time, so that strangers fill no memory', async () => {
    const at = open();
    const cache = new Map<string, unknown>();

    expect(await bind(at, cache).things.cached('none')).toBeUndefined();
    expect(cache.size).toBe(0);
  });

  test('holds a commit up when the configuration has changed since', async () => {
    const at = open();
    await write(at, 1);
    const { transaction, things } = bind(at, new Map());
    await transaction.generation([]);
    await things.cached('a');
    transaction.put('other', Buffer.from('based on a'));
    await write(at, 2);

    expect(await at.store.commit(transaction.toCommit())).toMatchObject({ applied: false });
  });

  test('without a cache is read', async () => {
    const at = open();
    await write(at, 1);

    expect(await bindRecord(new Transaction(at), 'm/', type).cached('a')).toEqual({ size: 1 });
  });
});

/** A store that nobody may read. */
function refusing(): Store {
  const refuse = () => Promise.reject(new Error('the store was read'));
  return { get: refuse, scan: refuse, commit: refuse, expired: refuse, close: refuse };
}
