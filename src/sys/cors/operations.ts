import { answered, boolean, commaList, withDefault } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

/** Which pages of other sites may call the API from a browser: data only. */
export const operations = defineOperations({
  'cors-read-configuration': {
    method: 'GET',
    path: 'config/cors',
    summary: 'Tell which origins may call the API from a browser.',
    responses: {
      200: {
        enabled: answered('boolean', 'Whether origins are looked at.'),
        allowed_origins: answered('string-list', 'Origins, or `*` alone.'),
        allowed_headers: answered('string-list', 'Request headers that they may send.'),
        allow_credentials: answered('boolean', 'Whether cookies and certificates may go along.'),
      },
    },
    sudo: true,
    topLevel: true,
  },
  'cors-configure': {
    method: 'POST',
    path: 'config/cors',
    summary: 'Let pages of some origins call the API from a browser; all others are refused.',
    body: {
      allowed_origins: withDefault(
        commaList('Origins as browsers write them, `https://a.example`, or `*` alone.'),
        [],
      ),
      allowed_headers: withDefault(
        commaList('Request headers that they may send beyond those of the API.'),
        [],
      ),
      allow_credentials: withDefault(
        boolean('Let browsers send cookies and client certificates; not with `*`.'),
        false,
      ),
    },
    responses: { 204: {} },
    sudo: true,
    topLevel: true,
  },
  'cors-delete-configuration': {
    method: 'DELETE',
    path: 'config/cors',
    summary: 'Look at origins no longer.',
    responses: { 204: {} },
    sudo: true,
    topLevel: true,
  },
});
