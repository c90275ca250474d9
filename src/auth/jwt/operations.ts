import { defineOperations } from '../../framework/operation.ts';
import { roleName as name } from '../../framework/role-name.ts';
import { deleteRole, listRoles, readRole, writeRole } from '../../framework/role-operations.ts';
import {
  authUrlInput,
  begun,
  callbackInput,
  config,
  configInput,
  formPostInput,
  loginInput,
  pollInput,
  role,
} from './fields.ts';

/** Configuration, roles, logins by token and by browser: data only. */
export const operations = defineOperations({
  'jwt-configure': {
    method: 'POST',
    path: 'config',
    summary: 'Write the configuration; what is not given becomes empty.',
    body: configInput,
    responses: { 200: {}, 204: {} },
  },
  'jwt-read-configuration': {
    method: 'GET',
    path: 'config',
    summary: 'Read the configuration; the client secret never leaves the store.',
    responses: { 200: config },
  },
  'jwt-list-roles': listRoles,
  'jwt-read-role': readRole({ name }, role),
  'jwt-write-role': writeRole({ name }, role),
  'jwt-delete-role': deleteRole(
    { name },
    'Delete a role. Tokens live on until their end, but cannot be renewed.',
  ),
  'jwt-login': {
    method: 'POST',
    path: 'login',
    summary: 'Log in with a signed token.',
    body: loginInput,
    responses: { 200: 'login' },
    unauthenticated: true,
  },
  'jwt-oidc-request-authorization-url': {
    method: 'POST',
    path: 'oidc/auth_url',
    summary: 'Begin a login by browser.',
    body: authUrlInput,
    responses: { 200: begun },
    unauthenticated: true,
  },
  'jwt-oidc-callback': {
    method: 'GET',
    path: 'oidc/callback',
    summary: 'Finish a login by browser, or show the browser a page.',
    body: callbackInput,
    responses: { 200: 'login' },
    unauthenticated: true,
  },
  'jwt-oidc-callback-form-post': {
    method: 'POST',
    path: 'oidc/callback',
    summary: 'Take the answer of a provider that sends it by form.',
    body: formPostInput,
    responses: { 200: 'raw' },
    unauthenticated: true,
  },
  'jwt-oidc-poll': {
    method: 'POST',
    path: 'oidc/poll',
    summary: 'Ask whether a login in the mode `direct` or `device` is done.',
    body: pollInput,
    responses: { 200: 'login' },
    unauthenticated: true,
  },
});
