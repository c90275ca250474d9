import { describe, expect, test } from 'vitest';
import { ManualRuntime } from '../testing/manual-runtime.ts';
import { startTestServer } from '../testing/index.ts';
import {
  type Client,
  createClient,
  createSession,
  type Fetch,
  type SessionEvent,
} from './index.ts';
import type { SessionOptions } from './session.ts';

interface Seen {
  readonly verb: string;
  readonly path: string;
}

type Hindrance = (seen: Seen) => Response | Error | undefined;

/** A server, a session of a person at it, and all that the session sends. */
async function startSession(fields: { token_ttl: string; token_max_ttl?: string }) {
  const server = await startTestServer();
  const user = await server.given.user('alice', { token_policies: ['default', 'p'], ...fields });
  await server.given.policy('p', { 'cubbyhole/*': ['create', 'update', 'read'] });
  const runtime = new ManualRuntime(server.now());
  const sent: Seen[] = [];
  const events: SessionEvent[] = [];
  let hinder: Hindrance = () => undefined;
  let pending = 0;
  runtime.isBusy = () => pending > 0;
  const fetch: Fetch = async (url, init) => {
    const seen = { verb: init.method, path: new URL(url).pathname.slice(4) };
    sent.push(seen);
    const instead = hinder(seen);
    if (instead instanceof Error) throw instead;
    pending += 1;
    return (instead ? Promise.resolve(instead) : server.fetch(url, init)).finally(() => {
      pending -= 1;
    });
  };
  const client = createClient({ address: server.url, fetch, runtime, retries: 0 });
  const options: SessionOptions = {
    client,
    runtime,
    login: (bare: Client) => bare.auth.userpass().login(user),
    onEvent: (event) => events.push(event),
  };
  const session = createSession(options);
  return {
    server,
    session,
    runtime,
    sent,
    types: () => events.map(({ type }) => type),
    events,
    count: (part: string) => sent.filter(({ path }) => path.includes(part)).length,
    pass: (seconds: number) => runtime.pass(seconds * 1000, (ms) => server.advance(ms / 1000)),
    hinder: (next: Hindrance) => {
      hinder = next;
    },
  };
}

const unavailable: Hindrance = ({ path }) =>
  path.includes('renew') || path.includes('login')
    ? Response.json({ errors: ['upstream'] }, { status: 502 })
    : undefined;

test('calls at the same time share one login, and nothing is sent before the first', async () => {
  const { session, sent, count } = await startSession({ token_ttl: '90s' });
  expect(sent).toEqual([]);

  const calls = Array.from({ length: 5 }, () => session.client.auth.token.lookUpSelf());
  await Promise.all(calls);

  expect(count('login')).toBe(1);
  expect(count('lookup-self')).toBe(5);
});

describe('renewal', () => {
  test('comes at two thirds of the lifetime, spread by a tenth of it to either side', async () => {
    const { session, runtime, types, pass } = await startSession({ token_ttl: '90s' });
    runtime.chance = 0;
    await session.start();
    expect(runtime.due).toEqual([54_000]);

    await pass(54);
    expect(types()).toEqual(['logged-in', 'renewed']);
    runtime.chance = 1;
    await pass(54);

    expect(runtime.due[0]).toBeCloseTo(66_000);
  });

  test('that gives less than the login did is the last: a login follows, once', async () => {
    const { session, events, types, count, pass } = await startSession({
      token_ttl: '90s',
      token_max_ttl: '120s',
    });
    await session.start();

    await pass(100);
    expect(types()).toEqual(['logged-in', 'renewed', 'logged-in']);
    expect(events[1]).toMatchObject({ leaseSeconds: 60, isCapped: true });

    expect(count('login')).toBe(2);
    expect(await session.client.auth.token.lookUpSelf()).toMatchObject({ ttl: 90 });
  });

  test('that is refused leads to a login', async () => {
    const { session, types, pass, hinder } = await startSession({ token_ttl: '90s' });
    await session.start();
    hinder(({ path }) =>
      path.includes('renew') ? Response.json({ errors: ['no'] }, { status: 400 }) : undefined,
    );

    await pass(61);

    expect(types()).toEqual(['logged-in', 'renewal-failed', 'logged-in']);
  });

  test('that fails for want of a server is tried again, later each time, and the token is kept', async () => {
    const { session, types, count, pass, hinder } = await startSession({ token_ttl: '900s' });
    await session.start();
    hinder(unavailable);

    await pass(605);
    const early = count('renew-self');
    expect(early).toBeGreaterThan(1);
    expect(count('login')).toBe(1);
    expect(await session.client.auth.token.lookUpSelf()).toMatchObject({
      display_name: 'userpass-alice',
    });
    hinder(() => undefined);
    await pass(60);

    expect(types().at(-1)).toBe('renewed');
    expect(count('login')).toBe(1);
  });

  test('of what cannot be renewed is a login', async () => {
    const { session, types, pass, hinder } = await startSession({ token_ttl: '90s' });
    hinder(({ path }) =>
      path.includes('login')
        ? Response.json({ auth: { client_token: 'batch', lease_duration: 90, renewable: false } })
        : undefined,
    );
    await session.start();

    await pass(61);

    expect(types()).toEqual(['logged-in', 'logged-in']);
  });
});

describe('login', () => {
  test('that is refused is not repeated by itself, nor by calls before the back-off is over', async () => {
    const { session, types, count, pass, hinder, runtime } = await startSession({
      token_ttl: '90s',
    });
    hinder(({ path }) =>
      path.includes('login') ? Response.json({ errors: ['no'] }, { status: 400 }) : undefined,
    );

    await expect(session.start()).rejects.toMatchObject({ status: 400 });
    await expect(session.start()).rejects.toMatchObject({ status: 400 });
    expect(count('login')).toBe(1);
    expect(runtime.due).toEqual([]);
    await pass(3600);
    expect(count('login')).toBe(1);
    hinder(() => undefined);
    await session.start();

    expect(types()).toEqual(['login-failed', 'logged-in']);
  });

  test('that meets no server is repeated until there is one', async () => {
    const { session, types, count, pass, hinder } = await startSession({ token_ttl: '90s' });
    hinder(() => new TypeError('fetch failed'));

    await expect(session.start()).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    await pass(600);
    const tried = count('login');
    hinder(() => undefined);
    await pass(60);

    // doubled up to a minute: 0.75, 1.5, 3, … 45 s, not one a second
    expect(tried).toBeGreaterThan(10);
    expect(tried).toBeLessThan(25);
    expect(types().at(-1)).toBe('logged-in');
  });

  test('does not come before the server said', async () => {
    const { session, count, pass, hinder } = await startSession({ token_ttl: '90s' });
    const headers = { 'retry-after': '40' };
    hinder(() => Response.json({ errors: ['slow down'] }, { status: 429, headers }));

    await expect(session.start()).rejects.toMatchObject({ status: 429, retryAfter: 40 });
    hinder(() => undefined);
    await pass(39);
    expect(count('login')).toBe(1);
    await pass(2);

    expect(count('login')).toBe(2);
  });
});

describe('a token that was revoked', () => {
  test('is replaced by one login for all calls, and they succeed', async () => {
    const { server, session, types, count, pass } = await startSession({ token_ttl: '90s' });
    const { accessor } = await session.client.auth.token.lookUpSelf();
    await pass(10);
    await server.request('POST', 'auth/token/revoke-accessor', { accessor });

    const { cubbyhole } = session.client.secrets;
    await Promise.all(['a', 'b', 'c'].map((path) => cubbyhole.write({ path, body: { n: 1 } })));

    expect(types()).toEqual(['logged-in', 'token-lost', 'logged-in']);
    expect(count('login')).toBe(2);
    expect(await cubbyhole.read({ path: 'c' })).toEqual({ n: 1 });
  });

  test('a moment after its login is not replaced: the next would be revoked too', async () => {
    const { server, session, count } = await startSession({ token_ttl: '90s' });
    const { accessor } = await session.client.auth.token.lookUpSelf();
    await server.request('POST', 'auth/token/revoke-accessor', { accessor });

    const call = session.client.auth.token.lookUpSelf();

    await expect(call).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(count('login')).toBe(1);
  });

  test('is not mistaken for a right that is missing', async () => {
    const { session, sent, pass } = await startSession({ token_ttl: '90s' });
    await session.start();
    await pass(10);
    sent.length = 0;

    await expect(session.client.sys.mountsListSecretsEngines()).rejects.toMatchObject({
      code: 'ACL_DENIED',
    });

    expect(sent).toEqual([{ verb: 'GET', path: 'sys/mounts' }]);
  });

  test('is told from a missing right by a look at it, where the server tells no code', async () => {
    const { session, count, pass, hinder } = await startSession({ token_ttl: '90s' });
    await session.start();
    await pass(10);
    hinder(({ path }) =>
      path === 'sys/mounts'
        ? Response.json({ errors: ['permission denied'] }, { status: 403 })
        : undefined,
    );

    await expect(session.client.sys.mountsListSecretsEngines()).rejects.toMatchObject({
      status: 403,
    });

    expect(count('lookup-self')).toBe(1);
    expect(count('login')).toBe(1);
  });
});

describe('the end', () => {
  test('revokes the token when asked to, and nothing is sent any more', async () => {
    const { server, session, runtime, sent } = await startSession({ token_ttl: '90s' });
    const { accessor } = await session.client.auth.token.lookUpSelf();

    await session.stop({ revoke: true });
    const count = sent.length;

    await expect(session.client.auth.token.lookUpSelf()).rejects.toMatchObject({
      code: 'SESSION_STOPPED',
    });
    const looked = await server.request('POST', 'auth/token/lookup-accessor', { accessor });
    expect(looked.status).toBe(400);
    expect(sent).toHaveLength(count);
    expect(runtime.due).toEqual([]);
  });

  test('during a login waits for it, so that its token does not live on', async () => {
    const { session, sent } = await startSession({ token_ttl: '90s' });

    const first = session.start();
    await session.stop({ revoke: true });
    await first;

    expect(sent.map(({ path }) => path)).toEqual([
      'auth/userpass/login/alice',
      'auth/token/revoke-self',
    ]);
  });

  test('of a block revokes', async () => {
    const { session, runtime, types, count } = await startSession({ token_ttl: '90s' });
    {
      await using own = session;
      await own.start();
    }
    await runtime.settle();

    expect(count('revoke-self')).toBe(1);
    expect(types()).toEqual(['logged-in', 'stopped']);
  });
});

test('no event and no error holds a token', async () => {
  const { session, events, pass, hinder, server } = await startSession({ token_ttl: '90s' });
  const { id } = await session.client.auth.token.lookUpSelf();
  await pass(61);
  hinder(unavailable);
  await pass(61);
  const failure: unknown = await session.client
    .with({ token: id })
    .sys.mountsListSecretsEngines()
    .catch((error: unknown) => error);
  await server.stop();

  const told = JSON.stringify([...events, failure]) + String(failure);
  expect(told).toContain('renewal-failed');
  expect(told).not.toContain(id);
  expect(told).not.toContain('correct horse');
});
