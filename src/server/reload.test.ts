import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tlsFile } from '../../tests/support/raw-http.ts';
import { loadServerConfig } from '../config/load.ts';
import { singleLogger } from '../core/loggers.ts';
import { type RunningServer, startServer } from './start-server.ts';

let folder = '';
let server: RunningServer | undefined;
const logged: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reload-'));
  logged.splice(0);
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true });
});

/** A server with a certificate of its own, and a way to have something of it read anew, as root. */
async function start() {
  for (const name of ['server.crt', 'server.key']) copyFileSync(tlsFile(name), join(folder, name));
  const file = join(folder, 'a.hcl');
  writeFileSync(
    file,
    `listener "tcp" {
       address = "127.0.0.1:0"
       tls_cert_file = "${join(folder, 'server.crt')}"
       tls_key_file = "${join(folder, 'server.key')}"
     }
     storage "inmem" {}`,
  );
  const log = singleLogger((_level, message) => void logged.push(message));
  const running = await startServer(loadServerConfig({ paths: [file], env: {} }), log);
  server = running;
  const { lifecycle } = running.core;
  const { rootToken, shares } = await lifecycle.init({ shares: 1, threshold: 1 });
  await lifecycle.unseal(shares[0] ?? new Uint8Array(0));
  return async (subsystem: string) => {
    const { status } = await running.core.handle({
      id: 'id',
      operation: 'update',
      path: `sys/config/reload/${subsystem}`,
      data: {},
      token: rootToken,
      namespace: '',
      wrapTtlSeconds: 0,
      remoteAddress: '127.0.0.1',
      peerAddress: '127.0.0.1',
    });
    return status;
  };
}

test('certificates are read anew by the API, and one that is broken is told', async () => {
  const reload = await start();

  const whole = await reload('listeners');
  writeFileSync(join(folder, 'server.crt'), 'no certificate');
  const broken = await reload('listeners');

  expect([whole, broken]).toEqual([204, 500]);
  expect(logged).toContain('listener reloaded');
  expect(logged).toContain('listener keeps its old certificate');
});

test.each([
  ['audit', 204],
  ['license', 204],
  ['odd', 400],
  ['constructor', 400],
])('%s is answered %i', async (subsystem, status) => {
  const reload = await start();

  expect(await reload(subsystem)).toBe(status);
});
