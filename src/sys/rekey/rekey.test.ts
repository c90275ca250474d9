import { beforeEach, describe, expect, test } from 'vitest';
import { combineShares } from '../../crypto/shamir.ts';
import { systemRandom } from '../../crypto/random.ts';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import type { Store } from '../../storage/store.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

interface Shares {
  readonly nonce: string;
  readonly verification_nonce: string;
  readonly keys_base64: readonly string[];
}

let store: Store;
let server: TestServer;
let shares: readonly string[];
let root: { token: string };

beforeEach(async () => {
  store = openMemoryStore();
  server = await startTestServer({ store, isReady: false, random: systemRandom });
  const made = await server.core.lifecycle.init({ shares: 5, threshold: 3 });
  shares = made.shares.map((share) => Buffer.from(share).toString('base64'));
  root = { token: made.rootToken };
  await unseal(server, shares.slice(0, 3));
});

async function unseal(on: TestServer, keys: readonly string[]): Promise<number> {
  for (const key of keys) {
    const answer = await on.request('POST', 'sys/unseal', { key }, { token: '' });
    if (answer.status !== 200) return answer.status;
  }
  return on.core.lifecycle.unsealed ? 200 : 0;
}

async function begin(wish: object = {}, path = 'sys/rekey/init'): Promise<string> {
  const body = { secret_shares: 3, secret_threshold: 2, ...wish };
  const answer = await server.request('POST', path, body, root);
  expect(answer.status).toBe(200);
  return answer.body['nonce'] ?? '';
}

function give(key: string | undefined, nonce: string, on = server) {
  return on.request('POST', 'sys/rekey/update', { key: key ?? '', nonce }, root);
}

async function giveAll(nonce: string, keys = shares.slice(0, 3)): Promise<Shares> {
  let body: unknown;
  for (const key of keys) ({ body } = await give(key, nonce));
  return body as Shares;
}

async function reopens(keys: readonly string[]): Promise<boolean> {
  const other = await startTestServer({ store, isReady: false, random: systemRandom });
  return (await unseal(other, keys)) === 200;
}

describe('rekey', () => {
  test('makes new shares, after which the old ones open nothing', async () => {
    const nonce = await begin();

    const made = await giveAll(nonce);

    expect(made).toMatchObject({ nonce, complete: true, pgp_fingerprints: null, backup: false });
    expect(made.keys_base64).toHaveLength(3);
    expect(await reopens(made.keys_base64.slice(1))).toBe(true);
    expect(await reopens(shares.slice(0, 3))).toBe(false);
    const status = await server.request('GET', 'sys/seal-status');
    expect(status.body).toMatchObject({ t: 2, n: 3, sealed: false });
  });

  test('keeps tokens and data', async () => {
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' }, root);
    await server.request('POST', 'kv/one', { word: 'here' }, root);
    const made = await giveAll(await begin());

    const later = await startTestServer({ store, isReady: false, random: systemRandom });
    await unseal(later, made.keys_base64.slice(0, 2));

    expect((await later.request('GET', 'kv/one', {}, root)).body['data']).toEqual({ word: 'here' });
  });

  test('tells its status to whoever may read it', async () => {
    const none = await server.request('GET', 'sys/rekey/init', {}, root);
    const nonce = await begin();
    await give(shares[0], nonce);

    const { body } = await server.request('GET', 'sys/rekey/init', {}, root);

    expect(none.body['data']).toEqual({
      nonce: '',
      started: false,
      t: 0,
      n: 0,
      progress: 0,
      required: 0,
      pgp_fingerprints: null,
      backup: false,
      verification_required: false,
    });
    const started = { nonce, started: true, t: 2, n: 3, progress: 1, required: 3 };
    expect(body['data']).toEqual({
      ...started,
      pgp_fingerprints: null,
      backup: false,
      verification_required: false,
    });
    expect(body).toMatchObject(started);
  });

  test('is one at a time, and cancelling it leaves the old shares', async () => {
    await begin();

    const second = await server.request(
      'POST',
      'sys/rotate/root/init',
      { secret_shares: 1, secret_threshold: 1 },
      root,
    );
    const cancelled = await server.request('DELETE', 'sys/rekey/init', {}, root);

    expect([second.status, second.body['errors']]).toEqual([400, ['rekey already in progress']]);
    expect(cancelled.status).toBe(204);
    expect((await give(shares[0], 'x')).body['errors']).toEqual(['no barrier rekey in progress']);
    expect(await reopens(shares.slice(2))).toBe(true);
  });

  test('is over after a day without its shares', async () => {
    const first = await begin();

    server.advance(24 * 3600);

    expect(await begin()).not.toBe(first);
  });

  test('names and counts wrong shares, which take nothing from the right ones', async () => {
    const nonce = await begin();
    await give(shares[0], nonce);
    const wrong = Buffer.alloc(33, 7).toString('base64');

    const first = await give(wrong, nonce);
    const second = await give(wrong, nonce);
    const repeated = await give(shares[0], nonce);
    const strange = await give(shares[1], '0');

    expect(first.body['errors']).toEqual([
      'key share 2 of this attempt is not one of those that count; wrong ones so far: 1',
    ]);
    expect(second.body['errors']).toEqual([expect.stringMatching(/so far: 2$/)]);
    expect(repeated.body['errors']).toEqual([expect.stringMatching(/already been provided/)]);
    expect(strange.body['errors']).toEqual([
      `incorrect nonce supplied; nonce for this rekey operation is "${nonce}"`,
    ]);
    expect(await giveAll(nonce, shares.slice(1, 3))).toMatchObject({ complete: true });
  });

  test('of shares whose makers left no marks begins anew when no key comes out', async () => {
    const marks = await store.scan('ns/root/key-share/', { limit: 9 });
    await store.commit({ remove: marks.map(({ key }) => key) });
    const nonce = await begin();
    const wrong = Buffer.alloc(33, 7).toString('base64');

    const answers = [wrong, shares[0], shares[1]].map((key) => () => give(key, nonce));
    const statuses = [];
    for (const answer of answers) statuses.push((await answer()).status);

    expect(statuses).toEqual([200, 200, 400]);
    expect((await server.request('GET', 'sys/rekey/init', {}, root)).body['progress']).toBe(0);
    expect(await giveAll(nonce)).toMatchObject({ complete: true });
  });

  test('takes each of 64 shares once that are given at once', async () => {
    const many = await startTestServer({ isReady: false });
    const made = await many.core.lifecycle.init({ shares: 64, threshold: 64 });
    const keys = made.shares.map((share) => Buffer.from(share).toString('base64'));
    const token = made.rootToken;
    await unseal(many, keys);
    const wish = { secret_shares: 1, secret_threshold: 1 };
    const started = await many.request('POST', 'sys/rekey/init', wish, { token });
    const nonce: string = started.body['nonce'] ?? '';

    const answers = await Promise.all(
      [...keys, ...keys].map((key) =>
        many.request('POST', 'sys/rekey/update', { key, nonce }, { token }),
      ),
    );

    const complete = answers.filter(({ body }) => body['complete'] === true);
    expect(complete).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(64);
    const [key = ''] = (complete[0]?.body['keys_base64'] ?? []) as string[];
    many.core.lifecycle.seal();
    expect(await unseal(many, [key])).toBe(200);
  });

  test.each([
    [{ secret_shares: 0, secret_threshold: 1 }, /shares must be at least one/],
    [{ secret_shares: 3, secret_threshold: 1 }, /threshold must be greater than one/],
    [{ secret_shares: 2, secret_threshold: 3 }, /threshold cannot be larger than shares/],
    [{ secret_shares: 256, secret_threshold: 3 }, /shares must be less than 256/],
    [{ secret_shares: 3, secret_threshold: 2, backup: true }, /without providing PGP keys/],
    [{ secret_shares: 3, secret_threshold: 2, pgp_keys: ['a'] }, /incorrect number of PGP keys/],
    [{ secret_shares: 1, secret_threshold: 1, pgp_keys: ['keybase:ann'] }, /not looked up/],
  ])('refuses the wish %j', async (wish, text) => {
    const answer = await server.request('POST', 'sys/rekey/init', wish, root);

    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toEqual([expect.stringMatching(text)]);
  });

  test('of a recovery key is refused where there is none', async () => {
    const answer = await server.request('GET', 'sys/rekey-recovery-key/init', {}, root);

    expect([answer.status, answer.body['errors']]).toEqual([
      400,
      ['recovery rekeying not supported'],
    ]);
  });
});

describe('rekey with verification', () => {
  test('changes nothing before the new shares were given once', async () => {
    const made = await giveAll(await begin({ require_verification: true }));
    const [first, second] = made.keys_base64;
    const verify = (key: string | undefined, nonce: string) =>
      server.request('POST', 'sys/rekey/verify', { key: key ?? '', nonce }, root);
    const reopenedBefore = await reopens(shares.slice(0, 3));
    const newBefore = await reopens(made.keys_base64.slice(0, 2));

    const half = await verify(first, made.verification_nonce);
    const wrong = await verify(shares[0], made.verification_nonce);
    const done = await verify(second, made.verification_nonce);

    expect([reopenedBefore, newBefore]).toEqual([true, false]);
    expect(half.body['data']).toEqual({
      nonce: made.verification_nonce,
      started: true,
      t: 2,
      n: 3,
      progress: 1,
    });
    expect(wrong.status).toBe(400);
    expect(done.body['data']).toEqual({ nonce: made.verification_nonce, complete: true });
    expect(await reopens(shares.slice(0, 3))).toBe(false);
    expect(await reopens(made.keys_base64.slice(0, 2))).toBe(true);
  });

  test('begins the verification anew by another nonce', async () => {
    const made = await giveAll(await begin({ require_verification: true }));
    const [first = ''] = made.keys_base64;
    const given = { key: first, nonce: made.verification_nonce };
    await server.request('POST', 'sys/rekey/verify', given, root);

    const { body } = await server.request('DELETE', 'sys/rekey/verify', {}, root);

    expect(body['data']).toMatchObject({ started: true, progress: 0 });
    expect(body['nonce']).not.toBe(made.verification_nonce);
    expect((await server.request('POST', 'sys/rekey/verify', given, root)).status).toBe(400);
  });

  test('is told apart from none', async () => {
    const none = await server.request('GET', 'sys/rekey/verify', {}, root);
    await begin({ require_verification: true });
    const tooEarly = await server.request('GET', 'sys/rekey/verify', {}, root);

    expect(none.body['errors']).toEqual(['no rekey configuration found']);
    expect(tooEarly.body['errors']).toEqual(['no rekey verification in progress']);
  });
});

describe('rekey of a recovery key', () => {
  const autoUnsealKey = Buffer.alloc(32, 3);

  test('makes new recovery shares, and the server still unseals itself', async () => {
    const own = openMemoryStore();
    const options = { store: own, isReady: false, random: systemRandom, autoUnsealKey };
    const self = await startTestServer(options);
    const made = await self.core.lifecycle.init({ shares: 2, threshold: 2 });
    const token = made.rootToken;
    const post = (path: string, data: object) =>
      self.request<Partial<Shares> & { complete?: boolean }>(
        'POST',
        `sys/${path}`,
        { ...data },
        { token },
      );
    const wish = { secret_shares: 1, secret_threshold: 1, require_verification: true };
    const { nonce = '' } = (await post('rekey-recovery-key/init', wish)).body;
    const given = made.shares.map((share) => Buffer.from(share).toString('hex'));
    await post('rekey-recovery-key/update', { nonce, key: given[0] });
    const { body } = await post('rotate/recovery/update', { nonce, key: given[1] });
    const [key = ''] = body.keys_base64 ?? [];
    const proof = { nonce: body.verification_nonce, key };
    const proven = await post('rekey-recovery-key/verify', proof);

    const later = await startTestServer(options);
    const isOpen = await later.core.lifecycle.unsealAutomatically();
    const attempt = await post('generate-root/attempt', {});
    const by = { nonce: attempt.body.nonce ?? '' };
    const old = await post('generate-root/update', { ...by, key: given[0] });
    const fresh = await post('generate-root/update', { ...by, key });

    expect(proven.body.complete).toBe(true);
    expect(isOpen).toBe(true);
    expect([old.status, fresh.body.complete]).toEqual([400, true]);
  });

  test('is what a server has that unseals itself: its unseal key has no shares', async () => {
    const self = await startTestServer({ isReady: false, autoUnsealKey });
    const { rootToken: token } = await self.core.lifecycle.init({ shares: 1, threshold: 1 });

    const { status, body } = await self.request('GET', 'sys/rekey/init', {}, { token });

    expect([status, body['errors']]).toEqual([
      400,
      [expect.stringContaining('sys/rotate/recovery')],
    ]);
  });
});

describe('several processes', () => {
  test('collect the shares of one attempt, and all follow to the new keys', async () => {
    const other = await startTestServer({ store, isReady: false, random: systemRandom });
    await unseal(other, shares.slice(0, 3));
    const nonce = await begin();
    await give(shares[0], nonce);
    await give(shares[1], nonce, other);
    const { body } = await give(shares[2], nonce);

    expect(body).toMatchObject({ complete: true });
    // each of them wraps the keyring anew, under the root key that the other has made
    for (const one of [other, server, other]) {
      expect((await one.request('POST', 'sys/rotate', {}, root)).status).toBe(204);
      expect((await one.request('POST', 'sys/rotate/root', {}, root)).status).toBe(204);
    }
    expect(await reopens((body['keys_base64'] ?? []) as string[])).toBe(true);
  });

  test('that slept through the change for too long say so, and go on once they are unsealed anew', async () => {
    const other = await startTestServer({ store, isReady: false, random: systemRandom });
    await unseal(other, shares.slice(0, 3));
    await server.request('POST', 'sys/rotate/root', {}, root);
    const handovers = await store.scan('core/handover/', { limit: 9 });
    await store.commit({ remove: handovers.map(({ key }) => key) });

    const answer = await other.request('POST', 'sys/rotate', {}, root);
    other.core.lifecycle.seal();
    await unseal(other, shares.slice(0, 3));

    expect(handovers.map(({ expiresAt }) => expiresAt)).toEqual([server.now() + 3_600_000]);
    expect(answer.status).toBe(503);
    expect((await other.request('POST', 'sys/rotate', {}, root)).status).toBe(204);
  });
});

test('the shares of a rekey make the key that opens the store, and nothing of them is in it', async () => {
  const made = await giveAll(await begin({ require_verification: true }));

  const rows = await store.scan('', { limit: 10_000 });
  const key = combineShares(
    made.keys_base64.slice(0, 2).map((text) => Buffer.from(text, 'base64')),
  );

  const kept = Buffer.concat(rows.map(({ value }) => Buffer.from(value)));
  for (const secret of [
    Buffer.from(key),
    ...made.keys_base64.map((text) => Buffer.from(text, 'base64')),
  ]) {
    expect(kept.includes(secret.subarray(0, 12))).toBe(false);
    expect(kept.includes(secret.toString('base64').slice(0, 16))).toBe(false);
  }
});
