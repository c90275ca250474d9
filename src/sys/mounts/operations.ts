import { answered, text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';
import { enableBody, mountInfo, path, tuneBody, tuneInfo } from './fields.ts';

/** Secrets engines, below `sys/mounts`: data only. What is more special stands first. */
export const operations = defineOperations({
  'mounts-list-secrets-engines': {
    method: 'GET',
    path: 'mounts',
    summary: 'List the enabled secrets engines.',
    responses: { 200: 'any' },
    topLevel: true,
  },
  'mounts-read-tuning-information': {
    method: 'GET',
    path: 'mounts/auth/{path+}/tune',
    summary: 'Read the settings of an auth method; needs no sudo.',
    params: { path },
    responses: { 200: tuneInfo },
    topLevel: true,
  },
  'mounts-tune-configuration-parameters': {
    method: 'POST',
    path: 'mounts/auth/{path+}/tune',
    summary: 'Change the settings of an auth method; needs no sudo.',
    params: { path },
    body: tuneBody,
    responses: { 200: {}, 204: {} },
  },
  'mounts-read-secrets-engine-tuning': {
    method: 'GET',
    path: 'mounts/{path+}/tune',
    summary: 'Read the settings of a secrets engine, lifetimes as they take effect.',
    params: { path },
    responses: { 200: tuneInfo },
    topLevel: true,
  },
  'mounts-tune-secrets-engine': {
    method: 'POST',
    path: 'mounts/{path+}/tune',
    summary: 'Change the settings of a secrets engine; what is not named stays.',
    params: { path },
    body: tuneBody,
    responses: { 200: {}, 204: {} },
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
  remount: {
    method: 'POST',
    path: 'remount',
    summary: 'Give a mount another path; its data stays, the tokens it issued end.',
    body: {
      from: text('Path of the mount, with auth/ in front of auth methods.', { required: true }),
      to: text('Its new path.', { required: true }),
    },
    responses: { 200: { migration_id: answered('string', 'Names the move.') } },
    sudo: true,
    topLevel: true,
  },
  'remount-status': {
    method: 'GET',
    path: 'remount/status/{migration_id}',
    summary: 'Tell how a move went.',
    params: { migration_id: text('What the move answered.') },
    responses: {
      200: {
        migration_id: answered('string', 'Names the move.'),
        migration_info: answered('object', 'The move.', {
          members: {
            source_mount: answered('string', 'Path before.'),
            target_mount: answered('string', 'Path after.'),
            status: answered('string', 'success: a move is done in the commit of its request.'),
          },
        }),
      },
    },
  },
});
