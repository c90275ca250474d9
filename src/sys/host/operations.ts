import { answered } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

/** What is known of the machine: data only. */
export const operations = defineOperations({
  'collect-host-information': {
    method: 'GET',
    path: 'host-info',
    summary: 'Tell of the machine that the server runs on: processors, memory, disk.',
    responses: {
      200: {
        timestamp: answered('string', 'When it was looked at, RFC 3339.'),
        cpu: answered('object-list', 'Model and clock of each processor.'),
        cpu_times: answered('object-list', 'Seconds that each processor spent so far, by kind.'),
        disk: answered('object-list', 'Bytes of the file system that the server was started in.'),
        host: answered('object', 'Name, system and age of the machine.'),
        memory: answered('object', 'Bytes of memory.'),
      },
    },
  },
  'ha-status': {
    method: 'GET',
    path: 'ha-status',
    summary: 'List the nodes. Every node answers every request, so each knows of itself alone.',
    responses: { 200: { nodes: answered('object-list', 'This node.') } },
    topLevel: true,
  },
});
