import { answered, text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const token = text('The wrapping token; the token of the request when absent.', { secret: true });

const wrapInfo = {
  creation_path: answered('string', 'Path of the request whose answer is wrapped.', {
    required: true,
  }),
  creation_time: answered('string', 'When it was wrapped, RFC 3339.', { required: true }),
  creation_ttl: answered('integer', 'How long the wrapping lasts in all, in seconds.', {
    required: true,
  }),
};

/** Response wrapping: data only. */
export const operations = defineOperations({
  wrap: {
    method: 'POST',
    path: 'wrapping/wrap',
    summary: 'Wrap the given data; the header X-Vault-Wrap-TTL says for how long.',
    responses: { 200: 'any' },
    arbitrary: true,
    topLevel: true,
  },
  'read-wrapping-properties': {
    method: 'POST',
    path: 'wrapping/lookup',
    summary: 'Tell where and when something was wrapped, without opening it.',
    body: { token },
    responses: { 200: wrapInfo },
    unauthenticated: true,
    checksWrappingToken: true,
  },
  'read-wrapping-properties2': {
    method: 'GET',
    path: 'wrapping/lookup',
    summary: 'Tell where and when something was wrapped, without opening it.',
    body: { token },
    responses: { 200: wrapInfo },
    unauthenticated: true,
    checksWrappingToken: true,
  },
  unwrap: {
    method: 'POST',
    path: 'wrapping/unwrap',
    summary: 'Take out what was wrapped; the wrapping token is used up.',
    body: { token },
    responses: { 200: 'raw' },
    checksWrappingToken: true,
    takesWrappingToken: true,
  },
  rewrap: {
    method: 'POST',
    path: 'wrapping/rewrap',
    summary: 'Put what was wrapped behind a fresh wrapping token.',
    body: { token },
    responses: { 200: 'raw' },
    checksWrappingToken: true,
    wrapsItself: true,
  },
});
