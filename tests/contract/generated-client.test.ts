import { describe, expect, test } from 'vitest';
import { endless, groupOf } from '../../scripts/gen/client-group.ts';
import { writeClientTable } from '../../scripts/gen/client-table.ts';
import { writeClientTypes } from '../../scripts/gen/client-types.ts';
import { createClient } from '../../src/client/index.ts';
import { groupRows } from '../../src/client/operation-rows.gen.ts';
import { parseRow } from '../../src/client/row.ts';
import { defineAuthMethod } from '../../src/core/mount-type.ts';
import { answered, duration, integer, object, text } from '../../src/framework/field.ts';
import { defineOperations } from '../../src/framework/operation.ts';
import { mountTypes } from '../../src/mount-types.ts';

const operations = defineOperations({
  'thing-write-item': {
    method: 'POST',
    path: 'item/{item_name}',
    summary: 'Write an item.',
    params: { item_name: text('Name.') },
    body: {
      kind: text('What it is.', { allowed: ['a', 'b'], required: true }),
      ttl: duration('Lifetime.', { shown: 60 }),
      old: integer('Use "ttl" instead.', { deprecated: true }),
      id: text('Its id.', { secret: true }),
      parts: object('Its parts.', { members: { n: integer('How many.', { required: true }) } }),
    },
    responses: { 200: { ttl: duration('Lifetime.'), end: answered('string', 'End, or null.') } },
    sudo: true,
  },
  'thing-list-items': {
    method: 'LIST',
    path: 'item/{folder*}',
    summary: 'List items.',
    params: { folder: text('Folder.') },
    responses: { 200: { keys: answered('string-list', 'Names.') } },
  },
  'thing-read-any': {
    method: 'GET',
    path: 'any',
    summary: 'Read.',
    responses: { 200: 'any', 204: {} },
  },
  'thing-keep': {
    method: 'POST',
    path: 'keep',
    summary: 'Keep.',
    responses: { 204: {} },
    arbitrary: true,
  },
  'thing-log-in': {
    method: 'POST',
    path: 'login',
    summary: 'Log in.',
    responses: { 200: 'login' },
    unauthenticated: true,
  },
});

const answers = { status: 204 } as const;
const type = defineAuthMethod({
  type: 'thing',
  title: 'Things',
  stability: 'stable',
  operations,
  records: {},
  needs: [],
  handlers: {
    'thing-write-item': () => ({ status: 200 }),
    'thing-list-items': () => ({ status: 200 }),
    'thing-read-any': () => answers,
    'thing-keep': () => answers,
    'thing-log-in': () => {
      throw new Error('never called');
    },
  },
});
const group = groupOf({ type, mountPath: 'auth/thing/', page: 'thing' });

describe('types of the client', () => {
  const types = writeClientTypes([group], ['NOT_FOUND']);

  test.for([
    ['a part of the path is needed', 'readonly item_name: string;'],
    ['a required field is needed and has its choices', "readonly kind: 'a' | 'b';"],
    ['a duration is a number or a text', 'readonly ttl?: Duration;'],
    ['a default is told', '/** Lifetime. Default: 60. */'],
    ['a deprecated field is marked', '* @deprecated\n   */\n  readonly old?: number;'],
    ['a secret is marked', '/** Its id. Secret. */'],
    ['members of an object are typed', 'readonly parts?: { readonly n: number };'],
    ['a duration is answered in seconds', 'readonly ttl?: number;'],
    ['what may be null says so', 'readonly end?: string | null;'],
    ['a list has its keys', 'readonly keys: readonly string[];'],
    ['a part that may be empty may be left out', 'readonly folder?: string;'],
    [
      'no fields',
      'readonly readAny: OptionalOperation<NoInput, Readonly<Record<string, unknown>> | undefined>;',
    ],
    ['any body', 'readonly body: Readonly<Record<string, unknown>>;'],
    ['a login', 'readonly logIn: OptionalOperation<NoInput, TokenAnswer>;'],
    ['needed fields', 'readonly writeItem: Operation<ThingWriteItemInput, ThingWriteItemAnswer>;'],
    ['the path', '`POST auth/thing/item/{item_name}` (`thing-write-item`). Needs sudo.'],
    ['the mount', 'readonly thing: (at?: MountAt) => ThingApi;'],
    ['codes', "| 'NOT_FOUND';"],
  ])('tell %s', ([, line = '']) => {
    expect(types).toContain(line);
  });
});

test('a name that is in path and fields is refused', () => {
  const twice = { ...operations['thing-write-item'], body: { item_name: text('Again.') } };

  expect(() =>
    groupOf({
      type: { ...type, operations: { 'thing-write-item': twice } },
      mountPath: 'auth/thing/',
      page: 'thing',
    }),
  ).toThrow(/thing-write-item has item_name/);
});

test('the table has verb, path and marks of each operation', () => {
  const table = writeClientTable([group]);

  expect(table).toContain("'write-item|POST|item/{item_name}|',");
  expect(table).toContain("'keep|POST|keep|a',");
  // a token, never repeated, sent without one
  expect(table).toContain("'log-in|POST|login|tos',");
});

describe('the client', () => {
  const rows = Object.values(groupRows).flatMap(({ operations: lines, prefix }) =>
    lines.map((line) => parseRow(line, prefix)),
  );
  const declared = [...mountTypes.values()].flatMap((mountType) =>
    [mountType, ...Object.values(mountType.variants)].flatMap((variant) =>
      Object.entries(variant.operations).filter(([, { undocumented }]) => !undocumented),
    ),
  );

  test('has every operation that is documented and ends', () => {
    const known = new Set([...endless, ...rows.map(({ operationId }) => operationId)]);

    expect(rows.length).toBeGreaterThan(200);
    expect(declared.map(([id]) => id).filter((id) => !known.has(id))).toEqual([]);
  });

  test('repeats no login and nothing that opens a wrapping', () => {
    const once = rows.filter(({ isOnce }) => isOnce).map(({ operationId }) => operationId);
    const logins = declared.filter(([, { responses }]) => responses[200] === 'login');

    expect(once).toEqual(expect.arrayContaining([...logins.map(([id]) => id), 'unwrap', 'rewrap']));
  });

  test('has a method for each line of its table', () => {
    const client = createClient({ address: '' });
    const { sys } = groupRows;
    const names = sys?.operations.map((line) => parseRow(line, '').name);

    expect(Object.keys(client.sys)).toEqual(names);
    expect(Object.keys(client.auth.userpass())).toContain('login');
  });
});
