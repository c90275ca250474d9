import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '../../src/storage/sqlite/index.ts';
import type { StoredEntry } from '../../src/storage/store.ts';
import type { OpenStore } from '../../src/storage/transaction.ts';
import { startTestServer, type TestServer } from '../../src/testing/test-server.ts';

/** The store of a server that is gone, opened and unsealed in this process. It is only read. */
export interface ReopenedStore {
  readonly server: TestServer;
  readonly open: OpenStore;
  readonly path: string;
  /** A read as root. */
  ask(verb: 'GET' | 'LIST' | 'POST', path: string, data?: object): Promise<Answer>;
  close(): Promise<void>;
}

/** Status and document of an answer. */
export interface Answer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>>;
}

type Loose = Readonly<Record<string, Answer['data'] | null>>;

/** What opens a store. */
export interface StoreKeys {
  readonly unsealKey: Uint8Array;
  readonly rootToken: string;
}

/** Open the store at a path. */
export async function reopenStore(path: string, keys: StoreKeys): Promise<ReopenedStore> {
  const store = await openSqliteStore({ path });
  const server = await startTestServer({
    store,
    isReady: false,
    autoUnsealKey: keys.unsealKey,
    startAt: Date.now(),
  });
  await server.core.lifecycle.unsealAutomatically();
  const { unsealed } = server.core.lifecycle;
  if (!unsealed) throw new Error('the store was not initialised');
  return {
    server,
    open: unsealed.open,
    path,
    ask: async (verb, path, data = {}) => {
      const { status, body } = await server.request(verb, path, data as never, {
        token: keys.rootToken,
      });
      if (status >= 500) throw new Error(`${verb} ${path}: ${status}`);
      return { status, data: (body as Loose | null)?.['data'] ?? {} };
    },
    close: () => store.close(),
  };
}

/** Every entry below a prefix, as it lies in the store. */
export async function allEntries({ open }: ReopenedStore, prefix: string): Promise<StoredEntry[]> {
  const found: StoredEntry[] = [];
  for (;;) {
    const after = found.at(-1)?.key;
    const bounds = { limit: 1000, ...(after === undefined ? {} : { after }) };
    const page = await open.store.scan(prefix, bounds);
    found.push(...page);
    if (page.length < bounds.limit) return found;
  }
}

/** What SQLite itself finds wrong with the file, and versions that were never given out. */
export function faultsOfFile(path: string): string[] {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const found = db.prepare('PRAGMA integrity_check').all();
    const faults = found.map((row) => String(row['integrity_check'])).filter((row) => row !== 'ok');
    const numbers = 'SELECT last, (SELECT max(version) FROM entries) AS highest FROM sequence';
    const { last, highest } = db.prepare(numbers).get() ?? {};
    return Number(highest) > Number(last) ? [...faults, 'a version is above the last'] : faults;
  } finally {
    db.close();
  }
}
