import { answered } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const counters = { counters: answered('object', 'What was counted, with its `total`.') };

/** What a server knows of itself: data only. */
export const operations = defineOperations({
  'version-history': {
    method: 'LIST',
    path: 'version-history',
    summary: 'List the versions that have worked on the store, the oldest first.',
    responses: {
      200: {
        keys: answered('string-list', 'Versions.'),
        key_info: answered('object', 'By version: when it was installed, and which was before.'),
      },
    },
  },
  'collect-in-flight-request-information': {
    method: 'GET',
    path: 'in-flight-req',
    summary: 'Tell which requests this process is answering, and since when.',
    responses: { 200: 'raw' },
  },
  'read-sanitized-configuration-state': {
    method: 'GET',
    path: 'config/state/sanitized',
    summary: 'Tell the configuration of this process, without what is secret.',
    responses: { 200: 'any' },
  },
  'internal-count-tokens': {
    method: 'GET',
    path: 'internal/counters/tokens',
    summary: 'Count the service tokens. Reads all of them.',
    responses: { 200: counters },
  },
  'internal-count-entities': {
    method: 'GET',
    path: 'internal/counters/entities',
    summary: 'Count the entities. Reads all of them.',
    responses: { 200: counters },
  },
  'internal-count-requests': {
    method: 'GET',
    path: 'internal/counters/requests',
    summary: 'Was taken away long ago; sys/metrics counts requests.',
    responses: { 200: 'any' },
    deprecated: true,
  },
});
