import { listBounds, listedKeys } from '../../framework/list-fields.ts';
import { defineOperations } from '../../framework/operation.ts';
import { writeField } from '../../framework/single-field.ts';
import {
  boundPolicy,
  password,
  password_hash,
  policiesInput,
  policy_name,
  user,
  userInput,
  username,
} from './fields.ts';

/** Settings of a user that have a path of their own. */
const rows = {
  password: {
    path: 'users/{username}/password',
    of: 'the password of a user',
    params: { username },
    fields: { password, password_hash },
  },
  policies: {
    path: 'users/{username}/policies',
    of: 'the policies of a user',
    params: { username },
    fields: policiesInput,
  },
} as const;

/** Users and their logins: data only. */
export const operations = defineOperations({
  'userpass-login': {
    method: 'POST',
    path: 'login/{username}',
    summary: 'Log in with a username and a password.',
    params: { username },
    body: { password },
    responses: { 200: 'login' },
    unauthenticated: true,
  },
  'userpass-list-users': {
    method: 'LIST',
    path: 'users',
    summary: 'List the users.',
    body: listBounds,
    responses: { 200: listedKeys },
  },
  'userpass-read-user': {
    method: 'GET',
    path: 'users/{username}',
    summary: 'Read a user; the password hash never leaves the store.',
    params: { username },
    responses: { 200: user },
  },
  'userpass-write-user': {
    method: 'POST',
    path: 'users/{username}',
    summary: 'Make a user, or change what is given of one.',
    params: { username },
    body: userInput,
    responses: { 204: {} },
    createSupported: true,
  },
  'userpass-delete-user': {
    method: 'DELETE',
    path: 'users/{username}',
    summary: 'Delete a user. Tokens live on until their end, but cannot be renewed.',
    params: { username },
    responses: { 204: {} },
  },
  'userpass-reset-password': writeField(rows.password),
  'userpass-update-policies': writeField(rows.policies),
  'userpass-update-policies_password': {
    method: 'POST',
    path: 'password_policy/{policy_name}',
    summary: 'Bind the mount to a password policy: new passwords must satisfy it.',
    params: { policy_name },
    responses: { 204: {} },
  },
  'userpass-delete-policies_password': {
    method: 'DELETE',
    path: 'password_policy/{policy_name}',
    summary: 'Free the mount from a password policy that it is bound to.',
    params: { policy_name },
    responses: { 204: {} },
  },
  'userpass-read-policies_password': {
    method: 'GET',
    path: 'password_policy',
    summary: 'Read which password policy the mount is bound to.',
    responses: { 200: boundPolicy },
  },
});
