import { expect, test } from 'vitest';
import { startTestServer } from '../testing/index.ts';
import { createClient, unwrap, unwrapSecretId } from './index.ts';

/** An operator, and a machine that has no token yet. */
async function start() {
  const server = await startTestServer();
  const { url: address, rootToken: token, fetch } = server;
  await server.given.appRole('web');
  const operator = createClient({ address, token, fetch });
  return { operator, machine: operator.with({ token: '' }) };
}

test('a wrapped SecretID is opened once and logs in', async () => {
  const { operator, machine } = await start();
  const approle = operator.auth.approle();
  const { role_id } = await approle.readRoleId({ role_name: 'web' });
  const { token } = await approle.writeSecretId({ role_name: 'web' }, { wrapTtl: '5m' });

  const { secret_id } = await unwrapSecretId(machine, { token, role: 'web' });
  const { client_token } = await machine.auth.approle().login({ role_id, secret_id });

  expect(client_token).toMatch(/^hvs\.|^s\./);
  await expect(unwrapSecretId(machine, { token, role: 'web' })).rejects.toMatchObject({
    code: 'WRAPPING_TOKEN_INVALID',
  });
});

test('what was wrapped elsewhere is not opened, and can still be looked at', async () => {
  const { operator, machine } = await start();
  const forged = { body: { secret_id: 'chosen by somebody else' } };
  const { token } = await operator.sys.wrap(forged, { wrapTtl: '5m' });

  await expect(unwrapSecretId(machine, { token, role: 'web' })).rejects.toMatchObject({
    code: 'WRAPPING_UNEXPECTED',
  });

  const opened = await unwrap(machine, { token, creationPath: 'sys/wrapping/wrap' });
  expect(opened.data).toEqual({ secret_id: 'chosen by somebody else' });
});
