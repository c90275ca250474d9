import { describe, expect, test } from 'vitest';
import { duration, parameter } from './field.ts';
import { defineOperations, type Handlers } from './operation.ts';
import { readField, resetField, singleFieldHandlers, writeField } from './single-field.ts';

interface Role {
  readonly period: number;
}

interface Context {
  readonly roles: Map<string, Role>;
}

const period = {
  path: 'role/{role_name}/period',
  of: 'the period of a role',
  params: { role_name: parameter('Name of the role.') },
  fields: { period: duration('Seconds.') },
} as const;

const operations = defineOperations({
  'read-period': readField(period),
  'write-period': writeField(period),
  'delete-period': resetField(period),
});

const role = singleFieldHandlers<{ role_name: string }, Context, Role>({
  collection: ({ roles }) => ({
    get: async (name) => roles.get(name),
    put: (name, record) => roles.set(name, record),
  }),
  nameOf: ({ role_name }) => role_name,
  absent: 'NOT_FOUND',
});

// the table must compile: the body of each row has the types of its fields
const handlers: Handlers<typeof operations, Context> = {
  'read-period': role.read(({ period }) => ({ period })),
  'write-period': role.write((record, body: { readonly period: number | undefined }) => ({
    ...record,
    period: body.period ?? record.period,
  })),
  'delete-period': role.write((record) => ({ ...record, period: 0 })),
};

function requestOf(role_name: string, period?: number) {
  const rest = { id: '', data: {}, path: '', remoteAddress: '', wrapTtlSeconds: 0, now: 0 };
  return { ...rest, params: { role_name }, body: { period } };
}

describe('single-field operations', () => {
  test('the declarations of a row share path and parameters', () => {
    expect(Object.values(operations).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET role/{role_name}/period',
      'POST role/{role_name}/period',
      'DELETE role/{role_name}/period',
    ]);
    expect(operations['write-period'].body).toBe(period.fields);
    expect(operations['read-period'].responses[200]).toBe(period.fields);
    expect(operations['delete-period']).not.toHaveProperty('body');
  });

  test('a write changes the one record, a read shows it, a reset takes it back', async () => {
    const context = {
      roles: new Map([
        ['web', { period: 5 }],
        ['db', { period: 7 }],
      ]),
    };

    expect(await handlers['write-period'](requestOf('web', 60), context)).toEqual({ status: 204 });
    expect(await handlers['read-period'](requestOf('web'), context)).toEqual({
      status: 200,
      data: { period: 60 },
    });
    await handlers['delete-period'](requestOf('web'), context);

    expect([...context.roles]).toEqual([
      ['web', { period: 0 }],
      ['db', { period: 7 }],
    ]);
  });

  test('a body without the field leaves the record as it is', async () => {
    const context = { roles: new Map([['web', { period: 5 }]]) };

    await handlers['write-period'](requestOf('web'), context);

    expect(context.roles.get('web')).toEqual({ period: 5 });
  });

  test.each(['read-period', 'write-period', 'delete-period'] as const)(
    '%s of a record that is absent is refused and makes none',
    async (id) => {
      const context = { roles: new Map<string, Role>() };

      await expect(handlers[id](requestOf('none', 1), context)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(context.roles.size).toBe(0);
    },
  );
});
