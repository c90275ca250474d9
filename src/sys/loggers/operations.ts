import { parameter, text, withDefault } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const name = parameter('Name of the subsystem, as the list has it.');
const level = withDefault(text('Least level to log: trace, debug, info, warn or error.'), '');

/** How much of this process is logged: data only. */
export const operations = defineOperations({
  'loggers-read-verbosity-level': {
    method: 'GET',
    path: 'loggers',
    summary: 'Tell the level of the log by subsystem.',
    responses: { 200: 'any' },
  },
  'loggers-update-verbosity-level': {
    method: 'POST',
    path: 'loggers',
    summary: 'Change the level of the whole log of this process, until it is reset or ends.',
    body: { level },
    responses: { 204: {} },
  },
  'loggers-revert-verbosity-level': {
    method: 'DELETE',
    path: 'loggers',
    summary: 'Go back to the level of the configuration.',
    responses: { 204: {} },
  },
  'loggers-read-verbosity-level-for': {
    method: 'GET',
    path: 'loggers/{name}',
    summary: 'Tell the level of one subsystem.',
    params: { name },
    responses: { 200: 'any' },
  },
  'loggers-update-verbosity-level-for': {
    method: 'POST',
    path: 'loggers/{name}',
    summary: 'Change the level of one subsystem, until it is reset or the process ends.',
    params: { name },
    body: { level },
    responses: { 204: {} },
  },
  'loggers-revert-verbosity-level-for': {
    method: 'DELETE',
    path: 'loggers/{name}',
    summary: 'Go back to the level of the configuration for one subsystem.',
    params: { name },
    responses: { 204: {} },
  },
});
