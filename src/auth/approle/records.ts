import { defineRecord } from '../../framework/record.ts';
import type { TokenSettings } from '../../framework/token-fields.ts';

/** A role, stored under its name in small letters. */
export interface Role {
  /** Names its SecretIDs; a role that is made anew has another, so that no SecretID comes back. */
  readonly uuid: string;
  readonly role_id: string;
  readonly bind_secret_id: boolean;
  /** As written; empty: no bounds. */
  readonly secret_id_bound_cidrs: readonly string[];
  readonly secret_id_num_uses: number;
  readonly secret_id_ttl: number;
  readonly local_secret_ids: boolean;
  readonly secret_id_metadata_refused: boolean;
  readonly token: TokenSettings;
}

/** Which role a RoleID stands for; stored under the RoleID. */
export interface RoleId {
  /** Name of the role. */
  readonly role: string;
}

/**
 * A SecretID, stored under its accessor within its role. The accessor is a keyed hash of the SecretID, which
 * itself is stored nowhere: one row answers look-ups by either.
 */
export interface SecretId {
  /** Uses left; 0: no limit. */
  readonly num_uses: number;
  /** Lifetime as asked for, seconds. */
  readonly ttl: number;
  /** Milliseconds since the epoch; 0: never. */
  readonly expires_at: number;
  readonly created_at: number;
  readonly updated_at: number;
  /** 0: never used. */
  readonly used_at: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly cidr_list: readonly string[];
  readonly token_bound_cidrs: readonly string[];
}

/** What an AppRole mount stores. */
export const records = {
  role: defineRecord<Role>({ collection: 'role', version: 1, isConfiguration: true }),
  roleId: defineRecord<RoleId>({ collection: 'role-id', version: 1, isConfiguration: true }),
  secretId: defineRecord<SecretId>({ collection: 'secret-id', version: 1, isKept: true }),
};
