import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { type ConfigSources, loadServerConfig } from './load.ts';
import type { ServerConfig } from './server-config.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const least = 'listener "tcp" { tls_disable = 1 }\nstorage "inmem" {}\n';

function load(text: string, sources: Partial<ConfigSources> = {}): ServerConfig {
  return loadServerConfig({ paths: [write('one.hcl', text)], env: {}, ...sources });
}

/** Each fault as `line key: problem`. */
function faultsOf(text: string, sources: Partial<ConfigSources> = {}): readonly string[] {
  try {
    load(text, sources);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(({ line, key, problem }) => `${line} ${key}: ${problem}`);
  }
  return [];
}

describe('server configuration', () => {
  test('the least configuration gets every default', () => {
    const config = load(least);

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
    const config = load(`
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
    const path = write(
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
    mkdirSync(join(folder, 'conf'));
    write('conf/b.json', '{"log_level": "error", "storage": {"sqlite": {"path": "b.db"}}}');
    write('conf/a.hcl', `${least}log_level = "debug"\nlog_format = "json"`);
    write('conf/c.hcl', 'listener "tcp" { address = "c:1" tls_disable = true }');
    write('conf/notes.txt', 'no configuration');

    const config = loadServerConfig({ paths: [join(folder, 'conf')], env: {} });

    expect(config).toMatchObject({
      log_level: 'error',
      log_format: 'json',
      storage: { type: 'sqlite', path: 'b.db' },
    });
    expect(config.listeners.map(({ address }) => address)).toEqual(['127.0.0.1:8200', 'c:1']);
  });

  test('a variable outranks the files, and BAO_ outranks VAULT_', () => {
    const env = { VAULT_LOG_LEVEL: 'trace', BAO_LOG_LEVEL: 'error', VAULT_UI: '1', BAO_UI: '' };

    const config = load(`${least}log_level = "info"`, { env });

    expect(config).toMatchObject({ log_level: 'error', ui: true });
    expect(config.env_names).toEqual(['BAO_LOG_LEVEL', 'VAULT_UI']);
  });

  test('without files the given listeners and storage hold', () => {
    const { listeners, storage } = load(least);

    const config = loadServerConfig({ paths: [], env: {}, base: { listeners, storage } });

    expect(config.listeners).toEqual(listeners);
    expect(config.seal).toEqual({ type: 'shamir' });
  });

  test('the result is frozen all through', () => {
    const config = load(least);

    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.listeners[0]?.forwarded_for.authorized_addrs)).toBe(true);
  });

  test('settings of Vault that mean nothing here give a warning each', () => {
    const config = load(
      `${least}disable_mlock = true\nreporting { x = 1 }\nplugin_directory = "p"`,
    );

    expect(config.warnings.map((warning) => warning.replace(/^.*one.hcl/, ''))).toEqual([
      ':3: disable_mlock: means nothing to this server and is ignored',
      ':4: reporting: means nothing to this server and is ignored',
      ':5: plugin_directory: means nothing to this server and is ignored',
    ]);
  });
});

describe('faults of a configuration', () => {
  test('all of them are told at once, with lines and the nearest legal key', () => {
    const text = [
      'log_levle = "info"',
      'log_format = "xml"',
      'default_lease_ttl = "2h"',
      'max_lease_ttl = "1h"',
      'ui = maybe',
    ].slice(0, 4);
    text.push(
      'ui = "maybe"',
      'storage "sqlte" { path = "x" }',
      'listener "tcp" {',
      '  adress = "x"',
      '}',
    );

    expect(faultsOf(text.join('\n'))).toEqual([
      '1 log_levle: is no known key; did you mean log_level?',
      '2 log_format: must be one of standard, json',
      '5 ui: must be true or false',
      '6 storage "sqlte": is of no known type; did you mean sqlite?',
      '0 default_lease_ttl: must not be longer than max_lease_ttl',
      '8 listener "tcp" adress: is no known key; did you mean address?',
      '7 listener "tcp" tls_cert_file: is needed, unless tls_disable is true',
      '7 listener "tcp" tls_key_file: is needed, unless tls_disable is true',
    ]);
  });

  test.each([
    ['', ['0 listener: is needed', '0 storage: is needed']],
    [`${least}ui = true\nui = false`, ['4 ui: is set twice']],
    [
      `${least}storage "inmem" {}`,
      ['3 storage "inmem": is a second block of its kind in one file'],
    ],
    [
      `${least}seal "awskms" {}`,
      ['3 seal "awskms": is of no known type; known are shamir, static'],
    ],
    [`${least}seal {}`, []],
    [`${least}seal = 1`, ['3 seal: must be a block with one label']],
    [
      `${least}storage "sqlite" {}`,
      ['3 storage "sqlite": is a second block of its kind in one file'],
    ],
    [`${least}default_lease_ttl = 0`, ['3 default_lease_ttl: must be longer than 0']],
    [
      `${least}max_lease_ttl = "x"`,
      ['3 max_lease_ttl: must be a duration such as 90s, 1h30m or 7d'],
    ],
    [
      `${least}api_addr = "ftp://x"`,
      ['3 api_addr: must be http:// or https:// with a host and no path'],
    ],
    [
      `${least}user_lockout "ldap" { lockout_threshold = 0 }`,
      ['3 user_lockout "ldap" lockout_threshold: must be at least 1'],
    ],
    [`${least}__proto__ = 1`, ['3 __proto__: is no known key']],
    [`${least}audit "file" {}`, ['3 audit: must be a block with two labels: type and path']],
    [
      `${least}audit "file" "a" {}\naudit "file" "a/b" {}`,
      ['4 audit "file" "a/b": needs a path of its own'],
    ],
    [
      `${least}audit_file_folders = ["logs"]`,
      ['3 audit_file_folders: must hold only absolute paths'],
    ],
  ])('%j', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  test.each([
    [
      'address = "8200"',
      'address: must be host:port, with the brackets of an IPv6 address: [::1]:8200',
    ],
    [
      'address = "h:70000"',
      'address: must be host:port, with the brackets of an IPv6 address: [::1]:8200',
    ],
    ['tls_min_version = "tls10"', 'tls_min_version: must be one of tls12, tls13'],
    [
      'x_forwarded_for_authorized_addrs = "10.0.0.0/33"',
      'x_forwarded_for_authorized_addrs: must hold only addresses and CIDR blocks',
    ],
    ['x_forwarded_for_hop_skips = -1', 'x_forwarded_for_hop_skips: must be at least 0'],
    ['max_request_size = "1MB"', 'max_request_size: must be a whole number'],
    [
      'custom_response_headers { "6xx" = {} }',
      'custom_response_headers: must be keyed by "default", "2xx" or a status',
    ],
    [
      'custom_response_headers { "default" = { "X Y" = ["a"] } }',
      'custom_response_headers: must map header names to texts or lists of texts',
    ],
    [
      'custom_response_headers { "default" = { "X" = ["a\\r\\nb"] } }',
      'custom_response_headers: must map header names to texts or lists of texts',
    ],
    [
      'custom_response_headers { "default" = { "x-vault-token" = ["a"] } }',
      'custom_response_headers: must not set headers that begin with X-Vault-',
    ],
  ])('listener %s', (option, fault) => {
    const text = `storage "inmem" {}\nlistener "tcp" {\ntls_disable = true\n${option}\n}`;

    expect(faultsOf(text)).toEqual([`4 listener "tcp" ${fault}`]);
  });

  test('client certificates cannot be both required and never asked for', () => {
    const text = `storage "inmem" {}
      listener "tcp" { tls_cert_file = "a" tls_key_file = "b"
      tls_disable_client_certs = true tls_require_and_verify_client_cert = true }`;

    expect(faultsOf(text)).toEqual([
      '2 listener "tcp" tls_disable_client_certs: cannot stand beside tls_require_and_verify_client_cert',
    ]);
  });

  test('a syntax error, a missing file and an empty folder are named with the rest', () => {
    const paths = [write('bad.hcl', 'ui = '), join(folder, 'none.hcl'), join(folder, 'empty')];
    mkdirSync(join(folder, 'empty'));

    expect(faultsOf('', { paths })).toEqual([
      '0 : cannot be read (ENOENT)',
      '0 : holds no .hcl or .json file',
      '1 : At 1:6: expected a value got: EOF',
      '0 listener: is needed',
      '0 storage: is needed',
    ]);
  });

  test('a bad variable is named', () => {
    expect(faultsOf(least, { env: { VAULT_LOG_LEVEL: 'loud' } })).toEqual([
      '0 VAULT_LOG_LEVEL: must be one of trace, debug, info, warn, error',
    ]);
  });
});

test('a listener asks for a token where keys are changed, unless it says otherwise', () => {
  const options =
    'disable_unauthed_rekey_endpoints = false\n  disable_unauthed_generate_root_endpoints = 0';
  const text = `${least}listener "tcp" {\n  tls_disable = true\n  ${options}\n}`;

  const [closed, open] = load(text).listeners;

  expect(closed).not.toHaveProperty('opens_rekey');
  expect(closed).not.toHaveProperty('opens_generate_root');
  expect(open).toMatchObject({ opens_rekey: true, opens_generate_root: true });
});

describe('the key of a static seal', () => {
  const hex = 'ab'.repeat(32);
  const bytes = new Uint8Array(32).fill(0xab);
  const seal = (source: string): string =>
    `${least}seal "static" { current_key_id = "k1" current_key = "${source}" }`;
  const keyOf = (source: string, env = {}): Uint8Array | undefined => {
    const { seal: found } = load(seal(source), { env });
    return found.type === 'static' ? Uint8Array.from(found.currentKey()) : undefined;
  };

  test('comes from the text, from a variable or from a file, in any of its forms', () => {
    writeFileSync(join(folder, 'raw.key'), bytes);
    const base64File = write('base64.key', `${Buffer.from(bytes).toString('base64')}\n`);

    expect(keyOf(hex)).toEqual(bytes);
    expect(keyOf('env://UNSEAL', { UNSEAL: hex })).toEqual(bytes);
    expect(keyOf(`file://${join(folder, 'raw.key')}`)).toEqual(bytes);
    expect(keyOf(`file://${base64File}`)).toEqual(bytes);
  });

  test('is in no print of the configuration', () => {
    expect(JSON.stringify(load(seal(hex)))).not.toContain('ab'.repeat(4));
  });

  test('stands beside the former one while that is replaced, and says when it is to go', () => {
    const both = seal(hex).replace(
      / \}$/,
      ` previous_key = "${'cd'.repeat(32)}" disabled = true }`,
    );
    const { seal: found } = load(both);
    const alone = load(seal(hex)).seal;

    expect(found).toMatchObject({ disabled: true });
    expect(found.type === 'static' && found.previousKey?.()).toEqual(Buffer.alloc(32, 0xcd));
    expect(alone).toMatchObject({ disabled: false });
    expect(alone).not.toHaveProperty('previousKey');
    expect(faultsOf(both.replace('cd', 'x'))).toEqual([
      '3 seal "static" previous_key: must be 32 bytes, as they are, in hexadecimal or in base64',
    ]);
  });

  test.each([
    ['secret-too-short', 'must be 32 bytes, as they are, in hexadecimal or in base64'],
    ['env://UNSEAL', 'names a variable that is not set'],
    ['file:///no/such/file', 'cannot be read (ENOENT)'],
    ['', 'is needed'],
  ])('%j is refused without telling it', (source, problem) => {
    expect(faultsOf(seal(source))).toEqual([`3 seal "static" current_key: ${problem}`]);
  });
});

test('audit devices have type, path, and options of texts', () => {
  const file = write(
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
