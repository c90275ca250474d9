import { answered, type Fields, text } from './field.ts';

/** Where else than at the caller a login, or the use of a token, is imagined to come from. */
export const remoteAddressField = text(
  'Address that it is imagined to come from; that of the caller when empty.',
);

const explainedFields = {
  allowed: answered('boolean', 'Whether it would be allowed.'),
  checks: answered(
    'object-list',
    'Each check with its name, its outcome (passed, failed, skipped), what it expected, what it received, and the code of the error that it ended in.',
  ),
  error_code: answered('string', 'Code of the error that would be answered; empty if none.'),
} satisfies Fields;

/** What an explanation tells of a token. */
const explainedTokenFields = {
  display_name: answered('string', 'Display name of the token.'),
  metadata: answered('object', 'Metadata of the token.'),
  policies: answered('string-list', 'All policies that count.'),
  token_policies: answered('string-list', 'Policies of the token itself.'),
  identity_policies: answered('string-list', 'Policies of the entity and its groups.'),
  ttl: answered('integer', 'Lifetime in seconds.'),
  token_type: answered('string', 'service or batch.'),
  num_uses: answered('integer', 'How often the token can be used; 0 for no limit.'),
  bound_cidrs: answered('string-list', 'Addresses that the token is bound to.'),
} satisfies Fields;

/** What the explanation of a login answers. */
export const explainedLogin = {
  ...explainedFields,
  would_be: answered('object', 'Who would be logged in, and what the token would be.', {
    members: {
      alias: answered('string', 'Name at this mount.'),
      entity_id: answered('string', 'Entity behind the alias; empty if it would be made.'),
      entity_would_be_made: answered('boolean', 'Whether nobody of this alias is known yet.'),
      ...explainedTokenFields,
    },
  }),
} satisfies Fields;

/** What the explanation of a token answers. */
export const explainedToken = {
  ...explainedFields,
  is: answered('object', 'The token, where anything is known of it.', {
    members: {
      accessor: answered('string', 'Accessor of the token; empty for batch tokens.'),
      entity_id: answered('string', 'Entity that it belongs to.'),
      path: answered('string', 'Path of the request that made it.'),
      ...explainedTokenFields,
    },
  }),
} satisfies Fields;
