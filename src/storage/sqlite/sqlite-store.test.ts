import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStore } from '../../../tests/suites/storage.ts';
import { openMemoryStore, openSqliteStore } from './index.ts';

describeStore('sqlite in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-store-'));
  const path = join(folder, 'store.db');
  const store = await openSqliteStore({ path });
  return {
    store,
    reopen: () => openSqliteStore({ path }),
    async cleanup() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});

describeStore('sqlite in memory', async () => {
  const store = openMemoryStore();
  return { store, cleanup: () => store.close() };
});
