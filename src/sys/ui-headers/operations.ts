import { answered, boolean, parameter, stringList, withDefault } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const header = parameter('Name of the response header, in any case.');

/** Response headers of the user interface: data only. */
export const operations = defineOperations({
  'ui-headers-list': {
    method: 'LIST',
    path: 'config/ui/headers',
    summary: 'List the response headers that are added to pages.',
    responses: { 200: { keys: answered('string-list', 'Names of the headers.') } },
    sudo: true,
  },
  'ui-headers-read-configuration': {
    method: 'GET',
    path: 'config/ui/headers/{header}',
    summary: 'Read a response header of pages.',
    params: { header },
    body: { multivalue: withDefault(boolean('Answer all values as a list.'), false) },
    responses: {
      200: {
        value: answered('string', 'The first value; without `multivalue`.'),
        values: answered('string-list', 'All values; with `multivalue`.'),
      },
    },
    sudo: true,
  },
  'ui-headers-configure': {
    method: 'POST',
    path: 'config/ui/headers/{header}',
    summary: 'Add a response header to all pages below /ui/.',
    params: { header },
    body: {
      values: withDefault(stringList('Values of the header.'), []),
      multivalue: withDefault(boolean('Accepted for clients that send it.'), false),
    },
    responses: { 200: 'any' },
    sudo: true,
  },
  'ui-headers-delete-configuration': {
    method: 'DELETE',
    path: 'config/ui/headers/{header}',
    summary: 'Take a response header off the pages.',
    params: { header },
    responses: { 204: {} },
    sudo: true,
  },
});
