import { answered, text } from '../../framework/field.ts';
import { listBounds } from '../../framework/list-fields.ts';
import { defineOperations } from '../../framework/operation.ts';

const name = text('Name of the password policy.', { required: true });
const policy = text('Length and rules in HCL or JSON, as they are or in base64.');

/** Password policies: data only. */
export const operations = defineOperations({
  'policies-list-password-policies': {
    method: 'LIST',
    path: 'policies/password',
    summary: 'List the password policies.',
    body: listBounds,
    responses: { 200: { keys: answered('string-list', 'Names of password policies.') } },
  },
  'policies-generate-password-from-password-policy': {
    method: 'GET',
    path: 'policies/password/{name+}/generate',
    summary: 'Make a password.',
    params: { name },
    responses: { 200: { password: answered('string', 'The password.', { secret: true }) } },
  },
  'policies-read-password-policy': {
    method: 'GET',
    path: 'policies/password/{name+}',
    summary: 'Read a password policy.',
    params: { name },
    responses: { 200: { policy } },
  },
  'policies-write-password-policy': {
    method: 'POST',
    path: 'policies/password/{name+}',
    summary: 'Write a password policy. A password is made of it for trial.',
    params: { name },
    body: { policy },
    responses: { 204: {} },
  },
  'policies-delete-password-policy': {
    method: 'DELETE',
    path: 'policies/password/{name+}',
    summary: 'Remove a password policy.',
    params: { name },
    responses: { 204: {} },
  },
});
