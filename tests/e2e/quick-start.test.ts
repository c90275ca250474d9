import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../support/command.ts';
import { type ServerProcess, startTestProcess } from '../support/server-process.ts';
import { builtEntry, createWorkplace, type Workplace } from './built.ts';

let place: Workplace;
let running: ServerProcess | undefined;

beforeEach(() => {
  place = createWorkplace();
});

afterEach(async () => {
  await running?.kill();
  running = undefined;
  place.remove();
});

async function start(): Promise<ServerProcess> {
  running = await startTestProcess(['server'], { cwd: place.folder, entry: builtEntry });
  return running;
}

function rootTokenOf(server: ServerProcess): string {
  const [, token = ''] = /^Root Token: (\S+)$/m.exec(server.output()) ?? [];
  return token;
}

/** Calls of the API with one token. */
function callerOf(server: ServerProcess, token: string) {
  return async (method: string, path: string, body?: object) => {
    const response = await fetch(`${server.url}/v1/${path}`, {
      method,
      headers: { 'x-vault-token': token },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const parsed = text === '' ? undefined : (JSON.parse(text) as Record<string, never>);
    return { status: response.status, body: parsed };
  };
}

test('the three printed lines enable passwords, make a user and log in', async () => {
  const server = await start();
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('  '));
  expect(lines).toHaveLength(3);

  const done = await runCommand('sh', ['-ec', lines.join('\n')], { cwd: place.folder });

  expect(done.stderr).toBe('');
  expect(done.code).toBe(0);
  expect(done.stdout).toMatch(/^token_policies +\["default"\]$/m);
  expect(done.stdout).toMatch(/^token_meta_username +alice$/m);
});

test('only its owner can read what the first start makes', async () => {
  await start();

  const modes = ['data', 'data/unseal-key', 'data/portcullis.db'].map((name) =>
    (statSync(join(place.folder, name)).mode & 0o777).toString(8),
  );

  expect(modes).toEqual(['700', '600', '600']);
});

test('a login survives kill -9, and its policy holds before and after', async () => {
  const first = await start();
  const rootToken = rootTokenOf(first);
  const root = callerOf(first, rootToken);
  await root('POST', 'sys/mounts/secret', { type: 'kv' });
  await root('POST', 'secret/greeting', { text: 'hello' });
  const policy = 'path "secret/greeting" { capabilities = ["read"] }';
  await root('POST', 'sys/policies/acl/reader', { policy });
  await root('POST', 'sys/auth/userpass', { type: 'userpass' });
  const user = { password: 'correct horse', token_policies: 'reader' };
  await root('POST', 'auth/userpass/users/alice', user);
  const login = await callerOf(first, '')('POST', 'auth/userpass/login/alice', user);
  const { client_token = '' } = (login.body?.['auth'] ?? {}) as { client_token?: string };
  const alice = callerOf(first, client_token);
  expect((await alice('GET', 'secret/greeting')).body).toMatchObject({ data: { text: 'hello' } });
  expect((await alice('GET', 'secret/other')).status).toBe(403);

  await first.kill();
  const second = await start();

  const aliceAgain = callerOf(second, client_token);
  expect(rootTokenOf(second)).toBe('');
  expect((await aliceAgain('GET', 'secret/greeting')).body).toMatchObject({
    data: { text: 'hello' },
  });
  expect((await aliceAgain('GET', 'secret/other')).status).toBe(403);
  expect((await callerOf(second, rootToken)('GET', 'auth/token/lookup-self')).status).toBe(200);
});

test('a store without its key is refused, not made anew', async () => {
  await (await start()).stop();
  running = undefined;
  rmSync(join(place.folder, 'data/unseal-key'));

  const refused = await place.portcullis(['server', '-dev-listen-address=127.0.0.1:0']);

  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('unseal-key is not');
});

test('an occupied address is named', async () => {
  const server = await start();
  const other = createWorkplace();

  const refused = await other.portcullis([
    'server',
    `-dev-listen-address=${new URL(server.url).host}`,
  ]);
  other.remove();

  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('is in use');
});
