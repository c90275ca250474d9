import { type Fields, parameter } from '../../../framework/field.ts';
import { listBounds, listedKeys } from '../../../framework/list-fields.ts';
import { defineOperations } from '../../../framework/operation.ts';

const secretPath = { path: parameter('Where the secret is kept.') } satisfies Fields;
const folderPath = {
  path: parameter('Folder to list; empty for the whole mount.'),
} satisfies Fields;

/** Secrets without versions: data only. */
export const operations = defineOperations({
  'kv-v1-read': {
    method: 'GET',
    path: '{path*}',
    summary: 'Read a secret.',
    params: secretPath,
    responses: { 200: 'any' },
  },
  'kv-v1-list': {
    method: 'LIST',
    path: '{path*}',
    summary: 'List the secrets and folders of a folder.',
    params: folderPath,
    body: listBounds,
    responses: { 200: listedKeys },
  },
  'kv-v1-scan': {
    method: 'SCAN',
    path: '{path*}',
    summary: 'List all secrets below a folder.',
    params: folderPath,
    body: listBounds,
    responses: { 200: listedKeys },
  },
  'kv-v1-write': {
    method: 'POST',
    path: '{path*}',
    summary: 'Write a secret, in place of what was there.',
    params: secretPath,
    responses: { 204: {} },
    createSupported: true,
    arbitrary: true,
  },
  'kv-v1-delete': {
    method: 'DELETE',
    path: '{path*}',
    summary: 'Delete a secret.',
    params: secretPath,
    responses: { 204: {} },
  },
});
