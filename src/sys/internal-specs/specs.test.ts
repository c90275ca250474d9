import { expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const path = 'sys/internal/specs/openapi';

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, object>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

async function read(server: TestServer, token: string): Promise<Document> {
  const answer = await server.request('GET', path, {}, { token });
  expect(answer.status).toBe(200);
  expect(answer.raw.contentType).toBe('application/json');
  return answer.body as unknown as Document;
}

test('root sees every mount, without an envelope', async () => {
  const server = await startTestServer();

  const document = await read(server, server.rootToken);

  expect(document.openapi).toBe('3.0.2');
  expect(document).not.toHaveProperty('request_id');
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      '/auth/token/lookup-self',
      '/sys/policies/acl/{name}',
      '/sys/internal/specs/openapi',
    ]),
  );
});

test('every schema that is referred to is there, and every operation has an answer', async () => {
  const server = await startTestServer();

  const document = await read(server, server.rootToken);

  const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)];
  expect(names.length).toBeGreaterThan(50);
  expect(
    names.map(([, name]) => name).filter((name) => !document.components.schemas[`${name}`]),
  ).toEqual([]);
  const ids = [...JSON.stringify(document).matchAll(/"operationId":"([^"]+)"/g)].map(
    ([, id]) => id,
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('a stranger sees no mount that is not shown to everybody', async () => {
  const server = await startTestServer();

  const document = await read(server, '');

  expect(document.paths).toEqual({});
});

test('a token that nobody issued is refused instead of being taken for a stranger', async () => {
  const server = await startTestServer();

  const answer = await server.request('GET', path, {}, { token: 's.made-up' });

  expect(answer.status).toBe(403);
});

test('help answers the document of the path that was asked about', async () => {
  const server = await startTestServer();

  const answer = await server.request('HELP', 'sys/policies/acl/one');

  const { openapi } = answer.body as unknown as { openapi: Document };
  expect(Object.keys(openapi.paths)).toEqual([
    '/sys/policies/acl/{name}',
    '/sys/policies/acl/{name}/',
  ]);
});
