import { describe, expect, test } from 'vitest';
import { at, startAudited, withUser } from '../testing/audited-server.ts';

describe('when no device records', () => {
  test('a request is not executed, answered 500, and health and log name the device', async () => {
    const { server, devices, logged } = await startAudited();
    const [device] = devices;
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
    if (device) device.failure = 'error';

    const refused = await server.request('POST', 'kv/a', { value: 'x' });
    const health = await server.request('GET', 'sys/health');
    if (device) device.failure = undefined;
    const absent = await server.request('GET', 'kv/a');
    const again = await server.request('GET', 'sys/health');

    expect(refused.status).toBe(500);
    expect(refused.body).toEqual({ errors: ['1 error occurred:\n\t* internal error\n\n'] });
    expect(health.body).toMatchObject({ audit_failing_devices: ['d0/'], audit_unavailable: true });
    expect(absent.status).toBe(404);
    expect(again.body).not.toHaveProperty('audit_unavailable');
    expect(logged.join('\n')).toMatch(/audit device fails.*"d0\/"[^]*audit unavailable/);
  });

  test('every kind of request is refused without a secret (GHSA-q74w-hv5x-6hxf)', async () => {
    const audited = await startAudited();
    await withUser(audited);
    const { server, devices } = audited;
    if (devices[0]) devices[0].failure = 'error';

    const requests = [
      ['POST', 'sys/init', { secret_shares: 1, secret_threshold: 1 }],
      ['POST', 'sys/unseal', { key: 'AAAA' }],
      ['POST', 'sys/unseal', { reset: true }],
      ['POST', 'auth/userpass/login/ann', { password: 'correct-horse' }],
      ['POST', 'auth/userpass/login/ann', { password: 'wrong' }],
      ['POST', 'auth/token/create', {}],
      ['GET', 'sys/internal/ui/mounts', {}],
      ['GET', 'nowhere', {}],
      ['HELP', 'sys/mounts', {}],
      ['POST', 'kv/', {}],
      ['POST', 'sys/wrapping/unwrap', { token: 'hvs.unknown' }],
      ['POST', 'sys/seal', {}],
      ['POST', 'sys/rekey/init', { secret_shares: 1, secret_threshold: 1 }],
      ['POST', 'sys/rekey/update', { key: 'AAAA', nonce: 'x' }],
      ['POST', 'sys/generate-root/attempt', {}],
      ['POST', 'sys/generate-root/update', { key: 'AAAA', nonce: 'x' }],
    ] as const;
    const answers = [];
    for (const [verb, path, data] of requests) answers.push(await server.request(verb, path, data));
    const unknown = await server.request('GET', 'sys/mounts', {}, { token: 'hvs.unknown' });

    expect([...answers, unknown].map(({ status }) => status)).toEqual(
      [...requests, 0].map(() => 500),
    );
    for (const { raw } of answers) expect(String(raw.body)).toContain('internal error');
    expect((await server.request('GET', 'sys/seal-status')).body['sealed']).toBe(false);
  });

  test('only after it was done, the answer is withheld', async () => {
    const { server, devices } = await startAudited();
    const [device] = devices;
    if (!device) throw new Error('no device');
    const write = device.write.bind(device);
    device.write = async (line) => {
      if (line.includes('"type":"response"')) throw new Error('full');
      await write(line);
    };

    const { status, body } = await server.request('POST', 'auth/token/create', {});

    expect(status).toBe(500);
    expect(body).toEqual({ errors: ['internal error'] });
  });

  test('a use of a limited token is not spent', async () => {
    const { server, devices } = await startAudited();
    const made = await server.request('POST', 'auth/token/create', { num_uses: 1 });
    const token = at(made.body, 'auth', 'client_token');
    if (devices[0]) devices[0].failure = 'error';
    const refused = await server.request('GET', 'auth/token/lookup-self', {}, { token });
    if (devices[0]) devices[0].failure = undefined;

    const { status } = await server.request('GET', 'auth/token/lookup-self', {}, { token });

    expect([refused.status, status]).toEqual([500, 200]);
  });
});

describe('with several devices', () => {
  test('one that works is enough, and a dead one delays at most once', async () => {
    const { server, devices } = await startAudited([{}, { write_timeout: '1s' }]);
    if (devices[1]) devices[1].failure = 'hang';

    const first = await server.request('GET', 'sys/mounts');
    const health = await server.request('GET', 'sys/health');
    const started = performance.now();
    for (let i = 0; i < 50; i++) await server.request('GET', 'sys/mounts');
    const took = performance.now() - started;

    expect(first.status).toBe(200);
    expect(health.body).toMatchObject({ audit_failing_devices: ['d1/'] });
    expect(health.body).not.toHaveProperty('audit_unavailable');
    // each of them would have waited a second, twice
    expect(took).toBeLessThan(50_000);
    expect(devices[0]?.lines).toHaveLength(102);
  });

  test('no request is answered unrecorded while devices break under load', async () => {
    const { server, devices } = await startAudited([{}, {}]);
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
    let turn = 0;
    for (const device of devices) {
      const write = device.write.bind(device);
      device.write = async (line) => {
        await new Promise((resolve) => setImmediate(resolve));
        turn += 1;
        if (turn % 3 !== 0) throw new Error('broken now and then');
        await write(line);
      };
    }

    const answers = await Promise.all(
      Array.from({ length: 400 }, async (_, i) => {
        const { status } = await server.request('POST', `kv/n${i}`, { value: 'x' });
        return { path: `kv/n${i}`, status };
      }),
    );

    const recorded = new Set(
      devices.flatMap(({ entries }) =>
        entries.map(({ type, request }) => `${String(type)} ${at(request, 'path')}`),
      ),
    );
    for (const device of devices) device.write = async () => undefined;
    const unrecorded = [];
    for (const { path, status } of answers) {
      const exists = (await server.request('GET', path)).status === 200;
      const isDone = recorded.has(`request ${path}`);
      const isTold = recorded.has(`response ${path}`);
      if ((status === 204 && !(isDone && isTold)) || (exists && !isDone)) unrecorded.push(path);
    }
    expect(unrecorded).toEqual([]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204, 500]));
  });

  test('of fifty who open one wrapped answer, one does, and all are recorded', async () => {
    const { server, devices } = await startAudited();
    const made = await server.request('POST', 'auth/token/create', {}, { wrapTtlSeconds: 60 });
    const token = at(made.body, 'wrap_info', 'token');
    const before = devices[0]?.lines.length ?? 0;

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => server.request('POST', 'sys/wrapping/unwrap', { token })),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const entries = devices[0]?.entries.slice(before) ?? [];
    expect(entries.filter(({ type }) => String(type) === 'request')).toHaveLength(50);
  });
});
