import { expect, test } from 'vitest';
import type { Fields } from '../../src/framework/field.ts';
import { mountTypes } from '../../src/mount-types.ts';
import { startTestServer } from '../../src/testing/index.ts';
import { createClient } from '../../src/client/index.ts';

/** Names of the fields that an operation promises to answer. */
function promised(operationId: string): readonly string[] {
  for (const type of mountTypes.values()) {
    for (const { operations } of [type, ...Object.values(type.variants)]) {
      const shape = operations[operationId]?.responses[200];
      if (typeof shape === 'object') return requiredOf(shape);
    }
  }
  throw new Error(`no operation ${operationId}`);
}

function requiredOf(fields: Fields): readonly string[] {
  return Object.keys(fields).filter((name) => fields[name]?.required);
}

function missing(operationId: string, answer: object): readonly string[] {
  const names = promised(operationId);
  expect(names.length).toBeGreaterThan(0);
  const has: Readonly<Record<string, unknown>> = { ...answer };
  return names.filter((name) => has[name] === undefined || has[name] === null);
}

test('what a type promises is answered for every kind of token', async () => {
  await using server = await startTestServer();
  const root = createClient({ address: server.url, token: server.rootToken, fetch: server.fetch });
  await root.auth.token.writeRole({ role_name: 'r' });

  const made = [
    await root.auth.token.create({ type: 'batch', ttl: '1h', policies: ['default'] }),
    await root.auth.token.create({ period: '1h', num_uses: 5 }),
    await root.auth.token.createAgainstRole({ role_name: 'r', policies: ['default'] }),
  ];

  const tokens = [server.rootToken, ...made.map(({ client_token }) => client_token)];
  for (const token of tokens) {
    const own = await root.auth.token.lookUpSelf({}, { token });
    expect(missing('token-look-up-self', own)).toEqual([]);
  }
  const [, { accessor } = { accessor: '' }] = made;
  const found = await root.auth.token.lookUpAccessor({ accessor });
  expect(missing('token-look-up-accessor', found)).toEqual([]);
});

test('what a type promises is answered of secrets, SecretIDs and wrappings', async () => {
  await using server = await startTestServer();
  const root = createClient({ address: server.url, token: server.rootToken, fetch: server.fetch });
  await server.given.kvSecret('secret/a', { n: '1' });
  await server.given.appRole('web');
  const kv = root.secrets.kv2({ mount: 'secret' });
  const role = { role_name: 'web' };

  const answers: Readonly<Record<string, object>> = {
    'kv-v2-read': await kv.read({ path: 'a' }),
    'kv-v2-write': await kv.write({ path: 'a', data: {} }),
    'kv-v2-patch': await kv.patch({ path: 'a', data: { b: 1 } }),
    'app-role-write-secret-id': await root.auth.approle().writeSecretId(role),
    'app-role-write-custom-secret-id': await root.auth
      .approle()
      .writeCustomSecretId({ ...role, secret_id: 'one of my own' }),
    'read-wrapping-properties': await root.sys.readWrappingProperties({
      token: (await kv.read({ path: 'a' }, { wrapTtl: '1m' })).token,
    }),
  };

  for (const [operationId, answer] of Object.entries(answers)) {
    expect([operationId, missing(operationId, answer)]).toEqual([operationId, []]);
  }
});

test('what a type promises is answered of the state, ready or not', async () => {
  for (const isReady of [true, false]) {
    await using server = await startTestServer({ isReady });
    const { sys } = createClient({ address: server.url, fetch: server.fetch });

    expect(missing('read-health-status', await sys.readHealthStatus())).toEqual([]);
    expect(missing('seal-status', await sys.sealStatus())).toEqual([]);
  }
});
