import { expect, test } from 'vitest';
import { clientTokenOf } from '../testing/client-token.ts';
import { startTestServer } from '../testing/test-server.ts';

async function start(rule: string) {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/people', { type: 'userpass' });
  await server.request('POST', 'sys/policies/acl/writer', {
    policy: `path "auth/people/users/*" { ${rule} }`,
  });
  const made = await server.request('POST', 'auth/token/create', { policies: ['writer'] });
  const token = clientTokenOf(made);
  const write = async (fields: Record<string, string>) => {
    const data = { password: 'correct horse', ...fields };
    return (await server.request('POST', 'auth/people/users/bob', data, { token })).status;
  };
  return { write };
}

const capabilities = 'capabilities = ["create", "update"]';

test('a denied parameter is denied under its older name too', async () => {
  const { write } = await start(
    `${capabilities} denied_parameters = { "token_policies" = ["super"] }`,
  );

  expect(await write({ token_policies: 'super' })).toBe(403);
  expect(await write({ policies: 'super' })).toBe(403);
  expect(await write({ policies: 'Super,web' })).toBe(403);
  expect(await write({ policies: 'web' })).toBe(204);
});

test('what an older name is allowed stays allowed', async () => {
  const { write } = await start(
    `${capabilities} allowed_parameters = { "password" = [] "policies" = [] }`,
  );

  expect(await write({ policies: 'web' })).toBe(204);
  expect(await write({ token_policies: 'web' })).toBe(403);
});
