import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../../src/errors/catalogue.ts';
import type { Field, FieldKind } from '../../src/framework/field.ts';
import type { OperationDeclaration } from '../../src/framework/operation.ts';
import { mountTypes } from '../../src/mount-types.ts';
import { openMemoryStore } from '../../src/storage/sqlite/index.ts';
import { countCommits, type HttpTestServer, startHttpTestServer } from '../support/http-server.ts';
import { KeepAliveClient } from '../support/keep-alive-client.ts';

/** All requests that are sent, over all operations. */
const TOTAL = 10_000;
/** Stands in every secret that is sent; must never come back in an error or a log line. */
const MARKER = 'Mk7secretMk7';

const mounts: Readonly<Record<string, string>> = {
  'auth:token': 'auth/token/',
  'auth:userpass': 'auth/userpass/',
  'secret:kv': 'secret/',
  'secret:kv-v2': 'versioned/',
  'secret:cubbyhole': 'cubbyhole/',
  'system:system': 'sys/',
};

/** Sealing would end the run, and the answer of the monitor never ends; the rest is fair game. */
const excluded = new Set(['seal', 'step-down', 'monitor']);

const types = [...mountTypes].flatMap(([key, type]) => [
  [key, type] as const,
  ...Object.entries(type.variants).map(
    ([version, variant]) => [`${key}-v${version}`, variant] as const,
  ),
]);

const operations = types.flatMap(([key, type]) =>
  Object.entries(type.operations)
    .filter(([operationId]) => !excluded.has(operationId))
    .map(([operationId, declaration]) => ({ operationId, declaration, mount: mounts[key] ?? '' })),
);

let server: HttpTestServer;
let connection: KeepAliveClient;
let commits: () => number;
const logged: string[] = [];
/** How many answers were of which hundred. */
const answered = new Map<number, number>();

beforeAll(async () => {
  const counting = countCommits(openMemoryStore());
  commits = counting.count;
  server = await startHttpTestServer({
    store: counting.store,
    log: (...line) => logged.push(JSON.stringify(line)),
  });
  connection = new KeepAliveClient(server.port);
});

afterAll(async () => {
  connection.close();
  await server.stop();
});

/** Mounts may be gone and the token revoked by what was sent before. */
async function mend(): Promise<string> {
  await server.request('POST', 'sys/auth/userpass', { type: 'userpass' });
  await server.request('POST', 'sys/mounts/secret', { type: 'kv' });
  await server.request('POST', 'sys/mounts/versioned', { type: 'kv-v2' });
  await server.request('POST', 'auth/userpass/users/alice', { password: `${MARKER}-alice` });
  const made = await server.request('POST', 'auth/token/create', { policies: ['root'] });
  const auth = made.body['auth'] as unknown as { client_token: string };
  return auth.client_token;
}

const oddText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\u001b[31m',
    '..',
    '.',
    '__proto__',
    'constructor',
    'root',
    '*',
    '+',
    '{{identity.entity.id}}',
    '%',
    '%00',
    '%2e%2e',
    '-1',
    '1e309',
    '0x10',
    'true',
    '1h',
    '9'.repeat(400),
    'x'.repeat(5000),
    'ｒｏｏｔ',
    '\ud800',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(oddText, { maxLength: 5 }),
  fc.dictionary(oddText, oddText, { maxKeys: 4 }),
  fc.constant(deep(60)),
  fc.constant(Array.from({ length: 900 }, () => 'x')),
);

function deep(levels: number): unknown {
  return levels === 0 ? [] : [deep(levels - 1)];
}

const rightValue: Readonly<Record<FieldKind, fc.Arbitrary<unknown>>> = {
  string: fc.oneof(oddText, fc.constantFrom('userpass', 'kv', 'alice', 'default', 'batch')),
  integer: fc.oneof(fc.integer(), fc.nat(100)),
  boolean: fc.boolean(),
  duration: fc.oneof(fc.nat(), fc.constantFrom('1h', '-1h', '1.5h', '7d', '1e9h')),
  'string-list': fc.array(oddText, { maxLength: 4 }),
  'comma-list': fc.oneof(oddText, fc.array(oddText, { maxLength: 4 })),
  'key-values': fc.oneof(fc.dictionary(oddText, oddText, { maxKeys: 4 }), fc.array(oddText)),
  object: fc.dictionary(oddText, oddValue, { maxKeys: 4 }),
  'object-list': fc.array(fc.dictionary(oddText, oddValue, { maxKeys: 4 }), { maxLength: 3 }),
  any: oddValue,
};

function bodyOf(declaration: OperationDeclaration): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(declaration.body ?? {}) as [string, Field][];
  const shape = Object.fromEntries(
    fields.map(([name, field]) => {
      const secret = field.secret ? [fc.constant(MARKER), fc.constant({ deep: MARKER })] : [];
      const value = fc.oneof({ weight: 3, arbitrary: rightValue[field.kind] }, oddValue, ...secret);
      return [name, fc.option(value, { nil: undefined })];
    }),
  );
  const stranger = fc.dictionary(oddText, oddValue, { maxKeys: 2 });
  return fc.tuple(fc.record(shape), stranger).map(([known, extra]) => ({ ...extra, ...known }));
}

/** How the JSON of a body is spoiled. */
const spoil = fc.constantFrom(
  (json: string) => json,
  (json: string) => json,
  (json: string) => json,
  (json: string) => json.slice(0, -1),
  (json: string) => `${json}${json}`,
  (json: string) => `${json}x`,
  (json: string) => `[${json}]`,
  (json: string) => json.replace(/^\{/, '{"ttl":1,"ttl":{"ttl":[]},"type":1,'),
  () => '',
  () => 'null',
  () => '"text"',
  () => `{"a":${'['.repeat(3000)}`,
);

const verbs = [
  'GET',
  'LIST',
  'SCAN',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'LINK',
  'BIND',
  'BREW',
];
const usualVerb = {
  GET: 'GET',
  LIST: 'LIST',
  SCAN: 'SCAN',
  POST: 'POST',
  PATCH: 'PATCH',
  DELETE: 'DELETE',
  HEAD: 'HEAD',
};

function requestOf({ declaration, mount }: (typeof operations)[number]) {
  const name = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('alice', 'userpass', 'default', 'a.b') },
    oddText,
  );
  return fc.record({
    verb: fc.oneof(
      { weight: 6, arbitrary: fc.constant(usualVerb[declaration.method]) },
      fc.constantFrom(...verbs),
    ),
    path: name.map((text) => mount + declaration.path.replaceAll(/\{\w+[+*]?\}/g, encode(text))),
    query: fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      fc.constantFrom(
        '?list=true',
        '?list=maybe',
        '?list=1&scan=1',
        '?help=1',
        '?after=a&limit=-1',
        '?limit=x',
        '?__proto__[a]=1',
        '?a=%00',
      ),
    ),
    body: bodyOf(declaration),
    spoil,
    type: fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      '',
      'application/merge-patch+json',
      'application/json garbage',
    ),
    token: fc.constantFrom(
      'valid',
      'valid',
      'valid',
      'none',
      MARKER,
      's.AAAA',
      `b.${MARKER}`,
      'x'.repeat(9000),
    ),
    wrap: fc.oneof({ weight: 9, arbitrary: fc.constant('') }, fc.constantFrom('1h', '-1', 'soon')),
  });
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

type Hostile = typeof requestOf extends (of: never) => fc.Arbitrary<infer R> ? R : never;

function toBytes(request: Hostile, token: string): Buffer {
  const json = JSON.stringify(request.body, (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  );
  const body = Buffer.from(request.spoil(json));
  const shownToken =
    request.token === 'valid' ? token : request.token === 'none' ? '' : request.token;
  const lines = [
    `${request.verb} /v1/${request.path}${request.query} HTTP/1.1`,
    'Host: localhost',
    `Content-Length: ${body.length}`,
    ...(request.type === '' ? [] : [`Content-Type: ${request.type}`]),
    ...(shownToken === '' ? [] : [`X-Vault-Token: ${shownToken}`]),
    ...(request.wrap === '' ? [] : [`X-Vault-Wrap-TTL: ${request.wrap}`]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}

/** What a login answers that counts as a guess. */
const guessTexts: ReadonlySet<string> = new Set(
  Object.values(catalogue).flatMap((entry) => ('failedLogin' in entry ? [entry.text] : [])),
);

function errorOf(body: string): string {
  return /^\{"errors":\["([^"]*)"\]\}$/.exec(body.trim())?.[1] ?? '';
}

/** What is wrong with how a hostile request was answered; nothing, as it should be. */
async function faultsOf(request: Hostile, token: string): Promise<string[]> {
  const before = commits();
  const linesBefore = logged.length;
  const answer = await connection.send(toBytes(request, token), request.verb === 'HEAD');
  const hundred = Math.floor(answer.status / 100);
  answered.set(hundred, (answered.get(hundred) ?? 0) + 1);
  // the caller of sys/health chooses its status
  const isFailure = answer.status >= 500 && !request.path.startsWith('sys/health');
  const isRefused = answer.status >= 400;
  // a failed login is counted for lockout
  const isGuess = guessTexts.has(errorOf(answer.body)) && commits() === before + 1;
  const what = `${request.verb} ${request.path} answered ${answer.status}`;
  return [
    ...(isFailure ? [`${what}: ${answer.body}`] : []),
    ...(isRefused && commits() !== before && !isGuess ? [`${what} and wrote`] : []),
    ...(isRefused && answer.body.includes(MARKER) ? [`${what} and told a secret`] : []),
    ...(logged.slice(linesBefore).some((line) => line.includes(MARKER))
      ? [`${what} and logged a secret`]
      : []),
  ];
}

const perOperation = Math.ceil(TOTAL / operations.length);

test.each(operations.map((operation) => [operation.operationId, operation] as const))(
  'hostile requests to %s are refused, change nothing and tell nothing',
  async (_operationId, operation) => {
    const samples = fc.sample(requestOf(operation), { numRuns: perOperation, seed: 20_261_125 });
    const faults: string[] = [];
    let token = '';
    for (const [i, request] of samples.entries()) {
      if (i % 10 === 0 || operation.operationId.includes('revoke')) token = await mend();
      faults.push(...(await faultsOf(request, token)));
    }
    expect(faults).toEqual([]);
  },
  120_000,
);

test('the hostile requests reached handlers: some were refused, some were done', () => {
  expect(answered.get(2)).toBeGreaterThan(TOTAL / 20);
  expect(answered.get(4)).toBeGreaterThan(TOTAL / 20);
});
