import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadServerConfig } from '../config/load.ts';
import { showConfig } from './shown-config.ts';

test('the configuration is shown without keys and without the options of audit devices', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shown-config-'));
  const key = 'a1'.repeat(32);
  const file = join(folder, 'server.hcl');
  writeFileSync(
    file,
    `listener "tcp" {
       address = "127.0.0.1:0"
       tls_disable = true
       custom_response_headers { default = { X-Key = ["header-secret"] } }
     }
     storage "sqlite" { path = "/data/secret-place.db" }
     seal "static" { current_key = "${key}" current_key_id = "k" }
     audit "socket" "s" { options { address = "tcp://user:password@a:1" } }
     log_level = "debug"`,
  );

  const shown = showConfig(loadServerConfig({ paths: [file], env: {} }));
  rmSync(folder, { recursive: true });

  expect(shown).toMatchObject({
    log_level: 'debug',
    listeners: [{ type: 'tcp', config: { address: '127.0.0.1:0', tls_disable: true } }],
    storage: { type: 'sqlite' },
    seals: [{ type: 'static' }],
    audit: [{ path: 's/', type: 'socket' }],
  });
  for (const secret of [key, 'header-secret', 'secret-place', 'password']) {
    expect(JSON.stringify(shown)).not.toContain(secret);
  }
});
