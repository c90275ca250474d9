import { defineOperations } from '../../framework/operation.ts';
import { roleName as name } from '../../framework/role-name.ts';
import { deleteRole, listRoles, readRole, writeRole } from '../../framework/role-operations.ts';
import { config, configInput, loginInput, role } from './fields.ts';

/** The cluster, roles and logins: data only. */
export const operations = defineOperations({
  'kubernetes-login': {
    method: 'POST',
    path: 'login',
    summary: 'Log in with the token of a service account.',
    body: loginInput,
    responses: { 200: 'login' },
    unauthenticated: true,
  },
  'kubernetes-read-auth-configuration': {
    method: 'GET',
    path: 'config',
    summary: 'Read how the cluster is reached; the token of the reviewer stays here.',
    responses: { 200: config },
  },
  'kubernetes-configure-auth': {
    method: 'POST',
    path: 'config',
    summary: 'Set how the cluster is reached, all of it. Warnings tell what does not work yet.',
    body: configInput,
    responses: { 200: {}, 204: {} },
  },
  'kubernetes-list-auth-roles': listRoles,
  'kubernetes-read-auth-role': readRole({ name }, role),
  'kubernetes-write-auth-role': writeRole({ name }, role),
  'kubernetes-delete-auth-role': deleteRole(
    { name },
    'Delete a role. Its tokens live on until their end, but cannot be renewed.',
  ),
});
