import { inTransaction, type OpenStore } from '../storage/transaction.ts';
import type { TokenEntry } from '../token/token-entry.ts';
import { TokenStore } from '../token/token-store.ts';
import { seededRandom, type TestServer } from './test-server.ts';

/** Tokens that one commit makes. */
const BATCH = 2000;

/** What an unsealed test server works on. @throws Error when it is sealed */
export function openStoreOf(server: TestServer): OpenStore {
  const { unsealed } = server.core.lifecycle;
  if (!unsealed) throw new Error('the server is sealed');
  return unsealed.open;
}

/**
 * Put many tokens into the store, as logins at a mount would.
 *
 * @param part - what of them is not as usual; `path` and `mount_uuid` at least
 * @returns their ids
 */
export async function putTokens(
  server: TestServer,
  count: number,
  part: Pick<TokenEntry, 'path' | 'mount_uuid'> & Partial<TokenEntry>,
): Promise<string[]> {
  const now = server.now();
  const entry = { ...usual, created_at: now, expires_at: now + 3_600_000, ...part };
  const random = seededRandom(`tokens of ${part.path}`);
  const ids: string[] = [];
  for (let made = 0; made < count; made += BATCH) {
    await inTransaction(openStoreOf(server), async (transaction) => {
      const store = new TokenStore(transaction, { now, isIssuerLive: () => true });
      for (let i = made; i < Math.min(count, made + BATCH); i += 1) {
        ids.push((await store.issue(entry, random)).id);
      }
    });
  }
  return ids;
}

const usual: Omit<TokenEntry, 'accessor' | 'path' | 'mount_uuid' | 'created_at' | 'expires_at'> = {
  type: 'service',
  policies: ['default'],
  meta: null,
  display_name: 'token',
  num_uses: 0,
  creation_ttl: 3600,
  explicit_max_ttl: 0,
  period: 0,
  entity_id: '',
  bound_cidrs: [],
  renewable: true,
  renewed_at: 0,
  granted_ttl: 3600,
  has_lease: true,
};
