import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort, type ServerProcess, startProcess } from '../support/server-process.ts';
import { builtEntry, createWorkplace, type Workplace } from './built.ts';

const autoKey = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'.repeat(2);
const staticSeal = (more = ''): string =>
  `seal "static" {\n  current_key_id = "a"\n  current_key = "${autoKey}"\n  ${more}\n}\n`;

let place: Workplace;
let running: ServerProcess[] = [];

beforeEach(() => {
  place = createWorkplace();
});

afterEach(async () => {
  for (const one of running) await one.kill();
  running = [];
  place.remove();
});

/** A process on the one store, with this seal, and with more options of its listener. */
async function start(seal = '', options = ''): Promise<ServerProcess> {
  const address = `127.0.0.1:${await freePort()}`;
  const listener = `listener "tcp" {\n  address = "${address}"\n  tls_disable = true\n  ${options}\n}\n`;
  const file = `server-${running.length}.hcl`;
  const storage = 'storage "sqlite" {\n  path = "store.db"\n}\n';
  writeFileSync(join(place.folder, file), listener + storage + seal);
  const server = await startProcess(['server', `-config=${file}`], {
    cwd: place.folder,
    entry: builtEntry,
    url: `http://${address}`,
  });
  running.push(server);
  return server;
}

async function operator(
  server: ServerProcess,
  { token = '', args }: { token?: string; args: readonly string[] },
): Promise<{ code: number | null; json: Record<string, never> }> {
  const env = { VAULT_ADDR: server.url, VAULT_TOKEN: token };
  const { code, stdout } = await place.portcullis(['operator', ...args, '-format=json'], { env });
  return { code, json: JSON.parse(stdout === '' ? '{}' : stdout) as Record<string, never> };
}

async function init(server: ServerProcess): Promise<{ keys: string[]; token: string }> {
  const { json } = await operator(server, { args: ['init', '-n=2', '-t=2'] });
  const made = json as unknown as { unseal_keys_b64: string[]; root_token: string };
  return { keys: made.unseal_keys_b64, token: made.root_token };
}

async function unseal(
  server: ServerProcess,
  { keys, flags = [] }: { keys: readonly string[]; flags?: readonly string[] },
): Promise<Record<string, never>> {
  let status: Record<string, never> = {};
  for (const key of keys) {
    ({ json: status } = await operator(server, { args: ['unseal', ...flags, key] }));
  }
  return status;
}

async function isKnown(server: ServerProcess, token: string): Promise<boolean> {
  const headers = { 'X-Vault-Token': token };
  return (await fetch(`${server.url}/v1/auth/token/lookup-self`, { headers })).status === 200;
}

test('a store moves from shares to a key at hand and back, and its tokens live on', async () => {
  const first = await start();
  const { keys, token } = await init(first);
  await unseal(first, { keys });
  await first.stop();

  const second = await start(staticSeal());
  const before = await (await fetch(`${second.url}/v1/sys/seal-status`)).json();
  const moved = await unseal(second, { keys, flags: ['-migrate'] });
  await second.stop();
  const third = await start(staticSeal());
  const isOpen = await isKnown(third, token);
  await third.stop();
  const fourth = await start(staticSeal('disabled = true'));
  const back = await unseal(fourth, { keys, flags: ['-migrate'] });
  await fourth.stop();
  const fifth = await start();
  const again = await unseal(fifth, { keys });

  expect(before).toMatchObject({ sealed: true, migration: true, type: 'shamir' });
  expect(moved).toMatchObject({ sealed: false, migration: false, type: 'static' });
  expect(isOpen).toBe(true);
  expect(back).toMatchObject({ sealed: false, migration: false, type: 'shamir' });
  expect(again).toMatchObject({ sealed: false, type: 'shamir' });
  expect(await isKnown(fifth, token)).toBe(true);
});

test('two processes collect the shares of a rekey, rotate by turns, and read what the other wrote', async () => {
  const [one, two] = [await start(), await start()];
  const { keys, token } = await init(one);
  for (const each of [one, two]) await unseal(each, { keys });
  const wish = ['rekey', '-init', '-n=2', '-t=2', '-verify'];
  const { json: begun } = await operator(one, { token, args: wish });
  const give = (server: ServerProcess, args: readonly string[]) =>
    operator(server, { token, args: ['rekey', ...args] });

  await give(one, [`-nonce=${begun['nonce']}`, keys[0] ?? '']);
  const { json: made } = await give(two, [`-nonce=${begun['nonce']}`, keys[1] ?? '']);
  const { keys_base64: fresh = [], verification_nonce: nonce } = made as {
    keys_base64?: string[];
    verification_nonce?: string;
  };
  await give(two, ['-verify', `-nonce=${nonce}`, fresh[0] ?? '']);
  const proven = await give(one, ['-verify', `-nonce=${nonce}`, fresh[1] ?? '']);
  const terms = [];
  for (const each of [one, two, one, two]) {
    terms.push((await operator(each, { token, args: ['rotate'] })).json['term']);
  }
  const created = await fetch(`${two.url}/v1/auth/token/create`, {
    method: 'POST',
    headers: { 'X-Vault-Token': token },
  });
  const { auth } = (await created.json()) as { auth: { client_token: string } };
  const isReadByOther = await isKnown(one, auth.client_token);
  await one.stop();
  const three = await start();
  const old = await operator(three, { args: ['unseal', keys[0] ?? ''] });
  const oldAgain = await operator(three, { args: ['unseal', keys[1] ?? ''] });

  expect(proven.json['complete']).toBe(true);
  expect(terms).toEqual([2, 3, 4, 5]);
  expect(isReadByOther).toBe(true);
  expect([old.code, oldAgain.code]).toEqual([0, 2]);
  expect(await unseal(three, { keys: fresh })).toMatchObject({ sealed: false });
  expect(await isKnown(three, auth.client_token)).toBe(true);
});

test('who has lost all tokens makes a root token by shares, where a listener says so', async () => {
  const server = await start('', 'disable_unauthed_generate_root_endpoints = false');
  const { keys } = await init(server);
  await unseal(server, { keys });
  const step = (args: readonly string[]) => operator(server, { args: ['generate-root', ...args] });

  const { json: begun } = await step(['-init']);
  await step([`-nonce=${begun['nonce']}`, keys[0] ?? '']);
  const { json: done } = await step([`-nonce=${begun['nonce']}`, keys[1] ?? '']);
  const { json: made } = await step([`-decode=${done['encoded_token']}`, `-otp=${begun['otp']}`]);
  const rekey = await operator(server, { args: ['rekey', '-init'] });

  expect(await isKnown(server, made['token'] ?? '')).toBe(true);
  // the other option is still closed
  expect(rekey.code).toBe(2);
});
