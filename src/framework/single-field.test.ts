import { describe, expect, test } from 'vitest';
import { duration, parameter } from './field.ts';
import { defineOperations, type Handlers } from './operation.ts';
import {
  type FieldBehaviours,
  fieldHandlers,
  fieldOperations,
  readField,
  resetField,
  singleFieldHandlers,
  type SingleFieldOptions,
  writeField,
} from './single-field.ts';

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

const options: SingleFieldOptions<{ readonly role_name: string }, Context, Role> = {
  collection: ({ roles }) => ({
    get: async (name) => roles.get(name),
    put: (name, record) => roles.set(name, record),
  }),
  nameOf: ({ role_name }) => role_name,
  absent: 'USER_UNKNOWN',
};

const role = singleFieldHandlers(options);

// the table must compile: the body of each row has the types of its fields
const handlers: Handlers<typeof operations, Context> = {
  'read-period': role.read(({ period }) => ({ period })),
  'write-period': role.write((record, body: { readonly period: number | undefined }) => ({
    ...record,
    period: body.period ?? record.period,
  })),
  'delete-period': role.reset((record) => ({ ...record, period: 0 })),
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

  test.each([
    ['read-period', 'NOT_FOUND'],
    ['write-period', 'USER_UNKNOWN'],
  ] as const)('%s of a record that is absent is refused as %s and makes none', async (id, code) => {
    const context = { roles: new Map<string, Role>() };

    await expect(handlers[id](requestOf('none', 1), context)).rejects.toMatchObject({ code });
    expect(context.roles.size).toBe(0);
  });

  test('a reset of a record that is absent is done, and makes none', async () => {
    const context = { roles: new Map<string, Role>() };

    expect(await handlers['delete-period'](requestOf('none'), context)).toEqual({ status: 204 });
    expect(context.roles.size).toBe(0);
  });
});

describe('a table of settings', () => {
  const rows = { period } as const;
  const behaviours: FieldBehaviours<Role, Context, typeof rows> = {
    period: {
      show: (record) => ({ period: record.period }),
      change: (record, body) => ({ ...record, period: body.period ?? 7 }),
      reset: (record) => ({ ...record, period: 0 }),
      warning: 'old',
    },
  };
  const declared = defineOperations({ ...fieldOperations('role', rows) });
  // must compile: ids, parameters and bodies are those of the rows
  const made: Handlers<typeof declared, Context> = fieldHandlers(options)('role', behaviours);

  test('declares three operations for each row', () => {
    expect(Object.entries(declared).map(([id, { method }]) => `${id} ${method}`)).toEqual([
      'role-read-period GET',
      'role-write-period POST',
      'role-delete-period DELETE',
    ]);
  });

  test('has a handler for each that does what the row says', async () => {
    const context = { roles: new Map([['web', { period: 5 }]]) };

    await made['role-write-period'](requestOf('web', 60), context);
    const written = await made['role-read-period'](requestOf('web'), context);
    await made['role-delete-period'](requestOf('web'), context);
    const reset = await made['role-read-period'](requestOf('web'), context);

    expect(written).toEqual({ status: 200, data: { period: 60 }, warnings: ['old'] });
    expect(reset).toMatchObject({ data: { period: 0 } });
  });
});
