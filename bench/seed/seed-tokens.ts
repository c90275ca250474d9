/**
 * The program that fills a store with tokens through the product's own token store, many in one commit.
 * The server may be running: processes share the file.
 */
import { readFileSync } from 'node:fs';
import { bindRecord } from '../../src/storage/records.ts';
import { Barrier } from '../../src/storage/barrier.ts';
import { openSqliteStore } from '../../src/storage/sqlite/index.ts';
import type { Store } from '../../src/storage/store.ts';
import { inTransaction, type OpenStore, type Transaction } from '../../src/storage/transaction.ts';
import { TokenStore } from '../../src/token/token-store.ts';
import type { Token } from '../../src/token/token-entry.ts';
import { mountRecord, ROOT_NAMESPACE } from '../../src/core/mount-entry.ts';
import { loadSealRows, openSealRows } from '../../src/core/seal/seal-records.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { serveWork } from '../child.ts';

/** What the program is to do. */
export interface SeedWork {
  readonly database: string;
  readonly keyFile: string;
  readonly count: number;
  readonly policies: readonly string[];
  /** Make them children of one more token, which stands first among the ids. */
  readonly isTree: boolean;
  /** How many ids to tell. */
  readonly tell: number;
}

/** Ids of the first tokens that were made. */
export interface SeedReport {
  readonly ids: readonly string[];
}

const AT_ONCE = 2000;
const TTL_SECONDS = 24 * 3600;

serveWork(async (work: SeedWork, report) => {
  const store = await openSqliteStore({ path: work.database });
  const ids = await seed(await openStore(store, work.keyFile), work);
  await store.close();
  const result: SeedReport = { ids };
  report(result);
});

async function openStore(store: Store, keyFile: string): Promise<OpenStore> {
  const rows = await loadSealRows((keys) => store.get(keys));
  if (!rows) throw new Error('the store is not initialised');
  const { keyring } = openSealRows(rows, Buffer.from(readFileSync(keyFile, 'utf8'), 'hex'));
  return { store, barrier: new Barrier(keyring, systemRandom) };
}

async function seed(open: OpenStore, work: SeedWork): Promise<string[]> {
  const ids: string[] = [];
  let parent: Token | undefined;
  if (work.isTree) {
    parent = await inTransaction(open, (transaction) => issueOne(transaction, work));
    ids.push(parent.id);
  }
  for (let made = 0; made < work.count; made += AT_ONCE) {
    const count = Math.min(AT_ONCE, work.count - made);
    const some = await inTransaction(open, (transaction) =>
      issueSome(transaction, { count, work, parent }),
    );
    ids.push(...some.slice(0, Math.max(0, work.tell - ids.length)));
  }
  return ids;
}

async function issueSome(
  transaction: Transaction,
  of: { count: number; work: SeedWork; parent: Token | undefined },
): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < of.count; i++) {
    ids.push((await issueOne(transaction, of.work, of.parent)).id);
  }
  return ids;
}

async function issueOne(
  transaction: Transaction,
  { policies }: SeedWork,
  parent?: Token,
): Promise<Token> {
  const now = Date.now();
  const tokens = new TokenStore(transaction, { now, isIssuerLive: () => true });
  return tokens.issue(
    {
      ...(parent ? { parent: parent.key } : {}),
      type: 'service',
      policies,
      path: 'auth/token/create',
      meta: null,
      display_name: 'token',
      num_uses: 0,
      created_at: now,
      creation_ttl: TTL_SECONDS,
      explicit_max_ttl: 0,
      period: 0,
      entity_id: '',
      bound_cidrs: [],
      renewable: true,
      expires_at: now + TTL_SECONDS * 1000,
      renewed_at: 0,
      granted_ttl: TTL_SECONDS,
      mount_uuid: await tokenMountUuid(transaction),
      has_lease: true,
    },
    systemRandom,
  );
}

const uuids = new WeakMap<Transaction, string>();

async function tokenMountUuid(transaction: Transaction): Promise<string> {
  const known = uuids.get(transaction);
  if (known !== undefined) return known;
  const mount = await bindRecord(transaction, ROOT_NAMESPACE, mountRecord).get('auth/token/');
  if (!mount) throw new Error('the store has no token mount');
  uuids.set(transaction, mount.uuid);
  return mount.uuid;
}
