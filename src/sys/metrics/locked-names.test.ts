import { expect, test } from 'vitest';
import { startBackground } from '../../core/background.ts';
import { countLockedNames } from '../../core/count-locked.ts';
import { Metrics } from '../../metrics/metrics.ts';
import { mountTypes } from '../../mount-types.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { startTestServer } from '../../testing/test-server.ts';

const lockout = { user_lockout: {}, disable_user_lockout: false };

test('names that are locked out are counted for the metrics', async () => {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/userpass', { type: 'userpass' });
  for (let i = 0; i < 5; i++) {
    await server.request('POST', 'auth/userpass/login/eve', { password: 'guess' });
  }
  const metrics = new Metrics();
  const background = startBackground({
    lifecycle: server.core.lifecycle,
    clock: () => server.now(),
    random: seededRandom('background'),
    log: () => undefined,
    metrics,
    usageGaugeMs: 600_000,
    countLocked: (at) => countLockedNames({ ...at, parts: { types: mountTypes, lockout } }),
  });

  metrics.collect();
  await background.runNow();

  expect(metrics.gauge('core.locked_users').of().value).toBe(1);
  await background.stop();
});
