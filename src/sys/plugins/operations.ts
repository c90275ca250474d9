import { answered, parameter, text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const type = parameter('Kind: auth or secret; there is no database.');

/** What tools look up before they enable something: all that there is, is built in. Data only. */
export const operations = defineOperations({
  'plugins-catalog-list-plugins': {
    method: 'GET',
    path: 'plugins/catalog',
    summary: 'List auth methods and secrets engines.',
    responses: {
      200: {
        auth: answered('string-list', 'Auth methods.'),
        secret: answered('string-list', 'Secrets engines.'),
        detailed: answered('object-list', 'Each with its version.'),
      },
    },
  },
  'plugins-catalog-list-plugins-with-type': {
    method: 'LIST',
    path: 'plugins/catalog/{type}',
    summary: 'List what there is of one kind.',
    params: { type },
    responses: { 200: { keys: answered('string-list', 'Names.') } },
    sudo: true,
  },
  'plugins-catalog-read-plugin-configuration-with-type': {
    method: 'GET',
    path: 'plugins/catalog/{type}/{name}',
    summary: 'Read what is known of an auth method or a secrets engine.',
    params: { type, name: parameter('Name of the method or engine.') },
    body: { version: text('Version asked for; only the built-in one is there.') },
    responses: {
      200: {
        name: answered('string', 'Name of the method or engine.'),
        args: answered('string-list', 'Always empty.'),
        command: answered('string', 'Always empty.'),
        sha256: answered('string', 'Always empty.'),
        builtin: answered('boolean', 'Always true.'),
        version: answered('string', 'Version of the server.'),
        oci: answered('boolean', 'Always false.'),
        declarative: answered('boolean', 'Always false.'),
        deprecation_status: answered('string', 'Always supported.'),
      },
    },
    sudo: true,
  },
});
