import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigFolder, leastConfig } from '../testing/config-folder.ts';

let folder: ConfigFolder;
beforeEach(() => {
  folder = new ConfigFolder();
});
afterEach(() => folder.remove());

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

    expect(folder.faultsOf(text.join('\n'))).toEqual([
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
    [`${leastConfig}ui = true\nui = false`, ['4 ui: is set twice']],
    [
      `${leastConfig}storage "inmem" {}`,
      ['3 storage "inmem": is a second block of its kind in one file'],
    ],
    [
      `${leastConfig}seal "awskms" {}`,
      ['3 seal "awskms": is of no known type; known are shamir, static'],
    ],
    [`${leastConfig}seal {}`, []],
    [`${leastConfig}seal = 1`, ['3 seal: must be a block with one label']],
    [
      `${leastConfig}storage "sqlite" {}`,
      ['3 storage "sqlite": is a second block of its kind in one file'],
    ],
    [`${leastConfig}default_lease_ttl = 0`, ['3 default_lease_ttl: must be longer than 0']],
    [
      `${leastConfig}max_lease_ttl = "x"`,
      ['3 max_lease_ttl: must be a duration such as 90s, 1h30m or 7d'],
    ],
    [
      `${leastConfig}api_addr = "ftp://x"`,
      ['3 api_addr: must be http:// or https:// with a host and no path'],
    ],
    [
      `${leastConfig}user_lockout "ldap" { lockout_threshold = 0 }`,
      ['3 user_lockout "ldap" lockout_threshold: must be at least 1'],
    ],
    [`${leastConfig}__proto__ = 1`, ['3 __proto__: is no known key']],
    [`${leastConfig}audit "file" {}`, ['3 audit: must be a block with two labels: type and path']],
    [
      `${leastConfig}audit "file" "a" {}\naudit "file" "a/b" {}`,
      ['4 audit "file" "a/b": needs a path of its own'],
    ],
    [
      `${leastConfig}audit_file_folders = ["logs"]`,
      ['3 audit_file_folders: must hold only absolute paths'],
    ],
  ])('%j', (text, faults) => {
    expect(folder.faultsOf(text)).toEqual(faults);
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

    expect(folder.faultsOf(text)).toEqual([`4 listener "tcp" ${fault}`]);
  });

  test('client certificates cannot be both required and never asked for', () => {
    const text = `storage "inmem" {}
      listener "tcp" { tls_cert_file = "a" tls_key_file = "b"
      tls_disable_client_certs = true tls_require_and_verify_client_cert = true }`;

    expect(folder.faultsOf(text)).toEqual([
      '2 listener "tcp" tls_disable_client_certs: cannot stand beside tls_require_and_verify_client_cert',
    ]);
  });

  test('a syntax error, a missing file and an empty folder are named with the rest', () => {
    const paths = [
      folder.write('bad.hcl', 'ui = '),
      join(folder.path, 'none.hcl'),
      join(folder.path, 'empty'),
    ];
    mkdirSync(join(folder.path, 'empty'));

    expect(folder.faultsOf('', { paths })).toEqual([
      '0 : cannot be read (ENOENT)',
      '0 : holds no .hcl or .json file',
      '1 : At 1:6: expected a value got: EOF',
      '0 listener: is needed',
      '0 storage: is needed',
    ]);
  });

  test('a bad variable is named', () => {
    expect(folder.faultsOf(leastConfig, { env: { VAULT_LOG_LEVEL: 'loud' } })).toEqual([
      '0 VAULT_LOG_LEVEL: must be one of trace, debug, info, warn, error',
    ]);
  });
});
