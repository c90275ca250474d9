import { defineRecord } from '../../framework/record.ts';
import type { TokenSettings } from '../../framework/token-fields.ts';

/** A user, stored under the name in small letters. */
export interface User {
  /** PHC string; see `src/crypto/password-hash.ts`. Never answered. */
  readonly password_hash: string;
  readonly token: TokenSettings;
}

/** What holds for a whole mount. */
export interface UserpassConfig {
  /** Name of the password policy that new passwords must satisfy. */
  readonly password_policy: string;
}

/** Name of the one record in `config`. */
export const CONFIG = 'config';

/** What a userpass mount stores. */
export const records = {
  user: defineRecord<User>({ collection: 'user', version: 1 }),
  config: defineRecord<UserpassConfig>({ collection: 'config', version: 1 }),
};
