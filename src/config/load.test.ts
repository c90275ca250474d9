import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigFolder, leastConfig } from '../testing/config-folder.ts';
import { loadServerConfig } from './load.ts';

let folder: ConfigFolder;
beforeEach(() => {
  folder = new ConfigFolder();
});
afterEach(() => folder.remove());

describe('server configuration', () => {
  test('the least configuration gets every default', () => {
    const config = folder.load(leastConfig);

    expect(config).toMatchObject({
      storage: { type: 'inmem' },
      seal: { type: 'shamir' },
      default_lease_ttl: 2_764_800,
      max_lease_ttl: 2_764_800,
      log_level: 'info',
      log_format: 'standard',
      ui: false,
      warnings: [],
    });
    expect(config.listeners[0]).toMatchObject({
      address: '127.0.0.1:8200',
      max_request_size: 33_554_432,
      max_request_duration_ms: 90_000,
      forwarded_for: { authorized_addrs: [], reject_not_present: true },
    });
    expect(config.listeners[0]?.tls).toBeUndefined();
  });

  test('a configuration as Vault users write it is read', () => {
    const config = folder.load(`
      ui = "true"
      api_addr = "https://auth.example.org:8200"
      cluster_name = "prod"
      default_lease_ttl = "1h"
      max_lease_ttl = "7d"
      log_level = "WARN"
      default_max_request_duration = "30s"
      storage "sqlite" { path = "data/portcullis.db" }
      listener "tcp" {
        address = "[::1]:8200"
        tls_cert_file = "tls/cert.pem"
        tls_key_file = "tls/key.pem"
        tls_client_ca_file = "tls/ca.pem"
        tls_min_version = "tls13"
        tls_require_and_verify_client_cert = true
        x_forwarded_for_authorized_addrs = "10.0.0.0/8, 192.0.2.1"
        x_forwarded_for_hop_skips = "1"
        max_request_size = -1
        max_request_json_strings = 0
        custom_response_headers {
          "default" = { "Strict-Transport-Security" = ["max-age=1", "preload"] }
          "404" = { "X-A" = "b" }
        }
      }
      listener "tcp" {
        address = "0.0.0.0:0"
        tls_disable = true
        max_request_duration = "5s"
      }
      user_lockout "userpass" { lockout_threshold = 3 lockout_duration = "1m" }
    `);

    expect(config).toMatchObject({
      ui: true,
      storage: { type: 'sqlite', path: 'data/portcullis.db' },
      default_lease_ttl: 3600,
      max_lease_ttl: 604_800,
      log_level: 'warn',
      user_lockout: {
        userpass: { lockout_threshold: 3, lockout_duration: 60, lockout_counter_reset: 900 },
      },
    });
    expect(config.listeners).toMatchObject([
      {
        address: '[::1]:8200',
        tls: {
          cert_file: 'tls/cert.pem',
          client_ca_file: 'tls/ca.pem',
          min_version: 'tls13',
          require_and_verify_client_cert: true,
        },
        forwarded_for: { authorized_addrs: ['10.0.0.0/8', '192.0.2.1'], hop_skips: 1 },
        max_request_size: -1,
        max_request_json_strings: 1000,
        max_request_duration_ms: 30_000,
        custom_response_headers: {
          default: { 'Strict-Transport-Security': 'max-age=1, preload' },
          '404': { 'X-A': 'b' },
        },
      },
      { address: '0.0.0.0:0', max_request_duration_ms: 5000 },
    ]);
  });

  test('JSON says the same', () => {
    const path = folder.write(
      'one.json',
      JSON.stringify({
        listener: [{ tcp: { tls_disable: true } }, { tcp: { address: 'h:1', tls_disable: '1' } }],
        storage: { sqlite: { path: 'a.db' } },
      }),
    );

    const config = loadServerConfig({ paths: [path], env: {} });

    expect(config.listeners.map(({ address }) => address)).toEqual(['127.0.0.1:8200', 'h:1']);
    expect(config.storage).toEqual({ type: 'sqlite', path: 'a.db' });
  });

  test('in a folder the later file wins, listeners add up, other files are left alone', () => {
    mkdirSync(join(folder.path, 'conf'));
    folder.write('conf/b.json', '{"log_level": "error", "storage": {"sqlite": {"path": "b.db"}}}');
    folder.write('conf/a.hcl', `${leastConfig}log_level = "debug"\nlog_format = "json"`);
    folder.write('conf/c.hcl', 'listener "tcp" { address = "c:1" tls_disable = true }');
    folder.write('conf/notes.txt', 'no configuration');

    const config = loadServerConfig({ paths: [join(folder.path, 'conf')], env: {} });

    expect(config).toMatchObject({
      log_level: 'error',
      log_format: 'json',
      storage: { type: 'sqlite', path: 'b.db' },
    });
    expect(config.listeners.map(({ address }) => address)).toEqual(['127.0.0.1:8200', 'c:1']);
  });

  test('a variable outranks the files, and BAO_ outranks VAULT_', () => {
    const env = { VAULT_LOG_LEVEL: 'trace', BAO_LOG_LEVEL: 'error', VAULT_UI: '1', BAO_UI: '' };

    const config = folder.load(`${leastConfig}log_level = "info"`, { env });

    expect(config).toMatchObject({ log_level: 'error', ui: true });
    expect(config.env_names).toEqual(['BAO_LOG_LEVEL', 'VAULT_UI']);
  });

  test('without files the given listeners and storage hold', () => {
    const { listeners, storage } = folder.load(leastConfig);

    const config = loadServerConfig({ paths: [], env: {}, base: { listeners, storage } });

    expect(config.listeners).toEqual(listeners);
    expect(config.seal).toEqual({ type: 'shamir' });
  });

  test('the result is frozen all through', () => {
    const config = folder.load(leastConfig);

    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.listeners[0]?.forwarded_for.authorized_addrs)).toBe(true);
  });

  test('settings of Vault that mean nothing here give a warning each', () => {
    const config = folder.load(
      `${leastConfig}disable_mlock = true\nreporting { x = 1 }\nplugin_directory = "p"`,
    );

    expect(config.warnings.map((warning) => warning.replace(/^.*one.hcl/, ''))).toEqual([
      ':3: disable_mlock: means nothing to this server and is ignored',
      ':4: reporting: means nothing to this server and is ignored',
      ':5: plugin_directory: means nothing to this server and is ignored',
    ]);
  });
});

test('a listener asks for a token where keys are changed, unless it says otherwise', () => {
  const options =
    'disable_unauthed_rekey_endpoints = false\n  disable_unauthed_generate_root_endpoints = 0';
  const text = `${leastConfig}listener "tcp" {\n  tls_disable = true\n  ${options}\n}`;

  const [closed, open] = folder.load(text).listeners;

  expect(closed).not.toHaveProperty('opens_rekey');
  expect(closed).not.toHaveProperty('opens_generate_root');
  expect(open).toMatchObject({ opens_rekey: true, opens_generate_root: true });
});

test('audit devices have type, path, and options of texts', () => {
  const file = folder.write(
    'audit.hcl',
    `listener "tcp" { tls_disable = 1 }
     storage "inmem" {}
     audit_file_folders = ["/var/log/portcullis"]
     audit "file" "to-file/" {
       description = "for the auditors"
       options { file_path = "/var/log/audit.log" hmac_accessor = false }
     }
     audit "socket" "to-net" { options = { address = "127.0.0.1:9000" } }`,
  );

  const { audit, audit_file_folders } = loadServerConfig({ paths: [file], env: {} });

  expect(audit_file_folders).toEqual(['/var/log/portcullis']);
  expect(audit).toEqual([
    {
      path: 'to-file/',
      type: 'file',
      description: 'for the auditors',
      local: false,
      options: { file_path: '/var/log/audit.log', hmac_accessor: 'false' },
    },
    {
      path: 'to-net/',
      type: 'socket',
      description: '',
      local: false,
      options: { address: '127.0.0.1:9000' },
    },
  ]);
});
