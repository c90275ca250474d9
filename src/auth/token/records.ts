import { defineRecord } from '../../framework/record.ts';

/** Types of token that a role makes; the `default-` ones give way to what the request asks for. */
export const roleTokenTypes = ['service', 'batch', 'default-service', 'default-batch'] as const;
export type RoleTokenType = (typeof roleTokenTypes)[number];

/** Older names of fields. */
export const deprecatedRoleFields = ['period', 'explicit_max_ttl', 'bound_cidrs'] as const;
export type DeprecatedRoleField = (typeof deprecatedRoleFields)[number];

/** A token role as it is stored. Lifetimes in seconds. */
export interface TokenRole {
  readonly allowed_policies: readonly string[];
  readonly allowed_policies_glob: readonly string[];
  readonly disallowed_policies: readonly string[];
  readonly disallowed_policies_glob: readonly string[];
  /** Null: never set, shown as such. */
  readonly allowed_entity_aliases: readonly string[] | null;
  readonly orphan: boolean;
  readonly renewable: boolean;
  readonly path_suffix: string;
  readonly token_type: RoleTokenType;
  readonly token_period: number;
  readonly token_explicit_max_ttl: number;
  readonly token_bound_cidrs: readonly string[];
  readonly token_num_uses: number;
  readonly token_no_default_policy: boolean;
  /** Older names by which a value was last set: they are answered beside the new ones. */
  readonly deprecated_names: readonly DeprecatedRoleField[];
}

/** What the token method stores beside the tokens. */
export const records = {
  role: defineRecord<TokenRole>({ collection: 'role', version: 1, isConfiguration: true }),
};
