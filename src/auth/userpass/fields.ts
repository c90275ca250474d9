import { answered, type Fields, parameter, text } from '../../framework/field.ts';
import { deprecatedTokenFields, tokenFields } from '../../framework/token-fields.ts';

/** Name of a user. Letters have no case: policy, record, alias and token see the small ones. */
export const username = parameter('Name of the user; large and small letters are the same.', {
  canonical: (name) => name.toLowerCase(),
});

/** A password policy of the system, to bind the mount to. */
export const policy_name = parameter('Name of a password policy of the system.');

/** The password itself; an empty one counts as not given. */
export const password = text('Password, at most 1,024 bytes of UTF-8.', { secret: true });

/** A hash made elsewhere, for users who are taken over. */
export const password_hash = text('In place of a password: its bcrypt hash, of cost 5 to 12.', {
  secret: true,
});

/** What a write of a user reads. */
export const userInput = {
  password,
  password_hash,
  ...tokenFields,
  ...deprecatedTokenFields,
} satisfies Fields;

/** What a read of a user answers; deprecated names only where they were used. */
export const user = { ...tokenFields, ...deprecatedTokenFields } satisfies Fields;

/** What a write of the policies reads. */
export const policiesInput = {
  token_policies: tokenFields.token_policies,
  policies: deprecatedTokenFields.policies,
} satisfies Fields;

/** What a read of the binding answers. */
export const boundPolicy = {
  policy_name: answered('string', 'Name of the bound password policy.'),
} satisfies Fields;
