import { describe, expect, test } from 'vitest';
import { text } from './field.ts';
import { deleteRole, listRoles, readRole, writeRole } from './role-operations.ts';

describe('operations of roles', () => {
  const role_name = text('Name of the role.');
  const ttl = text('A setting.');

  test('lie below one path, with the name that the method gives the parameter', () => {
    const declared = [
      readRole({ role_name }, { ttl }),
      writeRole({ role_name }, { ttl }),
      deleteRole({ role_name }, 'Delete a role.'),
    ];

    expect(listRoles).toMatchObject({ method: 'LIST', path: 'role' });
    expect(declared.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET role/{role_name}',
      'POST role/{role_name}',
      'DELETE role/{role_name}',
    ]);
  });

  test('answer what a role has, and take it where they make or change one', () => {
    expect(readRole({ role_name }, { ttl }).responses).toEqual({ 200: { ttl } });
    expect(writeRole({ role_name }, { ttl })).toMatchObject({
      body: { ttl },
      createSupported: true,
    });
  });
});
