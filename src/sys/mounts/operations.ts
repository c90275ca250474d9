import { defineOperations } from '../../framework/operation.ts';
import { enableBody, mountInfo, path } from './fields.ts';

/** Secrets engines, below `sys/mounts`: data only. What is more special stands first. */
export const operations = defineOperations({
  'mounts-list-secrets-engines': {
    method: 'GET',
    path: 'mounts',
    summary: 'List the enabled secrets engines.',
    responses: { 200: 'any' },
    topLevel: true,
  },
  'mounts-enable-secrets-engine': {
    method: 'POST',
    path: 'mounts/{path+}',
    summary: 'Enable a secrets engine.',
    params: { path },
    body: enableBody,
    responses: { 204: {} },
  },
  'mounts-read-configuration': {
    method: 'GET',
    path: 'mounts/{path+}',
    summary: 'Read the mount that holds a path.',
    params: { path },
    responses: { 200: mountInfo },
    topLevel: true,
  },
  'mounts-disable-secrets-engine': {
    method: 'DELETE',
    path: 'mounts/{path+}',
    summary: 'Disable a secrets engine; what it stored is gone.',
    params: { path },
    responses: { 204: {} },
  },
});
