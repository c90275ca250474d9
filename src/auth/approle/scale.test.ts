import { describe, expect, test } from 'vitest';
import { mountPrefix } from '../../core/mount-entry.ts';
import { startBackground } from '../../core/background.ts';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import { bindRecords } from '../../storage/records.ts';
import type { Commit, Store } from '../../storage/store.ts';
import { inTransaction } from '../../storage/transaction.ts';
import { type ApproleServer, startApprole } from '../../testing/approle-server.ts';
import { clientTokenOf } from '../../testing/client-token.ts';
import { isAccepted, refusalOf } from '../../testing/make-token.ts';
import { seededRandom } from '../../testing/test-server.ts';
import { records, type SecretId } from './records.ts';

/** A store that tells how many rows were read by scans, and what was committed. */
function watch(inner: Store = openMemoryStore()) {
  const seen = { scanned: 0, gets: 0, commits: [] as Commit[] };
  const store: Store = {
    get: (keys) => {
      seen.gets += 1;
      return inner.get(keys);
    },
    scan: async (prefix, bounds) => {
      const entries = await inner.scan(prefix, bounds);
      seen.scanned += entries.length;
      return entries;
    },
    commit: (commit) => {
      seen.commits.push(commit);
      return inner.commit(commit);
    },
    expired: (...of) => inner.expired(...of),
    close: () => inner.close(),
  };
  return { store, seen };
}

const secretId: SecretId = {
  num_uses: 0,
  ttl: 0,
  expires_at: 0,
  created_at: 0,
  updated_at: 0,
  used_at: 0,
  metadata: {},
  cidr_list: [],
  token_bound_cidrs: [],
};

function openOf({ server }: ApproleServer) {
  const { unsealed } = server.core.lifecycle;
  if (!unsealed) throw new Error('the server is sealed');
  return unsealed.open;
}

/** Put SecretIDs into the store behind the API's back, for speed. */
async function fill(approle: ApproleServer, count: number, expires_at = 0): Promise<void> {
  const mounts = await approle.server.request('GET', 'sys/auth');
  const { uuid } = (mounts.body['data'] as unknown as Record<string, { uuid: string }>)['ar/'] ?? {
    uuid: '',
  };
  for (let from = 0; from < count; from += 10_000) {
    await inTransaction(openOf(approle), async (transaction) => {
      const bound = bindRecords({ transaction, prefix: mountPrefix(uuid) }, records);
      const role = await bound.role.get('web');
      const secretIds = bound.secretId.within(role?.uuid ?? '');
      for (let i = from; i < Math.min(from + 10_000, count); i += 1) {
        secretIds.put(`accessor-${i}`, { ...secretId, expires_at }, expires_at || undefined);
      }
    });
  }
}

async function sweep({ server }: ApproleServer): Promise<void> {
  const background = startBackground({
    lifecycle: server.core.lifecycle,
    clock: server.now,
    random: seededRandom('sweep'),
    log: () => undefined,
  });
  await background.runNow();
  await background.stop();
}

async function countRows({ server }: ApproleServer): Promise<number> {
  return (await server.store.scan('ns/root/m/', { limit: 200_000 })).length;
}

describe('100,000 SecretIDs', () => {
  test('list in pages that read as many rows as they have, and cover all', async () => {
    const { store, seen } = watch();
    const approle = await startApprole({ store });
    await approle.writeRole('web');
    await fill(approle, 100_000);
    const page = async (after: string, limit: number) => {
      seen.scanned = 0;
      const answer = await approle.send('LIST', 'role/web/secret-id', { after, limit });
      return (answer.body['data'] as unknown as { keys: string[] }).keys;
    };

    const first = await page('', 50);
    expect([first.length, seen.scanned]).toEqual([50, 50]);
    const second = await page(first.at(-1) ?? '', 50);
    expect([second.length, seen.scanned]).toEqual([50, 50]);
    expect(await page('', 100)).toEqual([...first, ...second]);

    const all = new Set<string>();
    for (let after = ''; ;) {
      const keys = await page(after, 20_000);
      for (const key of keys) all.add(key);
      after = keys.at(-1) ?? '';
      if (keys.length < 20_000 || all.size >= 100_000) break;
    }
    expect(all.size).toBe(100_000);
  }, 60_000);

  test('of a deleted role are refused at once and freed in the background', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { role_id: 'web-id' });
    await approle.writeRole('db');
    const { secret_id } = await approle.issue('web');
    const other = await approle.issue('db');
    const token = clientTokenOf(await approle.login({ role_id: 'web-id', secret_id }));
    await fill(approle, 3000);

    await approle.send('DELETE', 'role/web');
    const attempt = await approle.login({ role_id: 'web-id', secret_id });
    await approle.writeRole('web', { role_id: 'web-id' });
    const again = await approle.login({ role_id: 'web-id', secret_id });
    const before = await countRows(approle);
    await sweep(approle);

    expect(refusalOf(attempt)).toEqual([400, 'invalid role or secret ID']);
    expect(refusalOf(again)).toEqual([400, 'invalid role or secret ID']);
    expect(before - (await countRows(approle))).toBe(3001);
    expect(await isAccepted(approle.server, token)).toBe(true);
    expect((await approle.loginAt('db', other.secret_id)).status).toBe(200);
  });

  test('that have ended are freed in the background, whether or not tidy is asked for', async () => {
    const approle = await startApprole();
    await approle.writeRole('web');
    const kept = await approle.issue('web', { ttl: '1h' });
    await approle.issue('web', { ttl: '10m' });
    const before = await countRows(approle);
    approle.server.advance(601);

    const answer = await approle.send('POST', 'tidy/secret-id');
    await sweep(approle);

    expect(answer).toMatchObject({ status: 202, body: { data: null } });
    expect(JSON.stringify(answer.body['warnings'])).toContain(
      'Tidy operation successfully started',
    );
    expect(before - (await countRows(approle))).toBe(1);
    expect((await approle.loginAt('web', kept.secret_id)).status).toBe(200);
  });

  test('log in while they are freed, which never takes more than a bounded step', async () => {
    const { store, seen } = watch();
    const approle = await startApprole({ store });
    await approle.writeRole('web', { role_id: 'web-id' });
    const { secret_id } = await approle.issue('web', { num_uses: 20 });
    await fill(approle, 2000, approle.server.now());
    seen.commits.length = 0;

    const sweeping = sweep(approle);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => approle.login({ role_id: 'web-id', secret_id })),
    );
    await sweeping;

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const sizes = seen.commits.map(({ remove = [] }) => remove.length);
    expect(Math.max(...sizes)).toBe(200);
    expect((await approle.send('LIST', 'role/web/secret-id')).status).toBe(404);
  });
});

describe('a login', () => {
  test.each([0, 5])(
    'with %i uses is one commit of two rows, with three reads',
    async (num_uses) => {
      const { store, seen } = watch();
      const approle = await startApprole({ store });
      await approle.writeRole('web', { role_id: 'web-id' });
      const { secret_id } = await approle.issue('web', { num_uses });
      await approle.login({ role_id: 'web-id', secret_id });
      approle.server.advance(60);
      seen.commits.length = 0;
      seen.gets = 0;

      await approle.login({ role_id: 'web-id', secret_id });

      expect(seen.commits.length).toBe(1);
      expect(seen.commits[0]?.put?.length).toBe(2);
      expect(seen.commits[0]?.remove).toEqual([]);
      // the generation of the configuration, the SecretID, the alias
      expect(seen.gets).toBe(3);
    },
  );

  test('with a SecretID that is used much writes the token alone', async () => {
    const { store, seen } = watch();
    const approle = await startApprole({ store });
    await approle.writeRole('web', { role_id: 'web-id' });
    const { secret_id } = await approle.issue('web');
    await approle.login({ role_id: 'web-id', secret_id });
    seen.commits.length = 0;

    const answers = await Promise.all(
      Array.from({ length: 32 }, () => approle.login({ role_id: 'web-id', secret_id })),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(32).fill(200));
    expect(seen.commits.map(({ put = [] }) => put.length)).toEqual(Array(32).fill(1));
  });
});

describe('at the same moment', () => {
  test('as its role is deleted, no SecretID is issued that outlives it', async () => {
    const approle = await startApprole();
    await approle.writeRole('web');
    const before = await countRows(approle);

    await Promise.all([
      ...Array.from({ length: 8 }, () => approle.send('POST', 'role/web/secret-id')),
      approle.send('DELETE', 'role/web'),
      ...Array.from({ length: 8 }, () => approle.send('POST', 'role/web/secret-id')),
    ]);
    await sweep(approle);

    // role and RoleID are gone, and nothing else was left
    expect(await countRows(approle)).toBe(before - 2);
  });

  test('as it is destroyed, a SecretID logs in before or not at all', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { role_id: 'web-id' });
    for (let round = 0; round < 20; round += 1) {
      const { secret_id, accessor } = await approle.issue('web', { num_uses: 5 });
      await Promise.all([
        approle.login({ role_id: 'web-id', secret_id }),
        approle.send('POST', 'role/web/secret-id/destroy', { secret_id }),
        approle.login({ role_id: 'web-id', secret_id }),
      ]);
      // a login that counted its use must not have brought it back
      const named = { secret_id_accessor: accessor };
      const found = await approle.send('POST', 'role/web/secret-id-accessor/lookup', named);
      expect(found.status).toBe(404);
    }
  });
});
