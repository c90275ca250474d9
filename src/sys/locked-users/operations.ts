import { answered, parameter, text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

/** Who is locked out after failed logins: data only. */
export const operations = defineOperations({
  'locked-users-list': {
    method: 'GET',
    path: 'locked-users',
    summary: 'List who is locked out after failed logins, names without a user included.',
    body: { mount_accessor: text('Only those of the auth mount with this accessor.') },
    responses: {
      200: {
        by_namespace: answered(
          'any',
          'Per namespace: namespace_id, namespace_path, counts, and per mount mount_accessor, counts and alias_identifiers. The most first.',
        ),
        total: answered('integer', 'How many are locked out.'),
      },
    },
  },
  'locked-users-unlock': {
    method: 'POST',
    path: 'locked-users/{mount_accessor}/unlock/{alias_identifier+}',
    summary: 'Let a name log in again, and forget its failures. Done also where it is not locked.',
    params: {
      mount_accessor: parameter('Accessor of the auth mount.'),
      alias_identifier: parameter('Name as the list tells it: a user name, a role_id.'),
    },
    responses: { 204: {} },
  },
});
