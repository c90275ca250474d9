import { cpSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort, type ServerProcess, startProcess } from '../support/server-process.ts';
import { builtEntry, createWorkplace, type Workplace } from './built.ts';

const certificates = join(import.meta.dirname, '../support/tls');

let place: Workplace;
let running: ServerProcess | undefined;

beforeEach(() => {
  place = createWorkplace();
  cpSync(certificates, join(place.folder, 'tls'), { recursive: true });
});

afterEach(async () => {
  await running?.kill();
  running = undefined;
  place.remove();
});

async function start(config: (address: string) => string): Promise<ServerProcess> {
  const address = `127.0.0.1:${await freePort()}`;
  writeFileSync(join(place.folder, 'server.hcl'), config(address));
  const scheme = config(address).includes('tls_cert_file') ? 'https' : 'http';
  running = await startProcess(['server', '-config=server.hcl'], {
    cwd: place.folder,
    entry: builtEntry,
    url: `${scheme}://${address}`,
  });
  return running;
}

const withTls = (address: string): string => `
listener "tcp" {
  address       = "${address}"
  tls_cert_file = "tls/server.crt"
  tls_key_file  = "tls/server.key"
}
storage "sqlite" {
  path = "store.db"
}
`;

test('a TLS server is initialised, unsealed and sealed from the command line', async () => {
  const server = await start(withTls);
  const env = { VAULT_ADDR: server.url, VAULT_CACERT: 'tls/ca.crt' };
  const json = async (...args: string[]) => {
    const done = await place.portcullis(args, { env });
    return { code: done.code, body: JSON.parse(done.stdout) as Record<string, never> };
  };

  expect((await place.portcullis(['status'], { env })).code).toBe(2);
  const init = await json('operator', 'init', '-key-shares=3', '-key-threshold=2', '-format=json');
  const { unseal_keys_b64: keys, root_token: root } = init.body as unknown as {
    unseal_keys_b64: string[];
    root_token: string;
  };
  for (const key of keys.slice(0, 2)) await place.portcullis(['operator', 'unseal', key], { env });
  expect((await place.portcullis(['status'], { env })).code).toBe(0);
  const asRoot = { ...env, VAULT_TOKEN: root };
  expect((await place.portcullis(['token', 'lookup'], { env: asRoot })).code).toBe(0);
  expect((await place.portcullis(['operator', 'seal'], { env: asRoot })).code).toBe(0);
  expect((await place.portcullis(['status'], { env })).code).toBe(2);
});

test('SIGHUP takes a new certificate and keeps the old one where the new file is broken', async () => {
  const server = await start(withTls);
  const before = await fingerprint(server.url);
  cpSync(join(certificates, 'server-renewed.crt'), join(place.folder, 'tls/server.crt'));
  cpSync(join(certificates, 'server-renewed.key'), join(place.folder, 'tls/server.key'));

  server.child.kill('SIGHUP');
  const after = await untilChanged(server.url, before);
  writeFileSync(join(place.folder, 'tls/server.crt'), 'no certificate');
  server.child.kill('SIGHUP');
  await untilPrinted(server, 'keeps its old certificate');

  expect(await fingerprint(server.url)).toBe(after);
});

test('every fault of a configuration is named at once', async () => {
  writeFileSync(
    join(place.folder, 'bad.hcl'),
    'listener "tcp" {\n  adress = "127.0.0.1:1"\n}\nstorage "sqlite" {}\ncolour = "red"\n',
  );

  const refused = await place.portcullis(['server', '-config=bad.hcl']);

  expect(refused.code).toBe(1);
  for (const word of ['adress', 'address', 'path', 'colour', 'tls_cert_file']) {
    expect(refused.stderr).toContain(word);
  }
});

test('a store that a static key seals is open after each start', async () => {
  const config = (address: string): string => `
listener "tcp" {
  address     = "${address}"
  tls_disable = true
}
backend "sqlite" {
  path = "store.db"
}
seal "static" {
  current_key_id = "one"
  current_key    = "${'ab'.repeat(32)}"
}
`;
  const first = await start(config);
  const init = await place.portcullis(['operator', 'init', '-format=json'], {
    env: { VAULT_ADDR: first.url },
  });
  const { root_token } = JSON.parse(init.stdout) as { root_token: string };
  await first.kill();

  const second = await start(config);

  const env = { VAULT_ADDR: second.url, VAULT_TOKEN: root_token };
  expect((await place.portcullis(['status'], { env })).code).toBe(0);
  expect((await place.portcullis(['token', 'lookup'], { env })).code).toBe(0);
});

/** SHA-256 of the certificate that a new connection is shown. */
async function fingerprint(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`${url}/v1/sys/health`, { rejectUnauthorized: false, agent: false }, (response) => {
      resolve((response.socket as TLSSocket).getPeerCertificate().fingerprint256);
      response.resume();
    }).on('error', reject);
  });
}

async function untilChanged(url: string, before: string): Promise<string> {
  for (;;) {
    const now = await fingerprint(url);
    if (now !== before) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function untilPrinted(server: ServerProcess, text: string): Promise<void> {
  while (!server.output().includes(text)) await new Promise((resolve) => setTimeout(resolve, 50));
}
