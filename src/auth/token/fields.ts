import {
  answered,
  boolean,
  commaList,
  duration,
  integer,
  keyValues,
  stringList,
  text,
  withDefault,
} from '../../framework/field.ts';

/** A token that a request is about. */
export const token = text('The token.', { secret: true });

/** The public name of a token, by which it can be looked after without knowing it. */
export const accessor = text('Accessor of the token.');

/** Name of a token role. */
export const roleName = text('Name of the role.');

/** What a new token is made of. Durations are read late, so that their faults come in order. */
export const newToken = {
  policies: stringList(
    'Policies of the token, at most 256. A text is one name: it is not split at commas. Without any, those of the parent.',
  ),
  ttl: text('Lifetime, such as 3600 or 1h; the default of the mount when empty.'),
  explicit_max_ttl: text('Hard end of the lifetime over all renewals.'),
  period: text('Make the token periodic: each renewal sets its lifetime to this. Needs sudo.'),
  lease: text('Use "ttl" instead.', { deprecated: true, replacedBy: 'ttl' }),
  num_uses: integer('How often the token may be used; 0 for no limit.'),
  renewable: withDefault(boolean('Whether the token can be renewed.'), true),
  no_parent: boolean('Make an orphan, which outlives the token that makes it. Needs sudo.'),
  no_default_policy: boolean('Leave the policy "default" out.'),
  type: text('Type of the token: service or batch.', { shown: 'service' }),
  meta: keyValues('Names and texts kept with the token: at most 64 pairs and 8 KiB.'),
  display_name: text('Name shown for the token, at most 512 characters.'),
  entity_alias: text('Entity alias to bind the token to; only with a role that allows it.'),
  id: text(
    'The token itself, instead of a random one: 4 to 1024 characters without ".". Needs sudo.',
    { secret: true },
  ),
};

/** Seconds by which a renewal should extend the token. */
export const increment = withDefault(
  duration('Lifetime wished for, counted from now; 0 takes what the token was granted last.'),
  0,
);

/** A token as it is shown. */
export const shownToken = {
  id: answered('string', 'The token as it was given; empty when found by its accessor.', {
    secret: true,
    required: true,
  }),
  accessor: answered('string', 'Public name of the token; empty for batch tokens.', {
    required: true,
  }),
  policies: answered('string-list', 'Policies of the token.', { required: true }),
  path: answered('string', 'Path of the request that made it.', { required: true }),
  meta: answered('key-values', 'What was kept with the token; null when nothing was.'),
  display_name: answered('string', 'Name shown for the token.', { required: true }),
  entity_id: answered('string', 'Entity of the token; empty for none.', { required: true }),
  identity_policies: answered(
    'string-list',
    'Policies of its entity and of the groups of that; absent for none.',
  ),
  external_namespace_policies: answered(
    'object',
    'Policies in other namespaces, by namespace; absent without policies of an entity.',
  ),
  num_uses: answered('integer', 'Uses left; 0 for no limit, -1 during the last use.', {
    required: true,
  }),
  orphan: answered('boolean', 'Whether it has no parent.', { required: true }),
  creation_time: answered('integer', 'When it was made, seconds since 1970.', { required: true }),
  creation_ttl: answered('integer', 'Lifetime at its creation, in seconds.', { required: true }),
  expire_time: answered('string', 'When it ends, RFC 3339; null for never.'),
  ttl: answered('integer', 'Seconds left; 0 for a token without an end.', { required: true }),
  explicit_max_ttl: answered('integer', 'Hard end that was asked for, in seconds; 0 for none.', {
    required: true,
  }),
  type: answered('string', 'service or batch.', { required: true }),
  role: answered('string', 'Token role that made it.'),
  period: answered('integer', 'Period that was asked for, in seconds; absent for none.'),
  bound_cidrs: answered('string-list', 'Addresses that may use it; absent for all.'),
  last_renewal_time: answered('integer', 'When it was last renewed, seconds since 1970.'),
  last_renewal: answered('string', 'The same as RFC 3339.'),
  renewable: answered('boolean', 'Whether it can be renewed; absent for the first root token.'),
  issue_time: answered('string', 'When it was made, RFC 3339.'),
};

/** What can be written to a token role. */
export const roleInput = {
  allowed_policies: commaList('Policies that may be asked for, instead of those of the caller.'),
  allowed_policies_glob: commaList('The same as patterns, in which "*" stands for any text.'),
  disallowed_policies: commaList('Policies that may not be asked for.'),
  disallowed_policies_glob: commaList('The same as patterns.'),
  allowed_entity_aliases: commaList('Entity aliases that may be asked for; "*" for any text.'),
  orphan: boolean('Make orphans.', { shown: false }),
  renewable: boolean('Whether the tokens can be renewed.', { shown: true }),
  path_suffix: text('Put behind the path of the tokens, for revocation by path.'),
  token_type: text('service, batch, default-service or default-batch.', {
    shown: 'default-service',
  }),
  token_period: duration('Makes the tokens periodic: each renewal sets their lifetime to this.'),
  token_explicit_max_ttl: duration('Hard end of the lifetime; 0 for none.'),
  token_bound_cidrs: commaList('Addresses and CIDR blocks that may use the tokens.'),
  token_num_uses: integer('How often a token may be used; 0 for no limit.'),
  token_no_default_policy: boolean('Leave "default" out; only with lists of policies above.'),
  period: duration('Use "token_period" instead.', {
    deprecated: true,
    replacedBy: 'token_period',
  }),
  explicit_max_ttl: duration('Use "token_explicit_max_ttl" instead.', {
    deprecated: true,
    replacedBy: 'token_explicit_max_ttl',
  }),
  bound_cidrs: commaList('Use "token_bound_cidrs" instead.', {
    deprecated: true,
    replacedBy: 'token_bound_cidrs',
  }),
};
