import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { singleLogger } from '../core/loggers.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadServerConfig } from '../config/load.ts';
import type { ServerConfig } from '../config/server-config.ts';
import { type RunningServer, startServer } from './start-server.ts';

let folder = '';
let server: RunningServer | undefined;
const logged: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-server-'));
  logged.splice(0);
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true });
});

function configOf(audit: string): ServerConfig {
  const file = join(folder, 'server.hcl');
  writeFileSync(
    file,
    `listener "tcp" {
       address = "127.0.0.1:0"
       tls_disable = true
     }
     storage "inmem" {}
     ${audit}`,
  );
  return loadServerConfig({ paths: [file], env: {} });
}

const fileDevice = (name: string): string =>
  `audit "file" "${name}" { options { file_path = "${join(folder, name)}" } }`;

/** Start, initialise, unseal. */
async function start(audit: string): Promise<RunningServer> {
  const log = (...line: unknown[]): void => void logged.push(JSON.stringify(line));
  const started = await startServer(configOf(audit), singleLogger(log));
  server = started;
  const { shares } = await started.core.lifecycle.init({ shares: 1, threshold: 1 });
  await started.core.lifecycle.unseal(shares[0] ?? new Uint8Array(0));
  return started;
}

async function ask({ urls }: RunningServer, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(`${urls[0]}/v1/auth/token/lookup-self`, {
    headers: { 'x-vault-token': 'hvs.unknown', ...headers },
  });
  await answer.text();
  return answer.status;
}

function linesOf(name: string): string[] {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

test('a device of the configuration records from the first request on', async () => {
  const started = await start(fileDevice('log'));

  const status = await ask(started);

  expect(status).toBe(403);
  expect(linesOf('log')).toHaveLength(1);
});

test('a reload writes to a rotated file under its name again', async () => {
  const started = await start(fileDevice('log'));
  await ask(started);

  renameSync(join(folder, 'log'), join(folder, 'log.1'));
  await started.reload();
  await ask(started);

  expect([linesOf('log.1').length, linesOf('log').length]).toEqual([1, 1]);
});

test('a reload takes over the devices of a changed configuration', async () => {
  const started = await start(fileDevice('old'));
  await ask(started);

  await started.reload(configOf(fileDevice('new')));
  await ask(started);

  expect([linesOf('old').length, linesOf('new').length]).toEqual([1, 1]);
});

test('a reload with a device that cannot be keeps those there are, and tells the log', async () => {
  const started = await start(fileDevice('log'));

  await started.reload(configOf('audit "odd" "log" { options { file_path = "x" } }'));
  await ask(started);

  expect(linesOf('log')).toHaveLength(1);
  expect(logged.join('\n')).toContain('audit keeps its old devices');
});

test('a device that cannot be keeps the server from starting', async () => {
  await expect(start('audit "file" "log" {}')).rejects.toThrow('file_path is required');
});

test('no proxy is trusted with the address unless it is configured to be', async () => {
  const started = await start(fileDevice('log'));

  await ask(started, { 'x-forwarded-for': '203.0.113.9' });

  expect(linesOf('log')[0]).toContain('"remote_address":"127.0.0.1","peer_address":"127.0.0.1"');
});
