import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadServerConfig } from '../../src/config/load.ts';
import { singleLogger } from '../../src/core/loggers.ts';
import { describeConfig } from '../../src/server/announce.ts';
import { startServer } from '../../src/server/start-server.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'startup-log-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a start tells no key and no password of its configuration and environment (CVE-2020-13223, CVE-2018-19786)', async () => {
  const key = randomBytes(32);
  const keyFile = join(folder, 'unseal-key');
  writeFileSync(keyFile, key.toString('hex'), { mode: 0o600 });
  const file = join(folder, 'server.hcl');
  writeFileSync(
    file,
    `listener "tcp" { address = "127.0.0.1:0" tls_disable = true }
     storage "inmem" {}
     seal "static" { current_key_id = "first" current_key = "file://${keyFile}" }
     log_level = "trace"`,
  );
  const env = {
    HTTPS_PROXY: 'http://someone:proxy-password@proxy.test:3128',
    VAULT_TOKEN: 'hvs.of-the-environment',
  };
  const config = loadServerConfig({ paths: [file], env });
  const lines: string[] = [describeConfig(config)];
  const server = await startServer(
    config,
    singleLogger((...line) => void lines.push(JSON.stringify(line))),
  );
  const { rootToken } = await server.core.lifecycle.init({ shares: 1, threshold: 1 });
  await server.stop();

  const shown = lines.join('\n').toLowerCase();
  expect(shown).toContain('127.0.0.1');
  const secrets = ['hex', 'base64', 'base64url'] as const;
  for (const secret of [
    ...secrets.map((encoding) => key.toString(encoding)),
    rootToken,
    'proxy-password',
    env.VAULT_TOKEN,
  ]) {
    expect(shown).not.toContain(secret.toLowerCase().slice(0, 16));
  }
});
