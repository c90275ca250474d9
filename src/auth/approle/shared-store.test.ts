import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../storage/sqlite/index.ts';
import type { Store } from '../../storage/store.ts';
import { ApproleServer, startApprole } from '../../testing/approle-server.ts';
import { refusalOf } from '../../testing/make-token.ts';
import { startTestServer } from '../../testing/test-server.ts';

const refused = [400, 'invalid role or secret ID'];

let folder: string;
let stores: Store[];
let one: ApproleServer;
let other: ApproleServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'approle-'));
  const path = join(folder, 'store.db');
  stores = [await openSqliteStore({ path }), await openSqliteStore({ path })];
  const [first, second] = stores;
  if (!first || !second) throw new Error('there are two stores');
  one = await startApprole({ store: first });
  const lockout = { disable_user_lockout: true };
  const server = await startTestServer({ store: second, isReady: false, lockout });
  await server.core.lifecycle.unseal(one.server.unsealKey);
  // the test server knows no root token of its own then
  other = new ApproleServer({
    ...server,
    request: (...[verb, at, data, options]) =>
      server.request(verb, at, data, { token: one.server.rootToken, ...options }),
  });
});

afterAll(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

describe('two servers on one store', () => {
  test('count the uses of a SecretID together', async () => {
    await one.writeRole('web', { role_id: 'web-id' });
    const { secret_id } = await one.issue('web', { num_uses: 10 });

    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, i) =>
        (i % 2 === 0 ? one : other).login({ role_id: 'web-id', secret_id }),
      ),
    );

    expect(answers.filter(({ status }) => status === 200).length).toBe(10);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expect(refusalOf(answer)).toEqual(refused);
    }
  });

  test('go by a role as the other has left it, from the next login on', async () => {
    await one.writeRole('db', { role_id: 'db-id', token_ttl: 60 });
    const { secret_id } = await other.issue('db');
    const loginBoth = () =>
      Promise.all([one, other].map((server) => server.login({ role_id: 'db-id', secret_id })));
    await loginBoth();

    await other.writeRole('db', { token_ttl: 90 });
    for (const answer of await loginBoth()) {
      expect(answer.body).toMatchObject({ auth: { lease_duration: 90 } });
    }
    await one.send('DELETE', 'role/db');
    for (const answer of await loginBoth()) expect(refusalOf(answer)).toEqual(refused);
  });

  test('refuse a SecretID that the other has destroyed', async () => {
    await one.writeRole('ci', { role_id: 'ci-id' });
    const { secret_id, accessor } = await one.issue('ci');
    await other.login({ role_id: 'ci-id', secret_id });
    await one.send('POST', 'role/ci/secret-id-accessor/destroy', { secret_id_accessor: accessor });

    expect(refusalOf(await other.login({ role_id: 'ci-id', secret_id }))).toEqual(refused);
  });

  test('serve those who keep coming with one SecretID of many uses, all of them', async () => {
    await one.writeRole('fleet', { role_id: 'fleet-id' });
    const { secret_id } = await one.issue('fleet', { num_uses: 1000 });
    const statuses: number[] = [];
    const machine = async (server: ApproleServer) => {
      for (let i = 0; i < 10; i += 1) {
        statuses.push((await server.login({ role_id: 'fleet-id', secret_id })).status);
      }
    };

    await Promise.all(Array.from({ length: 16 }, (_, i) => machine(i % 4 === 0 ? other : one)));

    expect(statuses).toEqual(Array(160).fill(200));
  }, 20_000);
});
