import { type Fields, parameter } from '../../framework/field.ts';
import { listBounds, listedKeys } from '../../framework/list-fields.ts';
import { defineOperations } from '../../framework/operation.ts';

const itemPath = { path: parameter('Where the item is kept.') } satisfies Fields;
const folderPath = { path: parameter('Folder to list; empty for all of it.') } satisfies Fields;

/** Storage that is private to the calling token: data only. */
export const operations = defineOperations({
  'cubbyhole-read': {
    method: 'GET',
    path: '{path*}',
    summary: 'Read what the token keeps at a path.',
    params: itemPath,
    responses: { 200: 'any' },
  },
  'cubbyhole-list': {
    method: 'LIST',
    path: '{path*}',
    summary: 'List a folder of what the token keeps.',
    params: folderPath,
    body: listBounds,
    responses: { 200: listedKeys },
  },
  'cubbyhole-write': {
    method: 'POST',
    path: '{path*}',
    summary:
      'Keep something at a path, in place of what was there, for as long as the token lives.',
    params: itemPath,
    responses: { 204: {} },
    createSupported: true,
    arbitrary: true,
  },
  'cubbyhole-delete': {
    method: 'DELETE',
    path: '{path*}',
    summary: 'Delete what the token keeps at a path.',
    params: itemPath,
    responses: { 204: {} },
  },
});
