import { explainedToken, remoteAddressField } from '../../framework/explain-fields.ts';
import { answered, type Fields } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';
import { accessor, increment, newToken, roleInput, roleName, shownToken, token } from './fields.ts';

const keys = { keys: answered('string-list', 'Their names.') } satisfies Fields;

/** The token method: data only. */
export const operations = defineOperations({
  'token-create': {
    method: 'POST',
    path: 'create',
    summary: 'Make a token below that of the caller.',
    body: newToken,
    responses: { 200: 'auth' },
  },
  'token-create-orphan': {
    method: 'POST',
    path: 'create-orphan',
    summary: 'Make a token without a parent.',
    body: newToken,
    responses: { 200: 'auth' },
  },
  'token-create-against-role': {
    method: 'POST',
    path: 'create/{role_name}',
    summary: 'Make a token by the rules of a role.',
    params: { role_name: roleName },
    body: newToken,
    responses: { 200: 'auth' },
  },
  'token-look-up-2': {
    method: 'GET',
    path: 'lookup',
    summary: 'Read a token; without one named, that of the caller.',
    body: { token },
    responses: { 200: shownToken },
  },
  'token-look-up': {
    method: 'POST',
    path: 'lookup',
    summary: 'Read a token; without one named, that of the caller.',
    body: { token },
    responses: { 200: shownToken },
  },
  'token-look-up-self': {
    method: 'GET',
    path: 'lookup-self',
    summary: 'Read the token that makes the request.',
    responses: { 200: shownToken },
  },
  'token-look-up-self2': {
    method: 'POST',
    path: 'lookup-self',
    summary: 'Read the token that makes the request.',
    body: { token },
    responses: { 200: shownToken },
  },
  'token-look-up-accessor': {
    method: 'POST',
    path: 'lookup-accessor',
    summary: 'Read the token of an accessor; the token itself is not shown.',
    body: { accessor },
    responses: { 200: shownToken },
  },
  'token-renew': {
    method: 'POST',
    path: 'renew',
    summary: 'Extend the lifetime of a token.',
    body: { token, increment },
    responses: { 200: 'auth', 204: {} },
  },
  'token-renew-self': {
    method: 'POST',
    path: 'renew-self',
    summary: 'Extend the lifetime of the token that makes the request.',
    body: { token, increment },
    responses: { 200: 'auth', 204: {} },
  },
  'token-renew-accessor': {
    method: 'POST',
    path: 'renew-accessor',
    summary: 'Extend the lifetime of the token of an accessor.',
    body: { accessor, increment },
    responses: { 200: 'auth' },
  },
  'token-revoke': {
    method: 'POST',
    path: 'revoke',
    summary: 'End a token and all below it.',
    body: { token },
    responses: { 204: {} },
  },
  'token-revoke-self': {
    method: 'POST',
    path: 'revoke-self',
    summary: 'End the token that makes the request, and all below it.',
    responses: { 204: {} },
  },
  'token-revoke-accessor': {
    method: 'POST',
    path: 'revoke-accessor',
    summary: 'End the token of an accessor, and all below it.',
    body: { accessor },
    responses: { 200: {}, 204: {} },
  },
  'token-revoke-orphan': {
    method: 'POST',
    path: 'revoke-orphan',
    summary: 'End a token alone: its children live on as orphans. Needs sudo.',
    body: { token },
    responses: { 204: {} },
  },
  'token-list-accessors': {
    method: 'LIST',
    path: 'accessors',
    summary: 'List the accessors of all valid tokens.',
    responses: { 200: keys },
    sudo: true,
  },
  'token-list-roles': {
    method: 'LIST',
    path: 'roles',
    summary: 'List the token roles.',
    responses: { 200: keys },
  },
  'token-read-role': {
    method: 'GET',
    path: 'roles/{role_name}',
    summary: 'Read a token role.',
    params: { role_name: roleName },
    responses: { 200: { name: answered('string', 'Name of the role.'), ...roleInput } },
  },
  'token-write-role': {
    method: 'POST',
    path: 'roles/{role_name}',
    summary: 'Make or change a token role; what is absent stays.',
    params: { role_name: roleName },
    body: roleInput,
    responses: { 200: {}, 204: {} },
    createSupported: true,
  },
  'token-delete-role': {
    method: 'DELETE',
    path: 'roles/{role_name}',
    summary: 'Remove a token role: its tokens can no longer be renewed.',
    params: { role_name: roleName },
    responses: { 204: {} },
  },
  'token-explain': {
    method: 'POST',
    path: 'explain',
    summary:
      'Tell by which checks the use of a token would pass or fail, and whose it is. Costs it no use.',
    body: { token, accessor, remote_address: remoteAddressField },
    responses: { 200: explainedToken },
    sudo: true,
  },
  'token-tidy': {
    method: 'POST',
    path: 'tidy',
    summary: 'Look for remains of tokens that are gone, in the background.',
    responses: { 200: {}, 202: {} },
  },
});
