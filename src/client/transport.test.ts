import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ManualRuntime } from '../testing/manual-runtime.ts';
import { type Client, createClient, type Fetch, type FetchInit } from './index.ts';

type Outcome = Response | Error | 'hang';

/** A client whose requests end as told, one outcome after the other, and then well. */
function clientOf(...outcomes: readonly Outcome[]) {
  const runtime = new ManualRuntime();
  const sent: { url: string; init: FetchInit }[] = [];
  const fetch: Fetch = (url, init) => {
    sent.push({ url, init });
    const outcome = outcomes[sent.length - 1] ?? Response.json({ data: { keys: [] } });
    if (outcome === 'hang') return hang(init.signal);
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  };
  const client = createClient({ address: 'https://server/', token: 'secret', fetch, runtime });
  return { client, runtime, sent };
}

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
}

/** Make a call and let time pass until it ends. */
async function outcomeOf(call: Promise<unknown>, runtime: ManualRuntime): Promise<unknown> {
  const state = { isOver: false };
  const result = call
    .catch((error: unknown) => error)
    .finally(() => {
      state.isOver = true;
    });
  for (let step = 0; step < 20; step += 1) {
    await runtime.settle();
    if (state.isOver) break;
    await runtime.pass(runtime.due[0] ?? 0);
  }
  return result;
}

const refused = (): Error =>
  new TypeError('fetch failed', {
    cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  });
const broken = (): Error => new TypeError('fetch failed', { cause: new Error('socket hang up') });
const status = (code: number, headers: Record<string, string> = {}): Response =>
  Response.json({ errors: ['x'] }, { status: code, headers });

const read = (client: Client): Promise<unknown> => client.auth.userpass().listUsers();
const write = (client: Client): Promise<unknown> =>
  client.auth.userpass().writeUser({ username: 'a', password: 'p' });
const login = (client: Client): Promise<unknown> =>
  client.auth.userpass().login({ username: 'a', password: 'p' });
const unwrap = (client: Client): Promise<unknown> => client.sys.unwrap({}, { token: 'w' });

describe('repeated', () => {
  test.for([
    ['a read after a lost connection', read, broken, 2],
    ['a read after a 502 of a proxy', read, () => status(502), 2],
    ['a read after a 503', read, () => status(503), 2],
    ['a read that came before its index', read, () => status(412), 2],
    ['a write that found no server', write, refused, 2],
    ['a write that a limit turned away', write, () => status(429, { 'retry-after': '1' }), 2],
    ['a write that is told to come back', write, () => status(503, { 'retry-after': '1' }), 2],
  ] as const)('is %s', async ([, call, outcome, attempts]) => {
    const { client, runtime, sent } = clientOf(outcome());

    await outcomeOf(call(client), runtime);

    expect(sent).toHaveLength(attempts);
  });
});

describe('never repeated', () => {
  test.for([
    ['a write after a lost connection', write, broken],
    ['a write after a 502', write, () => status(502)],
    ['a write after a 503 without a time', write, () => status(503)],
    ['a login that found no server', login, refused],
    ['a login that a limit turned away', login, () => status(429, { 'retry-after': '1' })],
    ['an unwrapping', unwrap, refused],
    ['a read that failed for good', read, () => status(500)],
    ['a read of what is sealed', read, () => status(503, { 'x-portcullis-error': 'SEALED' })],
    ['a read that shall come back much later', read, () => status(429, { 'retry-after': '300' })],
  ] as const)('is %s', async ([, call, outcome]) => {
    const { client, runtime, sent } = clientOf(outcome());

    await outcomeOf(call(client), runtime);

    expect(sent).toHaveLength(1);
  });
});

test('there are two more attempts, later each time, or as many as are asked for', async () => {
  const { client, runtime, sent } = clientOf(...Array.from({ length: 9 }, () => status(502)));
  const delays: number[] = [];
  const pass = runtime.pass.bind(runtime);
  runtime.pass = (ms) => {
    delays.push(ms);
    return pass(ms);
  };

  const error = await outcomeOf(read(client), runtime);
  expect(error).toMatchObject({ status: 502, code: 'UNKNOWN' });
  expect(delays).toEqual([187.5, 375]);

  await outcomeOf(client.auth.userpass().listUsers({}, { retries: 0 }), runtime);
  expect(sent).toHaveLength(4);
});

test('the time that the server names is waited for', async () => {
  const { client, runtime, sent } = clientOf(status(429, { 'retry-after': '7' }));

  const call = read(client);
  await runtime.settle();
  await runtime.pass(6900);
  expect(sent).toHaveLength(1);
  await runtime.pass(400);
  await call;

  expect(sent).toHaveLength(2);
});

test('an attempt that hangs ends by its time', async () => {
  const { client, runtime, sent } = clientOf('hang', 'hang', 'hang');

  const call = client.auth.userpass().listUsers({}, { timeoutMs: 500 });
  const error = await outcomeOf(call, runtime);

  expect(error).toMatchObject({ code: 'TIMED_OUT', status: 0 });
  expect(sent).toHaveLength(3);
  expect(runtime.due).toEqual([]);
});

test('the signal of the caller ends an attempt and a pause between two', async () => {
  for (const outcome of ['hang', status(502)] as const) {
    const { client, runtime, sent } = clientOf(outcome);
    const controller = new AbortController();
    const call = client.auth.userpass().listUsers({}, { signal: controller.signal });
    const ended = call.catch((error: unknown) => error);
    await runtime.settle();

    controller.abort();

    expect(await ended).toBeInstanceOf(Error);
    expect(sent).toHaveLength(1);
    expect(runtime.due).toEqual([]);
  }
});

test('an answer that points elsewhere is not followed, so that the token goes nowhere else', async () => {
  const { client, runtime, sent } = clientOf(
    new Response(null, { status: 307, headers: { location: 'https://other/' } }),
  );

  const error = await outcomeOf(read(client), runtime);

  expect(error).toMatchObject({ code: 'REDIRECTED', status: 307 });
  expect(sent.map(({ url, init }) => [url, init.redirect])).toEqual([
    ['https://server/v1/auth/userpass/users?list=true', 'manual'],
  ]);
});

test('the page of a proxy is no answer of the server', async () => {
  const html = { headers: { 'content-type': 'text/html' } };
  const first = clientOf(new Response('<h1>403</h1>', { status: 403, ...html }));
  const second = clientOf(new Response('<h1>hello</h1>', html));

  expect(await outcomeOf(read(first.client), first.runtime)).toMatchObject({ code: 'UNKNOWN' });
  expect(await outcomeOf(read(second.client), second.runtime)).toMatchObject({
    code: 'ANSWER_UNREADABLE',
  });
});

test('a login sends no token, and everything else what it was told', async () => {
  const { client, sent } = clientOf(Response.json({ auth: {} }));
  const below = client.with({ namespace: 'team/' });

  await login(client);
  await below.auth.userpass().listUsers({}, { namespace: '/a', headers: { 'X-Trace': '1' } });
  await client.secrets.kv2().patch({ path: 'a', data: { b: null } });

  expect(sent[0]?.init.headers).toEqual({
    'X-Vault-Request': 'true',
    'Content-Type': 'application/json',
  });
  expect(sent[1]?.init.headers).toEqual({
    'X-Vault-Request': 'true',
    'X-Vault-Namespace': 'team/a',
    'X-Vault-Token': 'secret',
    'X-Trace': '1',
  });
  expect(sent[2]).toMatchObject({
    url: 'https://server/v1/kv/data/a',
    init: { method: 'PATCH', headers: { 'Content-Type': 'application/merge-patch+json' } },
  });
});

test('a page of another origin sends no header that servers do not let through', async () => {
  const page = globalThis as { location?: { origin: string } };
  const sentBy = async (origin: string) => {
    const { client, sent } = clientOf();
    page.location = { origin };
    await read(client);
    return Object.keys(sent[0]?.init.headers ?? {});
  };
  try {
    expect(await sentBy('https://other')).toEqual(['X-Vault-Token']);
    expect(await sentBy('https://server.other')).toEqual(['X-Vault-Token']);
    expect(await sentBy('https://server')).toEqual(['X-Vault-Request', 'X-Vault-Token']);
  } finally {
    delete page.location;
  }
});

test('a token with a line end is refused, and is in no error', async () => {
  const client = createClient({ address: 'http://127.0.0.1:9', token: 's.very-secret\n' });

  const error: unknown = await read(client).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ code: 'INPUT_INVALID', status: 0 });
  expect(inspect(error, { depth: 9 })).not.toContain('very-secret');
});

test('a server that is not there is an error without the token and the body', async () => {
  const { client, runtime } = clientOf(refused(), refused(), refused());

  const error = await outcomeOf(write(client), runtime);

  expect(error).toMatchObject({ code: 'CONNECTION_FAILED', operationId: 'userpass-write-user' });
  expect(inspect(error, { depth: 9 })).not.toMatch(/secret|password/);
});
