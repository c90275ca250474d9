import { expect, test } from 'vitest';
import { bindRecord } from '../storage/records.ts';
import { inTransaction } from '../storage/transaction.ts';
import { startTestServer } from '../testing/test-server.ts';
import { mountRecord, ROOT_NAMESPACE } from './mount-entry.ts';

test('a store of an earlier version gets the mounts that it lacks when it is unsealed', async () => {
  const server = await startTestServer();
  const open = server.core.lifecycle.unsealed?.open;
  if (!open) throw new Error('sealed');
  await inTransaction(open, (transaction) => {
    bindRecord(transaction, ROOT_NAMESPACE, mountRecord).remove('identity/');
    return Promise.resolve();
  });
  expect((await server.request('GET', 'sys/mounts')).body['data']).not.toHaveProperty('identity/');

  server.core.lifecycle.seal();
  await server.core.lifecycle.unseal(server.unsealKey);

  expect((await server.request('GET', 'sys/mounts')).body['data']).toHaveProperty('identity/');
});
