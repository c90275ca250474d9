import { describe, expect, test } from 'vitest';
import { answered, boolean, commaList, duration, integer, text } from './field.ts';
import { buildOpenApi, type DocumentedType } from './openapi.ts';
import { defineOperations } from './operation.ts';

const name = text('Name of the thing.', { required: true });

const operations = defineOperations({
  'thing-list': {
    method: 'LIST',
    path: 'thing',
    summary: 'List.',
    responses: { 200: { keys: answered('string-list', 'Names.') } },
  },
  'thing-list-below': {
    method: 'LIST',
    path: 'thing/{name+}',
    summary: 'List below.',
    params: { name },
    responses: { 200: { keys: answered('string-list', 'Names.') } },
  },
  'thing-read': {
    method: 'GET',
    path: 'thing/{name+}',
    summary: 'Read.',
    params: { name },
    body: { deep: boolean('Read more.') },
    responses: { 200: { ttl: duration('Lifetime.'), id: text('Secret.', { secret: true }) } },
  },
  'thing-write': {
    method: 'POST',
    path: 'thing/{name+}',
    summary: 'Write.',
    params: { name },
    body: {
      kind: text('Kind.', { required: true, allowed: ['a', 'b'] }),
      ttl: duration('Lifetime.', { shown: 60 }),
      lease: integer('Use ttl.', { deprecated: true }),
      tags: commaList('Tags.'),
    },
    responses: { 200: {}, 204: {} },
    sudo: true,
    createSupported: true,
  },
  'thing-patch': {
    method: 'PATCH',
    path: 'thing/{name+}',
    summary: 'Patch.',
    params: { name },
    body: { kind: text('Kind.') },
    responses: { 204: {} },
  },
  'thing-login': {
    method: 'POST',
    path: 'login',
    summary: 'Log in.',
    responses: { 200: 'login' },
    unauthenticated: true,
  },
});

const type: DocumentedType = {
  kind: 'auth',
  type: 'things',
  title: 'Things',
  stability: 'stable',
  operations,
  isSingleton: false,
};
const at = (path: string) => ({ mount: { path }, type });
const version = '1.2.3';
const specific = buildOpenApi([at('auth/mine/')], { version, hasGenericPaths: false });

test('reads, writes and the login stand at their paths with their ids and marks', () => {
  expect(specific).toMatchObject({
    openapi: '3.0.2',
    info: { version },
    paths: {
      '/auth/mine/thing/{name}': {
        'x-vault-sudo': true,
        'x-vault-createSupported': true,
        get: {
          operationId: 'thing-read',
          tags: ['auth'],
          parameters: [
            { name: 'name', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'deep', in: 'query', schema: { type: 'boolean' } },
          ],
        },
        post: { operationId: 'thing-write', 'x-vault-sudo': true },
        patch: {
          requestBody: { content: { 'application/merge-patch+json': {} } },
        },
      },
      '/auth/mine/login': { post: { 'x-vault-unauthenticated': true } },
    },
  });
});

test('a list is a read with list=true, beside a read at the path with a slash', () => {
  const list = [{ name: 'list', in: 'query', required: true, schema: { enum: ['true'] } }];

  expect(specific).toMatchObject({
    paths: {
      '/auth/mine/thing': { get: { operationId: 'thing-list', parameters: list } },
      '/auth/mine/thing/{name}/': {
        get: { operationId: 'thing-list-below', parameters: [{ name: 'name' }, ...list] },
      },
    },
  });
});

test('bodies and answers have schemas with types, defaults, choices and marks', () => {
  expect(specific).toMatchObject({
    components: {
      schemas: {
        ThingWriteRequest: {
          required: ['kind'],
          properties: {
            kind: { type: 'string', enum: ['a', 'b'] },
            ttl: { type: 'string', format: 'duration', default: '60' },
            lease: { type: 'integer', deprecated: true },
            tags: { type: 'array', items: { type: 'string' } },
          },
        },
        ThingReadResponse: {
          properties: {
            ttl: { type: 'integer' },
            id: { 'x-vault-displayAttrs': { sensitive: true } },
          },
        },
        ThingLoginResponse: { properties: { client_token: { type: 'string' } } },
      },
    },
  });
});

test('an answer of what is absent is documented beside that of what is there', () => {
  const looked = defineOperations({
    'thing-look-up': {
      method: 'POST',
      path: 'lookup',
      summary: 'Look up.',
      responses: {
        200: { ttl: duration('Lifetime.') },
        404: { error: text('That it is absent.') },
      },
    },
  });
  const mount = { mount: { path: 'auth/mine/' }, type: { ...type, operations: looked } };

  expect(buildOpenApi([mount], { version, hasGenericPaths: false })).toMatchObject({
    paths: {
      '/auth/mine/lookup': {
        post: {
          responses: {
            200: { 'x-vault-answer': 'data' },
            404: {
              'x-vault-answer': 'data',
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/ThingLookUpAbsence' } },
              },
            },
          },
        },
      },
    },
    components: { schemas: { ThingLookUpAbsence: { properties: { error: { type: 'string' } } } } },
  });
});

describe('mounts', () => {
  test('generic paths name the type and take the place of every mount of it', () => {
    const generic = buildOpenApi([at('auth/one/'), at('auth/two/')], {
      version,
      hasGenericPaths: true,
    });

    const paths = generic['paths'] as Record<string, unknown>;
    expect(Object.keys(paths)).toContain('/auth/{things_mount_path}/login');
    expect(Object.keys(paths)).toHaveLength(4);
    expect(generic).toMatchObject({
      paths: {
        '/auth/{things_mount_path}/login': {
          post: {
            operationId: 'thing-login',
            parameters: [{ name: 'things_mount_path', in: 'path', required: true }],
          },
        },
      },
    });
  });

  test('ids stay unique where a type is mounted twice', () => {
    const twice = buildOpenApi([at('auth/one/'), at('auth/two/')], {
      version,
      hasGenericPaths: false,
    });

    const ids = [...JSON.stringify(twice).matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('thing-login');
    expect(ids).toContain('thing-login-auth-two');
  });
});
