import { defineOperations } from '../../framework/operation.ts';
import { enableBody, mountInfo, path, tuneBody, tuneInfo } from '../mounts/fields.ts';

/** Auth methods, below `sys/auth`: data only. What is more special stands first. */
export const operations = defineOperations({
  'auth-list-enabled-methods': {
    method: 'GET',
    path: 'auth',
    summary: 'List the enabled auth methods.',
    responses: { 200: 'any' },
    topLevel: true,
  },
  'auth-read-tuning-information': {
    method: 'GET',
    path: 'auth/{path+}/tune',
    summary: 'Read the settings of an auth method, lifetimes as they take effect.',
    params: { path },
    responses: { 200: tuneInfo },
    sudo: true,
    topLevel: true,
  },
  'auth-tune-configuration-parameters': {
    method: 'POST',
    path: 'auth/{path+}/tune',
    summary: 'Change the settings of an auth method; what is not named stays.',
    params: { path },
    body: tuneBody,
    responses: { 200: {}, 204: {} },
    sudo: true,
  },
  'auth-enable-method': {
    method: 'POST',
    path: 'auth/{path+}',
    summary: 'Enable an auth method.',
    params: { path },
    body: enableBody,
    responses: { 204: {} },
    sudo: true,
  },
  'auth-read-configuration': {
    method: 'GET',
    path: 'auth/{path+}',
    summary: 'Read an enabled auth method.',
    params: { path },
    responses: { 200: mountInfo },
    sudo: true,
    topLevel: true,
  },
  'auth-disable-method': {
    method: 'DELETE',
    path: 'auth/{path+}',
    summary: 'Disable an auth method; the tokens it issued end at once.',
    params: { path },
    responses: { 204: {} },
    sudo: true,
  },
});
