import { listBounds, listedKeys } from '../../framework/list-fields.ts';
import { defineOperations } from '../../framework/operation.ts';
import { roleName as name } from '../../framework/role-name.ts';
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
  'kubernetes-list-auth-roles': {
    method: 'LIST',
    path: 'role',
    summary: 'List the roles.',
    body: listBounds,
    responses: { 200: listedKeys },
  },
  'kubernetes-read-auth-role': {
    method: 'GET',
    path: 'role/{name}',
    summary: 'Read a role.',
    params: { name },
    responses: { 200: role },
  },
  'kubernetes-write-auth-role': {
    method: 'POST',
    path: 'role/{name}',
    summary: 'Make a role, or change what is given of one.',
    params: { name },
    body: role,
    responses: { 200: {}, 204: {} },
    createSupported: true,
  },
  'kubernetes-delete-auth-role': {
    method: 'DELETE',
    path: 'role/{name}',
    summary: 'Delete a role. Its tokens live on until their end, but cannot be renewed.',
    params: { name },
    responses: { 204: {} },
  },
});
