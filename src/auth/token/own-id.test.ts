import { describe, expect, test } from 'vitest';
import { isAccepted, lookUpSelf, makeToken, refusalOf } from '../../testing/make-token.ts';
import { startTestServer } from '../../testing/test-server.ts';

describe('an id of ones own', () => {
  test('is the token', async () => {
    const server = await startTestServer();

    await makeToken(server, { id: 'with space', policies: ['default'], ttl: '10m' });

    expect(await lookUpSelf(server, 'with space')).toMatchObject({ id: 'with space', ttl: 600 });
  });

  test('is refused while it is taken', async () => {
    const server = await startTestServer();
    await makeToken(server, { id: 'conformance-own-id', policies: ['default'] });

    const again = await server.request('POST', 'auth/token/create', { id: 'conformance-own-id' });

    expect(refusalOf(again)).toEqual([400, 'cannot create a token with a duplicate ID']);
  });

  test.each([
    ['s.looks-like-one', "custom token ID cannot have the 's.' prefix"],
    ['b.looks-like-one', "custom token ID cannot have the 'b.' prefix"],
    ['r.looks-like-one', "custom token ID cannot have the 'r.' prefix"],
    ['hvs.looks-like-one', "custom token ID cannot have the 'hvs.' prefix"],
    ['hvb.looks-like-one', "custom token ID cannot have the 'hvb.' prefix"],
    ['hvr.looks-like-one', "custom token ID cannot have the 'hvr.' prefix"],
    ['with.dot', "custom token ID cannot have a '.' in the value"],
    ['abc', 'custom token ID cannot be shorter than 4'],
    ['a'.repeat(1025), 'custom token ID cannot be longer than 1024'],
  ])('%s is refused', async (id, text) => {
    const server = await startTestServer();

    const answer = await server.request('POST', 'auth/token/create', { id });

    expect(refusalOf(answer)).toEqual([400, text]);
  });

  test.each([' qqqq', 'line\nfeed', 'ümlaut'])(
    '%j could not be sent and is refused',
    async (id) => {
      const server = await startTestServer();

      const answer = await server.request('POST', 'auth/token/create', { id });

      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.body)).not.toContain(id);
    },
  );
});

describe('a second token of the same id', () => {
  const id = 'same-id-again';

  test('does not bring back the children of the first', async () => {
    const server = await startTestServer();
    await makeToken(server, { id, ttl: '1h' });
    const batch = await makeToken(server, { type: 'batch', policies: ['default'] }, { as: id });
    await server.request('POST', 'auth/token/revoke', { token: id });
    server.advance(1);

    await makeToken(server, { id, ttl: '1h' });

    expect(await isAccepted(server, id)).toBe(true);
    expect(await isAccepted(server, batch.token)).toBe(false);
  });

  test('waits until what is left of the first is swept', async () => {
    const server = await startTestServer();
    await makeToken(server, { id, ttl: '1h' });
    const child = await makeToken(server, { ttl: '1h' }, { as: id });
    await server.request('POST', 'auth/token/revoke', { token: id });

    const again = await server.request('POST', 'auth/token/create', { id, ttl: '1h' });

    expect(again.status).toBe(400);
    expect(await isAccepted(server, child.token)).toBe(false);
  });
});

describe('what is kept with a token is bounded', () => {
  test.each([
    [
      '65 pairs of meta',
      { meta: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, ''])) },
    ],
    ['more than 8 KiB of meta', { meta: { k: 'ü'.repeat(4096) } }],
    ['a display name of 513 characters', { display_name: 'n'.repeat(513) }],
    ['257 policies', { policies: Array.from({ length: 257 }, (_, i) => `p${i}`) }],
  ])('%s is refused', async (_what, body) => {
    const server = await startTestServer();

    const answer = await server.request('POST', 'auth/token/create', body);

    expect(answer.status).toBe(400);
    expect(refusalOf(answer)[1]).toMatch(/^too much for one token: /);
  });
});

test.each([
  [undefined, 'token'],
  ['', 'token'],
  ['One Two', 'token-One-Two'],
  ['a_b/c.', 'token-a-b-c'],
  ['x--', 'token-x-'],
  ['é', 'token-'],
])('the display name %j is shown as %s', async (display_name, shown) => {
  const server = await startTestServer();

  const { token } = await makeToken(server, display_name === undefined ? {} : { display_name });

  expect((await lookUpSelf(server, token))['display_name']).toBe(shown);
});

test('meta that is absent stays null, and empty stays empty', async () => {
  const server = await startTestServer();

  const without = await makeToken(server, {});
  const empty = await makeToken(server, { meta: {} });

  expect([without.auth['metadata'], empty.auth['metadata']]).toEqual([null, {}]);
});

test('policies are a list: a text is one name, numbers are names, and unknown ones warn', async () => {
  const server = await startTestServer();

  const text = await makeToken(server, { policies: 'default,conf-s' });
  const number = await makeToken(server, { policies: 7 });

  expect(text.auth['policies']).toEqual(['default', 'default,conf-s']);
  expect(text.warnings).toEqual(['Policy "default,conf-s" does not exist']);
  expect(number.warnings).toEqual(['Policy "7" does not exist']);
});
