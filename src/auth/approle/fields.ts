import {
  answered,
  boolean,
  commaList,
  duration,
  type Fields,
  integer,
  text,
} from '../../framework/field.ts';
import {
  deprecatedPeriod,
  deprecatedTokenFields,
  tokenFields,
} from '../../framework/token-fields.ts';

/** What a login names its role by. */
export const role_id = text(
  'RoleID, which stands for the role at a login; a random one where none is given. Blanks around it are cut off.',
);

/** What a machine proves its role by. */
export const secret_id = text('SecretID. Blanks around it are cut off.', { secret: true });

/** Names a SecretID without being one. */
export const secret_id_accessor = text('Accessor of the SecretID.');

/** Whether a login needs a SecretID. */
export const bind_secret_id = boolean('A login needs a SecretID.', { shown: true });

/** Settings of a role that shape its SecretIDs. */
export const secretIdFields = {
  secret_id_bound_cidrs: commaList('Address blocks (`10.0.0.0/8`) that may log in.'),
  secret_id_num_uses: integer('How often a SecretID may log in; 0 for no limit.'),
  secret_id_ttl: duration('Lifetime of a SecretID, seconds; 0 for no end.'),
} satisfies Fields;

/** The older name of `secret_id_bound_cidrs`. */
export const bound_cidr_list = commaList('Use "secret_id_bound_cidrs" instead.', {
  deprecated: true,
  replacedBy: 'secret_id_bound_cidrs',
});

/** Kept for compatibility: every SecretID is kept in the one store. */
export const local_secret_ids = boolean(
  'Kept and answered, without effect: there is one store. Can only be set when the role is made.',
  { fixed: true },
);

/** As of all methods, but for a broker that logs in for others. */
export const token_bound_cidrs = commaList(
  'Addresses and CIDR blocks that may use the token, and log in where no SecretID is needed.',
);

/** Whether those who ask for a SecretID may attach metadata to it. */
export const secret_id_metadata_refused = boolean(
  'Refuse metadata with SecretIDs. Metadata ends up in tokens, where templates of policies may read it.',
);

const { policies } = deprecatedTokenFields;
const { period } = deprecatedPeriod;

/** What a write of a role reads. */
export const roleInput = {
  role_id,
  bind_secret_id,
  ...secretIdFields,
  bound_cidr_list,
  local_secret_ids,
  secret_id_metadata_refused,
  ...tokenFields,
  token_bound_cidrs,
  policies,
  period,
} satisfies Fields;

/** What a read of a role answers; deprecated names only where they were used. */
export const role = {
  bind_secret_id,
  ...secretIdFields,
  local_secret_ids,
  secret_id_metadata_refused,
  ...tokenFields,
  token_bound_cidrs,
  policies,
  period,
} satisfies Fields;

/** What may be said of a SecretID when it is issued: never more than the role grants. */
export const issueInput = {
  metadata: text('Metadata as a JSON object in a text, or as `k=v,k=v`; either may be in base64.'),
  cidr_list: commaList('Address blocks that may log in with it, within those of the role.'),
  token_bound_cidrs: commaList('Address blocks for its tokens, within those of the role.'),
  num_uses: integer('How often it may log in, at most what the role says.'),
  ttl: duration('Lifetime in seconds, at most what the role says.'),
} satisfies Fields;

/** What is answered of a SecretID that was issued. */
export const issued = {
  secret_id: answered('string', 'The SecretID; it is not shown again.', {
    secret: true,
    required: true,
  }),
  secret_id_accessor: answered('string', 'Names it without being one.', { required: true }),
  secret_id_num_uses: answered('integer', 'How often it may log in; 0 for no limit.', {
    required: true,
  }),
  secret_id_ttl: answered('duration', 'Lifetime, seconds; 0 for no end.', { required: true }),
} satisfies Fields;

/** What a look-up answers of a SecretID. */
export const shownSecretId = {
  secret_id_accessor: answered('string', 'Names it without being one.'),
  secret_id_num_uses: answered('integer', 'How often it may still log in; 0 for no limit.'),
  secret_id_ttl: answered('duration', 'Lifetime that it was given, seconds; 0 for no end.'),
  creation_time: answered('string', 'When it was issued.'),
  expiration_time: answered('string', 'When it ends; year 1 for never.'),
  last_updated_time: answered('string', 'When a use was counted last.'),
  last_used_time: answered(
    'string',
    'When it last logged in, to the minute where uses are not counted; year 1 for never.',
  ),
  metadata: answered('key-values', 'Metadata of its tokens.'),
  cidr_list: answered('string-list', 'Address blocks that may log in with it.'),
  token_bound_cidrs: answered('string-list', 'Address blocks for its tokens.'),
} satisfies Fields;

/** Told where no SecretID has an accessor. */
export const unknownAccessor = {
  error: answered('string', 'That there is none.'),
} satisfies Fields;
