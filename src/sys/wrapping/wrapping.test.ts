import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { startTestServer, type TestAnswer, type TestServer } from '../../testing/test-server.ts';

interface WrapInfo {
  readonly token: string;
  readonly accessor: string;
  readonly ttl: number;
  readonly creation_path: string;
  readonly wrapped_accessor?: string;
}

function wrapInfo(answer: TestAnswer): WrapInfo {
  return answer.body['wrap_info'] as unknown as WrapInfo;
}

async function wrap(server: TestServer, data: JsonObject, wrapTtlSeconds = 60): Promise<WrapInfo> {
  return wrapInfo(await server.request('POST', 'sys/wrapping/wrap', data, { wrapTtlSeconds }));
}

const invalid = { errors: ['wrapping token is not valid or does not exist'] };

describe('a wrapped answer', () => {
  test('shows nothing of itself but where, when and for how long', async () => {
    const server = await startTestServer();

    const answer = await server.request(
      'POST',
      'sys/wrapping/wrap',
      { one: 1 },
      { wrapTtlSeconds: 60 },
    );

    expect(answer.body).toMatchObject({ request_id: '', data: null, auth: null });
    expect(wrapInfo(answer)).toMatchObject({ ttl: 60, creation_path: 'sys/wrapping/wrap' });
    expect(Object.keys(answer.body)).not.toContain('one');
  });

  test('comes out once, as the bytes that would have been sent', async () => {
    const server = await startTestServer();
    const { token } = await wrap(server, { one: '1', two: { three: 3 } });

    const first = await server.request('POST', 'sys/wrapping/unwrap', {}, { token });
    const second = await server.request('POST', 'sys/wrapping/unwrap', {}, { token });

    expect(first.body).toMatchObject({ data: { one: '1', two: { three: 3 } }, wrap_info: null });
    expect(first.body['request_id']).not.toBe('');
    expect([second.status, second.body]).toEqual([400, invalid]);
  });

  test('comes out for exactly one of 64 who ask at once, by either way', async () => {
    const server = await startTestServer();
    for (const isInBody of [true, false]) {
      const { token } = await wrap(server, { secret: 'x' });
      const ask = () =>
        isInBody
          ? server.request('POST', 'sys/wrapping/unwrap', { token })
          : server.request('POST', 'sys/wrapping/unwrap', {}, { token });

      const answers = await Promise.all(Array.from({ length: 64 }, ask));

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 400)).toHaveLength(63);
    }
  });

  test('is gone after its time', async () => {
    const server = await startTestServer();
    const { token } = await wrap(server, { one: 1 }, 60);

    server.advance(60);

    expect((await server.request('POST', 'sys/wrapping/unwrap', { token })).body).toEqual(invalid);
    expect((await server.request('POST', 'sys/wrapping/lookup', { token })).body).toEqual(invalid);
  });

  test('names the accessor of the token inside, by which that can be ended unopened', async () => {
    const server = await startTestServer();
    const made = await server.request(
      'POST',
      'auth/token/create',
      { ttl: '1h' },
      { wrapTtlSeconds: 60 },
    );
    const { token, wrapped_accessor: accessor = '' } = wrapInfo(made);

    await server.request('POST', 'auth/token/revoke-accessor', { accessor });
    const inside = await server.request('POST', 'sys/wrapping/unwrap', {}, { token });

    const auth = inside.body['auth'] as unknown as { client_token: string };
    expect(
      (await server.request('GET', 'auth/token/lookup-self', {}, { token: auth.client_token }))
        .status,
    ).toBe(403);
  });

  test('lies in the cubbyhole of its token, once', async () => {
    const server = await startTestServer();
    const { token } = await wrap(server, { one: 1 });

    const first = await server.request('GET', 'cubbyhole/response', {}, { token });
    const second = await server.request('GET', 'cubbyhole/response', {}, { token });

    const { response } = first.body['data'] as unknown as { response: string };
    expect(JSON.parse(response)).toMatchObject({ data: { one: 1 } });
    expect(JSON.stringify(first.body['warnings'])).toContain('sys/wrapping/unwrap');
    expect(second.status).toBe(403);
  });
});

describe('a wrapping token', () => {
  test('tells where it comes from without being used', async () => {
    const server = await startTestServer();
    const { token } = await wrap(server, { one: 1 }, 90);

    for (const [data, of] of [
      [{ token }, { token: '' }],
      [{}, { token }],
    ] as const) {
      const answer = await server.request('POST', 'sys/wrapping/lookup', data, of);
      expect(answer.body['data']).toMatchObject({
        creation_path: 'sys/wrapping/wrap',
        creation_ttl: 90,
      });
    }
    expect((await server.request('POST', 'sys/wrapping/unwrap', {}, { token })).status).toBe(200);
  });

  test.each([
    'GET auth/token/lookup-self',
    'POST auth/token/renew-self',
    'POST auth/token/create',
    'GET cubbyhole/other',
  ])('may not do anything else: %s', async (call) => {
    const server = await startTestServer();
    const { token } = await wrap(server, { one: 1 });
    const [verb, path] = call.split(' ') as ['GET' | 'POST', string];

    expect((await server.request(verb, path, {}, { token })).status).toBe(403);
  });

  test('is replaced by rewrap, which keeps its path and lifetime', async () => {
    const server = await startTestServer();
    const { token } = await wrap(server, { one: 1 }, 90);

    const fresh = wrapInfo(await server.request('POST', 'sys/wrapping/rewrap', { token }));

    expect(fresh).toMatchObject({ ttl: 90, creation_path: 'sys/wrapping/wrap' });
    expect((await server.request('POST', 'sys/wrapping/unwrap', { token })).body).toEqual(invalid);
    const opened = await server.request('POST', 'sys/wrapping/unwrap', { token: fresh.token });
    expect(opened.body['data']).toEqual({ one: 1 });
  });

  test.each([
    [30, 30],
    [300, 90],
  ])(
    'is replaced by one of %i seconds where that is asked for, at most its own',
    async (ttl, of) => {
      const server = await startTestServer();
      const { token } = await wrap(server, { one: 1 }, 90);
      const options = { wrapTtlSeconds: ttl };

      const answer = await server.request('POST', 'sys/wrapping/rewrap', { token }, options);

      const fresh = wrapInfo(answer);
      expect(fresh).toMatchObject({ ttl: of, creation_path: 'sys/wrapping/wrap' });
      const opened = await server.request(
        'POST',
        'sys/wrapping/unwrap',
        {},
        { token: fresh.token },
      );
      expect(opened.body['data']).toEqual({ one: 1 });
    },
  );

  test('leaves nothing in the store once it is used or has expired', async () => {
    const server = await startTestServer();
    const rows = async () => (await server.store.scan('ns/root/', { limit: 1000 })).length;
    const before = await rows();
    const used = await wrap(server, { one: 1 });
    await server.request('POST', 'sys/wrapping/unwrap', { token: used.token });

    expect(await rows()).toBe(before);
  });
});

describe('a request for wrapping', () => {
  test.each([
    ['unknown', { token: 'zzz' }, 400],
    ['no wrapping token', { token: 'ROOT' }, 400],
    ['empty', { token: '' }, 403],
    ['of another type', { token: { a: 1 } }, 403],
    ['a number', { token: 5 }, 403],
    ['nothing', { token: null }, 403],
  ])('is refused for a token that is %s', async (_what, data, status) => {
    const server = await startTestServer();
    const token = data.token === 'ROOT' ? server.rootToken : data.token;

    const answer = await server.request('POST', 'sys/wrapping/unwrap', { token });

    expect(answer.status).toBe(status);
    expect((await server.request('GET', 'auth/token/lookup-self')).status).toBe(200);
  });

  test.each(['unwrap', 'rewrap'])(
    'tells of a spent token before it asks for a right: %s',
    async (way) => {
      const server = await startTestServer();
      const { token } = await wrap(server, { one: 1 });
      await server.request('POST', 'sys/wrapping/unwrap', { token });

      for (const own of ['', 'no-token', token]) {
        const answer = await server.request(
          'POST',
          `sys/wrapping/${way}`,
          { token },
          { token: own },
        );
        expect([answer.status, answer.body]).toEqual([400, invalid]);
      }
    },
  );

  test.each(['unwrap', 'rewrap'])('needs a right where the token is sound: %s', async (way) => {
    const server = await startTestServer();
    const { token } = await wrap(server, { one: 1 });

    for (const own of ['', 'no-token']) {
      const answer = await server.request('POST', `sys/wrapping/${way}`, { token }, { token: own });
      expect(answer.status).toBe(403);
    }
    expect((await server.request('POST', 'sys/wrapping/unwrap', {}, { token })).status).toBe(200);
  });

  test('may send the wrapping token twice, as its own and as the one meant', async () => {
    const server = await startTestServer();
    const { token } = await wrap(server, { one: 1 });

    const answer = await server.request('POST', 'sys/wrapping/unwrap', { token }, { token });

    expect(answer).toMatchObject({ status: 200, body: { data: { one: 1 } } });
    expect((await server.request('POST', 'sys/wrapping/lookup', { token })).body).toEqual(invalid);
  });

  test('needs a token to unwrap at all', async () => {
    const server = await startTestServer();

    expect((await server.request('POST', 'sys/wrapping/unwrap', {}, { token: '' })).status).toBe(
      403,
    );
    expect((await server.request('POST', 'sys/wrapping/wrap', { a: 1 })).status).toBe(400);
  });

  test('that fails is answered as it is, and nothing is kept', async () => {
    const server = await startTestServer();
    const before = (await server.store.scan('ns/root/', { limit: 1000 })).length;

    const refused = await server.request('GET', 'cubbyhole/none', {}, { wrapTtlSeconds: 60 });
    const empty = await server.request(
      'POST',
      'sys/auth/people',
      { type: 'userpass' },
      { wrapTtlSeconds: 60 },
    );

    expect([refused.status, refused.body]).toEqual([404, { errors: [] }]);
    expect(empty.status).toBe(204);
    expect((await server.store.scan('ns/root/', { limit: 1000 })).length).toBe(before + 1);
  });
});
