import { answered, boolean, integer, stringList, text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const sealStatus = {
  type: answered('string', 'Kind of seal: shamir or static.', { required: true }),
  initialized: answered('boolean', 'Whether the store is initialised.', { required: true }),
  sealed: answered('boolean', 'Whether the server is sealed.', { required: true }),
  t: answered('integer', 'Shares that are needed to unseal.', { required: true }),
  n: answered('integer', 'Shares that exist.', { required: true }),
  progress: answered('integer', 'Shares given so far.', { required: true }),
  nonce: answered('string', 'Names the running attempt.', { required: true }),
  recovery_seal: answered('boolean', 'Whether the shares are of a recovery key.', {
    required: true,
  }),
  version: answered(
    'string',
    'Level of the Vault API, and after the plus sign the version of the server.',
    {
      required: true,
    },
  ),
  commit_date: answered('string', 'When this version was made.'),
  build_date: answered('string', "The same, by the name that HashiCorp's clients read."),
  migration: answered('boolean', 'Whether the seal is being changed.', { required: true }),
  cluster_name: answered('string', 'Name of the cluster; only while unsealed.'),
  cluster_id: answered('string', 'Id of the cluster; only while unsealed.'),
  storage_type: answered('string', 'Kind of storage.', { required: true }),
};

/** Initialise, seal, unseal: data only. */
export const operations = defineOperations({
  'read-initialization-status': {
    method: 'GET',
    path: 'init',
    summary: 'Tell whether the store is initialised.',
    responses: { 200: { initialized: answered('boolean', 'Whether it is.') } },
    unauthenticated: true,
    lifecycle: true,
  },
  initialize: {
    method: 'POST',
    path: 'init',
    summary: 'Initialise the store. The keys and the root token are shown this once.',
    body: {
      secret_shares: integer('Number of shares to split the unseal key into.', { shown: 5 }),
      secret_threshold: integer('Number of shares that unseal.', { shown: 3 }),
      stored_shares: integer('Accepted for older clients, not used.', { deprecated: true }),
      pgp_keys: stringList('PGP keys to encrypt the shares with.'),
      root_token_pgp_key: text('PGP key to encrypt the root token with.'),
      recovery_shares: integer('With auto-unseal: number of shares of the recovery key.'),
      recovery_threshold: integer('With auto-unseal: number of recovery shares that are needed.'),
      recovery_pgp_keys: stringList('PGP keys to encrypt the recovery shares with.'),
    },
    responses: {
      200: {
        keys: answered('string-list', 'Shares in hex.', { secret: true }),
        keys_base64: answered('string-list', 'The same in base64.', { secret: true }),
        recovery_keys: answered('string-list', 'Recovery shares in hex.', { secret: true }),
        recovery_keys_base64: answered('string-list', 'The same in base64.', { secret: true }),
        root_token: answered('string', 'The first root token.', { secret: true }),
      },
    },
    unauthenticated: true,
    lifecycle: true,
  },
  'seal-status': {
    method: 'GET',
    path: 'seal-status',
    summary: 'Tell the state of the seal.',
    responses: { 200: sealStatus },
    unauthenticated: true,
    lifecycle: true,
  },
  unseal: {
    method: 'POST',
    path: 'unseal',
    summary: 'Give one share of the unseal key, or start the attempt anew.',
    body: {
      key: text('One share, in hex or base64.', { secret: true }),
      reset: boolean('Forget the shares given so far.'),
      migrate: boolean('Move to the seal of the configuration.'),
    },
    responses: { 200: sealStatus },
    unauthenticated: true,
    lifecycle: true,
  },
  seal: {
    method: 'POST',
    path: 'seal',
    summary: 'Seal the server: it forgets all keys.',
    responses: { 204: {} },
    sudo: true,
    doneWhenSealed: true,
  },
  'step-down': {
    method: 'POST',
    path: 'step-down',
    summary: 'Give up leadership; every node is a leader here, so nothing happens.',
    responses: { 204: {} },
    sudo: true,
    doneWhenSealed: true,
  },
});
