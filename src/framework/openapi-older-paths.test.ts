import { expect, test } from 'vitest';
import { integer, text } from './field.ts';
import { buildOpenApi } from './openapi.ts';
import { defineOperations } from './operation.ts';

const operations = defineOperations({
  'thing-renew': {
    method: 'POST',
    path: 'things/renew/{id+}',
    olderPaths: ['renew/{id+}', 'again/{id+}'],
    summary: 'Renew.',
    params: { id: text('Id.') },
    body: { increment: integer('Seconds.') },
    responses: { 200: { ttl: integer('Seconds.') } },
    sudo: true,
  },
});

test('older paths are documented as deprecated, under ids of their own, with the same schemas', () => {
  const type = { kind: 'system', type: 'system', title: 'S', stability: 'stable' } as const;
  const mount = { mount: { path: 'sys/' }, type: { ...type, operations, isSingleton: true } };

  const document = buildOpenApi([mount], { version: '1', hasGenericPaths: true }) as unknown as {
    paths: Record<string, { post: Record<string, unknown> }>;
    components: { schemas: object };
  };

  const [renew, older, again] = [
    document.paths['/sys/things/renew/{id}'],
    document.paths['/sys/renew/{id}'],
    document.paths['/sys/again/{id}'],
  ];
  expect(older).toMatchObject({ 'x-vault-sudo': true, post: { deprecated: true } });
  expect(older?.post).toEqual({
    ...renew?.post,
    operationId: 'thing-renew-older',
    deprecated: true,
  });
  expect(again?.post['operationId']).toBe('thing-renew-older2');
  expect(renew?.post['deprecated']).toBeUndefined();
  expect(Object.keys(document.components.schemas)).toEqual([
    'ThingRenewRequest',
    'ThingRenewResponse',
  ]);
});
