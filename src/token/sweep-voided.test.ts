import { describe, expect, test } from 'vitest';
import { clientTokenOf } from '../testing/client-token.ts';
import { withCounted } from '../testing/counted-store.ts';
import { openStoreOf, putTokens } from '../testing/many-tokens.ts';
import { isAccepted, makeToken } from '../testing/make-token.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { Transaction } from '../storage/transaction.ts';
import { sweepVoided } from './sweep-voided.ts';
import { sweepTokens } from './sweeper.ts';
import { tokenKeys } from './token-store.ts';
import { loadVoidedTokens } from './voided-tokens.ts';

async function countTokens({ store }: TestServer): Promise<number> {
  return (await store.scan(tokenKeys.prefix, { limit: 100_000 })).length;
}

async function enable(server: TestServer, path: string): Promise<string> {
  await server.request('POST', `sys/auth/${path}`, { type: 'userpass' });
  const { body } = await server.request('GET', `sys/auth/${path}`);
  return (body['data'] as unknown as { uuid: string }).uuid;
}

function revokeBelow(server: TestServer, path: string) {
  return server.request('PUT', `sys/leases/revoke-prefix/${path}`);
}

/** @returns in how many steps */
async function sweep(server: TestServer): Promise<number> {
  const open = openStoreOf(server);
  let steps = 0;
  while (await sweepVoided(open)) steps += 1;
  while (await sweepTokens(open, server.now())) steps += 1;
  return steps;
}

describe('20,000 tokens', () => {
  test('are ended by one commit and refused at once; their rows go afterwards, in bounded steps', async () => {
    const { store, counts } = withCounted();
    const server = await startTestServer({ store });
    const mount_uuid = await enable(server, 'up');
    const ids = await putTokens(server, 20_000, { path: 'auth/up/login/bob', mount_uuid });
    const [other = ''] = await putTokens(server, 1, { path: 'auth/up/login/bobby', mount_uuid });
    const probes = ids.filter((_id, at) => at % 2000 === 0);
    const { commits, scans } = counts;

    const { status } = await revokeBelow(server, 'auth/up/login/bob');

    expect([status, counts.commits - commits]).toEqual([204, 1]);
    // the configuration anew, and nothing of the tokens
    expect(counts.scans - scans).toBeLessThan(10);
    for (const id of probes) expect(await isAccepted(server, id)).toBe(false);
    expect(await countTokens(server)).toBe(20_002);
    expect(await sweep(server)).toBeGreaterThanOrEqual(100);
    expect(await countTokens(server)).toBe(2);
    expect(await isAccepted(server, other)).toBe(true);
  });
});

describe('the walk that frees what was ended', () => {
  test('goes on where it was when the server stopped', async () => {
    const server = await startTestServer();
    const mount_uuid = await enable(server, 'up');
    await putTokens(server, 450, { path: 'auth/up/login/bob', mount_uuid });
    await revokeBelow(server, 'auth/up');

    await sweepVoided(openStoreOf(server));
    const left = await countTokens(server);
    const restarted = await startTestServer({ store: server.store, isReady: false });
    await restarted.core.lifecycle.unseal(server.unsealKey);
    await sweep(restarted);

    expect([left, await countTokens(server)]).toEqual([251, 1]);
  });

  test('finds what is ended while it is under way, and comes to an end', async () => {
    const server = await startTestServer();
    const mount_uuid = await enable(server, 'up');
    await putTokens(server, 1500, { path: 'auth/up/login/amy', mount_uuid });
    await putTokens(server, 1500, { path: 'auth/up/login/bob', mount_uuid });
    await revokeBelow(server, 'auth/up/login/amy');
    for (let i = 0; i < 3; i += 1) await sweepVoided(openStoreOf(server));

    await revokeBelow(server, 'auth/up/login/bob');
    await revokeBelow(server, 'auth/up/login/nobody');
    await sweep(server);

    expect(await countTokens(server)).toBe(1);
    expect(await sweepVoided(openStoreOf(server))).toBe(false);
  });

  test('takes children and private storage along', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['root'] });
    await makeToken(server, {}, { as: token });
    await server.request('POST', 'cubbyhole/a', { k: 'v' }, { token });
    await revokeBelow(server, 'auth/token/create');

    await sweep(server);

    expect(await countTokens(server)).toBe(1);
    for (const prefix of [tokenKeys.childPrefix, tokenKeys.cubbyholePrefix]) {
      expect(await server.store.scan(prefix, { limit: 10 })).toEqual([]);
    }
  });
});

describe('what is remembered of an end', () => {
  const month = 2_764_800;

  async function remembered(server: TestServer): Promise<readonly string[]> {
    const { records } = await loadVoidedTokens(new Transaction(openStoreOf(server)));
    return records.map(({ scope }) => (scope.kind === 'path' ? scope.path : scope.kind)).toSorted();
  }

  test('is one record for each path, however often it is ended', async () => {
    const server = await startTestServer();

    for (const path of ['a', 'b', 'a', 'a/']) await revokeBelow(server, path.replace('/', ''));

    expect(await remembered(server)).toEqual(['a', 'b']);
  });

  test('goes with a later end once no token of its time can live, and all rows are gone', async () => {
    const server = await startTestServer();
    await revokeBelow(server, 'a');
    server.advance(month - 1);
    await sweep(server);
    await revokeBelow(server, 'b');
    expect(await remembered(server)).toEqual(['a', 'b']);

    server.advance(1);
    await revokeBelow(server, 'c');
    expect(await remembered(server)).toEqual(['a', 'b', 'c']);
    await sweep(server);
    await revokeBelow(server, 'c');
    expect(await remembered(server)).toEqual(['b', 'c']);
  });

  test('is kept for as long as the longest life that any mount grants', async () => {
    const server = await startTestServer();
    await enable(server, 'up');
    await server.request('POST', 'sys/auth/up/tune', { max_lease_ttl: '1000h' });
    await revokeBelow(server, 'a');
    await sweep(server);

    server.advance(3_599_999);
    await revokeBelow(server, 'b');
    await sweep(server);
    expect(await remembered(server)).toEqual(['a', 'b']);
    server.advance(1);
    await revokeBelow(server, 'b');
    expect(await remembered(server)).toEqual(['b']);
  });

  test('never lets a batch token live again whose mount had its maximum lowered', async () => {
    const server = await startTestServer();
    await enable(server, 'up');
    await server.request('POST', 'sys/auth/up/tune', { max_lease_ttl: '8760h' });
    const user = { password: 'one two three', token_type: 'batch', token_ttl: '8760h' };
    await server.request('POST', 'auth/up/users/bob', user);
    const login = await server.request('POST', 'auth/up/login/bob', { password: user.password });
    const token = clientTokenOf(login);
    await server.request('POST', 'sys/auth/up/tune', { max_lease_ttl: '1h' });
    expect(await isAccepted(server, token)).toBe(true);

    await revokeBelow(server, 'auth/up');
    await sweep(server);
    server.advance(month);
    await revokeBelow(server, 'other');

    expect(await remembered(server)).toEqual(['other']);
    expect(await isAccepted(server, token)).toBe(false);
  });
});
