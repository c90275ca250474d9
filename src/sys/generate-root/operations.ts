import { givenShareFields } from '../../core/seal/given-share.ts';
import { answered, text, withDefault } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const status = {
  nonce: answered('string', 'Names the attempt; goes with each share.'),
  started: answered('boolean', 'Whether an attempt is under way.'),
  progress: answered('integer', 'Shares given so far.'),
  required: answered('integer', 'Shares that are needed.'),
  complete: answered('boolean', 'Whether the token was made.'),
  encoded_token: answered(
    'string',
    'The token: XORed with the pad and in base64, or encrypted to the PGP key.',
    { secret: true },
  ),
  encoded_root_token: answered('string', 'The same.', { secret: true, deprecated: true }),
  pgp_fingerprint: answered('string', 'Whom the token is encrypted to.'),
  otp: answered('string', 'The one-time pad, where the server has made it; shown this once.', {
    secret: true,
  }),
  otp_length: answered('integer', 'Characters that a pad must have.'),
};

/** A root token for those who have enough key shares: data only. */
export const operations = defineOperations({
  'root-token-generation-read-progress': {
    method: 'GET',
    path: 'generate-root-token/attempt',
    olderPaths: ['generate-root/attempt', 'generate-root'],
    summary: 'Tell how far the making of a root token is.',
    responses: { 200: status },
    topLevel: true,
    openedBy: 'opensGenerateRoot',
  },
  'root-token-generation-initialize': {
    method: 'POST',
    path: 'generate-root-token/attempt',
    olderPaths: ['generate-root/attempt', 'generate-root'],
    summary: 'Begin to make a root token. There is one attempt at a time.',
    body: {
      otp: withDefault(text('One-time pad of one’s own.', { secret: true }), ''),
      pgp_key: withDefault(
        text('PGP key to encrypt the token with, in base64 of the binary form.'),
        '',
      ),
    },
    responses: { 200: status },
    sudo: true,
    topLevel: true,
    openedBy: 'opensGenerateRoot',
  },
  'root-token-generation-cancel': {
    method: 'DELETE',
    path: 'generate-root-token/attempt',
    olderPaths: ['generate-root/attempt', 'generate-root'],
    summary: 'Give up.',
    responses: { 204: {} },
    sudo: true,
    openedBy: 'opensGenerateRoot',
  },
  'root-token-generation-update': {
    method: 'POST',
    path: 'generate-root-token/update',
    olderPaths: ['generate-root/update'],
    summary: 'Give one key share: of the unseal key, or of the recovery key with auto-unseal.',
    body: givenShareFields,
    responses: { 200: status },
    topLevel: true,
    openedBy: 'opensGenerateRoot',
  },
  'decode-token': {
    method: 'POST',
    path: 'decode-token',
    summary: 'Decode a token that was made with a one-time pad.',
    body: {
      encoded_token: withDefault(text('As it was answered.', { secret: true }), ''),
      otp: withDefault(text('The pad.', { secret: true }), ''),
    },
    responses: { 200: { token: answered('string', 'The token.', { secret: true }) } },
    unauthenticated: true,
  },
});
