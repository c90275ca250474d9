import {
  answered,
  boolean,
  integer,
  stringList,
  text,
  withDefault,
} from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const wish = {
  secret_shares: withDefault(integer('Number of shares to split the key into.'), 0),
  secret_threshold: withDefault(integer('Number of them that are needed.'), 0),
  stored_shares: integer('Accepted for older clients, not used.', { deprecated: true }),
  pgp_keys: withDefault(
    stringList('PGP keys to encrypt the shares with, in base64 of the binary form, one for each.'),
    [],
  ),
  backup: withDefault(boolean('Keep the encrypted shares in the store too.'), false),
  require_verification: withDefault(
    boolean('Change nothing before enough of the new shares were given once.'),
    false,
  ),
};

const status = {
  nonce: answered('string', 'Names the attempt; goes with each share.'),
  started: answered('boolean', 'Whether an attempt is under way.'),
  t: answered('integer', 'New shares of which so many will be needed.'),
  n: answered('integer', 'New shares.'),
  progress: answered('integer', 'Shares of the present key given so far.'),
  required: answered('integer', 'Shares of the present key that are needed.'),
  pgp_fingerprints: answered('string-list', 'Whom the new shares are encrypted to.'),
  backup: answered('boolean', 'Whether the encrypted shares are kept in the store.'),
  verification_required: answered('boolean', 'Whether the new shares must be given once.'),
  verification_nonce: answered('string', 'Goes with each of the new shares, once there are any.'),
};

const made = {
  complete: answered('boolean', 'Whether there are enough shares.'),
  keys: answered('string-list', 'The new shares in hexadecimal.', { secret: true }),
  keys_base64: answered('string-list', 'The same in base64.', { secret: true }),
};

const give = {
  key: withDefault(text('One share, in hexadecimal or base64.', { secret: true }), ''),
  nonce: withDefault(text('Of the attempt.'), ''),
};

const verification = {
  nonce: answered('string', 'Names the verification; goes with each new share.'),
  started: answered('boolean', 'Whether it is under way.'),
  t: answered('integer', 'New shares that are needed.'),
  n: answered('integer', 'New shares.'),
  progress: answered('integer', 'New shares given so far.'),
  complete: answered('boolean', 'Whether the new shares count from now on.'),
};

const backup = {
  nonce: answered('string', 'Of the attempt that made them.'),
  keys: answered('object', 'By fingerprint: the encrypted shares in hexadecimal.'),
  keys_base64: answered('object', 'The same in base64.'),
};

/** New shares of the unseal key or of the recovery key: data only. */
export const operations = defineOperations({
  'rekey-read-progress': {
    method: 'GET',
    path: 'rotate/root/init',
    olderPaths: ['rekey/init'],
    summary: 'Tell how far the making of new unseal shares is.',
    responses: { 200: status },
    topLevel: true,
  },
  'rekey-initialize': {
    method: 'POST',
    path: 'rotate/root/init',
    olderPaths: ['rekey/init'],
    summary: 'Begin to make new unseal shares. There is one attempt at a time.',
    body: wish,
    responses: { 200: status },
    sudo: true,
    topLevel: true,
  },
  'rekey-cancel': {
    method: 'DELETE',
    path: 'rotate/root/init',
    olderPaths: ['rekey/init'],
    summary: 'Give up. The present shares stay.',
    responses: { 204: {} },
    sudo: true,
  },
  'rekey-update': {
    method: 'POST',
    path: 'rotate/root/update',
    olderPaths: ['rekey/update'],
    summary: 'Give one share of the present unseal key.',
    body: give,
    responses: { 200: { ...status, ...made } },
    topLevel: true,
  },
  'rekey-verification-read-progress': {
    method: 'GET',
    path: 'rotate/root/verify',
    olderPaths: ['rekey/verify'],
    summary: 'Tell how far the verification of the new shares is.',
    responses: { 200: verification },
    topLevel: true,
  },
  'rekey-verification-update': {
    method: 'POST',
    path: 'rotate/root/verify',
    olderPaths: ['rekey/verify'],
    summary: 'Give one of the new shares. With enough of them the new ones count.',
    body: give,
    responses: { 200: verification },
    topLevel: true,
  },
  'rekey-verification-cancel': {
    method: 'DELETE',
    path: 'rotate/root/verify',
    olderPaths: ['rekey/verify'],
    summary: 'Begin the verification anew; the new shares stay as they are.',
    responses: { 200: verification },
    sudo: true,
    topLevel: true,
  },
  'rekey-read-backup-key': {
    method: 'GET',
    path: 'rotate/root/backup',
    olderPaths: ['rekey/backup'],
    summary: 'Read the encrypted unseal shares that were kept.',
    responses: { 200: backup },
    sudo: true,
    topLevel: true,
  },
  'rekey-delete-backup-key': {
    method: 'DELETE',
    path: 'rotate/root/backup',
    olderPaths: ['rekey/backup'],
    summary: 'Remove them.',
    responses: { 204: {} },
    sudo: true,
  },
  'rekey-recovery-read-progress': {
    method: 'GET',
    path: 'rotate/recovery/init',
    olderPaths: ['rekey-recovery-key/init'],
    summary: 'Tell how far the making of new recovery shares is.',
    responses: { 200: status },
    topLevel: true,
  },
  'rekey-recovery-initialize': {
    method: 'POST',
    path: 'rotate/recovery/init',
    olderPaths: ['rekey-recovery-key/init'],
    summary: 'Begin to make new recovery shares. There is one attempt at a time.',
    body: wish,
    responses: { 200: status },
    sudo: true,
    topLevel: true,
  },
  'rekey-recovery-cancel': {
    method: 'DELETE',
    path: 'rotate/recovery/init',
    olderPaths: ['rekey-recovery-key/init'],
    summary: 'Give up. The present shares stay.',
    responses: { 204: {} },
    sudo: true,
  },
  'rekey-recovery-update': {
    method: 'POST',
    path: 'rotate/recovery/update',
    olderPaths: ['rekey-recovery-key/update'],
    summary: 'Give one share of the present recovery key.',
    body: give,
    responses: { 200: { ...status, ...made } },
    topLevel: true,
  },
  'rekey-recovery-verification-read-progress': {
    method: 'GET',
    path: 'rotate/recovery/verify',
    olderPaths: ['rekey-recovery-key/verify'],
    summary: 'Tell how far the verification of the new shares is.',
    responses: { 200: verification },
    topLevel: true,
  },
  'rekey-recovery-verification-update': {
    method: 'POST',
    path: 'rotate/recovery/verify',
    olderPaths: ['rekey-recovery-key/verify'],
    summary: 'Give one of the new shares. With enough of them the new ones count.',
    body: give,
    responses: { 200: verification },
    topLevel: true,
  },
  'rekey-recovery-verification-cancel': {
    method: 'DELETE',
    path: 'rotate/recovery/verify',
    olderPaths: ['rekey-recovery-key/verify'],
    summary: 'Begin the verification anew; the new shares stay as they are.',
    responses: { 200: verification },
    sudo: true,
    topLevel: true,
  },
  'rekey-read-backup-recovery-key': {
    method: 'GET',
    path: 'rotate/recovery/backup',
    olderPaths: ['rekey/recovery-key-backup', 'rekey-recovery-key/backup'],
    summary: 'Read the encrypted recovery shares that were kept.',
    responses: { 200: backup },
    sudo: true,
    topLevel: true,
  },
  'rekey-delete-backup-recovery-key': {
    method: 'DELETE',
    path: 'rotate/recovery/backup',
    olderPaths: ['rekey/recovery-key-backup', 'rekey-recovery-key/backup'],
    summary: 'Remove them.',
    responses: { 204: {} },
    sudo: true,
  },
});
