import { describe, expect, test } from 'vitest';
import type { UserLockoutConfig } from '../config/server-config.ts';
import { withCounted } from '../testing/counted-store.ts';
import {
  seededRandom,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../testing/test-server.ts';
import { startBackground } from './background.ts';

const password = 'one two three';
const failure = { status: 400, body: { errors: ['invalid username or password'] } };
const locked = { status: 403, body: { errors: ['permission denied'] } };

type Tune = Readonly<Record<string, string | boolean>>;

async function startWithBob(tune?: Tune, options?: TestServerOptions): Promise<TestServer> {
  const server = await startTestServer(options);
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
  await server.request('POST', 'auth/up/users/bob', { password });
  if (tune) await server.request('POST', 'sys/auth/up/tune', { user_lockout_config: tune });
  return server;
}

function login(server: TestServer, name = 'bob', given = password) {
  return server.request('POST', `auth/up/login/${name}`, { password: given }, { token: '' });
}

/** The statuses of some wrong guesses, one after the other. */
async function guess(server: TestServer, times: number, name = 'bob'): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < times; i += 1) statuses.push((await login(server, name, 'wrong')).status);
  return statuses;
}

describe('a name with failed logins', () => {
  test('is locked out after five of them', async () => {
    const server = await startWithBob();

    expect(await guess(server, 6)).toEqual([400, 400, 400, 400, 400, 403]);
  });

  test('gets the same refusal for a right and a wrong password, and for none (lockout oracle)', async () => {
    const server = await startWithBob({ lockout_threshold: '1' });
    await guess(server, 1);

    const right = await login(server);
    const wrong = await login(server, 'bob', 'wrong');
    const none = await login(server, 'bob', '');

    expect(right).toMatchObject(locked);
    expect(wrong).toEqual(right);
    expect(none).toEqual(right);
  });

  test('is let in again when the lock is over, which attempts in between do not extend', async () => {
    const server = await startWithBob();
    await guess(server, 5);

    server.advance(899);
    expect(await login(server)).toMatchObject(locked);
    server.advance(1);

    expect((await login(server)).status).toBe(200);
  });

  test('begins anew after a success', async () => {
    const server = await startWithBob();
    await guess(server, 4);
    await login(server);

    expect(await guess(server, 5)).toEqual([400, 400, 400, 400, 400]);
  });

  test('begins anew after a quiet time', async () => {
    const server = await startWithBob({ lockout_counter_reset_duration: '60s' });
    await guess(server, 4);
    server.advance(60);

    expect(await guess(server, 4)).toEqual([400, 400, 400, 400]);
    expect((await login(server)).status).toBe(200);
  });

  test('does not begin anew before the quiet time is over', async () => {
    const server = await startWithBob({ lockout_counter_reset_duration: '60s' });
    await guess(server, 4);
    server.advance(59);

    expect(await guess(server, 2)).toEqual([400, 403]);
  });

  test('is locked again by one failure while older ones are remembered', async () => {
    const tune = {
      lockout_threshold: '2',
      lockout_duration: '1m',
      lockout_counter_reset_duration: '1h',
    };
    const server = await startWithBob(tune);
    await guess(server, 2);
    server.advance(60);

    expect(await guess(server, 2)).toEqual([400, 403]);
    server.advance(60);
    expect((await login(server)).status).toBe(200);
  });

  test('is one name in every spelling (CVE-2025-6004)', async () => {
    const server = await startWithBob({ lockout_threshold: '3' });

    await guess(server, 1, 'bob');
    await guess(server, 1, 'BOB');
    const withBlank = await login(server, 'bob ', 'wrong');
    await guess(server, 1, 'Bob');

    // a blank at the end is no part of a user name, so the guess reached nobody
    expect(withBlank.status).toBe(404);
    expect(await login(server)).toMatchObject(locked);
  });

  test('does not lock the same name at another mount, nor another name', async () => {
    const server = await startWithBob({ lockout_threshold: '1' });
    await server.request('POST', 'auth/up/users/eve', { password });
    await server.request('POST', 'sys/auth/other', { type: 'userpass' });
    await server.request('POST', 'auth/other/users/bob', { password });
    await guess(server, 1);

    const elsewhere = await server.request('POST', 'auth/other/login/bob', { password });

    expect((await login(server, 'eve')).status).toBe(200);
    expect(elsewhere.status).toBe(200);
  });

  test('stays locked when its mount moves', async () => {
    const server = await startWithBob({ lockout_threshold: '1' });
    await guess(server, 1);
    await server.request('POST', 'sys/remount', { from: 'auth/up', to: 'auth/moved' });

    const answer = await server.request('POST', 'auth/moved/login/bob', { password });

    expect(answer).toMatchObject(locked);
  });

  test('is not locked at a mount that takes the place of a disabled one', async () => {
    const server = await startWithBob({ lockout_threshold: '1' });
    await guess(server, 1);
    await server.request('DELETE', 'sys/auth/up');
    await server.request('POST', 'sys/auth/up', { type: 'userpass' });
    await server.request('POST', 'auth/up/users/bob', { password });

    expect((await login(server)).status).toBe(200);
  });
});

describe('a login that ends otherwise', () => {
  test('without a password is no guess', async () => {
    const server = await startWithBob({ lockout_threshold: '1' });
    await login(server, 'bob', '');

    expect((await login(server)).status).toBe(200);
  });

  test('from outside the address bounds is no guess', async () => {
    const server = await startWithBob({ lockout_threshold: '1' });
    await server.request('POST', 'auth/up/users/bob', { token_bound_cidrs: '10.0.0.0/8' });
    await login(server);
    await login(server);
    await server.request('POST', 'auth/up/users/bob', { token_bound_cidrs: '' });

    expect((await login(server)).status).toBe(200);
  });
});

describe('a name that no user has', () => {
  test('is counted and answered like one that a user has (CVE-2025-6010)', async () => {
    const server = await startWithBob();
    const answers = async (name: string) => {
      const found = [];
      for (let i = 0; i < 7; i += 1) found.push((await login(server, name, 'wrong')).raw);
      return found;
    };

    const known = await answers('bob');

    expect(await answers('nobody')).toEqual(known);
    expect(known.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 403, 403]);
  });

  test('is forgotten by the store when its failures count no more', async () => {
    const server = await startWithBob({ lockout_duration: '1h' });
    const rows = async () => {
      const all = await server.store.scan('ns/root/m/', { limit: 1000 });
      return all.filter(({ key }) => key.includes('/login-failures/')).length;
    };
    const background = startBackground({
      lifecycle: server.core.lifecycle,
      clock: server.now,
      random: seededRandom('background'),
      log: () => undefined,
    });
    await guess(server, 1, 'nobody');
    await guess(server, 5, 'bob');
    const sweptAfter = async (seconds: number) => {
      server.advance(seconds);
      await background.runNow();
      return rows();
    };

    const left = [await rows(), await sweptAfter(900), await sweptAfter(2700)];
    await background.stop();

    expect(left).toEqual([2, 1, 0]);
  });

  test('is kept with a bounded length, and listed by its digest where it is longer', async () => {
    const server = await startWithBob({ lockout_threshold: '1' });
    await guess(server, 1, 'x'.repeat(513));

    const { body } = await server.request('GET', 'sys/locked-users');

    expect(JSON.stringify(body)).toMatch(/"alias_identifiers":\["sha256:[0-9a-f]{64}"\]/);
  });
});

describe('lockout', () => {
  const block: UserLockoutConfig = {
    disable_lockout: false,
    lockout_threshold: 2,
    lockout_duration: 60,
    lockout_counter_reset: 60,
  };

  test('takes its bounds from the configuration', async () => {
    const server = await startWithBob(undefined, {
      lockout: { user_lockout: { userpass: block } },
    });

    expect(await guess(server, 3)).toEqual([400, 400, 403]);
    server.advance(60);
    expect((await login(server)).status).toBe(200);
  });

  test('is off where the mount is tuned so', async () => {
    const server = await startWithBob({ lockout_disable: true });

    await guess(server, 8);

    expect((await login(server)).status).toBe(200);
  });

  test('is off where the configuration or the environment says so', async () => {
    const off = { all: { ...block, disable_lockout: true } };
    const servers = [
      await startWithBob(undefined, { lockout: { user_lockout: off } }),
      await startWithBob({ lockout_threshold: '1' }, { lockout: { disable_user_lockout: true } }),
    ];

    for (const server of servers) {
      await guess(server, 8);
      expect((await login(server)).status).toBe(200);
    }
  });

  test('ends at once where the mount is tuned to more attempts', async () => {
    const server = await startWithBob({ lockout_threshold: '1' });
    await guess(server, 1);
    await server.request('POST', 'sys/auth/up/tune', {
      user_lockout_config: { lockout_threshold: '2' },
    });

    expect((await login(server)).status).toBe(200);
  });

  test('tells the log of a lock, without the name: people type passwords where names belong', async () => {
    const lines: string[] = [];
    const log = (...line: unknown[]) => lines.push(JSON.stringify(line));
    const server = await startWithBob({ lockout_threshold: '1' }, { log });

    await login(server, 'hunter2', 'wrong');

    const warnings = lines.filter((line) => line.includes('"warn"'));
    expect(warnings).toEqual([
      '["warn","a name is locked out after failed logins",{"mount":"auth/up/"}]',
    ]);
  });

  test('costs a login without recent failures neither a read nor a write', async () => {
    const costs = [];
    for (const disable_user_lockout of [true, false]) {
      const { store, counts } = withCounted();
      const server = await startWithBob(undefined, { store, lockout: { disable_user_lockout } });
      await login(server);
      const before = { ...counts };

      await login(server);

      costs.push({ gets: counts.gets - before.gets, commits: counts.commits - before.commits });
    }

    expect(costs[1]).toEqual(costs[0]);
    expect(costs[0]?.commits).toBe(1);
  });

  test('tells no outcome of a guess that cannot be counted', async () => {
    const { store, counts } = withCounted();
    const server = await startWithBob({ lockout_threshold: '1' }, { store });

    counts.failsCommits = true;
    const answer = await login(server, 'bob', 'wrong');
    counts.failsCommits = false;

    expect(answer.status).toBe(507);
    // and the attempt does not run for ever
    expect(await login(server, 'bob', 'wrong')).toMatchObject(failure);
  });
});
