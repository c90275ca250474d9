import { answered, integer, text, withDefault } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

/** How many tokens one answer holds where nothing is said, and at most. */
export const SEARCH_LIMIT = { standard: 100, highest: 1000 } as const;

const person = {
  entity_id: text('Id of an entity; entities that were merged into it count too.'),
  entity_name: text('Name of an entity.'),
  alias_name: text('Name at a mount: a user name, a role_id; needs the mount.'),
  mount: text('Path of the auth mount, with or without auth/ in front.'),
  mount_accessor: text('Accessor of the auth mount, instead of its path.'),
};

/** Live tokens by whose they are, and their common end: data only. */
export const operations = defineOperations({
  'tokens-search': {
    method: 'POST',
    path: 'tokens/search',
    summary:
      'Search the live service tokens; what is given must all hold. One request looks at 10,000 tokens at most and says where to go on.',
    body: {
      ...person,
      role: text('Role of the method, or token role, that made the token.'),
      policy: text('Policy of the token itself, not of its entity.'),
      after: text('The after of the answer before.'),
      limit: withDefault(integer('At most this many tokens, 1 to 1000.'), SEARCH_LIMIT.standard),
    },
    sudo: true,
    responses: {
      200: {
        tokens: answered(
          'any',
          'Of each token: accessor, display_name, entity_id, alias_name, mount, mount_accessor, path, role, policies, creation_time, last_renewal, expire_time, ttl, num_uses, orphan. Never its id.',
        ),
        after: answered('string', 'Where to go on; absent when all tokens were looked at.'),
      },
    },
  },
  'tokens-end': {
    method: 'POST',
    path: 'tokens/end',
    summary:
      'End all tokens of a person at once, batch tokens, children and logins that are running included.',
    body: person,
    sudo: true,
    responses: { 204: {} },
  },
});
