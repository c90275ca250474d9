import { expect, test } from 'vitest';
import { Metrics } from '../metrics/metrics.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { putTokens } from '../testing/many-tokens.ts';
import { type Background, startBackground } from './background.ts';
import { TokenCensus } from './count-tokens.ts';

function startCounting(server: TestServer): { background: Background; metrics: Metrics } {
  const metrics = new Metrics({ monotonic: () => server.now() });
  const background = startBackground({
    lifecycle: server.core.lifecycle,
    clock: () => server.now(),
    random: seededRandom('background'),
    log: () => undefined,
    metrics,
    usageGaugeMs: 600_000,
  });
  return { background, metrics };
}

function gauges(metrics: Metrics, name: 'token.count.by_role' | 'token.count.by_auth'): object {
  return Object.fromEntries(
    metrics
      .gauge(name)
      .members.map(({ labels, instrument }) => [labels.join(' '), instrument.value]),
  );
}

async function startWithLogins(): Promise<{ server: TestServer; logIn: () => Promise<number> }> {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/approle', { type: 'approle' });
  await server.request('POST', 'auth/approle/role/deploy', { token_ttl: '10m' });
  const id = await server.request('GET', 'auth/approle/role/deploy/role-id');
  const secret = await server.request('POST', 'auth/approle/role/deploy/secret-id');
  const login = {
    ...(id.body['data'] as unknown as { role_id: string }),
    secret_id: (secret.body['data'] as unknown as { secret_id: string }).secret_id,
  };
  const logIn = async () =>
    (await server.request('POST', 'auth/approle/login', login, { token: '' })).status;
  return { server, logIn };
}

test('live tokens are counted by mount and role, and those that ended count no more', async () => {
  const { server, logIn } = await startWithLogins();
  const { background, metrics } = startCounting(server);
  for (let i = 0; i < 3; i++) await logIn();
  await server.request('POST', 'auth/token/create', { ttl: '1h' });
  metrics.collect();

  await background.runNow();

  expect(metrics.gauge('token.count').of().value).toBe(5);
  expect(metrics.gauge('expire.num_leases').of().value).toBe(4);
  expect(gauges(metrics, 'token.count.by_auth')).toEqual({
    'approle auth/approle/': 3,
    'token auth/token/': 2,
  });
  expect(gauges(metrics, 'token.count.by_role')).toMatchObject({
    'approle auth/approle/ deploy': 3,
  });
  server.advance(601);
  await background.runNow();
  // nobody has asked since: nothing was counted
  expect(metrics.gauge('token.count').of().value).toBe(5);
  metrics.collect();
  await background.runNow();
  expect(gauges(metrics, 'token.count.by_auth')).toEqual({ 'token auth/token/': 2 });
  await background.stop();
});

test('a quota of live tokens counts those that are older than itself, once they are found', async () => {
  const { server, logIn } = await startWithLogins();
  for (let i = 0; i < 3; i++) await logIn();
  await server.request('POST', 'sys/quotas/live-tokens/few', {
    path: 'auth/approle',
    role: 'deploy',
    max_live_tokens: 5,
  });
  expect(await logIn()).toBe(200);
  const { background } = startCounting(server);

  await background.runNow();

  const read = await server.request('GET', 'sys/quotas/live-tokens/few');
  expect(read.body).toMatchObject({ data: { live_tokens: 4, is_counted: true } });
  expect([await logIn(), await logIn()]).toEqual([200, 429]);
  server.advance(600);
  expect(await logIn()).toBe(200);
  await background.stop();
});

test('a quota below the number of older tokens lets nobody in until enough of them have ended', async () => {
  const { server, logIn } = await startWithLogins();
  for (let i = 0; i < 4; i++) await logIn();
  server.advance(300);
  await logIn();
  await server.request('POST', 'sys/quotas/live-tokens/few', {
    path: 'auth/approle',
    role: 'deploy',
    max_live_tokens: 2,
  });
  const { background } = startCounting(server);
  await background.runNow();

  expect(await logIn()).toBe(429);
  server.advance(300);
  expect([await logIn(), await logIn()]).toEqual([200, 429]);
  await background.stop();
});

test('rows of slots are removed once their tokens are no more', async () => {
  const { server, logIn } = await startWithLogins();
  for (let i = 0; i < 3; i++) await logIn();
  await server.request('POST', 'sys/quotas/live-tokens/few', {
    path: 'auth/approle',
    role: 'deploy',
    max_live_tokens: 9,
  });
  await logIn();
  const { background } = startCounting(server);
  await background.runNow();
  const slots = () => server.store.scan('ns/root/token-slot/', { limit: 100 });
  expect(await slots()).toHaveLength(4);

  server.advance(3600);
  await background.runNow();

  expect(await slots()).toEqual([]);
  await background.stop();
});

test('a count goes on where its time was over, and tells nothing before its end', async () => {
  const server = await startTestServer();
  const auth = await server.request('GET', 'sys/auth');
  const mounts = auth.body['data'] as unknown as Record<string, { uuid: string }>;
  const { uuid = '' } = mounts['token/'] ?? {};
  await putTokens(server, 120, { path: 'auth/token/create', mount_uuid: uuid });
  const metrics = new Metrics();
  const census = new TokenCensus({ metrics, periodMs: 1000 });
  const { unsealed } = server.core.lifecycle;
  if (!unsealed) throw new Error('the server is sealed');
  expect(census.isDue(unsealed, server.now())).toBe(false);
  metrics.collect();
  const work = () => census.work(unsealed, { now: server.now(), until: () => true });

  expect([await work(), await work()]).toEqual([true, true]);
  expect(metrics.gauge('token.count').of().value).toBe(0);
  expect(await work()).toBe(false);
  expect(metrics.gauge('token.count').of().value).toBe(121);
  metrics.collect();
  expect(census.isDue(unsealed, server.now() + 999)).toBe(false);
  expect(census.isDue(unsealed, server.now() + 1000)).toBe(true);
});
