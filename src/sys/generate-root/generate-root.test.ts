import { beforeEach, describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;
let shares: readonly string[];
let root: { token: string };

beforeEach(async () => {
  server = await startTestServer({ store: openMemoryStore(), isReady: false });
  const made = await server.core.lifecycle.init({ shares: 3, threshold: 2 });
  for (const share of made.shares.slice(0, 2)) await server.core.lifecycle.unseal(share);
  shares = made.shares.map((share) => Buffer.from(share).toString('base64'));
  root = { token: made.rootToken };
});

function begin(body: object = {}, options: object = root) {
  return server.request('POST', 'sys/generate-root/attempt', { ...body }, options);
}

function give(key: string | undefined, nonce: string) {
  return server.request('POST', 'sys/generate-root/update', { key: key ?? '', nonce }, root);
}

describe('generate-root', () => {
  test('makes a root token by key shares, XORed with a pad that is shown once', async () => {
    const started = (await begin()).body;
    const nonce: string = started['nonce'] ?? '';
    const otp: string = started['otp'] ?? '';
    const shown = await server.request('GET', 'sys/generate-root/attempt', {}, root);
    await give(shares[0], nonce);

    const { body } = await give(shares[2], nonce);
    const decoded = await server.request(
      'POST',
      'sys/decode-token',
      { encoded_token: body['encoded_token'] ?? '', otp },
      { token: '' },
    );

    expect(started['data']).toEqual({
      nonce,
      started: true,
      progress: 0,
      required: 2,
      complete: false,
      encoded_token: '',
      encoded_root_token: '',
      pgp_fingerprint: '',
      otp,
      otp_length: 26,
    });
    expect(shown.body['otp']).toBe('');
    expect(body).toMatchObject({ complete: true, progress: 2, nonce });
    expect(body['encoded_root_token']).toBe(body['encoded_token']);
    const token = (decoded.body['data'] as unknown as { token?: string }).token ?? '';
    const self = await server.request('GET', 'auth/token/lookup-self', {}, { token });
    expect(self.body['data']).toMatchObject({
      policies: ['root'],
      ttl: 0,
      orphan: true,
      path: 'auth/token/root',
      display_name: 'root',
    });
    expect((await server.request('GET', 'sys/generate-root/attempt', {}, root)).body).toMatchObject(
      {
        started: false,
        nonce: '',
        required: 2,
      },
    );
  });

  test('takes a pad of one’s own, of the right length only', async () => {
    const otp = 'a'.repeat(26);
    const short = await begin({ otp: 'a' });
    const started = await begin({ otp });
    const nonce: string = started.body['nonce'] ?? '';
    await give(shares[0], nonce);
    const encoded: string = (await give(shares[1], nonce)).body['encoded_token'] ?? '';

    const bytes = Buffer.from(encoded, 'base64').map((byte) => byte ^ 'a'.charCodeAt(0));

    expect(short.body['errors']).toEqual(['OTP string has incorrect length']);
    expect(started.body['otp']).toBe('');
    expect(encoded).not.toContain('=');
    const token = Buffer.from(bytes).toString();
    expect((await server.request('GET', 'sys/mounts', {}, { token })).status).toBe(200);
  });

  test('is one at a time, and gone when it is cancelled', async () => {
    const nonce: string = (await begin()).body['nonce'] ?? '';

    const second = await begin();
    await server.request('DELETE', 'sys/generate-root/attempt', {}, root);

    expect(second.body['errors']).toEqual([
      'root generation already in progress for this namespace',
    ]);
    expect((await give(shares[0], nonce)).body['errors']).toEqual([
      'no root generation in progress',
    ]);
  });

  test('is cancelled by nobody without sudo, and its nonce stays (CVE-2026-5807, CVE-2025-4656)', async () => {
    const nonce = (await begin()).body['nonce'];
    const policy = 'path "sys/*" { capabilities = ["create", "read", "update", "delete"] }';
    await server.request('POST', 'sys/policies/acl/most', { policy }, root);
    const created = await server.request('POST', 'auth/token/create', { policies: ['most'] }, root);
    const { client_token: token } = created.body['auth'] as unknown as { client_token: string };

    for (const path of ['sys/generate-root/attempt', 'sys/generate-root-token/attempt']) {
      for (const one of ['', token]) {
        expect((await server.request('DELETE', path, {}, { token: one })).status).toBe(403);
        expect((await server.request('POST', path, {}, { token: one })).status).toBe(403);
      }
    }

    const status = await server.request('GET', 'sys/generate-root/attempt', {}, root);
    expect(status.body['nonce']).toBe(nonce);
  });

  test('needs no token at a listener that says so, and the shares all the same', async () => {
    const send = async (operation: 'update' | 'delete', path: string, data: object) => {
      const answer = await server.core.handle({
        id: 'x',
        operation,
        path: `sys/generate-root/${path}`,
        data: data as never,
        token: '',
        namespace: '',
        wrapTtlSeconds: 0,
        remoteAddress: '127.0.0.1',
        peerAddress: '127.0.0.1',
        opensGenerateRoot: true,
      });
      return JSON.parse(String(answer.body ?? '{}')) as Record<string, string>;
    };

    const { nonce } = await send('update', 'attempt', {});
    const wrong = await send('update', 'update', { nonce, key: Buffer.alloc(33).toString('hex') });
    await send('update', 'update', { nonce, key: shares[0] });
    const done = await send('update', 'update', { nonce, key: shares[1] });

    expect(wrong['errors']).toEqual([expect.stringContaining('not one of those that count')]);
    expect(done['complete']).toBe(true);
    expect((await begin({}, { token: '' })).status).toBe(403);
  });

  test('wants key and nonce', async () => {
    const nonce: string = (await begin()).body['nonce'] ?? '';

    expect((await give('', nonce)).body['errors']).toEqual(["missing required field 'key'"]);
    expect((await give(shares[0], '')).body['errors']).toEqual(["missing required field 'nonce'"]);
    expect((await give('!', nonce)).status).toBe(400);
  });
});

test('decode-token tells what is missing or does not fit', async () => {
  const decode = (encoded_token: string, otp: string) =>
    server.request('POST', 'sys/decode-token', { encoded_token, otp }, { token: '' });

  expect((await decode('', 'x')).body['errors']).toEqual([
    "provided 'encoded_token' or 'otp' is empty",
  ]);
  expect((await decode('AAAA', 'x')).status).toBe(400);
});
