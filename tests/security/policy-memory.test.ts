import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { AclCache } from '../../src/core/acl-cache.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { Barrier } from '../../src/storage/barrier.ts';
import { createKeyring } from '../../src/storage/keyring.ts';
import { openMemoryStore } from '../../src/storage/sqlite/index.ts';
import { Transaction } from '../../src/storage/transaction.ts';

/** Bytes on the heap after a full collection. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test('checks of policies take no memory that stays, whatever sets of policies are asked about (CVE-2023-5954)', async () => {
  const barrier = new Barrier(createKeyring(systemRandom, 0), systemRandom);
  const store = openMemoryStore();
  const cache = new AclCache();
  let refusals = 0;
  const ask = async (from: number, count: number): Promise<void> => {
    for (let i = from; i < from + count; i++) {
      const view = { transaction: new Transaction({ store, barrier }), now: 0 };
      const acl = await cache.acl([`p${i}`], view);
      if (acl.capabilities('a/b')[0] === 'deny') refusals += 1;
    }
  };
  await ask(0, 7000);
  const warm = usedHeap();

  await ask(7000, 14_000);

  expect(refusals).toBe(21_000);
  expect(usedHeap() / warm).toBeLessThan(1.1);
});
