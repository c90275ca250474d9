import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadServerConfig } from '../config/load.ts';
import type { ServerConfig } from '../config/server-config.ts';
import { singleLogger } from '../core/loggers.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** Others may use the machine at the same moment. */
const PATIENCE_MS = 20_000;
vi.setConfig({ testTimeout: 2 * PATIENCE_MS });

let folder = '';
let server: RunningServer | undefined;
const logged: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'declared-start-'));
  logged.splice(0);
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true });
});

const declared = `
  policy "ops" { policy = "path \\"a/*\\" { capabilities = [\\"read\\"] }" }
  auth "userpass" "people/" {
    user "alice" { password = { env = "ALICE_PASSWORD" } token_policies = ["ops"] }
  }
`;

function configOf(text: string, more = ''): ServerConfig {
  writeFileSync(join(folder, 'declared.hcl'), text);
  const file = join(folder, 'server.conf');
  writeFileSync(
    file,
    `listener "tcp" {
       address = "127.0.0.1:0"
       tls_disable = true
     }
     storage "sqlite" { path = "${join(folder, 'store.db')}" }
     seal "static" { current_key = "${'ab'.repeat(32)}" current_key_id = "k" }
     audit "file" "log" { options { file_path = "${join(folder, 'audit.log')}" } }
     declared_configuration = "${join(folder, 'declared.hcl')}"
     ${more}`,
  );
  const env = { ALICE_PASSWORD: 'correct horse battery' };
  return loadServerConfig({ paths: [file], env });
}

async function start(config: ServerConfig): Promise<RunningServer> {
  const log = (...line: unknown[]): void => void logged.push(JSON.stringify(line));
  server = await startServer(config, singleLogger(log));
  return server;
}

async function login({ urls }: RunningServer, password: string): Promise<number> {
  const answer = await fetch(`${urls[0]}/v1/auth/people/login/alice`, {
    method: 'POST',
    body: JSON.stringify({ password }),
  });
  await answer.text();
  return answer.status;
}

function auditLog(): string {
  const path = join(folder, 'audit.log');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

async function untilLogged(text: string): Promise<void> {
  await expect.poll(() => logged.join('\n'), { timeout: PATIENCE_MS }).toContain(text);
}

test('what a folder declares is there once the server is unsealed, and at each later start', async () => {
  const first = await start(configOf(declared));
  await first.core.lifecycle.init({ shares: 1, threshold: 1 });
  await untilLogged('declared configuration applied');
  const status = await login(first, 'correct horse battery');
  await first.stop();
  logged.splice(0);
  const second = await start(configOf(`${declared} policy "more" { policy = "# none" }`));

  expect(status).toBe(200);
  expect(await login(second, 'correct horse battery')).toBe(200);
  // a start waits for it, so that the first request finds what is declared
  expect(logged.join('\n')).toContain('"changed":1,"removed":0');
});

test('audit shows each change as one of the server itself, without a token and without secrets', async () => {
  const started = await start(configOf(declared));
  await started.core.lifecycle.init({ shares: 1, threshold: 1 });
  await untilLogged('declared configuration applied');

  const entries = auditLog()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);
  const write = entries.find(
    ({ request }) =>
      request?.['path'] === 'auth/people/users/alice' && request['operation'] === 'create',
  );
  expect(write?.['auth']).toMatchObject({
    display_name: 'declared-configuration',
    policies: ['root'],
  });
  expect(write?.['auth']?.['client_token']).toBeUndefined();
  expect(write?.['auth']?.['accessor']).toBeUndefined();
  expect(auditLog() + logged.join('\n')).not.toContain('correct horse battery');
});

test('no token is made', async () => {
  const started = await start(configOf(declared));
  const { rootToken } = await started.core.lifecycle.init({ shares: 1, threshold: 1 });
  await untilLogged('declared configuration applied');

  const answer = await fetch(`${started.urls[0]}/v1/auth/token/accessors?list=true`, {
    headers: { 'x-vault-token': rootToken },
  });

  const { data } = (await answer.json()) as { data: { keys: string[] } };
  expect(data.keys).toHaveLength(1);
});

test('a folder with faults keeps the server from starting, and each is told with its line', async () => {
  const faulty = 'policy "ops" { polisy = "" }\nauth "userpas" "people/" {}';

  await expect(start(configOf(faulty))).rejects.toThrow(
    /declared\.hcl:1: policy "ops" polisy: is no known field; did you mean policy\?\n.*declared\.hcl:2: auth "userpas" "people\/": is of no known type; did you mean userpass\?/,
  );
});

test('a reload applies the folder again', async () => {
  const started = await start(configOf(declared));
  await started.core.lifecycle.init({ shares: 1, threshold: 1 });
  await untilLogged('declared configuration applied');

  await started.reload(configOf(declared.replace('["ops"]', '["ops", "more"]')));
  await untilLogged('"changed":1,"removed":0');

  expect(logged.join('\n')).toContain('"fields":"token_policies"');
});

test('with pruning, what is declared no longer is removed', async () => {
  const started = await start(configOf(declared));
  await started.core.lifecycle.init({ shares: 1, threshold: 1 });
  await untilLogged('declared configuration applied');

  await started.reload(
    configOf('policy "other" { policy = "# none" }', 'declared_configuration_prune = true'),
  );
  await untilLogged('"removed":3');

  expect(await login(started, 'correct horse battery')).toBe(403);
});

test('a change that fails is told to the log, and the server runs on with what it has', async () => {
  const broken = `${declared} auth "jwt" "jwt/" { config { jwks_url = "not a url" } }`;
  const started = await start(configOf(broken));
  await started.core.lifecycle.init({ shares: 1, threshold: 1 });

  await untilLogged('declared configuration was not applied');

  expect(logged.join('\n')).toMatch(
    /declared\.hcl:\d+: config in auth\/jwt\/: update of auth\/jwt\/config was answered by 400/,
  );
  expect((await fetch(`${started.urls[0]}/v1/sys/health`)).status).toBe(200);
});
