import {
  answered,
  boolean,
  keyValues,
  parameter,
  text,
  withDefault,
} from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const path = parameter('Path of the device.');
const header = parameter('Name of the request header.');

/** Audit devices and the request headers they record: data only. */
export const operations = defineOperations({
  'auditing-list-enabled-devices': {
    method: 'GET',
    path: 'audit',
    summary: 'Tell all audit devices, by path.',
    responses: { 200: 'any' },
    sudo: true,
    topLevel: true,
  },
  'auditing-enable-device': {
    method: 'POST',
    path: 'audit/{path+}',
    summary: 'Make an audit device, where the configuration allows that.',
    params: { path },
    body: {
      type: withDefault(text('Kind of device: file, socket or syslog.'), ''),
      description: withDefault(text('For people.'), ''),
      options: withDefault(keyValues('Options of the device.'), {}),
      local: withDefault(boolean('Kept as it is given.'), false),
    },
    responses: { 204: {} },
    sudo: true,
    topLevel: true,
  },
  'auditing-disable-device': {
    method: 'DELETE',
    path: 'audit/{path+}',
    summary: 'Remove an audit device that was made through the API.',
    params: { path },
    responses: { 204: {} },
    sudo: true,
    topLevel: true,
  },
  'auditing-calculate-hash': {
    method: 'POST',
    path: 'audit-hash/{path+}',
    summary: 'Tell what an audit device writes for a value, to search for it.',
    params: { path },
    body: { input: withDefault(text('The value.', { secret: true }), '') },
    responses: { 200: { hash: answered('string', 'What the device writes.') } },
    topLevel: true,
  },
  'auditing-list-request-headers': {
    method: 'GET',
    path: 'config/auditing/request-headers',
    summary: 'Tell the request headers that are recorded.',
    responses: { 200: { headers: answered('object', 'By name: whether its values are hashed.') } },
    sudo: true,
    topLevel: true,
  },
  'auditing-read-request-header-information': {
    method: 'GET',
    path: 'config/auditing/request-headers/{header}',
    summary: 'Tell how a request header is recorded.',
    params: { header },
    responses: { 200: 'any' },
    sudo: true,
    topLevel: true,
  },
  'auditing-enable-request-header': {
    method: 'POST',
    path: 'config/auditing/request-headers/{header}',
    summary: 'Record a request header from now on.',
    params: { header },
    body: { hmac: withDefault(boolean('Hash its values.'), false) },
    responses: { 204: {} },
    sudo: true,
    topLevel: true,
  },
  'auditing-disable-request-header': {
    method: 'DELETE',
    path: 'config/auditing/request-headers/{header}',
    summary: 'Record a request header no longer.',
    params: { header },
    responses: { 204: {} },
    sudo: true,
    topLevel: true,
  },
});
