import { expect, test } from 'vitest';
import { startTestServer, type TestAnswer } from '../../testing/test-server.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function randomBytesOf({ body }: TestAnswer): string {
  return (body['data'] as unknown as { random_bytes: string }).random_bytes;
}

test.each([
  ['tools/random', {}, 32],
  ['tools/random', { bytes: '8' }, 8],
  ['tools/random/16', {}, 16],
  ['tools/random/16', { bytes: 4 }, 16],
  ['tools/random/seal', {}, 32],
  ['tools/random/all/5', {}, 5],
  ['tools/random/platform/131072', {}, 131_072],
])('%s with %j makes as many bytes as asked for', async (path, body, count) => {
  const server = await startTestServer();

  const inBase64 = await server.request('POST', `sys/${path}`, body);
  const inHex = await server.request('POST', `sys/${path}`, { ...body, format: 'hex' });

  expect(Buffer.from(randomBytesOf(inBase64), 'base64')).toHaveLength(count);
  expect(randomBytesOf(inHex)).toMatch(new RegExp(`^[0-9a-f]{${count * 2}}$`));
  expect(Buffer.from(randomBytesOf(inHex), 'hex')).not.toEqual(
    Buffer.from(randomBytesOf(inBase64), 'base64'),
  );
});

test.each([
  ['tools/random', { bytes: 0 }, "'bytes' cannot be less than 1"],
  ['tools/random/0', {}, "'bytes' cannot be less than 1"],
  ['tools/random', { bytes: 131_073 }, "'bytes' should be less than 131072"],
  [
    'tools/random',
    { format: 'odd' },
    'unsupported encoding format "odd"; must be "hex" or "base64"',
  ],
  [
    'tools/random/odd/4',
    {},
    'unsupported entropy source "odd"; must be "platform", "seal" or "all"',
  ],
  ['tools/random/many', {}, 'the number of bytes in the path cannot be read'],
])('%s refuses %j', async (path, body, text) => {
  const server = await startTestServer();

  const answer = await server.request('POST', `sys/${path}`, body);

  expect([answer.status, answer.body]).toEqual([400, { errors: [text] }]);
});

// vectors of FIPS 180-4 and FIPS 202 for the text "abc"
test.each([
  ['sha2-224', '23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7'],
  ['sha2-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'sha2-384',
    'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
  ],
  [
    'sha2-512',
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  ],
  ['sha3-224', 'e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf'],
  ['sha3-256', '3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532'],
  [
    'sha3-384',
    'ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25',
  ],
  [
    'sha3-512',
    'b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0',
  ],
])('hashes by %s, named in the body or in the path', async (algorithm, sum) => {
  const server = await startTestServer();
  const input = base64('abc');

  const named = await server.request('POST', 'sys/tools/hash', { input, algorithm });
  const inPath = await server.request('POST', `sys/tools/hash/${algorithm}`, { input });

  expect(named.body).toMatchObject({ data: { sum } });
  expect(inPath.body).toMatchObject({ data: { sum } });
});

test('hashes by SHA-256 unless told otherwise, in base64 where asked for', async () => {
  const server = await startTestServer();

  const plain = await server.request('POST', 'sys/tools/hash', { input: base64('text') });
  const written = await server.request('POST', 'sys/tools/hash', {
    input: base64('text'),
    format: 'base64',
  });

  const sum = '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1';
  expect(plain.body).toMatchObject({ data: { sum } });
  expect(written.body).toMatchObject({
    data: { sum: Buffer.from(sum, 'hex').toString('base64') },
  });
});

test('a large input is hashed in slices to the same sum', async () => {
  const server = await startTestServer();
  const input = Buffer.alloc(3_000_001, 'a').toString('base64');

  const answer = await server.request('POST', 'sys/tools/hash', { input });

  const { hash } = await import('node:crypto');
  const sum = hash('sha256', Buffer.alloc(3_000_001, 'a'), 'hex');
  expect(answer.body).toMatchObject({ data: { sum } });
});

test.each([
  [{ input: '***' }, 'unable to decode input as base64: illegal base64 data at input byte 0'],
  [{ input: 'YWJ' }, 'unable to decode input as base64: illegal base64 data at input byte 3'],
  [{ input: 'YWJj', algorithm: 'md5' }, 'unsupported algorithm md5'],
  [{ input: 'YWJj', format: 'odd' }, 'unsupported encoding format odd; must be "hex" or "base64"'],
])('refuses to hash %j', async (body, text) => {
  const server = await startTestServer();

  const answer = await server.request('POST', 'sys/tools/hash', body);

  expect([answer.status, answer.body]).toEqual([400, { errors: [text] }]);
});

test('every token may hash, and no token may not', async () => {
  const server = await startTestServer();
  const created = await server.request('POST', 'auth/token/create', { policies: ['default'] });
  const { client_token: token } = created.body['auth'] as unknown as { client_token: string };
  const hash = (as: string) => server.request('POST', 'sys/tools/hash', {}, { token: as });

  const statuses = [(await hash(token)).status, (await hash('')).status];

  expect(statuses).toEqual([200, 403]);
});
