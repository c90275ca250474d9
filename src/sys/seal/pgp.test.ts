import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import type { Store } from '../../storage/store.ts';
import { makePgpPerson, type PgpPerson } from '../../testing/pgp-keys.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

interface Made {
  readonly keys: readonly string[];
  readonly keys_base64: readonly string[];
  readonly recovery_keys_base64: readonly string[];
  readonly root_token: string;
  readonly pgp_fingerprints: readonly string[];
}

let ann: PgpPerson;
let bob: PgpPerson;
let store: Store;
let server: TestServer;

beforeAll(async () => {
  ann = await makePgpPerson('ann');
  bob = await makePgpPerson('bob');
});

beforeEach(async () => {
  store = openMemoryStore();
  server = await startTestServer({ store, isReady: false });
});

function init(body: object, on = server) {
  return on.request<Made>('POST', 'sys/init', { ...body }, { token: '' });
}

async function initFor(...people: readonly PgpPerson[]): Promise<{ made: Made; shares: string[] }> {
  const { body } = await init({
    secret_shares: people.length,
    secret_threshold: people.length,
    pgp_keys: people.map(({ publicKey }) => publicKey),
    root_token_pgp_key: ann.publicKey,
  });
  const shares = await Promise.all(
    people.map((person, at) => person.read(body.keys_base64[at] ?? '')),
  );
  return { made: body, shares };
}

describe('init with PGP keys', () => {
  test('gives each person a share, and one of them the root token', async () => {
    const { made, shares } = await initFor(ann, bob);
    for (const key of shares) await server.request('POST', 'sys/unseal', { key }, { token: '' });

    expect(shares).toEqual([expect.stringMatching(/^[\da-f]{66}$/), expect.any(String)]);
    expect(made.keys.map((hex) => Buffer.from(hex, 'hex').toString('base64'))).toEqual(
      made.keys_base64,
    );
    const token = await ann.read(made.root_token);
    expect((await server.request('GET', 'sys/mounts', {}, { token })).status).toBe(200);
    await expect(bob.read(made.keys_base64[0] ?? '')).rejects.toThrow(/decrypt/i);
  });

  test('gives recovery shares where the server unseals itself', async () => {
    const self = await startTestServer({ isReady: false, autoUnsealKey: Buffer.alloc(32, 3) });

    const { body } = await init(
      {
        recovery_shares: 2,
        recovery_threshold: 2,
        recovery_pgp_keys: [ann.publicKey, bob.publicKey],
      },
      self,
    );

    expect(await bob.read(body.recovery_keys_base64[1] ?? '')).toMatch(/^[\da-f]{66}$/);
    expect(body.keys_base64).toEqual([]);
  });

  test('makes nothing where a key cannot be used', async () => {
    const over = await makePgpPerson('over', 3600);
    const one = { secret_shares: 1, secret_threshold: 1 };
    const wishes = [
      { ...one, pgp_keys: ['AAAA'] },
      { ...one, pgp_keys: ['keybase:ann'] },
      { ...one, pgp_keys: [ann.privateKey] },
      { ...one, pgp_keys: [over.publicKey] },
      { ...one, pgp_keys: ['A'.repeat(300_000)] },
      { ...one, pgp_keys: [ann.publicKey, bob.publicKey] },
      { ...one, recovery_pgp_keys: [ann.publicKey] },
      { ...one, root_token_pgp_key: 'AAAA' },
    ];

    for (const wish of wishes) {
      const answer = await init(wish);
      expect([answer.status, JSON.stringify(answer.body)]).toEqual([
        400,
        expect.stringMatching(/PGP/),
      ]);
    }
    expect(await store.scan('', { limit: 1 })).toEqual([]);
  });
});

describe('rekey with PGP keys', () => {
  test('encrypts the new shares, tells whom to, and keeps them when asked', async () => {
    const { made, shares } = await initFor(ann);
    await server.request('POST', 'sys/unseal', { key: shares[0] ?? '' }, { token: '' });
    const root = { token: await ann.read(made.root_token) };
    const wish = {
      secret_shares: 2,
      secret_threshold: 2,
      pgp_keys: [ann.publicKey, bob.publicKey],
      backup: true,
    };
    const started = await server.request<Made & { nonce: string }>(
      'POST',
      'sys/rekey/init',
      wish,
      root,
    );
    const given = { key: shares[0] ?? '', nonce: started.body.nonce };
    const { body } = await server.request<Made>('POST', 'sys/rekey/update', given, root);
    const kept = await server.request('GET', 'sys/rekey/backup', {}, root);
    await server.request('DELETE', 'sys/rekey/backup', {}, root);
    const gone = await server.request('GET', 'sys/rekey/backup', {}, root);

    expect(started.body.pgp_fingerprints).toEqual([ann.fingerprint, bob.fingerprint]);
    expect(body.pgp_fingerprints).toEqual([ann.fingerprint, bob.fingerprint]);
    expect(kept.body['data']).toEqual({
      nonce: started.body.nonce,
      keys: { [ann.fingerprint]: [body.keys[0]], [bob.fingerprint]: [body.keys[1]] },
      keys_base64: {
        [ann.fingerprint]: [body.keys_base64[0]],
        [bob.fingerprint]: [body.keys_base64[1]],
      },
    });
    expect([gone.status, gone.body['errors']]).toEqual([400, ['no backed-up keys found']]);
    server.core.lifecycle.seal();
    for (const [at, person] of [ann, bob].entries()) {
      const key = await person.read(body.keys_base64[at] ?? '');
      await server.request('POST', 'sys/unseal', { key }, { token: '' });
    }
    expect(server.core.lifecycle.unsealed).toBeDefined();
  });
});

test.each([
  [{ Backup: true }, true],
  [{ backup: false, Backup: true }, false],
])('a backup may be asked for as the Go client spells it: %j', async (asked, backup) => {
  const { made, shares } = await initFor(ann);
  await server.request('POST', 'sys/unseal', { key: shares[0] ?? '' }, { token: '' });
  const wish = { secret_shares: 1, secret_threshold: 1, pgp_keys: [ann.publicKey], ...asked };

  const { body } = await server.request('POST', 'sys/rekey/init', wish, {
    token: await ann.read(made.root_token),
  });

  expect(body).toMatchObject({ backup, warnings: null });
});

test('a root token is encrypted to whoever asks for it', async () => {
  const { made, shares } = await initFor(bob);
  await server.request('POST', 'sys/unseal', { key: shares[0] ?? '' }, { token: '' });
  const root = { token: await ann.read(made.root_token) };
  const started = await server.request<{ nonce: string; otp: string; pgp_fingerprint: string }>(
    'POST',
    'sys/generate-root/attempt',
    { pgp_key: bob.publicKey },
    root,
  );

  const given = { key: shares[0] ?? '', nonce: started.body.nonce };
  const { body } = await server.request<{ encoded_token: string }>(
    'POST',
    'sys/generate-root/update',
    given,
    root,
  );

  expect(started.body).toMatchObject({ otp: '', pgp_fingerprint: bob.fingerprint });
  const token = await bob.read(body.encoded_token);
  expect((await server.request('GET', 'sys/mounts', {}, { token })).status).toBe(200);
});
