import { describe, expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

const allAs299 = {
  activecode: '299',
  standbycode: '299',
  sealedcode: '299',
  uninitcode: '299',
  drsecondarycode: '299',
  haunhealthy: '299',
  standbyok: 'true',
};

describe('health', () => {
  test('has a status for each state', async () => {
    const server = await startTestServer({ isReady: false });
    const health = async () => (await server.request('GET', 'sys/health')).status;

    const uninitialised = await health();
    const { shares } = await server.core.lifecycle.init({ shares: 1, threshold: 1 });
    const sealed = await health();
    await server.core.lifecycle.unseal(shares[0] ?? new Uint8Array(0));
    const active = await health();

    expect([uninitialised, sealed, active]).toEqual([501, 503, 200]);
  });

  test('answers by the status that the query names, and ignores names it does not know', async () => {
    const server = await startTestServer({ isReady: false });
    const health = async () => (await server.request('GET', 'sys/health', allAs299)).status;

    const uninitialised = await health();
    const { shares } = await server.core.lifecycle.init({ shares: 1, threshold: 1 });
    const sealed = await health();
    await server.core.lifecycle.unseal(shares[0] ?? new Uint8Array(0));
    const active = await health();

    expect([uninitialised, sealed, active]).toEqual([299, 299, 299]);
  });

  test('is asked by HEAD in the same way', async () => {
    const server = await startTestServer();

    const answer = await server.request('HEAD', 'sys/health', { activecode: '204' });

    expect(answer.status).toBe(204);
  });

  test.each([
    { activecode: 'fine' },
    { activecode: '' },
    { activecode: '100' },
    { activecode: '600' },
    { activecode: ['200', '299'] },
    { sealedcode: '2000' },
    { standbyok: 'perhaps' },
  ])('refuses %j, whatever the state', async (query) => {
    const server = await startTestServer();

    const answer = await server.request('GET', 'sys/health', query);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errors: [] });
  });
});

describe('replication', () => {
  test('is told to be off, without a token', async () => {
    const server = await startTestServer();

    const { status, body } = await server.request(
      'GET',
      'sys/replication/status',
      {},
      { token: '' },
    );

    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: { mode: 'disabled', dr: { mode: 'disabled' }, performance: { mode: 'disabled' } },
    });
  });
});
