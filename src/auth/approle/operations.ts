import { listBounds, listedKeys } from '../../framework/list-fields.ts';
import { defineOperations } from '../../framework/operation.ts';
import { fieldOperations, readField, writeField } from '../../framework/single-field.ts';
import { roleName as role_name } from '../../framework/role-name.ts';
import { deleteRole, listRoles, readRole, writeRole } from '../../framework/role-operations.ts';
import { fieldRows, localSecretIdsRow, roleIdRow } from './field-rows.ts';
import {
  issued,
  issueInput,
  role,
  role_id,
  roleInput,
  secret_id,
  secret_id_accessor,
  shownSecretId,
  unknownAccessor,
} from './fields.ts';

/** Roles, their SecretIDs and logins: data only. */
export const operations = defineOperations({
  'app-role-login': {
    method: 'POST',
    path: 'login',
    summary: 'Log in with a RoleID and a SecretID.',
    body: { role_id, secret_id: { ...secret_id, shown: '' } },
    responses: { 200: 'login' },
    unauthenticated: true,
  },
  'app-role-list-roles': listRoles,
  'app-role-read-role': readRole({ role_name }, role),
  'app-role-write-role': writeRole({ role_name }, roleInput),
  'app-role-delete-role': deleteRole(
    { role_name },
    'Delete a role with its SecretIDs. Tokens live on until their end, but cannot be renewed.',
  ),
  ...fieldOperations('app-role', fieldRows),
  'app-role-read-role-id': readField(roleIdRow),
  'app-role-write-role-id': writeField(roleIdRow),
  'app-role-read-local-secret-ids': readField(localSecretIdsRow),
  'app-role-write-secret-id': {
    method: 'POST',
    path: 'role/{role_name}/secret-id',
    summary: 'Issue a SecretID.',
    params: { role_name },
    body: issueInput,
    responses: { 200: issued },
  },
  'app-role-write-custom-secret-id': {
    method: 'POST',
    path: 'role/{role_name}/custom-secret-id',
    summary: 'Register a SecretID that was chosen elsewhere.',
    params: { role_name },
    body: { ...issueInput, secret_id },
    responses: { 200: issued },
  },
  'app-role-list-secret-ids': {
    method: 'LIST',
    path: 'role/{role_name}/secret-id',
    summary:
      'List the accessors of the SecretIDs of a role, in an order that means nothing but stays.',
    params: { role_name },
    body: listBounds,
    responses: { 200: listedKeys },
  },
  'app-role-look-up-secret-id': {
    method: 'POST',
    path: 'role/{role_name}/secret-id/lookup',
    summary: 'Read what is known of a SecretID.',
    params: { role_name },
    body: { secret_id },
    responses: { 200: shownSecretId, 204: {} },
  },
  'app-role-destroy-secret-id': {
    method: 'POST',
    path: 'role/{role_name}/secret-id/destroy',
    summary: 'Destroy a SecretID. Tokens that it made live on.',
    params: { role_name },
    body: { secret_id },
    responses: { 204: {} },
  },
  'app-role-destroy-secret-id2': {
    method: 'DELETE',
    path: 'role/{role_name}/secret-id/destroy',
    summary: 'Destroy a SecretID. Tokens that it made live on.',
    params: { role_name },
    body: { secret_id },
    responses: { 204: {} },
  },
  'app-role-look-up-secret-id-by-accessor': {
    method: 'POST',
    path: 'role/{role_name}/secret-id-accessor/lookup',
    summary: 'Read what is known of the SecretID of an accessor.',
    params: { role_name },
    body: { secret_id_accessor },
    responses: { 200: shownSecretId, 404: unknownAccessor },
  },
  'app-role-destroy-secret-id-by-accessor': {
    method: 'POST',
    path: 'role/{role_name}/secret-id-accessor/destroy',
    summary: 'Destroy the SecretID of an accessor. Tokens that it made live on.',
    params: { role_name },
    body: { secret_id_accessor },
    responses: { 204: {} },
  },
  'app-role-destroy-secret-id-by-accessor2': {
    method: 'DELETE',
    path: 'role/{role_name}/secret-id-accessor/destroy',
    summary: 'Destroy the SecretID of an accessor. Tokens that it made live on.',
    params: { role_name },
    body: { secret_id_accessor },
    responses: { 204: {} },
  },
  'app-role-tidy-secret-id': {
    method: 'POST',
    path: 'tidy/secret-id',
    summary: 'Have the space of ended SecretIDs freed, which happens by itself too.',
    responses: { 202: {} },
  },
});
