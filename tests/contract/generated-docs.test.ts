import { describe, expect, test } from 'vitest';
import { curlExample } from '../../scripts/gen/curl-example.ts';
import { errorCodesBelow } from '../../scripts/gen/error-codes.ts';
import { writeApiPage } from '../../scripts/gen/api-page.ts';
import { defineSecretsEngine } from '../../src/core/mount-type.ts';
import { duration, text } from '../../src/framework/field.ts';
import { defineOperations } from '../../src/framework/operation.ts';

const operations = defineOperations({
  'thing-write': {
    method: 'POST',
    path: 'things/{thing_name+}',
    summary: 'Write a thing.',
    params: { thing_name: text('Name of the thing.', { required: true }) },
    body: {
      old: text('Use new.', { deprecated: true }),
      new: text('What | it is.', { allowed: ['a', 'b'], secret: true }),
      ttl: duration('Lifetime.', { shown: 60 }),
    },
    responses: { 200: { ttl: duration('Lifetime.') }, 204: {} },
    sudo: true,
  },
  'thing-read': {
    method: 'GET',
    path: 'things',
    summary: 'Read.',
    responses: { 200: 'any' },
    unauthenticated: true,
  },
});

const type = defineSecretsEngine({
  type: 'things',
  title: 'Things',
  stability: 'experimental',
  operations,
  records: {},
  needs: [],
  handlers: {
    'thing-write': () => ({ status: 204 }),
    'thing-read': () => ({ status: 200, data: {} }),
  },
});

describe('a page of the API', () => {
  const page = writeApiPage({ type, mountPath: 'things/', errorCodes: ['NOT_FOUND'] });

  test('has paths, ids and marks', () => {
    expect(page).toContain('`POST /v1/things/things/{thing_name+}` · `thing-write` · needs `sudo`');
    expect(page).toContain('`GET /v1/things/things` · `thing-read` · needs no token');
    expect(page).toContain('**Experimental.**');
  });

  test('has a row for each field that is sent or answered', () => {
    expect(page).toContain('| `thing_name` | path | string | required | Name of the thing. |');
    expect(page).toContain('| `old` | body | string |  | *Deprecated.* Use new. |');
    expect(page).toContain(
      '| `new` | body | string |  | What \\| it is. One of `a`, `b`. *Secret.* |',
    );
    expect(page).toContain('| `ttl` | body | duration | `60` | Lifetime. |');
    expect(page).toContain('| `ttl` | integer, seconds | Lifetime. |');
  });

  test('has the errors of its own code', () => {
    expect(page).toContain('| `NOT_FOUND` | 404 |');
  });
});

test('an example sends what is required, or the first field that is current', () => {
  expect(curlExample(operations['thing-write'], 'things/')).toBe(
    `curl -H "X-Vault-Token: $VAULT_TOKEN" -X POST -d '{"new": "a"}' "$VAULT_ADDR/v1/things/things/my-thing-name"`,
  );
  expect(curlExample(operations['thing-read'], 'things/')).toBe(
    'curl "$VAULT_ADDR/v1/things/things"',
  );
});

test('codes of errors are found in sources, and no other words', () => {
  const codes = errorCodesBelow('src/sys/capabilities');

  expect(codes).toContain('CAPABILITIES_PATHS_MISSING');
  expect(codes).not.toContain('NOT_FOUND');
  expect(errorCodesBelow('src/nowhere')).toEqual([]);
});
