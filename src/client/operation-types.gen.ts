/* Made from the declarations of the operations by `npm run gen`. Changes made here are lost. */
import type {
  Duration,
  KeyValues,
  MountAt,
  NoInput,
  Operation,
  OptionalOperation,
  TextList,
  TokenAnswer,
} from './method.ts';

/** Takes `token-create`. */
export interface TokenCreateInput {
  /** Policies of the token, at most 256. A text is one name: it is not split at commas. Without any, those of the parent. */
  readonly policies?: TextList;
  /** Lifetime, such as 3600 or 1h; the default of the mount when empty. */
  readonly ttl?: Duration;
  /** Hard end of the lifetime over all renewals. */
  readonly explicit_max_ttl?: Duration;
  /** Make the token periodic: each renewal sets its lifetime to this. Needs sudo. */
  readonly period?: Duration;
  /**
   * Use "ttl" instead.
   *
   * @deprecated
   */
  readonly lease?: Duration;
  /** How often the token may be used; 0 for no limit. */
  readonly num_uses?: number;
  /** Whether the token can be renewed. Default: true. */
  readonly renewable?: boolean;
  /** Make an orphan, which outlives the token that makes it. Needs sudo. */
  readonly no_parent?: boolean;
  /** Leave the policy "default" out. */
  readonly no_default_policy?: boolean;
  /** Type of the token: service or batch. Default: "service". */
  readonly type?: string;
  /** Names and texts kept with the token: at most 64 pairs and 8 KiB. */
  readonly meta?: KeyValues;
  /** Name shown for the token, at most 512 characters. */
  readonly display_name?: string;
  /** Entity alias to bind the token to; only with a role that allows it. */
  readonly entity_alias?: string;
  /** The token itself, instead of a random one: 4 to 1024 characters without ".". Needs sudo. Secret. */
  readonly id?: string;
}

/** Takes `token-create-orphan`. */
export interface TokenCreateOrphanInput {
  /** Policies of the token, at most 256. A text is one name: it is not split at commas. Without any, those of the parent. */
  readonly policies?: TextList;
  /** Lifetime, such as 3600 or 1h; the default of the mount when empty. */
  readonly ttl?: Duration;
  /** Hard end of the lifetime over all renewals. */
  readonly explicit_max_ttl?: Duration;
  /** Make the token periodic: each renewal sets its lifetime to this. Needs sudo. */
  readonly period?: Duration;
  /**
   * Use "ttl" instead.
   *
   * @deprecated
   */
  readonly lease?: Duration;
  /** How often the token may be used; 0 for no limit. */
  readonly num_uses?: number;
  /** Whether the token can be renewed. Default: true. */
  readonly renewable?: boolean;
  /** Make an orphan, which outlives the token that makes it. Needs sudo. */
  readonly no_parent?: boolean;
  /** Leave the policy "default" out. */
  readonly no_default_policy?: boolean;
  /** Type of the token: service or batch. Default: "service". */
  readonly type?: string;
  /** Names and texts kept with the token: at most 64 pairs and 8 KiB. */
  readonly meta?: KeyValues;
  /** Name shown for the token, at most 512 characters. */
  readonly display_name?: string;
  /** Entity alias to bind the token to; only with a role that allows it. */
  readonly entity_alias?: string;
  /** The token itself, instead of a random one: 4 to 1024 characters without ".". Needs sudo. Secret. */
  readonly id?: string;
}

/** Takes `token-create-against-role`. */
export interface TokenCreateAgainstRoleInput {
  /** Name of the role. */
  readonly role_name: string;
  /** Policies of the token, at most 256. A text is one name: it is not split at commas. Without any, those of the parent. */
  readonly policies?: TextList;
  /** Lifetime, such as 3600 or 1h; the default of the mount when empty. */
  readonly ttl?: Duration;
  /** Hard end of the lifetime over all renewals. */
  readonly explicit_max_ttl?: Duration;
  /** Make the token periodic: each renewal sets its lifetime to this. Needs sudo. */
  readonly period?: Duration;
  /**
   * Use "ttl" instead.
   *
   * @deprecated
   */
  readonly lease?: Duration;
  /** How often the token may be used; 0 for no limit. */
  readonly num_uses?: number;
  /** Whether the token can be renewed. Default: true. */
  readonly renewable?: boolean;
  /** Make an orphan, which outlives the token that makes it. Needs sudo. */
  readonly no_parent?: boolean;
  /** Leave the policy "default" out. */
  readonly no_default_policy?: boolean;
  /** Type of the token: service or batch. Default: "service". */
  readonly type?: string;
  /** Names and texts kept with the token: at most 64 pairs and 8 KiB. */
  readonly meta?: KeyValues;
  /** Name shown for the token, at most 512 characters. */
  readonly display_name?: string;
  /** Entity alias to bind the token to; only with a role that allows it. */
  readonly entity_alias?: string;
  /** The token itself, instead of a random one: 4 to 1024 characters without ".". Needs sudo. Secret. */
  readonly id?: string;
}

/** Takes `token-look-up-2`. */
export interface TokenLookUp2Input {
  /** The token. Secret. */
  readonly token?: string;
}

/** Takes `token-look-up`. */
export interface TokenLookUpInput {
  /** The token. Secret. */
  readonly token?: string;
}

/** Takes `token-look-up-self2`. */
export interface TokenLookUpSelf2Input {
  /** The token. Secret. */
  readonly token?: string;
}

/** Takes `token-look-up-accessor`. */
export interface TokenLookUpAccessorInput {
  /** Accessor of the token. */
  readonly accessor?: string;
}

/** Takes `token-renew`. */
export interface TokenRenewInput {
  /** The token. Secret. */
  readonly token?: string;
  /** Lifetime wished for, counted from now; 0 takes what the token was granted last. Default: 0. */
  readonly increment?: Duration;
}

/** Takes `token-renew-self`. */
export interface TokenRenewSelfInput {
  /** The token. Secret. */
  readonly token?: string;
  /** Lifetime wished for, counted from now; 0 takes what the token was granted last. Default: 0. */
  readonly increment?: Duration;
}

/** Takes `token-renew-accessor`. */
export interface TokenRenewAccessorInput {
  /** Accessor of the token. */
  readonly accessor?: string;
  /** Lifetime wished for, counted from now; 0 takes what the token was granted last. Default: 0. */
  readonly increment?: Duration;
}

/** Takes `token-revoke`. */
export interface TokenRevokeInput {
  /** The token. Secret. */
  readonly token?: string;
}

/** Takes `token-revoke-accessor`. */
export interface TokenRevokeAccessorInput {
  /** Accessor of the token. */
  readonly accessor?: string;
}

/** Takes `token-revoke-orphan`. */
export interface TokenRevokeOrphanInput {
  /** The token. Secret. */
  readonly token?: string;
}

/** Takes `token-list-accessors`. */
export interface TokenListAccessorsInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `token-list-roles`. */
export interface TokenListRolesInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `token-read-role`. */
export interface TokenReadRoleInput {
  /** Name of the role. */
  readonly role_name: string;
}

/** Takes `token-write-role`. */
export interface TokenWriteRoleInput {
  /** Name of the role. */
  readonly role_name: string;
  /** Policies that may be asked for, instead of those of the caller. */
  readonly allowed_policies?: TextList;
  /** The same as patterns, in which "*" stands for any text. */
  readonly allowed_policies_glob?: TextList;
  /** Policies that may not be asked for. */
  readonly disallowed_policies?: TextList;
  /** The same as patterns. */
  readonly disallowed_policies_glob?: TextList;
  /** Entity aliases that may be asked for; "*" for any text. */
  readonly allowed_entity_aliases?: TextList;
  /** Make orphans. Default: false. */
  readonly orphan?: boolean;
  /** Whether the tokens can be renewed. Default: true. */
  readonly renewable?: boolean;
  /** Put behind the path of the tokens, for revocation by path. */
  readonly path_suffix?: string;
  /** service, batch, default-service or default-batch. Default: "default-service". */
  readonly token_type?: string;
  /** Makes the tokens periodic: each renewal sets their lifetime to this. */
  readonly token_period?: Duration;
  /** Hard end of the lifetime; 0 for none. */
  readonly token_explicit_max_ttl?: Duration;
  /** Addresses and CIDR blocks that may use the tokens. */
  readonly token_bound_cidrs?: TextList;
  /** How often a token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
  /** Leave "default" out; only with lists of policies above. */
  readonly token_no_default_policy?: boolean;
  /**
   * Use "token_period" instead.
   *
   * @deprecated
   */
  readonly period?: Duration;
  /**
   * Use "token_explicit_max_ttl" instead.
   *
   * @deprecated
   */
  readonly explicit_max_ttl?: Duration;
  /**
   * Use "token_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidrs?: TextList;
}

/** Takes `token-delete-role`. */
export interface TokenDeleteRoleInput {
  /** Name of the role. */
  readonly role_name: string;
}

/** Takes `token-explain`. */
export interface TokenExplainInput {
  /** The token. Secret. */
  readonly token?: string;
  /** Accessor of the token. */
  readonly accessor?: string;
  /** Address that it is imagined to come from; that of the caller when empty. */
  readonly remote_address?: string;
}

/** Takes `app-role-login`. */
export interface AppRoleLoginInput {
  /** RoleID, which stands for the role at a login; a random one where none is given. Blanks around it are cut off. */
  readonly role_id?: string;
  /** SecretID. Blanks around it are cut off. Default: "". Secret. */
  readonly secret_id?: string;
}

/** Takes `app-role-list-roles`. */
export interface AppRoleListRolesInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `app-role-read-role`. */
export interface AppRoleReadRoleInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-role`. */
export interface AppRoleWriteRoleInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** RoleID, which stands for the role at a login; a random one where none is given. Blanks around it are cut off. */
  readonly role_id?: string;
  /** A login needs a SecretID. Default: true. */
  readonly bind_secret_id?: boolean;
  /** Address blocks (`10.0.0.0/8`) that may log in. */
  readonly secret_id_bound_cidrs?: TextList;
  /** How often a SecretID may log in; 0 for no limit. */
  readonly secret_id_num_uses?: number;
  /** Lifetime of a SecretID, seconds; 0 for no end. */
  readonly secret_id_ttl?: Duration;
  /**
   * Use "secret_id_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidr_list?: TextList;
  /** Kept and answered, without effect: there is one store. Can only be set when the role is made. */
  readonly local_secret_ids?: boolean;
  /** Refuse metadata with SecretIDs. Metadata ends up in tokens, where templates of policies may read it. */
  readonly secret_id_metadata_refused?: boolean;
  /** Lifetime of the token at login; 0 takes that of the mount. */
  readonly token_ttl?: Duration;
  /** Longest lifetime over all renewals; 0 takes that of the mount. */
  readonly token_max_ttl?: Duration;
  /** Hard end of the lifetime, also for periodic tokens; 0 for none. */
  readonly token_explicit_max_ttl?: Duration;
  /** Makes the token periodic: each renewal sets its lifetime to this. */
  readonly token_period?: Duration;
  /** Policies of the token. */
  readonly token_policies?: TextList;
  /** Leave the policy "default" out. */
  readonly token_no_default_policy?: boolean;
  /** Addresses and CIDR blocks that may use the token, and log in where no SecretID is needed. */
  readonly token_bound_cidrs?: TextList;
  /** How often the token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
  /** Type of the token: default, service or batch. Default: "default-service". */
  readonly token_type?: string;
  /** Bind the token to the address that logged in. */
  readonly token_strictly_bind_ip?: boolean;
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: TextList;
  /**
   * Use "token_period" instead.
   *
   * @deprecated
   */
  readonly period?: Duration;
}

/** Takes `app-role-delete-role`. */
export interface AppRoleDeleteRoleInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-policies`. */
export interface AppRoleReadPoliciesInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-policies`. */
export interface AppRoleWritePoliciesInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Policies of the token. */
  readonly token_policies?: TextList;
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: TextList;
}

/** Takes `app-role-delete-policies`. */
export interface AppRoleDeletePoliciesInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-period`. */
export interface AppRoleReadPeriodInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-period`. */
export interface AppRoleWritePeriodInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Makes the token periodic: each renewal sets its lifetime to this. */
  readonly token_period?: Duration;
  /**
   * Use "token_period" instead.
   *
   * @deprecated
   */
  readonly period?: Duration;
}

/** Takes `app-role-delete-period`. */
export interface AppRoleDeletePeriodInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-bind-secret-id`. */
export interface AppRoleReadBindSecretIdInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-bind-secret-id`. */
export interface AppRoleWriteBindSecretIdInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** A login needs a SecretID. Default: true. */
  readonly bind_secret_id?: boolean;
}

/** Takes `app-role-delete-bind-secret-id`. */
export interface AppRoleDeleteBindSecretIdInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-bound-cidr-list`. */
export interface AppRoleReadBoundCidrListInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-bound-cidr-list`. */
export interface AppRoleWriteBoundCidrListInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /**
   * Use "secret_id_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidr_list?: TextList;
}

/** Takes `app-role-delete-bound-cidr-list`. */
export interface AppRoleDeleteBoundCidrListInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-secret-id-bound-cidrs`. */
export interface AppRoleReadSecretIdBoundCidrsInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-secret-id-bound-cidrs`. */
export interface AppRoleWriteSecretIdBoundCidrsInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Address blocks (`10.0.0.0/8`) that may log in. */
  readonly secret_id_bound_cidrs?: TextList;
}

/** Takes `app-role-delete-secret-id-bound-cidrs`. */
export interface AppRoleDeleteSecretIdBoundCidrsInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-token-bound-cidrs`. */
export interface AppRoleReadTokenBoundCidrsInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-token-bound-cidrs`. */
export interface AppRoleWriteTokenBoundCidrsInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Addresses and CIDR blocks that may use the token, and log in where no SecretID is needed. */
  readonly token_bound_cidrs?: TextList;
}

/** Takes `app-role-delete-token-bound-cidrs`. */
export interface AppRoleDeleteTokenBoundCidrsInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-secret-id-num-uses`. */
export interface AppRoleReadSecretIdNumUsesInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-secret-id-num-uses`. */
export interface AppRoleWriteSecretIdNumUsesInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** How often a SecretID may log in; 0 for no limit. */
  readonly secret_id_num_uses?: number;
}

/** Takes `app-role-delete-secret-id-num-uses`. */
export interface AppRoleDeleteSecretIdNumUsesInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-secret-id-ttl`. */
export interface AppRoleReadSecretIdTtlInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-secret-id-ttl`. */
export interface AppRoleWriteSecretIdTtlInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Lifetime of a SecretID, seconds; 0 for no end. */
  readonly secret_id_ttl?: Duration;
}

/** Takes `app-role-delete-secret-id-ttl`. */
export interface AppRoleDeleteSecretIdTtlInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-token-num-uses`. */
export interface AppRoleReadTokenNumUsesInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-token-num-uses`. */
export interface AppRoleWriteTokenNumUsesInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** How often the token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
}

/** Takes `app-role-delete-token-num-uses`. */
export interface AppRoleDeleteTokenNumUsesInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-token-ttl`. */
export interface AppRoleReadTokenTtlInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-token-ttl`. */
export interface AppRoleWriteTokenTtlInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Lifetime of the token at login; 0 takes that of the mount. */
  readonly token_ttl?: Duration;
}

/** Takes `app-role-delete-token-ttl`. */
export interface AppRoleDeleteTokenTtlInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-token-max-ttl`. */
export interface AppRoleReadTokenMaxTtlInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-token-max-ttl`. */
export interface AppRoleWriteTokenMaxTtlInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Longest lifetime over all renewals; 0 takes that of the mount. */
  readonly token_max_ttl?: Duration;
}

/** Takes `app-role-delete-token-max-ttl`. */
export interface AppRoleDeleteTokenMaxTtlInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-read-role-id`. */
export interface AppRoleReadRoleIdInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-role-id`. */
export interface AppRoleWriteRoleIdInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** RoleID, which stands for the role at a login; a random one where none is given. Blanks around it are cut off. */
  readonly role_id?: string;
}

/** Takes `app-role-read-local-secret-ids`. */
export interface AppRoleReadLocalSecretIdsInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
}

/** Takes `app-role-write-secret-id`. */
export interface AppRoleWriteSecretIdInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Metadata as a JSON object in a text, or as `k=v,k=v`; either may be in base64. */
  readonly metadata?: string;
  /** Address blocks that may log in with it, within those of the role. */
  readonly cidr_list?: TextList;
  /** Address blocks for its tokens, within those of the role. */
  readonly token_bound_cidrs?: TextList;
  /** How often it may log in, at most what the role says. */
  readonly num_uses?: number;
  /** Lifetime in seconds, at most what the role says. */
  readonly ttl?: Duration;
}

/** Takes `app-role-write-custom-secret-id`. */
export interface AppRoleWriteCustomSecretIdInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Metadata as a JSON object in a text, or as `k=v,k=v`; either may be in base64. */
  readonly metadata?: string;
  /** Address blocks that may log in with it, within those of the role. */
  readonly cidr_list?: TextList;
  /** Address blocks for its tokens, within those of the role. */
  readonly token_bound_cidrs?: TextList;
  /** How often it may log in, at most what the role says. */
  readonly num_uses?: number;
  /** Lifetime in seconds, at most what the role says. */
  readonly ttl?: Duration;
  /** SecretID. Blanks around it are cut off. Secret. */
  readonly secret_id?: string;
}

/** Takes `app-role-list-secret-ids`. */
export interface AppRoleListSecretIdsInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `app-role-look-up-secret-id`. */
export interface AppRoleLookUpSecretIdInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** SecretID. Blanks around it are cut off. Secret. */
  readonly secret_id?: string;
}

/** Takes `app-role-destroy-secret-id`. */
export interface AppRoleDestroySecretIdInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** SecretID. Blanks around it are cut off. Secret. */
  readonly secret_id?: string;
}

/** Takes `app-role-destroy-secret-id2`. */
export interface AppRoleDestroySecretId2Input {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** SecretID. Blanks around it are cut off. Secret. */
  readonly secret_id?: string;
}

/** Takes `app-role-look-up-secret-id-by-accessor`. */
export interface AppRoleLookUpSecretIdByAccessorInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Accessor of the SecretID. */
  readonly secret_id_accessor?: string;
}

/** Takes `app-role-destroy-secret-id-by-accessor`. */
export interface AppRoleDestroySecretIdByAccessorInput {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Accessor of the SecretID. */
  readonly secret_id_accessor?: string;
}

/** Takes `app-role-destroy-secret-id-by-accessor2`. */
export interface AppRoleDestroySecretIdByAccessor2Input {
  /** Name of the role; large and small letters are the same. */
  readonly role_name: string;
  /** Accessor of the SecretID. */
  readonly secret_id_accessor?: string;
}

/** Takes `app-role-explain-login`. */
export interface AppRoleExplainLoginInput {
  /** RoleID, which stands for the role at a login; a random one where none is given. Blanks around it are cut off. */
  readonly role_id?: string;
  /** SecretID. Blanks around it are cut off. Default: "". Secret. */
  readonly secret_id?: string;
  /** Address that it is imagined to come from; that of the caller when empty. */
  readonly remote_address?: string;
}

/** Takes `userpass-login`. */
export interface UserpassLoginInput {
  /** Name of the user; large and small letters are the same. */
  readonly username: string;
  /** Password, at most 1,024 bytes of UTF-8. Secret. */
  readonly password?: string;
}

/** Takes `userpass-list-users`. */
export interface UserpassListUsersInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `userpass-read-user`. */
export interface UserpassReadUserInput {
  /** Name of the user; large and small letters are the same. */
  readonly username: string;
}

/** Takes `userpass-write-user`. */
export interface UserpassWriteUserInput {
  /** Name of the user; large and small letters are the same. */
  readonly username: string;
  /** Password, at most 1,024 bytes of UTF-8. Secret. */
  readonly password?: string;
  /** In place of a password: its bcrypt hash, of cost 5 to 12. Secret. */
  readonly password_hash?: string;
  /** Lifetime of the token at login; 0 takes that of the mount. */
  readonly token_ttl?: Duration;
  /** Longest lifetime over all renewals; 0 takes that of the mount. */
  readonly token_max_ttl?: Duration;
  /** Hard end of the lifetime, also for periodic tokens; 0 for none. */
  readonly token_explicit_max_ttl?: Duration;
  /** Makes the token periodic: each renewal sets its lifetime to this. */
  readonly token_period?: Duration;
  /** Policies of the token. */
  readonly token_policies?: TextList;
  /** Leave the policy "default" out. */
  readonly token_no_default_policy?: boolean;
  /** Addresses and CIDR blocks that may log in and use the token. */
  readonly token_bound_cidrs?: TextList;
  /** How often the token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
  /** Type of the token: default, service or batch. Default: "default-service". */
  readonly token_type?: string;
  /** Bind the token to the address that logged in. */
  readonly token_strictly_bind_ip?: boolean;
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: TextList;
  /**
   * Use "token_ttl" instead.
   *
   * @deprecated
   */
  readonly ttl?: Duration;
  /**
   * Use "token_max_ttl" instead.
   *
   * @deprecated
   */
  readonly max_ttl?: Duration;
  /**
   * Use "token_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidrs?: TextList;
}

/** Takes `userpass-delete-user`. */
export interface UserpassDeleteUserInput {
  /** Name of the user; large and small letters are the same. */
  readonly username: string;
}

/** Takes `userpass-reset-password`. */
export interface UserpassResetPasswordInput {
  /** Name of the user; large and small letters are the same. */
  readonly username: string;
  /** Password, at most 1,024 bytes of UTF-8. Secret. */
  readonly password?: string;
  /** In place of a password: its bcrypt hash, of cost 5 to 12. Secret. */
  readonly password_hash?: string;
}

/** Takes `userpass-update-policies`. */
export interface UserpassUpdatePoliciesInput {
  /** Name of the user; large and small letters are the same. */
  readonly username: string;
  /** Policies of the token. */
  readonly token_policies?: TextList;
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: TextList;
}

/** Takes `userpass-update-policies_password`. */
export interface UserpassUpdatePoliciesPasswordInput {
  /** Name of a password policy of the system. */
  readonly policy_name: string;
}

/** Takes `userpass-delete-policies_password`. */
export interface UserpassDeletePoliciesPasswordInput {
  /** Name of a password policy of the system. */
  readonly policy_name: string;
}

/** Takes `userpass-explain-login`. */
export interface UserpassExplainLoginInput {
  /** Name of the user; large and small letters are the same. */
  readonly username: string;
  /** Password, at most 1,024 bytes of UTF-8. Secret. */
  readonly password?: string;
  /** Address that it is imagined to come from; that of the caller when empty. */
  readonly remote_address?: string;
}

/** Takes `jwt-configure`. */
export interface JwtConfigureInput {
  /** Base URL of the issuer, without its `.well-known` part; must be what its document calls itself. */
  readonly oidc_discovery_url?: string;
  /** Certificates that the provider is trusted by, in PEM; those of the system where none are given. */
  readonly oidc_discovery_ca_pem?: string;
  /** URL of a key set. */
  readonly jwks_url?: string;
  /** Certificates that the server of `jwks_url` is trusted by, in PEM. */
  readonly jwks_ca_pem?: string;
  /** Key sets of several issuers, each with its certificates. Tokens must name their key. */
  readonly jwks_pairs?: readonly { readonly jwks_url?: string; readonly jwks_ca_pem?: string }[];
  /** Public keys or certificates, in PEM, one in each text. */
  readonly jwt_validation_pubkeys?: TextList;
  /** Client id at the provider; makes browser logins possible. */
  readonly oidc_client_id?: string;
  /** `query` or `form_post`; how the provider sends its answer. */
  readonly oidc_response_mode?: string;
  /** `code` (the default), `id_token`. */
  readonly oidc_response_types?: TextList;
  /** Keep the namespace of a redirect in the state, so that one address serves all namespaces. True in new configurations. Default: true. */
  readonly namespace_in_state?: boolean;
  /** Client secret at the provider. Never answered. Secret. */
  readonly oidc_client_secret?: string;
  /** What `iss` of a token must be. Holds for `login`. */
  readonly bound_issuer?: string;
  /** Role of a login that names none. */
  readonly default_role?: string;
  /** Signature algorithms. Empty: all for `login`, RS256 alone for browser logins. */
  readonly jwt_supported_algs?: TextList;
  /** What is particular about a provider: `{"provider": "azure" | "secureauth" | "ibmisam", …}`. */
  readonly provider_config?: Readonly<Record<string, unknown>>;
  /** Object identifiers. Kept and answered; a certificate with an unknown critical extension is refused all the same. */
  readonly unsupported_critical_cert_extensions?: TextList;
  /** Names for which the certificate of the provider may be too, beside that of its host. */
  readonly override_allowed_server_names?: TextList;
  /** Store the configuration although its keys cannot be fetched now; a warning tells of it. */
  readonly skip_jwks_validation?: boolean;
}

/** Takes `jwt-list-roles`. */
export interface JwtListRolesInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `jwt-read-role`. */
export interface JwtReadRoleInput {
  /** Name of the role; large and small letters are the same. */
  readonly name: string;
}

/** Takes `jwt-write-role`. */
export interface JwtWriteRoleInput {
  /** Name of the role; large and small letters are the same. */
  readonly name: string;
  /** `jwt` or `oidc` (the default). Default: "oidc". */
  readonly role_type?: string;
  /** Claim that names the person or machine. */
  readonly user_claim?: string;
  /** `user_claim` is a JSON pointer (RFC 6901). */
  readonly user_claim_json_pointer?: boolean;
  /** Claim that holds the groups; a JSON pointer where it begins with `/`. */
  readonly groups_claim?: string;
  /** A token without the claim of groups has no groups, instead of no login. */
  readonly groups_claim_optional?: boolean;
  /** Audiences, one of which must be in `aud`. */
  readonly bound_audiences?: TextList;
  /** What `sub` must be. */
  readonly bound_subject?: string;
  /** Claims and the values that they must have, one value or a list each. */
  readonly bound_claims?: Readonly<Record<string, unknown>>;
  /** `string`, or `glob`: then `*` in a value stands for any text. Default: "string". */
  readonly bound_claims_type?: string;
  /** Claims that become metadata of the token, and under which name. */
  readonly claim_mappings?: KeyValues;
  /** Addresses to which the provider may send a browser back. */
  readonly allowed_redirect_uris?: TextList;
  /** Scopes to ask for, beside `openid`. */
  readonly oidc_scopes?: TextList;
  /** Longest time since the person last proved who they are, seconds; 0: any. */
  readonly max_age?: Duration;
  /** Lifetime of a token without `exp`, seconds; 0 for the usual 150, -1 for none. Default: "150". */
  readonly expiration_leeway?: Duration;
  /** How long before `exp` a token without `nbf` begins, seconds; 0 for the usual 150, -1 for none. Default: "150". */
  readonly not_before_leeway?: Duration;
  /** How far clocks may be apart, seconds; 0 for the usual 60, -1 for none. Default: "60000000000". */
  readonly clock_skew_leeway?: Duration;
  /** Write the claims of browser logins to the log, at level debug. */
  readonly verbose_oidc_logging?: boolean;
  /** `client`, `direct` (the browser comes back to this server) or `device`. Default: "client". */
  readonly callback_mode?: string;
  /** Seconds between two polls of a `direct` or `device` login; 0 for 5. */
  readonly poll_interval?: Duration;
  /** Finish `direct` logins without asking the person whether they began it. */
  readonly oidc_disable_confirmation?: boolean;
  /** Not supported: tokens of the provider do not go into metadata. */
  readonly oauth2_metadata?: TextList;
  /** In `token_policies`, `{{claim}}` stands for the value of a claim. */
  readonly token_policies_template_claims?: boolean;
  /** Lifetime of the token at login; 0 takes that of the mount. */
  readonly token_ttl?: Duration;
  /** Longest lifetime over all renewals; 0 takes that of the mount. */
  readonly token_max_ttl?: Duration;
  /** Hard end of the lifetime, also for periodic tokens; 0 for none. */
  readonly token_explicit_max_ttl?: Duration;
  /** Makes the token periodic: each renewal sets its lifetime to this. */
  readonly token_period?: Duration;
  /** Policies of the token. */
  readonly token_policies?: TextList;
  /** Leave the policy "default" out. */
  readonly token_no_default_policy?: boolean;
  /** Addresses and CIDR blocks that may log in and use the token. */
  readonly token_bound_cidrs?: TextList;
  /** How often the token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
  /** Type of the token: default, service or batch. Default: "default-service". */
  readonly token_type?: string;
  /** Bind the token to the address that logged in. */
  readonly token_strictly_bind_ip?: boolean;
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: TextList;
  /**
   * Use "token_ttl" instead.
   *
   * @deprecated
   */
  readonly ttl?: Duration;
  /**
   * Use "token_max_ttl" instead.
   *
   * @deprecated
   */
  readonly max_ttl?: Duration;
  /**
   * Use "token_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidrs?: TextList;
  /**
   * Use "token_period" instead.
   *
   * @deprecated
   */
  readonly period?: Duration;
  /**
   * Use "token_num_uses" instead.
   *
   * @deprecated
   */
  readonly num_uses?: number;
}

/** Takes `jwt-delete-role`. */
export interface JwtDeleteRoleInput {
  /** Name of the role; large and small letters are the same. */
  readonly name: string;
}

/** Takes `jwt-login`. */
export interface JwtLoginInput {
  /** Role to log in at; the default role where none is named. */
  readonly role?: string;
  /** The signed token. Secret. */
  readonly jwt?: string;
  /** Token that the groups of a person with very many of them are asked for with (Entra ID). Secret. */
  readonly distributed_claim_access_token?: string;
}

/** Takes `jwt-oidc-request-authorization-url`. */
export interface JwtOidcRequestAuthorizationUrlInput {
  /** Role to log in at; the default role where none is named. */
  readonly role?: string;
  /** Where the provider shall send the browser. */
  readonly redirect_uri?: string;
  /** A secret of the client that it repeats at the end. Secret. */
  readonly client_nonce?: string;
}

/** Takes `jwt-oidc-callback`. */
export interface JwtOidcCallbackInput {
  /** State of the login. Secret. */
  readonly state?: string;
  /** Code of the provider. Secret. */
  readonly code?: string;
  /** Sent by command lines, empty; only a form brings one. Secret. */
  readonly id_token?: string;
  /** The nonce that the login was begun with. Secret. */
  readonly client_nonce?: string;
  /** Why the provider refused, as a code of RFC 6749 section 4.1.2.1. */
  readonly error?: string;
  /** The same in words. */
  readonly error_description?: string;
  /** `1`: the person confirms that they began the login. */
  readonly confirmation?: string;
  /** The provider as it names itself (RFC 9207); it must be the one that was asked. */
  readonly iss?: string;
}

/** Takes `jwt-oidc-callback-form-post`. */
export interface JwtOidcCallbackFormPostInput {
  /** State of the login. Secret. */
  readonly state?: string;
  /** Code of the provider. Secret. */
  readonly code?: string;
  /** The ID token. Secret. */
  readonly id_token?: string;
  /** The nonce that the login was begun with. Secret. */
  readonly client_nonce?: string;
  /** Why the provider refused, as a code of RFC 6749 section 4.1.2.1. */
  readonly error?: string;
  /** The same in words. */
  readonly error_description?: string;
  /** `1`: the person confirms that they began the login. */
  readonly confirmation?: string;
  /** The provider as it names itself (RFC 9207); it must be the one that was asked. */
  readonly iss?: string;
}

/** Takes `jwt-oidc-poll`. */
export interface JwtOidcPollInput {
  /** State of the login. Secret. */
  readonly state?: string;
  /** The nonce that the login was begun with. Secret. */
  readonly client_nonce?: string;
}

/** Takes `jwt-explain-login`. */
export interface JwtExplainLoginInput {
  /** Role to log in at; the default role where none is named. */
  readonly role?: string;
  /** The signed token. Secret. */
  readonly jwt?: string;
  /** Token that the groups of a person with very many of them are asked for with (Entra ID). Secret. */
  readonly distributed_claim_access_token?: string;
  /** Address that it is imagined to come from; that of the caller when empty. */
  readonly remote_address?: string;
}

/** Takes `kubernetes-login`. */
export interface KubernetesLoginInput {
  /** Role to log in at. */
  readonly role: string;
  /** Token of the service account. Secret. */
  readonly jwt: string;
}

/** Takes `kubernetes-configure-auth`. */
export interface KubernetesConfigureAuthInput {
  /** URL of the API server; `https://` is put in front of a bare host or host and port. */
  readonly kubernetes_host: string;
  /** Certificates that the API server is trusted by, in PEM. Empty: those of the pod, or with `disable_local_ca_jwt` those of the system. Default: "". */
  readonly kubernetes_ca_cert?: string;
  /** Public keys or certificates of the cluster, in PEM: a token must be signed by one of them before anybody is asked about it. Default: []. */
  readonly pem_keys?: TextList;
  /**
   * What `iss` must be, where `disable_iss_validation` is false. Default: "".
   *
   * @deprecated
   */
  readonly issuer?: string;
  /**
   * Do not look at `iss`: the API server does. Default: true.
   *
   * @deprecated
   */
  readonly disable_iss_validation?: boolean;
  /** Do not use the token and the certificate of the pod that the server runs in. Default: false. */
  readonly disable_local_ca_jwt?: boolean;
  /** Take annotations of the service account that begin with `vault.hashicorp.com/alias-metadata-` as metadata of the alias. The reviewer must be allowed to `get` service accounts. Default: false. */
  readonly use_annotations_as_alias_metadata?: boolean;
  /** Token that reviews are asked for with. Empty: that of the pod, or else the token under review itself. Never answered. Default: "". Secret. */
  readonly token_reviewer_jwt?: string;
}

/** Takes `kubernetes-list-auth-roles`. */
export interface KubernetesListAuthRolesInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `kubernetes-read-auth-role`. */
export interface KubernetesReadAuthRoleInput {
  /** Name of the role; large and small letters are the same. */
  readonly name: string;
}

/** Takes `kubernetes-write-auth-role`. */
export interface KubernetesWriteAuthRoleInput {
  /** Name of the role; large and small letters are the same. */
  readonly name: string;
  /** Names of service accounts that may log in; `*` stands for any text. */
  readonly bound_service_account_names?: TextList;
  /** Namespaces of service accounts that may log in; `*` stands for any text. */
  readonly bound_service_account_namespaces?: TextList;
  /** Labels that a namespace may have instead of standing in the list: an object with `matchLabels`, as JSON or YAML. A write without it takes it away. */
  readonly bound_service_account_namespace_selector?: string;
  /** Audience that the token must be for. */
  readonly audience?: string;
  /** Who a login is: `serviceaccount_uid`, or `serviceaccount_name` for namespace and name, which a new account may get again. Default: "serviceaccount_uid". */
  readonly alias_name_source?: string;
  /** Lifetime of the token at login; 0 takes that of the mount. */
  readonly token_ttl?: Duration;
  /** Longest lifetime over all renewals; 0 takes that of the mount. */
  readonly token_max_ttl?: Duration;
  /** Hard end of the lifetime, also for periodic tokens; 0 for none. */
  readonly token_explicit_max_ttl?: Duration;
  /** Makes the token periodic: each renewal sets its lifetime to this. */
  readonly token_period?: Duration;
  /** Policies of the token. */
  readonly token_policies?: TextList;
  /** Leave the policy "default" out. */
  readonly token_no_default_policy?: boolean;
  /** Addresses and CIDR blocks that may log in and use the token. */
  readonly token_bound_cidrs?: TextList;
  /** How often the token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
  /** Type of the token: default, service or batch. Default: "default-service". */
  readonly token_type?: string;
  /** Bind the token to the address that logged in. */
  readonly token_strictly_bind_ip?: boolean;
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: TextList;
  /**
   * Use "token_ttl" instead.
   *
   * @deprecated
   */
  readonly ttl?: Duration;
  /**
   * Use "token_max_ttl" instead.
   *
   * @deprecated
   */
  readonly max_ttl?: Duration;
  /**
   * Use "token_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidrs?: TextList;
  /**
   * Use "token_period" instead.
   *
   * @deprecated
   */
  readonly period?: Duration;
  /**
   * Use "token_num_uses" instead.
   *
   * @deprecated
   */
  readonly num_uses?: number;
}

/** Takes `kubernetes-delete-auth-role`. */
export interface KubernetesDeleteAuthRoleInput {
  /** Name of the role; large and small letters are the same. */
  readonly name: string;
}

/** Takes `kubernetes-explain-login`. */
export interface KubernetesExplainLoginInput {
  /** Role to log in at. */
  readonly role: string;
  /** Token of the service account. Secret. */
  readonly jwt: string;
  /** Address that it is imagined to come from; that of the caller when empty. */
  readonly remote_address?: string;
}

/** Takes `cubbyhole-read`. */
export interface CubbyholeReadInput {
  /** Where the item is kept. */
  readonly path?: string;
}

/** Takes `cubbyhole-list`. */
export interface CubbyholeListInput {
  /** Folder to list; empty for all of it. */
  readonly path?: string;
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `cubbyhole-write`. */
export interface CubbyholeWriteInput {
  /** Where the item is kept. */
  readonly path?: string;
  /** What is sent as it is. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Takes `cubbyhole-delete`. */
export interface CubbyholeDeleteInput {
  /** Where the item is kept. */
  readonly path?: string;
}

/** Takes `entity-create`. */
export interface EntityCreateInput {
  /** Id of the entity to change; left out, the name decides. */
  readonly id?: string;
  /** Name; made when left out. Case does not count. */
  readonly name?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly metadata?: KeyValues;
  /** Policies, in the place of all that were set before; never "root". */
  readonly policies?: TextList;
  /** Refuse all its tokens and logins, without ending anything. */
  readonly disabled?: boolean;
}

/** Takes `entity-list-by-id`. */
export interface EntityListByIdInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `entity-read-by-id`. */
export interface EntityReadByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `entity-update-by-id`. */
export interface EntityUpdateByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
  /** New name; case does not count. */
  readonly name?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly metadata?: KeyValues;
  /** Policies, in the place of all that were set before; never "root". */
  readonly policies?: TextList;
  /** Refuse all its tokens and logins, without ending anything. */
  readonly disabled?: boolean;
}

/** Takes `entity-delete-by-id`. */
export interface EntityDeleteByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `entity-list-by-name`. */
export interface EntityListByNameInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `entity-read-by-name`. */
export interface EntityReadByNameInput {
  /** Name; case does not count. */
  readonly name: string;
}

/** Takes `entity-update-by-name`. */
export interface EntityUpdateByNameInput {
  /** Name; case does not count. */
  readonly name: string;
  /** Texts by name, in the place of all that were set before. */
  readonly metadata?: KeyValues;
  /** Policies, in the place of all that were set before; never "root". */
  readonly policies?: TextList;
  /** Refuse all its tokens and logins, without ending anything. */
  readonly disabled?: boolean;
}

/** Takes `entity-delete-by-name`. */
export interface EntityDeleteByNameInput {
  /** Name; case does not count. */
  readonly name: string;
}

/** Takes `entity-batch-delete`. */
export interface EntityBatchDeleteInput {
  /** Ids; those that are unknown are passed over. */
  readonly entity_ids?: TextList;
}

/** Takes `entity-merge`. */
export interface EntityMergeInput {
  /** Entities that go. */
  readonly from_entity_ids?: TextList;
  /** Entity that stays. */
  readonly to_entity_id?: string;
  /** Read and ignored: there are no secrets of second factors to choose between. */
  readonly force?: boolean;
  /** Of two aliases at one mount, those to keep; the others are removed. */
  readonly conflicting_alias_ids_to_keep?: TextList;
}

/** Takes `entity-look-up`. */
export interface EntityLookUpInput {
  /** Id. */
  readonly id?: string;
  /** Name; case does not count. */
  readonly name?: string;
  /** Id of an alias. */
  readonly alias_id?: string;
  /** Name of an alias, with alias_mount_accessor. */
  readonly alias_name?: string;
  /** Accessor of the mount that knows the name. */
  readonly alias_mount_accessor?: string;
}

/** Takes `entity-create-alias`. */
export interface EntityCreateAliasInput {
  /** Id of the alias to change; left out, mount and name decide. */
  readonly id?: string;
  /** Name at the mount. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** Entity; left out, a new one is made. */
  readonly canonical_id?: string;
  /**
   * Use "canonical_id" instead.
   *
   * @deprecated
   */
  readonly entity_id?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly custom_metadata?: KeyValues;
}

/** Takes `entity-list-aliases-by-id`. */
export interface EntityListAliasesByIdInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `entity-read-alias-by-id`. */
export interface EntityReadAliasByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `entity-update-alias-by-id`. */
export interface EntityUpdateAliasByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
  /** Name at the mount. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** Entity; left out, a new one is made. */
  readonly canonical_id?: string;
  /**
   * Use "canonical_id" instead.
   *
   * @deprecated
   */
  readonly entity_id?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly custom_metadata?: KeyValues;
}

/** Takes `entity-delete-alias-by-id`. */
export interface EntityDeleteAliasByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `alias-create`. */
export interface AliasCreateInput {
  /** Id of the alias to change; left out, mount and name decide. */
  readonly id?: string;
  /** Name at the mount. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** Entity; left out, a new one is made. */
  readonly canonical_id?: string;
  /**
   * Use "canonical_id" instead.
   *
   * @deprecated
   */
  readonly entity_id?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly custom_metadata?: KeyValues;
}

/** Takes `alias-list-by-id`. */
export interface AliasListByIdInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `alias-read-by-id`. */
export interface AliasReadByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `alias-update-by-id`. */
export interface AliasUpdateByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
  /** Name at the mount. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** Entity; left out, a new one is made. */
  readonly canonical_id?: string;
  /**
   * Use "canonical_id" instead.
   *
   * @deprecated
   */
  readonly entity_id?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly custom_metadata?: KeyValues;
}

/** Takes `alias-delete-by-id`. */
export interface AliasDeleteByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `persona-create`. */
export interface PersonaCreateInput {
  /** Id of the alias to change; left out, mount and name decide. */
  readonly id?: string;
  /** Name at the mount. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** Entity; left out, a new one is made. */
  readonly canonical_id?: string;
  /**
   * Use "canonical_id" instead.
   *
   * @deprecated
   */
  readonly entity_id?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly custom_metadata?: KeyValues;
}

/** Takes `persona-list-by-id`. */
export interface PersonaListByIdInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `persona-read-by-id`. */
export interface PersonaReadByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `persona-update-by-id`. */
export interface PersonaUpdateByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
  /** Name at the mount. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** Entity; left out, a new one is made. */
  readonly canonical_id?: string;
  /**
   * Use "canonical_id" instead.
   *
   * @deprecated
   */
  readonly entity_id?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly custom_metadata?: KeyValues;
}

/** Takes `persona-delete-by-id`. */
export interface PersonaDeleteByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `group-create`. */
export interface GroupCreateInput {
  /** Id of the group to change; left out, the name decides. */
  readonly id?: string;
  /** Name; made when left out. Case does not count. */
  readonly name?: string;
  /** internal, or external for groups that logins fill; it cannot be changed. Default: "internal". */
  readonly type?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly metadata?: KeyValues;
  /** Policies, in the place of all that were set before; never "root". */
  readonly policies?: TextList;
  /** Entities, in the place of all before; of internal groups. */
  readonly member_entity_ids?: TextList;
  /** Groups, in the place of all before; of internal groups. */
  readonly member_group_ids?: TextList;
}

/** Takes `group-list-by-id`. */
export interface GroupListByIdInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `group-read-by-id`. */
export interface GroupReadByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `group-update-by-id`. */
export interface GroupUpdateByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
  /** New name; case does not count. */
  readonly name?: string;
  /** internal, or external for groups that logins fill; it cannot be changed. Default: "internal". */
  readonly type?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly metadata?: KeyValues;
  /** Policies, in the place of all that were set before; never "root". */
  readonly policies?: TextList;
  /** Entities, in the place of all before; of internal groups. */
  readonly member_entity_ids?: TextList;
  /** Groups, in the place of all before; of internal groups. */
  readonly member_group_ids?: TextList;
}

/** Takes `group-delete-by-id`. */
export interface GroupDeleteByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `group-list-by-name`. */
export interface GroupListByNameInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `group-read-by-name`. */
export interface GroupReadByNameInput {
  /** Name; case does not count. */
  readonly name: string;
}

/** Takes `group-update-by-name`. */
export interface GroupUpdateByNameInput {
  /** Name; case does not count. */
  readonly name: string;
  /** internal, or external for groups that logins fill; it cannot be changed. Default: "internal". */
  readonly type?: string;
  /** Texts by name, in the place of all that were set before. */
  readonly metadata?: KeyValues;
  /** Policies, in the place of all that were set before; never "root". */
  readonly policies?: TextList;
  /** Entities, in the place of all before; of internal groups. */
  readonly member_entity_ids?: TextList;
  /** Groups, in the place of all before; of internal groups. */
  readonly member_group_ids?: TextList;
}

/** Takes `group-delete-by-name`. */
export interface GroupDeleteByNameInput {
  /** Name; case does not count. */
  readonly name: string;
}

/** Takes `group-look-up`. */
export interface GroupLookUpInput {
  /** Id. */
  readonly id?: string;
  /** Name; case does not count. */
  readonly name?: string;
  /** Id of an alias. */
  readonly alias_id?: string;
  /** Name of an alias, with alias_mount_accessor. */
  readonly alias_name?: string;
  /** Accessor of the mount that knows the name. */
  readonly alias_mount_accessor?: string;
}

/** Takes `group-create-alias`. */
export interface GroupCreateAliasInput {
  /** Id of the alias to change; left out, one is made. */
  readonly id?: string;
  /** Name of the group at the mount, exactly as logins report it. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** External group; left out, a new one is made. */
  readonly canonical_id?: string;
}

/** Takes `group-list-aliases-by-id`. */
export interface GroupListAliasesByIdInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `group-read-alias-by-id`. */
export interface GroupReadAliasByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `group-update-alias-by-id`. */
export interface GroupUpdateAliasByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
  /** Name of the group at the mount, exactly as logins report it. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** External group; left out, a new one is made. */
  readonly canonical_id?: string;
}

/** Takes `group-delete-alias-by-id`. */
export interface GroupDeleteAliasByIdInput {
  /** Id, as it was answered when it was made. */
  readonly id: string;
}

/** Takes `kv-v1-read`. */
export interface KvV1ReadInput {
  /** Where the secret is kept. */
  readonly path?: string;
}

/** Takes `kv-v1-list`. */
export interface KvV1ListInput {
  /** Folder to list; empty for the whole mount. */
  readonly path?: string;
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `kv-v1-scan`. */
export interface KvV1ScanInput {
  /** Folder to list; empty for the whole mount. */
  readonly path?: string;
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `kv-v1-write`. */
export interface KvV1WriteInput {
  /** Where the secret is kept. */
  readonly path?: string;
  /** What is sent as it is. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Takes `kv-v1-delete`. */
export interface KvV1DeleteInput {
  /** Where the secret is kept. */
  readonly path?: string;
}

/** Takes `kv-v2-configure`. */
export interface KvV2ConfigureInput {
  /** Versions to keep; the larger of key and mount counts, 10 if both are 0. */
  readonly max_versions?: number;
  /** Whether each write of data must send `cas`. */
  readonly cas_required?: boolean;
  /** Whether each write of metadata must send `metadata_cas`. */
  readonly metadata_cas_required?: boolean;
  /** How long after its write a version is deleted; negative: never, whatever the key says. */
  readonly delete_version_after?: Duration;
}

/** Takes `kv-v2-read`. */
export interface KvV2ReadInput {
  /** Where the secret is kept. */
  readonly path?: string;
  /** Version to read; 0 or absent for the current one. */
  readonly version?: number;
}

/** Takes `kv-v2-write`. */
export interface KvV2WriteInput {
  /** Where the secret is kept. */
  readonly path?: string;
  /** The secret: a JSON object. Secret. */
  readonly data: Readonly<Record<string, unknown>>;
  /** `cas`: write only if this is the current version; 0: if there is none. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Takes `kv-v2-patch`. */
export interface KvV2PatchInput {
  /** Where the secret is kept. */
  readonly path?: string;
  /** The secret: a JSON object. Secret. */
  readonly data: Readonly<Record<string, unknown>>;
  /** `cas`: write only if this is the current version; 0: if there is none. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Takes `kv-v2-delete`. */
export interface KvV2DeleteInput {
  /** Where the secret is kept. */
  readonly path?: string;
}

/** Takes `kv-v2-delete-versions`. */
export interface KvV2DeleteVersionsInput {
  /** Where the secret is kept. */
  readonly path?: string;
  /** Numbers of the versions. */
  readonly versions: TextList;
}

/** Takes `kv-v2-undelete-versions`. */
export interface KvV2UndeleteVersionsInput {
  /** Where the secret is kept. */
  readonly path?: string;
  /** Numbers of the versions. */
  readonly versions: TextList;
}

/** Takes `kv-v2-destroy-versions`. */
export interface KvV2DestroyVersionsInput {
  /** Where the secret is kept. */
  readonly path?: string;
  /** Numbers of the versions. */
  readonly versions: TextList;
}

/** Takes `kv-v2-read-metadata`. */
export interface KvV2ReadMetadataInput {
  /** Where the secret is kept. */
  readonly path?: string;
}

/** Takes `kv-v2-write-metadata`. */
export interface KvV2WriteMetadataInput {
  /** Where the secret is kept. */
  readonly path?: string;
  /** Versions to keep; the larger of key and mount counts, 10 if both are 0. */
  readonly max_versions?: number;
  /** Whether each write of data must send `cas`. */
  readonly cas_required?: boolean;
  /** Whether each write of metadata must send `metadata_cas`. */
  readonly metadata_cas_required?: boolean;
  /** How long after its write a version is deleted; the shorter of key and mount counts, 0 for never. */
  readonly delete_version_after?: Duration;
  /** Texts about the secret, by name: at most 64. */
  readonly custom_metadata?: Readonly<Record<string, unknown>>;
  /** Write only if this is the current version of the metadata. */
  readonly metadata_cas?: number;
}

/** Takes `kv-v2-patch-metadata`. */
export interface KvV2PatchMetadataInput {
  /** Where the secret is kept. */
  readonly path?: string;
  /** Versions to keep; the larger of key and mount counts, 10 if both are 0. */
  readonly max_versions?: number;
  /** Whether each write of data must send `cas`. */
  readonly cas_required?: boolean;
  /** Whether each write of metadata must send `metadata_cas`. */
  readonly metadata_cas_required?: boolean;
  /** How long after its write a version is deleted; the shorter of key and mount counts, 0 for never. */
  readonly delete_version_after?: Duration;
  /** Texts about the secret, by name: at most 64. */
  readonly custom_metadata?: Readonly<Record<string, unknown>>;
  /** Write only if this is the current version of the metadata. */
  readonly metadata_cas?: number;
}

/** Takes `kv-v2-delete-metadata-and-all-versions`. */
export interface KvV2DeleteMetadataAndAllVersionsInput {
  /** Where the secret is kept. */
  readonly path?: string;
}

/** Takes `kv-v2-list`. */
export interface KvV2ListInput {
  /** Folder to list; empty for the whole mount. */
  readonly path?: string;
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `kv-v2-scan`. */
export interface KvV2ScanInput {
  /** Folder to list; empty for the whole mount. */
  readonly path?: string;
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `kv-v2-list-detailed`. */
export interface KvV2ListDetailedInput {
  /** Folder to list; empty for the whole mount. */
  readonly path?: string;
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `kv-v2-read-subkeys`. */
export interface KvV2ReadSubkeysInput {
  /** Where the secret is kept. */
  readonly path?: string;
  /** Version to read; 0 or absent for the current one. */
  readonly version?: number;
  /** Levels to show; 0 for all. */
  readonly depth?: number;
}

/** Takes `auth-read-tuning-information`. */
export interface AuthReadTuningInformationInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
}

/** Takes `auth-tune-configuration-parameters`. */
export interface AuthTuneConfigurationParametersInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
  /** Lifetime of tokens and leases; "system" takes that of the server. */
  readonly default_lease_ttl?: Duration;
  /** Longest lifetime over all renewals; "system" takes that of the server. */
  readonly max_lease_ttl?: Duration;
  /** Keys of requests that audit shows in clear. */
  readonly audit_non_hmac_request_keys?: TextList;
  /** Keys of answers that audit shows in clear. */
  readonly audit_non_hmac_response_keys?: TextList;
  /** Whether those who have no token see the mount. */
  readonly listing_visibility?: '' | 'hidden' | 'unauth';
  /** Headers of requests that the mount may see. */
  readonly passthrough_request_headers?: TextList;
  /** Headers that the mount may add to its answers. */
  readonly allowed_response_headers?: TextList;
  /** Type of the tokens that the mount issues; auth methods only. */
  readonly token_type?: 'default-service' | 'default-batch' | 'service' | 'batch';
  /** Version of the type: that of this server, or none. */
  readonly plugin_version?: string;
  /** Description for people. */
  readonly description?: string;
  /** Options to change; an empty value removes one. */
  readonly options?: KeyValues;
  /** How users are locked out after failed logins. */
  readonly user_lockout_config?: { readonly lockout_threshold?: string; readonly lockout_duration?: Duration; readonly lockout_counter_reset_duration?: Duration; readonly lockout_disable?: boolean };
}

/** Takes `auth-enable-method`. */
export interface AuthEnableMethodInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
  /** Type to enable. */
  readonly type: string;
  /** Description for people. */
  readonly description?: string;
  /** Settings of the mount. */
  readonly config?: { readonly default_lease_ttl?: Duration; readonly max_lease_ttl?: Duration; readonly audit_non_hmac_request_keys?: TextList; readonly audit_non_hmac_response_keys?: TextList; readonly listing_visibility?: '' | 'hidden' | 'unauth'; readonly passthrough_request_headers?: TextList; readonly allowed_response_headers?: TextList; readonly token_type?: 'default-service' | 'default-batch' | 'service' | 'batch'; readonly plugin_version?: string; readonly force_no_cache?: boolean; readonly plugin_name?: string; readonly user_lockout_config?: { readonly lockout_threshold?: string; readonly lockout_duration?: Duration; readonly lockout_counter_reset_duration?: Duration; readonly lockout_disable?: boolean } };
  /** Options of the type, such as "version". */
  readonly options?: KeyValues;
  /** Mark the mount as local to this cluster. Default: false. */
  readonly local?: boolean;
  /** Mark the mount as sealed twice. Default: false. */
  readonly seal_wrap?: boolean;
  /** Kept for older clients. Default: false. */
  readonly external_entropy_access?: boolean;
  /** Type to enable where "type" is "plugin". */
  readonly plugin_name?: string;
  /**
   * Not used: give it in "config".
   *
   * @deprecated
   */
  readonly plugin_version?: string;
}

/** Takes `auth-read-configuration`. */
export interface AuthReadConfigurationInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
}

/** Takes `auth-disable-method`. */
export interface AuthDisableMethodInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
}

/** Takes `mounts-read-tuning-information`. */
export interface MountsReadTuningInformationInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
}

/** Takes `mounts-tune-configuration-parameters`. */
export interface MountsTuneConfigurationParametersInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
  /** Lifetime of tokens and leases; "system" takes that of the server. */
  readonly default_lease_ttl?: Duration;
  /** Longest lifetime over all renewals; "system" takes that of the server. */
  readonly max_lease_ttl?: Duration;
  /** Keys of requests that audit shows in clear. */
  readonly audit_non_hmac_request_keys?: TextList;
  /** Keys of answers that audit shows in clear. */
  readonly audit_non_hmac_response_keys?: TextList;
  /** Whether those who have no token see the mount. */
  readonly listing_visibility?: '' | 'hidden' | 'unauth';
  /** Headers of requests that the mount may see. */
  readonly passthrough_request_headers?: TextList;
  /** Headers that the mount may add to its answers. */
  readonly allowed_response_headers?: TextList;
  /** Type of the tokens that the mount issues; auth methods only. */
  readonly token_type?: 'default-service' | 'default-batch' | 'service' | 'batch';
  /** Version of the type: that of this server, or none. */
  readonly plugin_version?: string;
  /** Description for people. */
  readonly description?: string;
  /** Options to change; an empty value removes one. */
  readonly options?: KeyValues;
  /** How users are locked out after failed logins. */
  readonly user_lockout_config?: { readonly lockout_threshold?: string; readonly lockout_duration?: Duration; readonly lockout_counter_reset_duration?: Duration; readonly lockout_disable?: boolean };
}

/** Takes `mounts-read-secrets-engine-tuning`. */
export interface MountsReadSecretsEngineTuningInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
}

/** Takes `mounts-tune-secrets-engine`. */
export interface MountsTuneSecretsEngineInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
  /** Lifetime of tokens and leases; "system" takes that of the server. */
  readonly default_lease_ttl?: Duration;
  /** Longest lifetime over all renewals; "system" takes that of the server. */
  readonly max_lease_ttl?: Duration;
  /** Keys of requests that audit shows in clear. */
  readonly audit_non_hmac_request_keys?: TextList;
  /** Keys of answers that audit shows in clear. */
  readonly audit_non_hmac_response_keys?: TextList;
  /** Whether those who have no token see the mount. */
  readonly listing_visibility?: '' | 'hidden' | 'unauth';
  /** Headers of requests that the mount may see. */
  readonly passthrough_request_headers?: TextList;
  /** Headers that the mount may add to its answers. */
  readonly allowed_response_headers?: TextList;
  /** Type of the tokens that the mount issues; auth methods only. */
  readonly token_type?: 'default-service' | 'default-batch' | 'service' | 'batch';
  /** Version of the type: that of this server, or none. */
  readonly plugin_version?: string;
  /** Description for people. */
  readonly description?: string;
  /** Options to change; an empty value removes one. */
  readonly options?: KeyValues;
  /** How users are locked out after failed logins. */
  readonly user_lockout_config?: { readonly lockout_threshold?: string; readonly lockout_duration?: Duration; readonly lockout_counter_reset_duration?: Duration; readonly lockout_disable?: boolean };
}

/** Takes `mounts-enable-secrets-engine`. */
export interface MountsEnableSecretsEngineInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
  /** Type to enable. */
  readonly type: string;
  /** Description for people. */
  readonly description?: string;
  /** Settings of the mount. */
  readonly config?: { readonly default_lease_ttl?: Duration; readonly max_lease_ttl?: Duration; readonly audit_non_hmac_request_keys?: TextList; readonly audit_non_hmac_response_keys?: TextList; readonly listing_visibility?: '' | 'hidden' | 'unauth'; readonly passthrough_request_headers?: TextList; readonly allowed_response_headers?: TextList; readonly token_type?: 'default-service' | 'default-batch' | 'service' | 'batch'; readonly plugin_version?: string; readonly force_no_cache?: boolean; readonly plugin_name?: string; readonly user_lockout_config?: { readonly lockout_threshold?: string; readonly lockout_duration?: Duration; readonly lockout_counter_reset_duration?: Duration; readonly lockout_disable?: boolean } };
  /** Options of the type, such as "version". */
  readonly options?: KeyValues;
  /** Mark the mount as local to this cluster. Default: false. */
  readonly local?: boolean;
  /** Mark the mount as sealed twice. Default: false. */
  readonly seal_wrap?: boolean;
  /** Kept for older clients. Default: false. */
  readonly external_entropy_access?: boolean;
  /** Type to enable where "type" is "plugin". */
  readonly plugin_name?: string;
  /**
   * Not used: give it in "config".
   *
   * @deprecated
   */
  readonly plugin_version?: string;
}

/** Takes `mounts-read-configuration`. */
export interface MountsReadConfigurationInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
}

/** Takes `mounts-disable-secrets-engine`. */
export interface MountsDisableSecretsEngineInput {
  /** Path of the mount, slashes allowed. */
  readonly path: string;
}

/** Takes `remount`. */
export interface RemountInput {
  /** Path of the mount, with auth/ in front of auth methods. */
  readonly from: string;
  /** Its new path. */
  readonly to: string;
}

/** Takes `remount-status`. */
export interface RemountStatusInput {
  /** What the move answered. */
  readonly migration_id: string;
}

/** Takes `locked-users-list`. */
export interface LockedUsersListInput {
  /** Only those of the auth mount with this accessor. */
  readonly mount_accessor?: string;
}

/** Takes `locked-users-unlock`. */
export interface LockedUsersUnlockInput {
  /** Accessor of the auth mount. */
  readonly mount_accessor: string;
  /** Name as the list tells it: a user name, a role_id. */
  readonly alias_identifier: string;
}

/** Takes `leases-read-lease`. */
export interface LeasesReadLeaseInput {
  /** Id of the lease: the path that made it, and a name of its own. */
  readonly lease_id?: string;
}

/** Takes `leases-look-up`. */
export interface LeasesLookUpInput {
  /** The after of the answer before. */
  readonly after?: string;
}

/** Takes `leases-look-up-with-prefix`. */
export interface LeasesLookUpWithPrefixInput {
  /** Path whose leases are meant, whole segments; or the id of a lease. */
  readonly prefix: string;
  /** The after of the answer before. */
  readonly after?: string;
}

/** Takes `leases-renew-lease`. */
export interface LeasesRenewLeaseInput {
  /** Id of the lease: the path that made it, and a name of its own. */
  readonly lease_id?: string;
  /** Seconds wished for, from now. Default: 0. */
  readonly increment?: Duration;
}

/** Takes `leases-renew-lease-with-id`. */
export interface LeasesRenewLeaseWithIdInput {
  /** Id of the lease; that of the body wins. */
  readonly url_lease_id: string;
  /** Id of the lease: the path that made it, and a name of its own. */
  readonly lease_id?: string;
  /** Seconds wished for, from now. Default: 0. */
  readonly increment?: Duration;
}

/** Takes `leases-revoke-lease`. */
export interface LeasesRevokeLeaseInput {
  /** Id of the lease: the path that made it, and a name of its own. */
  readonly lease_id?: string;
  /** Whether to answer 204 instead of 202. What is revoked is refused at once in any case. Default: true. */
  readonly sync?: boolean;
}

/** Takes `leases-revoke-lease-with-id`. */
export interface LeasesRevokeLeaseWithIdInput {
  /** Id of the lease; that of the body wins. */
  readonly url_lease_id: string;
  /** Id of the lease: the path that made it, and a name of its own. */
  readonly lease_id?: string;
  /** Whether to answer 204 instead of 202. What is revoked is refused at once in any case. Default: true. */
  readonly sync?: boolean;
}

/** Takes `leases-revoke-lease-with-prefix`. */
export interface LeasesRevokeLeaseWithPrefixInput {
  /** Path whose leases are meant, whole segments; or the id of a lease. */
  readonly prefix: string;
  /** Whether to answer 204 instead of 202. What is revoked is refused at once in any case. Default: true. */
  readonly sync?: boolean;
}

/** Takes `leases-force-revoke-lease-with-prefix`. */
export interface LeasesForceRevokeLeaseWithPrefixInput {
  /** Path whose leases are meant, whole segments; or the id of a lease. */
  readonly prefix: string;
  /** Whether to answer 204 instead of 202. What is revoked is refused at once in any case. Default: true. */
  readonly sync?: boolean;
}

/** Takes `leases-count`. */
export interface LeasesCountInput {
  /** What to count: irrevocable. */
  readonly type?: string;
  /** There are none. */
  readonly include_child_namespaces?: boolean;
}

/** Takes `leases-list`. */
export interface LeasesListInput {
  /** What to list: irrevocable. */
  readonly type?: string;
  /** There are none. */
  readonly include_child_namespaces?: boolean;
  /** At most this many; none for all. */
  readonly limit?: string;
}

/** Takes `tokens-search`. */
export interface TokensSearchInput {
  /** Id of an entity; entities that were merged into it count too. */
  readonly entity_id?: string;
  /** Name of an entity. */
  readonly entity_name?: string;
  /** Name at a mount: a user name, a role_id; needs the mount. */
  readonly alias_name?: string;
  /** Path of the auth mount, with or without auth/ in front. */
  readonly mount?: string;
  /** Accessor of the auth mount, instead of its path. */
  readonly mount_accessor?: string;
  /** Role of the method, or token role, that made the token. */
  readonly role?: string;
  /** Policy of the token itself, not of its entity. */
  readonly policy?: string;
  /** The after of the answer before. */
  readonly after?: string;
  /** At most this many tokens, 1 to 1000. Default: 100. */
  readonly limit?: number;
}

/** Takes `tokens-end`. */
export interface TokensEndInput {
  /** Id of an entity; entities that were merged into it count too. */
  readonly entity_id?: string;
  /** Name of an entity. */
  readonly entity_name?: string;
  /** Name at a mount: a user name, a role_id; needs the mount. */
  readonly alias_name?: string;
  /** Path of the auth mount, with or without auth/ in front. */
  readonly mount?: string;
  /** Accessor of the auth mount, instead of its path. */
  readonly mount_accessor?: string;
}

/** Takes `internal-ui-read-mount-information`. */
export interface InternalUiReadMountInformationInput {
  /** Any path in the mount. */
  readonly path: string;
}

/** Takes `initialize`. */
export interface InitializeInput {
  /** Number of shares to split the unseal key into. Default: 5. */
  readonly secret_shares?: number;
  /** Number of shares that unseal. Default: 3. */
  readonly secret_threshold?: number;
  /**
   * Accepted for older clients, not used.
   *
   * @deprecated
   */
  readonly stored_shares?: number;
  /** PGP keys to encrypt the shares with. */
  readonly pgp_keys?: TextList;
  /** PGP key to encrypt the root token with. */
  readonly root_token_pgp_key?: string;
  /** With auto-unseal: number of shares of the recovery key. */
  readonly recovery_shares?: number;
  /** With auto-unseal: number of recovery shares that are needed. */
  readonly recovery_threshold?: number;
  /** PGP keys to encrypt the recovery shares with. */
  readonly recovery_pgp_keys?: TextList;
}

/** Takes `unseal`. */
export interface UnsealInput {
  /** One share, in hex or base64. Secret. */
  readonly key?: string;
  /** Forget the shares given so far. */
  readonly reset?: boolean;
  /** Move to the seal of the configuration. */
  readonly migrate?: boolean;
}

/** Takes `configure-rotation`. */
export interface ConfigureRotationInput {
  /** Whether it is rotated by itself. Default: true. */
  readonly enabled?: boolean;
  /** After so many encryptions: 1,000,000 to 3,865,470,566. Default: 3865470566. */
  readonly max_operations?: number;
  /** After so long: a day or more; 0: at any age. Default: 0. */
  readonly interval?: Duration;
}

/** Takes `rekey-initialize`. */
export interface RekeyInitializeInput {
  /** Number of shares to split the key into. Default: 0. */
  readonly secret_shares?: number;
  /** Number of them that are needed. Default: 0. */
  readonly secret_threshold?: number;
  /**
   * Accepted for older clients, not used.
   *
   * @deprecated
   */
  readonly stored_shares?: number;
  /** PGP keys to encrypt the shares with, in base64 of the binary form, one for each. Default: []. */
  readonly pgp_keys?: TextList;
  /** Keep the encrypted shares in the store too. Default: false. */
  readonly backup?: boolean;
  /**
   * Use "backup" instead.
   *
   * @deprecated
   */
  readonly Backup?: boolean;
  /** Change nothing before enough of the new shares were given once. Default: false. */
  readonly require_verification?: boolean;
}

/** Takes `rekey-update`. */
export interface RekeyUpdateInput {
  /** One share, in hexadecimal or base64. Default: "". Secret. */
  readonly key?: string;
  /** Of the attempt. Default: "". */
  readonly nonce?: string;
}

/** Takes `rekey-verification-update`. */
export interface RekeyVerificationUpdateInput {
  /** One share, in hexadecimal or base64. Default: "". Secret. */
  readonly key?: string;
  /** Of the attempt. Default: "". */
  readonly nonce?: string;
}

/** Takes `rekey-recovery-initialize`. */
export interface RekeyRecoveryInitializeInput {
  /** Number of shares to split the key into. Default: 0. */
  readonly secret_shares?: number;
  /** Number of them that are needed. Default: 0. */
  readonly secret_threshold?: number;
  /**
   * Accepted for older clients, not used.
   *
   * @deprecated
   */
  readonly stored_shares?: number;
  /** PGP keys to encrypt the shares with, in base64 of the binary form, one for each. Default: []. */
  readonly pgp_keys?: TextList;
  /** Keep the encrypted shares in the store too. Default: false. */
  readonly backup?: boolean;
  /**
   * Use "backup" instead.
   *
   * @deprecated
   */
  readonly Backup?: boolean;
  /** Change nothing before enough of the new shares were given once. Default: false. */
  readonly require_verification?: boolean;
}

/** Takes `rekey-recovery-update`. */
export interface RekeyRecoveryUpdateInput {
  /** One share, in hexadecimal or base64. Default: "". Secret. */
  readonly key?: string;
  /** Of the attempt. Default: "". */
  readonly nonce?: string;
}

/** Takes `rekey-recovery-verification-update`. */
export interface RekeyRecoveryVerificationUpdateInput {
  /** One share, in hexadecimal or base64. Default: "". Secret. */
  readonly key?: string;
  /** Of the attempt. Default: "". */
  readonly nonce?: string;
}

/** Takes `root-token-generation-initialize`. */
export interface RootTokenGenerationInitializeInput {
  /** One-time pad of one’s own. Default: "". Secret. */
  readonly otp?: string;
  /** PGP key to encrypt the token with, in base64 of the binary form. Default: "". */
  readonly pgp_key?: string;
}

/** Takes `root-token-generation-update`. */
export interface RootTokenGenerationUpdateInput {
  /** One share, in hexadecimal or base64. Default: "". Secret. */
  readonly key?: string;
  /** Of the attempt. Default: "". */
  readonly nonce?: string;
}

/** Takes `decode-token`. */
export interface DecodeTokenInput {
  /** As it was answered. Default: "". Secret. */
  readonly encoded_token?: string;
  /** The pad. Default: "". Secret. */
  readonly otp?: string;
}

/** Takes `read-health-status`. */
export interface ReadHealthStatusInput {
  /** Status while active. Default: 200. */
  readonly activecode?: number;
  /** Status while on standby; there is no standby here. Default: 429. */
  readonly standbycode?: number;
  /** Status while sealed. Default: 503. */
  readonly sealedcode?: number;
  /** Status while not initialised. Default: 501. */
  readonly uninitcode?: number;
  /** Accepted for clients of servers that have standbys. */
  readonly standbyok?: string;
}

/** Takes `read-health-status-headers`. */
export interface ReadHealthStatusHeadersInput {
  /** Status while active. Default: 200. */
  readonly activecode?: number;
  /** Status while on standby; there is no standby here. Default: 429. */
  readonly standbycode?: number;
  /** Status while sealed. Default: 503. */
  readonly sealedcode?: number;
  /** Status while not initialised. Default: 501. */
  readonly uninitcode?: number;
  /** Accepted for clients of servers that have standbys. */
  readonly standbyok?: string;
}

/** Takes `policies-list-acl-policies`. */
export interface PoliciesListAclPoliciesInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `policies-list-acl-policies-with-prefix`. */
export interface PoliciesListAclPoliciesWithPrefixInput {
  /** Only policies below this folder. */
  readonly name: string;
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `policies-read-acl-policy`. */
export interface PoliciesReadAclPolicyInput {
  /** Name of the policy; case and outer blanks do not count. */
  readonly name: string;
}

/** Takes `policies-write-acl-policy`. */
export interface PoliciesWriteAclPolicyInput {
  /** Name of the policy; case and outer blanks do not count. */
  readonly name: string;
  /** Rules in HCL or JSON, as they are or in base64. */
  readonly policy?: string;
  /** Moment from which on the policy no longer exists: RFC 3339 or unix seconds. */
  readonly expiration?: string;
  /** Seconds after which the policy no longer exists; instead of expiration. */
  readonly ttl?: Duration;
  /** Version that is replaced; -1: the policy must not exist. */
  readonly cas?: number;
  /** Refuse later writes without cas. */
  readonly cas_required?: boolean;
  /** Let values in templated paths hold wildcards. */
  readonly allow_wildcards_in_identity_templates?: boolean;
  /** Let values in templated paths hold slashes. */
  readonly allow_slashes_in_identity_templates?: boolean;
}

/** Takes `policies-patch-acl-policy`. */
export interface PoliciesPatchAclPolicyInput {
  /** Name of the policy; case and outer blanks do not count. */
  readonly name: string;
  /** Rules in HCL or JSON, as they are or in base64. */
  readonly policy?: string;
  /** Moment from which on the policy no longer exists: RFC 3339 or unix seconds. */
  readonly expiration?: string;
  /** Seconds after which the policy no longer exists; instead of expiration. */
  readonly ttl?: Duration;
  /** Version that is replaced; -1: the policy must not exist. */
  readonly cas?: number;
  /** Refuse later writes without cas. */
  readonly cas_required?: boolean;
  /** Let values in templated paths hold wildcards. */
  readonly allow_wildcards_in_identity_templates?: boolean;
  /** Let values in templated paths hold slashes. */
  readonly allow_slashes_in_identity_templates?: boolean;
}

/** Takes `policies-delete-acl-policy`. */
export interface PoliciesDeleteAclPolicyInput {
  /** Name of the policy; case and outer blanks do not count. */
  readonly name: string;
}

/** Takes `policies-list-detailed-acl-policies`. */
export interface PoliciesListDetailedAclPoliciesInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `policies-list-detailed-acl-policies-with-prefix`. */
export interface PoliciesListDetailedAclPoliciesWithPrefixInput {
  /** Only policies below this folder. */
  readonly name: string;
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `policies-list-acl-policies2`. */
export interface PoliciesListAclPolicies2Input {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `policies-list-acl-policies3`. */
export interface PoliciesListAclPolicies3Input {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `policies-list-acl-policies-with-prefix2`. */
export interface PoliciesListAclPoliciesWithPrefix2Input {
  /** Only policies below this folder. */
  readonly name: string;
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `policies-read-acl-policy2`. */
export interface PoliciesReadAclPolicy2Input {
  /** Name of the policy; case and outer blanks do not count. */
  readonly name: string;
}

/** Takes `policies-write-acl-policy2`. */
export interface PoliciesWriteAclPolicy2Input {
  /** Name of the policy; case and outer blanks do not count. */
  readonly name: string;
  /** Rules in HCL or JSON, as they are or in base64. */
  readonly policy?: string;
  /** Moment from which on the policy no longer exists: RFC 3339 or unix seconds. */
  readonly expiration?: string;
  /** Seconds after which the policy no longer exists; instead of expiration. */
  readonly ttl?: Duration;
  /** Version that is replaced; -1: the policy must not exist. */
  readonly cas?: number;
  /** Refuse later writes without cas. */
  readonly cas_required?: boolean;
  /** Let values in templated paths hold wildcards. */
  readonly allow_wildcards_in_identity_templates?: boolean;
  /** Let values in templated paths hold slashes. */
  readonly allow_slashes_in_identity_templates?: boolean;
  /**
   * Older name of policy.
   *
   * @deprecated
   */
  readonly rules?: string;
}

/** Takes `policies-delete-acl-policy2`. */
export interface PoliciesDeleteAclPolicy2Input {
  /** Name of the policy; case and outer blanks do not count. */
  readonly name: string;
}

/** Takes `policies-list-password-policies`. */
export interface PoliciesListPasswordPoliciesInput {
  /** Only names behind this one, in byte order. */
  readonly after?: string;
  /** At most this many names; 0 or less for all. */
  readonly limit?: number;
}

/** Takes `policies-generate-password-from-password-policy`. */
export interface PoliciesGeneratePasswordFromPasswordPolicyInput {
  /** Name of the password policy. */
  readonly name: string;
}

/** Takes `policies-read-password-policy`. */
export interface PoliciesReadPasswordPolicyInput {
  /** Name of the password policy. */
  readonly name: string;
}

/** Takes `policies-write-password-policy`. */
export interface PoliciesWritePasswordPolicyInput {
  /** Name of the password policy. */
  readonly name: string;
  /** Length and rules in HCL or JSON, as they are or in base64. */
  readonly policy?: string;
}

/** Takes `policies-delete-password-policy`. */
export interface PoliciesDeletePasswordPolicyInput {
  /** Name of the password policy. */
  readonly name: string;
}

/** Takes `internal-generate-open-api-document`. */
export interface InternalGenerateOpenApiDocumentInput {
  /** Write {userpass_mount_path} and the like instead of the paths. */
  readonly generic_mount_paths?: boolean;
  /**
   * Accepted for older clients, not used.
   *
   * @deprecated
   */
  readonly context?: string;
}

/** Takes `internal-generate-open-api-document-with-parameters`. */
export interface InternalGenerateOpenApiDocumentWithParametersInput {
  /** Write {userpass_mount_path} and the like instead of the paths. */
  readonly generic_mount_paths?: boolean;
  /**
   * Accepted for older clients, not used.
   *
   * @deprecated
   */
  readonly context?: string;
}

/** Takes `query-token-capabilities`. */
export interface QueryTokenCapabilitiesInput {
  /** Token to ask about. Secret. */
  readonly token?: string;
  /** Paths to ask about. */
  readonly paths?: TextList;
  /**
   * Older name of paths.
   *
   * @deprecated
   */
  readonly path?: TextList;
}

/** Takes `query-token-accessor-capabilities`. */
export interface QueryTokenAccessorCapabilitiesInput {
  /** Accessor of the token. */
  readonly accessor?: string;
  /** Paths to ask about. */
  readonly paths?: TextList;
  /**
   * Older name of paths.
   *
   * @deprecated
   */
  readonly path?: TextList;
}

/** Takes `query-token-self-capabilities`. */
export interface QueryTokenSelfCapabilitiesInput {
  /**
   * Accepted for older clients; the calling token is what counts. Secret.
   *
   * @deprecated
   */
  readonly token?: string;
  /** Paths to ask about. */
  readonly paths?: TextList;
  /**
   * Older name of paths.
   *
   * @deprecated
   */
  readonly path?: TextList;
}

/** Takes `wrap`. */
export interface WrapInput {
  /** What is sent as it is. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Takes `read-wrapping-properties`. */
export interface ReadWrappingPropertiesInput {
  /** The wrapping token; the token of the request when absent. Secret. */
  readonly token?: string;
}

/** Takes `read-wrapping-properties2`. */
export interface ReadWrappingProperties2Input {
  /** The wrapping token; the token of the request when absent. Secret. */
  readonly token?: string;
}

/** Takes `unwrap`. */
export interface UnwrapInput {
  /** The wrapping token; the token of the request when absent. Secret. */
  readonly token?: string;
}

/** Takes `rewrap`. */
export interface RewrapInput {
  /** The wrapping token; the token of the request when absent. Secret. */
  readonly token?: string;
}

/** Takes `generate-random`. */
export interface GenerateRandomInput {
  /** How many bytes, 1 to 131072. Default: 32. */
  readonly bytes?: number;
  /** How the answer is written. Default: "base64". */
  readonly format?: 'hex' | 'base64';
  /** Where they come from. All are the same here: the generator of the operating system. Default: "platform". */
  readonly source?: 'platform' | 'seal' | 'all';
}

/** Takes `generate-random-with-bytes`. */
export interface GenerateRandomWithBytesInput {
  /** How many bytes, 1 to 131072; or a source, for 32 bytes. */
  readonly urlbytes: string;
  /** How many bytes, 1 to 131072. Default: 32. */
  readonly bytes?: number;
  /** How the answer is written. Default: "base64". */
  readonly format?: 'hex' | 'base64';
  /** Where they come from. All are the same here: the generator of the operating system. Default: "platform". */
  readonly source?: 'platform' | 'seal' | 'all';
}

/** Takes `generate-random-with-source-and-bytes`. */
export interface GenerateRandomWithSourceAndBytesInput {
  /** Where they come from. All are the same here: the generator of the operating system. Default: "platform". */
  readonly source: 'platform' | 'seal' | 'all';
  /** How many bytes, 1 to 131072; or a source, for 32 bytes. */
  readonly urlbytes: string;
  /** How many bytes, 1 to 131072. Default: 32. */
  readonly bytes?: number;
  /** How the answer is written. Default: "base64". */
  readonly format?: 'hex' | 'base64';
}

/** Takes `generate-hash`. */
export interface GenerateHashInput {
  /** What to hash, in base64. Secret. */
  readonly input: string;
  /** Hash function. Default: "sha2-256". */
  readonly algorithm?: 'sha2-224' | 'sha2-256' | 'sha2-384' | 'sha2-512' | 'sha3-224' | 'sha3-256' | 'sha3-384' | 'sha3-512';
  /** How the answer is written. Default: "hex". */
  readonly format?: 'hex' | 'base64';
}

/** Takes `generate-hash-with-algorithm`. */
export interface GenerateHashWithAlgorithmInput {
  /** Hash function, before that of the body. */
  readonly urlalgorithm: string;
  /** What to hash, in base64. Secret. */
  readonly input: string;
  /** Hash function. Default: "sha2-256". */
  readonly algorithm?: 'sha2-224' | 'sha2-256' | 'sha2-384' | 'sha2-512' | 'sha3-224' | 'sha3-256' | 'sha3-384' | 'sha3-512';
  /** How the answer is written. Default: "hex". */
  readonly format?: 'hex' | 'base64';
}

/** Takes `rate-limit-quotas-read`. */
export interface RateLimitQuotasReadInput {
  /** Name of the quota. */
  readonly name: string;
}

/** Takes `rate-limit-quotas-write`. */
export interface RateLimitQuotasWriteInput {
  /** Name of the quota. */
  readonly name: string;
  /** Where it counts: a mount, with or without a part of its paths that may end in `*`; empty for all requests. Default: "". */
  readonly path?: string;
  /** Requests that are allowed in each interval, and at once; more than 0. */
  readonly rate: unknown;
  /** In which the allowance grows by the rate. Default: 1. */
  readonly interval?: Duration;
  /** For which a caller is refused once it was. Default: 0. */
  readonly block_interval?: Duration;
  /** Role of the logins that it counts; needs the path of a mount. Default: "". */
  readonly role?: string;
  /** Whether it counts in namespaces below; by default for all requests alone. */
  readonly inheritable?: boolean;
  /** Who shares an allowance: each address has its own (`ip`), or all have one (`none`). Default: "ip". */
  readonly group_by?: 'ip' | 'none';
}

/** Takes `rate-limit-quotas-delete`. */
export interface RateLimitQuotasDeleteInput {
  /** Name of the quota. */
  readonly name: string;
}

/** Takes `rate-limit-quotas-configure`. */
export interface RateLimitQuotasConfigureInput {
  /** Paths that begin with one of these are never counted. Default: []. */
  readonly rate_limit_exempt_paths?: TextList;
  /** Record refusals in audit. Default: false. */
  readonly enable_rate_limit_audit_logging?: boolean;
  /** Tell in headers of every answer what is left. Default: false. */
  readonly enable_rate_limit_response_headers?: boolean;
}

/** Takes `metrics`. */
export interface MetricsInput {
  /** `prometheus` for its text format; without it the Accept header decides. */
  readonly format?: string;
}

/** Takes `live-token-quotas-read`. */
export interface LiveTokenQuotasReadInput {
  /** Name of the quota. */
  readonly name: string;
}

/** Takes `live-token-quotas-write`. */
export interface LiveTokenQuotasWriteInput {
  /** Name of the quota. */
  readonly name: string;
  /** Auth mount whose tokens are counted, such as auth/approle. */
  readonly path: string;
  /** Role whose tokens are counted; empty: all of the mount that no other quota counts. Default: "". */
  readonly role?: string;
  /** Service tokens that may be alive at once, 1 or more. */
  readonly max_live_tokens?: number;
  /** The same under the name that Vault has for it. */
  readonly max_leases?: number;
}

/** Takes `live-token-quotas-delete`. */
export interface LiveTokenQuotasDeleteInput {
  /** Name of the quota. */
  readonly name: string;
}

/** Takes `auditing-enable-device`. */
export interface AuditingEnableDeviceInput {
  /** Path of the device. */
  readonly path: string;
  /** Kind of device: file, socket or syslog. Default: "". */
  readonly type?: string;
  /** For people. Default: "". */
  readonly description?: string;
  /** Options of the device. Default: {}. */
  readonly options?: KeyValues;
  /** Kept as it is given. Default: false. */
  readonly local?: boolean;
}

/** Takes `auditing-disable-device`. */
export interface AuditingDisableDeviceInput {
  /** Path of the device. */
  readonly path: string;
}

/** Takes `auditing-calculate-hash`. */
export interface AuditingCalculateHashInput {
  /** Path of the device. */
  readonly path: string;
  /** The value. Default: "". Secret. */
  readonly input?: string;
}

/** Takes `auditing-read-request-header-information`. */
export interface AuditingReadRequestHeaderInformationInput {
  /** Name of the request header. */
  readonly header: string;
}

/** Takes `auditing-enable-request-header`. */
export interface AuditingEnableRequestHeaderInput {
  /** Name of the request header. */
  readonly header: string;
  /** Hash its values. Default: false. */
  readonly hmac?: boolean;
}

/** Takes `auditing-disable-request-header`. */
export interface AuditingDisableRequestHeaderInput {
  /** Name of the request header. */
  readonly header: string;
}

/** Takes `explain-read-refusal`. */
export interface ExplainReadRefusalInput {
  /** Id of the request, as its answer, the log and audit tell it. */
  readonly request_id: string;
}

/** Takes `policies-test`. */
export interface PoliciesTestInput {
  /** Token whose policies count. Secret. */
  readonly token?: string;
  /** Accessor of such a token, in its place. */
  readonly accessor?: string;
  /** Names of policies, in the place of a token. */
  readonly policies?: TextList;
  /** Path of the request, below /v1/. */
  readonly path: string;
  /** create, read, update, patch, delete, list or scan. Default: "read". */
  readonly operation?: 'create' | 'read' | 'update' | 'patch' | 'delete' | 'list' | 'scan';
  /** Body or query of the request, for rules about parameters. Secret. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Lifetime of the wrapping that is asked for. */
  readonly wrap_ttl?: Duration;
}

/** Takes `declared-compare`. */
export interface DeclaredCompareInput {
  /** By path: texts by the names of their marks. Secret. */
  readonly objects: Readonly<Record<string, unknown>>;
}

/** Takes `declared-record`. */
export interface DeclaredRecordInput {
  /** What was applied, in the place of what was known of it. Secret. */
  readonly objects: readonly Readonly<Record<string, unknown>>[];
}

/** Takes `declared-forget`. */
export interface DeclaredForgetInput {
  /** Their paths. */
  readonly paths: TextList;
}

/** Takes `cors-configure`. */
export interface CorsConfigureInput {
  /** Origins as browsers write them, `https://a.example`, or `*` alone. Default: []. */
  readonly allowed_origins?: TextList;
  /** Request headers that they may send beyond those of the API. Default: []. */
  readonly allowed_headers?: TextList;
  /** Let browsers send cookies and client certificates; not with `*`. Default: false. */
  readonly allow_credentials?: boolean;
}

/** Takes `ui-headers-read-configuration`. */
export interface UiHeadersReadConfigurationInput {
  /** Name of the response header, in any case. */
  readonly header: string;
  /** Answer all values as a list. Default: false. */
  readonly multivalue?: boolean;
}

/** Takes `ui-headers-configure`. */
export interface UiHeadersConfigureInput {
  /** Name of the response header, in any case. */
  readonly header: string;
  /** Values of the header. Default: []. */
  readonly values?: TextList;
  /** Accepted for clients that send it. Default: false. */
  readonly multivalue?: boolean;
}

/** Takes `ui-headers-delete-configuration`. */
export interface UiHeadersDeleteConfigurationInput {
  /** Name of the response header, in any case. */
  readonly header: string;
}

/** Takes `loggers-update-verbosity-level`. */
export interface LoggersUpdateVerbosityLevelInput {
  /** Least level to log: trace, debug, info, warn or error. Default: "". */
  readonly level?: string;
}

/** Takes `loggers-read-verbosity-level-for`. */
export interface LoggersReadVerbosityLevelForInput {
  /** Name of the subsystem, as the list has it. */
  readonly name: string;
}

/** Takes `loggers-update-verbosity-level-for`. */
export interface LoggersUpdateVerbosityLevelForInput {
  /** Name of the subsystem, as the list has it. */
  readonly name: string;
  /** Least level to log: trace, debug, info, warn or error. Default: "". */
  readonly level?: string;
}

/** Takes `loggers-revert-verbosity-level-for`. */
export interface LoggersRevertVerbosityLevelForInput {
  /** Name of the subsystem, as the list has it. */
  readonly name: string;
}

/** Takes `reload-subsystem`. */
export interface ReloadSubsystemInput {
  /** listeners or audit; license is accepted, there is none. */
  readonly subsystem: string;
}

/** Takes `plugins-catalog-list-plugins-with-type`. */
export interface PluginsCatalogListPluginsWithTypeInput {
  /** Kind: auth or secret; there is no database. */
  readonly type: string;
}

/** Takes `plugins-catalog-read-plugin-configuration-with-type`. */
export interface PluginsCatalogReadPluginConfigurationWithTypeInput {
  /** Kind: auth or secret; there is no database. */
  readonly type: string;
  /** Name of the method or engine. */
  readonly name: string;
  /** Version asked for; only the built-in one is there. */
  readonly version?: string;
}

/** Answer of `token-look-up-2`. */
export interface TokenLookUp2Answer {
  /** The token as it was given; empty when found by its accessor. Secret. */
  readonly id: string;
  /** Public name of the token; empty for batch tokens. */
  readonly accessor: string;
  /** Policies of the token. */
  readonly policies: readonly string[];
  /** Path of the request that made it. */
  readonly path: string;
  /** What was kept with the token; null when nothing was. */
  readonly meta?: Readonly<Record<string, string>> | null;
  /** Name shown for the token. */
  readonly display_name: string;
  /** Entity of the token; empty for none. */
  readonly entity_id: string;
  /** Policies of its entity and of the groups of that; absent for none. */
  readonly identity_policies?: readonly string[];
  /** Policies in other namespaces, by namespace; absent without policies of an entity. */
  readonly external_namespace_policies?: Readonly<Record<string, unknown>> | null;
  /** Uses left; 0 for no limit, -1 during the last use. */
  readonly num_uses: number;
  /** Whether it has no parent. */
  readonly orphan: boolean;
  /** When it was made, seconds since 1970. */
  readonly creation_time: number;
  /** Lifetime at its creation, in seconds. */
  readonly creation_ttl: number;
  /** When it ends, RFC 3339; null for never. */
  readonly expire_time?: string | null;
  /** Seconds left; 0 for a token without an end. */
  readonly ttl: number;
  /** Hard end that was asked for, in seconds; 0 for none. */
  readonly explicit_max_ttl: number;
  /** service or batch. */
  readonly type: string;
  /** Token role that made it. */
  readonly role?: string;
  /** Period that was asked for, in seconds; absent for none. */
  readonly period?: number;
  /** Addresses that may use it; absent for all. */
  readonly bound_cidrs?: readonly string[];
  /** When it was last renewed, seconds since 1970. */
  readonly last_renewal_time?: number;
  /** The same as RFC 3339. */
  readonly last_renewal?: string;
  /** Whether it can be renewed; absent for the first root token. */
  readonly renewable?: boolean;
  /** When it was made, RFC 3339. */
  readonly issue_time?: string;
}

/** Answer of `token-look-up`. */
export interface TokenLookUpAnswer {
  /** The token as it was given; empty when found by its accessor. Secret. */
  readonly id: string;
  /** Public name of the token; empty for batch tokens. */
  readonly accessor: string;
  /** Policies of the token. */
  readonly policies: readonly string[];
  /** Path of the request that made it. */
  readonly path: string;
  /** What was kept with the token; null when nothing was. */
  readonly meta?: Readonly<Record<string, string>> | null;
  /** Name shown for the token. */
  readonly display_name: string;
  /** Entity of the token; empty for none. */
  readonly entity_id: string;
  /** Policies of its entity and of the groups of that; absent for none. */
  readonly identity_policies?: readonly string[];
  /** Policies in other namespaces, by namespace; absent without policies of an entity. */
  readonly external_namespace_policies?: Readonly<Record<string, unknown>> | null;
  /** Uses left; 0 for no limit, -1 during the last use. */
  readonly num_uses: number;
  /** Whether it has no parent. */
  readonly orphan: boolean;
  /** When it was made, seconds since 1970. */
  readonly creation_time: number;
  /** Lifetime at its creation, in seconds. */
  readonly creation_ttl: number;
  /** When it ends, RFC 3339; null for never. */
  readonly expire_time?: string | null;
  /** Seconds left; 0 for a token without an end. */
  readonly ttl: number;
  /** Hard end that was asked for, in seconds; 0 for none. */
  readonly explicit_max_ttl: number;
  /** service or batch. */
  readonly type: string;
  /** Token role that made it. */
  readonly role?: string;
  /** Period that was asked for, in seconds; absent for none. */
  readonly period?: number;
  /** Addresses that may use it; absent for all. */
  readonly bound_cidrs?: readonly string[];
  /** When it was last renewed, seconds since 1970. */
  readonly last_renewal_time?: number;
  /** The same as RFC 3339. */
  readonly last_renewal?: string;
  /** Whether it can be renewed; absent for the first root token. */
  readonly renewable?: boolean;
  /** When it was made, RFC 3339. */
  readonly issue_time?: string;
}

/** Answer of `token-look-up-self`. */
export interface TokenLookUpSelfAnswer {
  /** The token as it was given; empty when found by its accessor. Secret. */
  readonly id: string;
  /** Public name of the token; empty for batch tokens. */
  readonly accessor: string;
  /** Policies of the token. */
  readonly policies: readonly string[];
  /** Path of the request that made it. */
  readonly path: string;
  /** What was kept with the token; null when nothing was. */
  readonly meta?: Readonly<Record<string, string>> | null;
  /** Name shown for the token. */
  readonly display_name: string;
  /** Entity of the token; empty for none. */
  readonly entity_id: string;
  /** Policies of its entity and of the groups of that; absent for none. */
  readonly identity_policies?: readonly string[];
  /** Policies in other namespaces, by namespace; absent without policies of an entity. */
  readonly external_namespace_policies?: Readonly<Record<string, unknown>> | null;
  /** Uses left; 0 for no limit, -1 during the last use. */
  readonly num_uses: number;
  /** Whether it has no parent. */
  readonly orphan: boolean;
  /** When it was made, seconds since 1970. */
  readonly creation_time: number;
  /** Lifetime at its creation, in seconds. */
  readonly creation_ttl: number;
  /** When it ends, RFC 3339; null for never. */
  readonly expire_time?: string | null;
  /** Seconds left; 0 for a token without an end. */
  readonly ttl: number;
  /** Hard end that was asked for, in seconds; 0 for none. */
  readonly explicit_max_ttl: number;
  /** service or batch. */
  readonly type: string;
  /** Token role that made it. */
  readonly role?: string;
  /** Period that was asked for, in seconds; absent for none. */
  readonly period?: number;
  /** Addresses that may use it; absent for all. */
  readonly bound_cidrs?: readonly string[];
  /** When it was last renewed, seconds since 1970. */
  readonly last_renewal_time?: number;
  /** The same as RFC 3339. */
  readonly last_renewal?: string;
  /** Whether it can be renewed; absent for the first root token. */
  readonly renewable?: boolean;
  /** When it was made, RFC 3339. */
  readonly issue_time?: string;
}

/** Answer of `token-look-up-self2`. */
export interface TokenLookUpSelf2Answer {
  /** The token as it was given; empty when found by its accessor. Secret. */
  readonly id: string;
  /** Public name of the token; empty for batch tokens. */
  readonly accessor: string;
  /** Policies of the token. */
  readonly policies: readonly string[];
  /** Path of the request that made it. */
  readonly path: string;
  /** What was kept with the token; null when nothing was. */
  readonly meta?: Readonly<Record<string, string>> | null;
  /** Name shown for the token. */
  readonly display_name: string;
  /** Entity of the token; empty for none. */
  readonly entity_id: string;
  /** Policies of its entity and of the groups of that; absent for none. */
  readonly identity_policies?: readonly string[];
  /** Policies in other namespaces, by namespace; absent without policies of an entity. */
  readonly external_namespace_policies?: Readonly<Record<string, unknown>> | null;
  /** Uses left; 0 for no limit, -1 during the last use. */
  readonly num_uses: number;
  /** Whether it has no parent. */
  readonly orphan: boolean;
  /** When it was made, seconds since 1970. */
  readonly creation_time: number;
  /** Lifetime at its creation, in seconds. */
  readonly creation_ttl: number;
  /** When it ends, RFC 3339; null for never. */
  readonly expire_time?: string | null;
  /** Seconds left; 0 for a token without an end. */
  readonly ttl: number;
  /** Hard end that was asked for, in seconds; 0 for none. */
  readonly explicit_max_ttl: number;
  /** service or batch. */
  readonly type: string;
  /** Token role that made it. */
  readonly role?: string;
  /** Period that was asked for, in seconds; absent for none. */
  readonly period?: number;
  /** Addresses that may use it; absent for all. */
  readonly bound_cidrs?: readonly string[];
  /** When it was last renewed, seconds since 1970. */
  readonly last_renewal_time?: number;
  /** The same as RFC 3339. */
  readonly last_renewal?: string;
  /** Whether it can be renewed; absent for the first root token. */
  readonly renewable?: boolean;
  /** When it was made, RFC 3339. */
  readonly issue_time?: string;
}

/** Answer of `token-look-up-accessor`. */
export interface TokenLookUpAccessorAnswer {
  /** The token as it was given; empty when found by its accessor. Secret. */
  readonly id: string;
  /** Public name of the token; empty for batch tokens. */
  readonly accessor: string;
  /** Policies of the token. */
  readonly policies: readonly string[];
  /** Path of the request that made it. */
  readonly path: string;
  /** What was kept with the token; null when nothing was. */
  readonly meta?: Readonly<Record<string, string>> | null;
  /** Name shown for the token. */
  readonly display_name: string;
  /** Entity of the token; empty for none. */
  readonly entity_id: string;
  /** Policies of its entity and of the groups of that; absent for none. */
  readonly identity_policies?: readonly string[];
  /** Policies in other namespaces, by namespace; absent without policies of an entity. */
  readonly external_namespace_policies?: Readonly<Record<string, unknown>> | null;
  /** Uses left; 0 for no limit, -1 during the last use. */
  readonly num_uses: number;
  /** Whether it has no parent. */
  readonly orphan: boolean;
  /** When it was made, seconds since 1970. */
  readonly creation_time: number;
  /** Lifetime at its creation, in seconds. */
  readonly creation_ttl: number;
  /** When it ends, RFC 3339; null for never. */
  readonly expire_time?: string | null;
  /** Seconds left; 0 for a token without an end. */
  readonly ttl: number;
  /** Hard end that was asked for, in seconds; 0 for none. */
  readonly explicit_max_ttl: number;
  /** service or batch. */
  readonly type: string;
  /** Token role that made it. */
  readonly role?: string;
  /** Period that was asked for, in seconds; absent for none. */
  readonly period?: number;
  /** Addresses that may use it; absent for all. */
  readonly bound_cidrs?: readonly string[];
  /** When it was last renewed, seconds since 1970. */
  readonly last_renewal_time?: number;
  /** The same as RFC 3339. */
  readonly last_renewal?: string;
  /** Whether it can be renewed; absent for the first root token. */
  readonly renewable?: boolean;
  /** When it was made, RFC 3339. */
  readonly issue_time?: string;
}

/** Answer of `token-list-accessors`. */
export interface TokenListAccessorsAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `token-list-roles`. */
export interface TokenListRolesAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `token-read-role`. */
export interface TokenReadRoleAnswer {
  /** Name of the role. */
  readonly name?: string;
  /** Policies that may be asked for, instead of those of the caller. */
  readonly allowed_policies?: readonly string[];
  /** The same as patterns, in which "*" stands for any text. */
  readonly allowed_policies_glob?: readonly string[];
  /** Policies that may not be asked for. */
  readonly disallowed_policies?: readonly string[];
  /** The same as patterns. */
  readonly disallowed_policies_glob?: readonly string[];
  /** Entity aliases that may be asked for; "*" for any text. */
  readonly allowed_entity_aliases?: readonly string[];
  /** Make orphans. */
  readonly orphan?: boolean;
  /** Whether the tokens can be renewed. */
  readonly renewable?: boolean;
  /** Put behind the path of the tokens, for revocation by path. */
  readonly path_suffix?: string;
  /** service, batch, default-service or default-batch. */
  readonly token_type?: string;
  /** Makes the tokens periodic: each renewal sets their lifetime to this. */
  readonly token_period?: number;
  /** Hard end of the lifetime; 0 for none. */
  readonly token_explicit_max_ttl?: number;
  /** Addresses and CIDR blocks that may use the tokens. */
  readonly token_bound_cidrs?: readonly string[];
  /** How often a token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
  /** Leave "default" out; only with lists of policies above. */
  readonly token_no_default_policy?: boolean;
  /**
   * Use "token_period" instead.
   *
   * @deprecated
   */
  readonly period?: number;
  /**
   * Use "token_explicit_max_ttl" instead.
   *
   * @deprecated
   */
  readonly explicit_max_ttl?: number;
  /**
   * Use "token_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidrs?: readonly string[];
}

/** Answer of `token-explain`. */
export interface TokenExplainAnswer {
  /** Whether it would be allowed. */
  readonly allowed?: boolean;
  /** Each check with its name, its outcome (passed, failed, skipped), what it expected, what it received, and the code of the error that it ended in. */
  readonly checks?: readonly Readonly<Record<string, unknown>>[];
  /** Code of the error that would be answered; empty if none. */
  readonly error_code?: string;
  /** The token, where anything is known of it. */
  readonly is?: { readonly accessor?: string; readonly entity_id?: string; readonly path?: string; readonly display_name?: string; readonly metadata?: Readonly<Record<string, unknown>> | null; readonly policies?: readonly string[]; readonly token_policies?: readonly string[]; readonly identity_policies?: readonly string[]; readonly ttl?: number; readonly token_type?: string; readonly num_uses?: number; readonly bound_cidrs?: readonly string[] };
}

/** Answer of `app-role-list-roles`. */
export interface AppRoleListRolesAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `app-role-read-role`. */
export interface AppRoleReadRoleAnswer {
  /** A login needs a SecretID. */
  readonly bind_secret_id?: boolean;
  /** Address blocks (`10.0.0.0/8`) that may log in. */
  readonly secret_id_bound_cidrs?: readonly string[];
  /** How often a SecretID may log in; 0 for no limit. */
  readonly secret_id_num_uses?: number;
  /** Lifetime of a SecretID, seconds; 0 for no end. */
  readonly secret_id_ttl?: number;
  /** Kept and answered, without effect: there is one store. Can only be set when the role is made. */
  readonly local_secret_ids?: boolean;
  /** Refuse metadata with SecretIDs. Metadata ends up in tokens, where templates of policies may read it. */
  readonly secret_id_metadata_refused?: boolean;
  /** Lifetime of the token at login; 0 takes that of the mount. */
  readonly token_ttl?: number;
  /** Longest lifetime over all renewals; 0 takes that of the mount. */
  readonly token_max_ttl?: number;
  /** Hard end of the lifetime, also for periodic tokens; 0 for none. */
  readonly token_explicit_max_ttl?: number;
  /** Makes the token periodic: each renewal sets its lifetime to this. */
  readonly token_period?: number;
  /** Policies of the token. */
  readonly token_policies?: readonly string[];
  /** Leave the policy "default" out. */
  readonly token_no_default_policy?: boolean;
  /** Addresses and CIDR blocks that may use the token, and log in where no SecretID is needed. */
  readonly token_bound_cidrs?: readonly string[];
  /** How often the token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
  /** Type of the token: default, service or batch. */
  readonly token_type?: string;
  /** Bind the token to the address that logged in. */
  readonly token_strictly_bind_ip?: boolean;
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: readonly string[];
  /**
   * Use "token_period" instead.
   *
   * @deprecated
   */
  readonly period?: number;
}

/** Answer of `app-role-read-policies`. */
export interface AppRoleReadPoliciesAnswer {
  /** Policies of the token. */
  readonly token_policies?: readonly string[];
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: readonly string[];
}

/** Answer of `app-role-read-period`. */
export interface AppRoleReadPeriodAnswer {
  /** Makes the token periodic: each renewal sets its lifetime to this. */
  readonly token_period?: number;
  /**
   * Use "token_period" instead.
   *
   * @deprecated
   */
  readonly period?: number;
}

/** Answer of `app-role-read-bind-secret-id`. */
export interface AppRoleReadBindSecretIdAnswer {
  /** A login needs a SecretID. */
  readonly bind_secret_id: boolean;
}

/** Answer of `app-role-read-bound-cidr-list`. */
export interface AppRoleReadBoundCidrListAnswer {
  /**
   * Use "secret_id_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidr_list: readonly string[];
}

/** Answer of `app-role-read-secret-id-bound-cidrs`. */
export interface AppRoleReadSecretIdBoundCidrsAnswer {
  /** Address blocks (`10.0.0.0/8`) that may log in. */
  readonly secret_id_bound_cidrs: readonly string[];
}

/** Answer of `app-role-read-token-bound-cidrs`. */
export interface AppRoleReadTokenBoundCidrsAnswer {
  /** Addresses and CIDR blocks that may use the token, and log in where no SecretID is needed. */
  readonly token_bound_cidrs: readonly string[];
}

/** Answer of `app-role-read-secret-id-num-uses`. */
export interface AppRoleReadSecretIdNumUsesAnswer {
  /** How often a SecretID may log in; 0 for no limit. */
  readonly secret_id_num_uses: number;
}

/** Answer of `app-role-read-secret-id-ttl`. */
export interface AppRoleReadSecretIdTtlAnswer {
  /** Lifetime of a SecretID, seconds; 0 for no end. */
  readonly secret_id_ttl: number;
}

/** Answer of `app-role-read-token-num-uses`. */
export interface AppRoleReadTokenNumUsesAnswer {
  /** How often the token may be used; 0 for no limit. */
  readonly token_num_uses: number;
}

/** Answer of `app-role-read-token-ttl`. */
export interface AppRoleReadTokenTtlAnswer {
  /** Lifetime of the token at login; 0 takes that of the mount. */
  readonly token_ttl: number;
}

/** Answer of `app-role-read-token-max-ttl`. */
export interface AppRoleReadTokenMaxTtlAnswer {
  /** Longest lifetime over all renewals; 0 takes that of the mount. */
  readonly token_max_ttl: number;
}

/** Answer of `app-role-read-role-id`. */
export interface AppRoleReadRoleIdAnswer {
  /** RoleID, which stands for the role at a login; a random one where none is given. Blanks around it are cut off. */
  readonly role_id: string;
}

/** Answer of `app-role-read-local-secret-ids`. */
export interface AppRoleReadLocalSecretIdsAnswer {
  /** Kept and answered, without effect: there is one store. Can only be set when the role is made. */
  readonly local_secret_ids: boolean;
}

/** Answer of `app-role-write-secret-id`. */
export interface AppRoleWriteSecretIdAnswer {
  /** The SecretID; it is not shown again. Secret. */
  readonly secret_id: string;
  /** Names it without being one. */
  readonly secret_id_accessor: string;
  /** How often it may log in; 0 for no limit. */
  readonly secret_id_num_uses: number;
  /** Lifetime, seconds; 0 for no end. */
  readonly secret_id_ttl: number;
}

/** Answer of `app-role-write-custom-secret-id`. */
export interface AppRoleWriteCustomSecretIdAnswer {
  /** The SecretID; it is not shown again. Secret. */
  readonly secret_id: string;
  /** Names it without being one. */
  readonly secret_id_accessor: string;
  /** How often it may log in; 0 for no limit. */
  readonly secret_id_num_uses: number;
  /** Lifetime, seconds; 0 for no end. */
  readonly secret_id_ttl: number;
}

/** Answer of `app-role-list-secret-ids`. */
export interface AppRoleListSecretIdsAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `app-role-look-up-secret-id`. */
export interface AppRoleLookUpSecretIdAnswer {
  /** Names it without being one. */
  readonly secret_id_accessor?: string;
  /** How often it may still log in; 0 for no limit. */
  readonly secret_id_num_uses?: number;
  /** Lifetime that it was given, seconds; 0 for no end. */
  readonly secret_id_ttl?: number;
  /** When it was issued. */
  readonly creation_time?: string;
  /** When it ends; year 1 for never. */
  readonly expiration_time?: string;
  /** When a use was counted last. */
  readonly last_updated_time?: string;
  /** When it last logged in, to the minute where uses are not counted; year 1 for never. */
  readonly last_used_time?: string;
  /** Metadata of its tokens. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Address blocks that may log in with it. */
  readonly cidr_list?: readonly string[];
  /** Address blocks for its tokens. */
  readonly token_bound_cidrs?: readonly string[];
}

/** Answer of `app-role-look-up-secret-id-by-accessor`. */
export interface AppRoleLookUpSecretIdByAccessorAnswer {
  /** Names it without being one. */
  readonly secret_id_accessor?: string;
  /** How often it may still log in; 0 for no limit. */
  readonly secret_id_num_uses?: number;
  /** Lifetime that it was given, seconds; 0 for no end. */
  readonly secret_id_ttl?: number;
  /** When it was issued. */
  readonly creation_time?: string;
  /** When it ends; year 1 for never. */
  readonly expiration_time?: string;
  /** When a use was counted last. */
  readonly last_updated_time?: string;
  /** When it last logged in, to the minute where uses are not counted; year 1 for never. */
  readonly last_used_time?: string;
  /** Metadata of its tokens. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Address blocks that may log in with it. */
  readonly cidr_list?: readonly string[];
  /** Address blocks for its tokens. */
  readonly token_bound_cidrs?: readonly string[];
}

/** Answer of `app-role-explain-login`. */
export interface AppRoleExplainLoginAnswer {
  /** Whether it would be allowed. */
  readonly allowed?: boolean;
  /** Each check with its name, its outcome (passed, failed, skipped), what it expected, what it received, and the code of the error that it ended in. */
  readonly checks?: readonly Readonly<Record<string, unknown>>[];
  /** Code of the error that would be answered; empty if none. */
  readonly error_code?: string;
  /** Who would be logged in, and what the token would be. */
  readonly would_be?: { readonly alias?: string; readonly entity_id?: string; readonly entity_would_be_made?: boolean; readonly display_name?: string; readonly metadata?: Readonly<Record<string, unknown>> | null; readonly policies?: readonly string[]; readonly token_policies?: readonly string[]; readonly identity_policies?: readonly string[]; readonly ttl?: number; readonly token_type?: string; readonly num_uses?: number; readonly bound_cidrs?: readonly string[] };
}

/** Answer of `userpass-list-users`. */
export interface UserpassListUsersAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `userpass-read-user`. */
export interface UserpassReadUserAnswer {
  /** Lifetime of the token at login; 0 takes that of the mount. */
  readonly token_ttl?: number;
  /** Longest lifetime over all renewals; 0 takes that of the mount. */
  readonly token_max_ttl?: number;
  /** Hard end of the lifetime, also for periodic tokens; 0 for none. */
  readonly token_explicit_max_ttl?: number;
  /** Makes the token periodic: each renewal sets its lifetime to this. */
  readonly token_period?: number;
  /** Policies of the token. */
  readonly token_policies?: readonly string[];
  /** Leave the policy "default" out. */
  readonly token_no_default_policy?: boolean;
  /** Addresses and CIDR blocks that may log in and use the token. */
  readonly token_bound_cidrs?: readonly string[];
  /** How often the token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
  /** Type of the token: default, service or batch. */
  readonly token_type?: string;
  /** Bind the token to the address that logged in. */
  readonly token_strictly_bind_ip?: boolean;
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: readonly string[];
  /**
   * Use "token_ttl" instead.
   *
   * @deprecated
   */
  readonly ttl?: number;
  /**
   * Use "token_max_ttl" instead.
   *
   * @deprecated
   */
  readonly max_ttl?: number;
  /**
   * Use "token_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidrs?: readonly string[];
}

/** Answer of `userpass-read-policies_password`. */
export interface UserpassReadPoliciesPasswordAnswer {
  /** Name of the bound password policy. */
  readonly policy_name: string;
}

/** Answer of `userpass-explain-login`. */
export interface UserpassExplainLoginAnswer {
  /** Whether it would be allowed. */
  readonly allowed?: boolean;
  /** Each check with its name, its outcome (passed, failed, skipped), what it expected, what it received, and the code of the error that it ended in. */
  readonly checks?: readonly Readonly<Record<string, unknown>>[];
  /** Code of the error that would be answered; empty if none. */
  readonly error_code?: string;
  /** Who would be logged in, and what the token would be. */
  readonly would_be?: { readonly alias?: string; readonly entity_id?: string; readonly entity_would_be_made?: boolean; readonly display_name?: string; readonly metadata?: Readonly<Record<string, unknown>> | null; readonly policies?: readonly string[]; readonly token_policies?: readonly string[]; readonly identity_policies?: readonly string[]; readonly ttl?: number; readonly token_type?: string; readonly num_uses?: number; readonly bound_cidrs?: readonly string[] };
}

/** Answer of `jwt-read-configuration`. */
export interface JwtReadConfigurationAnswer {
  /** Base URL of the issuer, without its `.well-known` part; must be what its document calls itself. */
  readonly oidc_discovery_url?: string;
  /** Certificates that the provider is trusted by, in PEM; those of the system where none are given. */
  readonly oidc_discovery_ca_pem?: string;
  /** URL of a key set. */
  readonly jwks_url?: string;
  /** Certificates that the server of `jwks_url` is trusted by, in PEM. */
  readonly jwks_ca_pem?: string;
  /** Key sets of several issuers, each with its certificates. Tokens must name their key. */
  readonly jwks_pairs?: readonly { readonly jwks_url?: string; readonly jwks_ca_pem?: string }[];
  /** Public keys or certificates, in PEM, one in each text. */
  readonly jwt_validation_pubkeys?: readonly string[];
  /** Client id at the provider; makes browser logins possible. */
  readonly oidc_client_id?: string;
  /** `query` or `form_post`; how the provider sends its answer. */
  readonly oidc_response_mode?: string;
  /** `code` (the default), `id_token`. */
  readonly oidc_response_types?: readonly string[];
  /** Keep the namespace of a redirect in the state, so that one address serves all namespaces. True in new configurations. */
  readonly namespace_in_state?: boolean;
  /** What `iss` of a token must be. Holds for `login`. */
  readonly bound_issuer?: string;
  /** Role of a login that names none. */
  readonly default_role?: string;
  /** Signature algorithms. Empty: all for `login`, RS256 alone for browser logins. */
  readonly jwt_supported_algs?: readonly string[];
  /** What is particular about a provider: `{"provider": "azure" | "secureauth" | "ibmisam", …}`. */
  readonly provider_config?: Readonly<Record<string, unknown>> | null;
  /** Object identifiers. Kept and answered; a certificate with an unknown critical extension is refused all the same. */
  readonly unsupported_critical_cert_extensions?: readonly string[];
  /** Names for which the certificate of the provider may be too, beside that of its host. */
  readonly override_allowed_server_names?: readonly string[];
  /** `valid`, or `invalid` where the keys could not be fetched lately. */
  readonly status?: string;
}

/** Answer of `jwt-list-roles`. */
export interface JwtListRolesAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `jwt-read-role`. */
export interface JwtReadRoleAnswer {
  /** `jwt` or `oidc` (the default). */
  readonly role_type?: string;
  /** Claim that names the person or machine. */
  readonly user_claim?: string;
  /** `user_claim` is a JSON pointer (RFC 6901). */
  readonly user_claim_json_pointer?: boolean;
  /** Claim that holds the groups; a JSON pointer where it begins with `/`. */
  readonly groups_claim?: string;
  /** A token without the claim of groups has no groups, instead of no login. */
  readonly groups_claim_optional?: boolean;
  /** Audiences, one of which must be in `aud`. */
  readonly bound_audiences?: readonly string[];
  /** What `sub` must be. */
  readonly bound_subject?: string;
  /** Claims and the values that they must have, one value or a list each. */
  readonly bound_claims?: Readonly<Record<string, unknown>> | null;
  /** `string`, or `glob`: then `*` in a value stands for any text. */
  readonly bound_claims_type?: string;
  /** Claims that become metadata of the token, and under which name. */
  readonly claim_mappings?: Readonly<Record<string, string>> | null;
  /** Addresses to which the provider may send a browser back. */
  readonly allowed_redirect_uris?: readonly string[];
  /** Scopes to ask for, beside `openid`. */
  readonly oidc_scopes?: readonly string[];
  /** Longest time since the person last proved who they are, seconds; 0: any. */
  readonly max_age?: number;
  /** Lifetime of a token without `exp`, seconds; 0 for the usual 150, -1 for none. */
  readonly expiration_leeway?: number;
  /** How long before `exp` a token without `nbf` begins, seconds; 0 for the usual 150, -1 for none. */
  readonly not_before_leeway?: number;
  /** How far clocks may be apart, seconds; 0 for the usual 60, -1 for none. */
  readonly clock_skew_leeway?: number;
  /** Write the claims of browser logins to the log, at level debug. */
  readonly verbose_oidc_logging?: boolean;
  /** `client`, `direct` (the browser comes back to this server) or `device`. */
  readonly callback_mode?: string;
  /** Seconds between two polls of a `direct` or `device` login; 0 for 5. */
  readonly poll_interval?: number;
  /** Finish `direct` logins without asking the person whether they began it. */
  readonly oidc_disable_confirmation?: boolean;
  /** Not supported: tokens of the provider do not go into metadata. */
  readonly oauth2_metadata?: readonly string[];
  /** In `token_policies`, `{{claim}}` stands for the value of a claim. */
  readonly token_policies_template_claims?: boolean;
  /** Lifetime of the token at login; 0 takes that of the mount. */
  readonly token_ttl?: number;
  /** Longest lifetime over all renewals; 0 takes that of the mount. */
  readonly token_max_ttl?: number;
  /** Hard end of the lifetime, also for periodic tokens; 0 for none. */
  readonly token_explicit_max_ttl?: number;
  /** Makes the token periodic: each renewal sets its lifetime to this. */
  readonly token_period?: number;
  /** Policies of the token. */
  readonly token_policies?: readonly string[];
  /** Leave the policy "default" out. */
  readonly token_no_default_policy?: boolean;
  /** Addresses and CIDR blocks that may log in and use the token. */
  readonly token_bound_cidrs?: readonly string[];
  /** How often the token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
  /** Type of the token: default, service or batch. */
  readonly token_type?: string;
  /** Bind the token to the address that logged in. */
  readonly token_strictly_bind_ip?: boolean;
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: readonly string[];
  /**
   * Use "token_ttl" instead.
   *
   * @deprecated
   */
  readonly ttl?: number;
  /**
   * Use "token_max_ttl" instead.
   *
   * @deprecated
   */
  readonly max_ttl?: number;
  /**
   * Use "token_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidrs?: readonly string[];
  /**
   * Use "token_period" instead.
   *
   * @deprecated
   */
  readonly period?: number;
  /**
   * Use "token_num_uses" instead.
   *
   * @deprecated
   */
  readonly num_uses?: number;
}

/** Answer of `jwt-oidc-request-authorization-url`. */
export interface JwtOidcRequestAuthorizationUrlAnswer {
  /** Where to send the browser; empty where the redirect is not allowed or the provider cannot be reached. */
  readonly auth_url?: string;
  /** To poll with, where the browser does not come back to the client. */
  readonly state?: string;
  /** Seconds between two polls. */
  readonly poll_interval?: string;
  /** What is to be typed at the address, where it has to be. */
  readonly user_code?: string;
}

/** Answer of `jwt-explain-login`. */
export interface JwtExplainLoginAnswer {
  /** Whether it would be allowed. */
  readonly allowed?: boolean;
  /** Each check with its name, its outcome (passed, failed, skipped), what it expected, what it received, and the code of the error that it ended in. */
  readonly checks?: readonly Readonly<Record<string, unknown>>[];
  /** Code of the error that would be answered; empty if none. */
  readonly error_code?: string;
  /** Who would be logged in, and what the token would be. */
  readonly would_be?: { readonly alias?: string; readonly entity_id?: string; readonly entity_would_be_made?: boolean; readonly display_name?: string; readonly metadata?: Readonly<Record<string, unknown>> | null; readonly policies?: readonly string[]; readonly token_policies?: readonly string[]; readonly identity_policies?: readonly string[]; readonly ttl?: number; readonly token_type?: string; readonly num_uses?: number; readonly bound_cidrs?: readonly string[] };
}

/** Answer of `kubernetes-read-auth-configuration`. */
export interface KubernetesReadAuthConfigurationAnswer {
  /** URL of the API server; `https://` is put in front of a bare host or host and port. */
  readonly kubernetes_host: string;
  /** Certificates that the API server is trusted by, in PEM. Empty: those of the pod, or with `disable_local_ca_jwt` those of the system. */
  readonly kubernetes_ca_cert?: string;
  /** Public keys or certificates of the cluster, in PEM: a token must be signed by one of them before anybody is asked about it. */
  readonly pem_keys?: readonly string[];
  /**
   * What `iss` must be, where `disable_iss_validation` is false.
   *
   * @deprecated
   */
  readonly issuer?: string;
  /**
   * Do not look at `iss`: the API server does.
   *
   * @deprecated
   */
  readonly disable_iss_validation?: boolean;
  /** Do not use the token and the certificate of the pod that the server runs in. */
  readonly disable_local_ca_jwt?: boolean;
  /** Take annotations of the service account that begin with `vault.hashicorp.com/alias-metadata-` as metadata of the alias. The reviewer must be allowed to `get` service accounts. */
  readonly use_annotations_as_alias_metadata?: boolean;
  /** A token for reviews is stored. */
  readonly token_reviewer_jwt_set?: boolean;
}

/** Answer of `kubernetes-list-auth-roles`. */
export interface KubernetesListAuthRolesAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `kubernetes-read-auth-role`. */
export interface KubernetesReadAuthRoleAnswer {
  /** Names of service accounts that may log in; `*` stands for any text. */
  readonly bound_service_account_names?: readonly string[];
  /** Namespaces of service accounts that may log in; `*` stands for any text. */
  readonly bound_service_account_namespaces?: readonly string[];
  /** Labels that a namespace may have instead of standing in the list: an object with `matchLabels`, as JSON or YAML. A write without it takes it away. */
  readonly bound_service_account_namespace_selector?: string;
  /** Audience that the token must be for. */
  readonly audience?: string;
  /** Who a login is: `serviceaccount_uid`, or `serviceaccount_name` for namespace and name, which a new account may get again. */
  readonly alias_name_source?: string;
  /** Lifetime of the token at login; 0 takes that of the mount. */
  readonly token_ttl?: number;
  /** Longest lifetime over all renewals; 0 takes that of the mount. */
  readonly token_max_ttl?: number;
  /** Hard end of the lifetime, also for periodic tokens; 0 for none. */
  readonly token_explicit_max_ttl?: number;
  /** Makes the token periodic: each renewal sets its lifetime to this. */
  readonly token_period?: number;
  /** Policies of the token. */
  readonly token_policies?: readonly string[];
  /** Leave the policy "default" out. */
  readonly token_no_default_policy?: boolean;
  /** Addresses and CIDR blocks that may log in and use the token. */
  readonly token_bound_cidrs?: readonly string[];
  /** How often the token may be used; 0 for no limit. */
  readonly token_num_uses?: number;
  /** Type of the token: default, service or batch. */
  readonly token_type?: string;
  /** Bind the token to the address that logged in. */
  readonly token_strictly_bind_ip?: boolean;
  /**
   * Use "token_policies" instead.
   *
   * @deprecated
   */
  readonly policies?: readonly string[];
  /**
   * Use "token_ttl" instead.
   *
   * @deprecated
   */
  readonly ttl?: number;
  /**
   * Use "token_max_ttl" instead.
   *
   * @deprecated
   */
  readonly max_ttl?: number;
  /**
   * Use "token_bound_cidrs" instead.
   *
   * @deprecated
   */
  readonly bound_cidrs?: readonly string[];
  /**
   * Use "token_period" instead.
   *
   * @deprecated
   */
  readonly period?: number;
  /**
   * Use "token_num_uses" instead.
   *
   * @deprecated
   */
  readonly num_uses?: number;
}

/** Answer of `kubernetes-explain-login`. */
export interface KubernetesExplainLoginAnswer {
  /** Whether it would be allowed. */
  readonly allowed?: boolean;
  /** Each check with its name, its outcome (passed, failed, skipped), what it expected, what it received, and the code of the error that it ended in. */
  readonly checks?: readonly Readonly<Record<string, unknown>>[];
  /** Code of the error that would be answered; empty if none. */
  readonly error_code?: string;
  /** Who would be logged in, and what the token would be. */
  readonly would_be?: { readonly alias?: string; readonly entity_id?: string; readonly entity_would_be_made?: boolean; readonly display_name?: string; readonly metadata?: Readonly<Record<string, unknown>> | null; readonly policies?: readonly string[]; readonly token_policies?: readonly string[]; readonly identity_policies?: readonly string[]; readonly ttl?: number; readonly token_type?: string; readonly num_uses?: number; readonly bound_cidrs?: readonly string[] };
}

/** Answer of `cubbyhole-list`. */
export interface CubbyholeListAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `entity-create`. */
export interface EntityCreateAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
  /** Null: it has none yet. */
  readonly aliases?: readonly string[];
}

/** Answer of `entity-list-by-id`. */
export interface EntityListByIdAnswer {
  /** The ids, in byte order. */
  readonly keys: readonly string[];
  /** More of each, by id. */
  readonly key_info?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `entity-read-by-id`. */
export interface EntityReadByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
  /** As written; null for never. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Policies of the entity itself, sorted. */
  readonly policies?: readonly string[];
  /** As written. */
  readonly disabled?: boolean;
  /** How mounts know the entity, a list. */
  readonly aliases?: { readonly id?: string; readonly canonical_id?: string; readonly name?: string; readonly mount_accessor?: string; readonly mount_path?: string; readonly mount_type?: string; readonly metadata?: Readonly<Record<string, string>> | null; readonly custom_metadata?: Readonly<Record<string, string>> | null; readonly merged_from_canonical_ids?: readonly string[]; readonly local?: boolean; readonly creation_time?: string; readonly last_update_time?: string };
  /** Entities that were merged into it; null for none. */
  readonly merged_entity_ids?: readonly string[];
  /** Groups that it is a member of. */
  readonly direct_group_ids?: readonly string[];
  /** Groups that those are members of. */
  readonly inherited_group_ids?: readonly string[];
  /** All of them. */
  readonly group_ids?: readonly string[];
  /** When it was made, RFC 3339. */
  readonly creation_time?: string;
  /** When it was last written, RFC 3339. */
  readonly last_update_time?: string;
  /** Namespace that it lies in: root. */
  readonly namespace_id?: string;
}

/** Answer of `entity-update-by-id`. */
export interface EntityUpdateByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
  /** Null: it has none yet. */
  readonly aliases?: readonly string[];
}

/** Answer of `entity-list-by-name`. */
export interface EntityListByNameAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `entity-read-by-name`. */
export interface EntityReadByNameAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
  /** As written; null for never. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Policies of the entity itself, sorted. */
  readonly policies?: readonly string[];
  /** As written. */
  readonly disabled?: boolean;
  /** How mounts know the entity, a list. */
  readonly aliases?: { readonly id?: string; readonly canonical_id?: string; readonly name?: string; readonly mount_accessor?: string; readonly mount_path?: string; readonly mount_type?: string; readonly metadata?: Readonly<Record<string, string>> | null; readonly custom_metadata?: Readonly<Record<string, string>> | null; readonly merged_from_canonical_ids?: readonly string[]; readonly local?: boolean; readonly creation_time?: string; readonly last_update_time?: string };
  /** Entities that were merged into it; null for none. */
  readonly merged_entity_ids?: readonly string[];
  /** Groups that it is a member of. */
  readonly direct_group_ids?: readonly string[];
  /** Groups that those are members of. */
  readonly inherited_group_ids?: readonly string[];
  /** All of them. */
  readonly group_ids?: readonly string[];
  /** When it was made, RFC 3339. */
  readonly creation_time?: string;
  /** When it was last written, RFC 3339. */
  readonly last_update_time?: string;
  /** Namespace that it lies in: root. */
  readonly namespace_id?: string;
}

/** Answer of `entity-update-by-name`. */
export interface EntityUpdateByNameAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
  /** Null: it has none yet. */
  readonly aliases?: readonly string[];
}

/** Answer of `entity-look-up`. */
export interface EntityLookUpAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
  /** As written; null for never. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Policies of the entity itself, sorted. */
  readonly policies?: readonly string[];
  /** As written. */
  readonly disabled?: boolean;
  /** How mounts know the entity, a list. */
  readonly aliases?: { readonly id?: string; readonly canonical_id?: string; readonly name?: string; readonly mount_accessor?: string; readonly mount_path?: string; readonly mount_type?: string; readonly metadata?: Readonly<Record<string, string>> | null; readonly custom_metadata?: Readonly<Record<string, string>> | null; readonly merged_from_canonical_ids?: readonly string[]; readonly local?: boolean; readonly creation_time?: string; readonly last_update_time?: string };
  /** Entities that were merged into it; null for none. */
  readonly merged_entity_ids?: readonly string[];
  /** Groups that it is a member of. */
  readonly direct_group_ids?: readonly string[];
  /** Groups that those are members of. */
  readonly inherited_group_ids?: readonly string[];
  /** All of them. */
  readonly group_ids?: readonly string[];
  /** When it was made, RFC 3339. */
  readonly creation_time?: string;
  /** When it was last written, RFC 3339. */
  readonly last_update_time?: string;
  /** Namespace that it lies in: root. */
  readonly namespace_id?: string;
}

/** Answer of `entity-create-alias`. */
export interface EntityCreateAliasAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
}

/** Answer of `entity-list-aliases-by-id`. */
export interface EntityListAliasesByIdAnswer {
  /** The ids, in byte order. */
  readonly keys: readonly string[];
  /** More of each, by id. */
  readonly key_info?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `entity-read-alias-by-id`. */
export interface EntityReadAliasByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
  /** Name at the mount. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** Path of the mount; empty once it is disabled. */
  readonly mount_path?: string;
  /** Type of the mount; empty once it is disabled. */
  readonly mount_type?: string;
  /** What the last login told. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** What was written through the API. */
  readonly custom_metadata?: Readonly<Record<string, string>> | null;
  /** Entities that it came from by a merge. */
  readonly merged_from_canonical_ids?: readonly string[];
  /** Whether the mount is local to its cluster. */
  readonly local?: boolean;
  /** When it was made, RFC 3339. */
  readonly creation_time?: string;
  /** When it was last written, RFC 3339. */
  readonly last_update_time?: string;
  /** Namespace that it lies in: root. */
  readonly namespace_id?: string;
}

/** Answer of `entity-update-alias-by-id`. */
export interface EntityUpdateAliasByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
}

/** Answer of `alias-create`. */
export interface AliasCreateAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
}

/** Answer of `alias-list-by-id`. */
export interface AliasListByIdAnswer {
  /** The ids, in byte order. */
  readonly keys: readonly string[];
  /** More of each, by id. */
  readonly key_info?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `alias-read-by-id`. */
export interface AliasReadByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
  /** Name at the mount. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** Path of the mount; empty once it is disabled. */
  readonly mount_path?: string;
  /** Type of the mount; empty once it is disabled. */
  readonly mount_type?: string;
  /** What the last login told. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** What was written through the API. */
  readonly custom_metadata?: Readonly<Record<string, string>> | null;
  /** Entities that it came from by a merge. */
  readonly merged_from_canonical_ids?: readonly string[];
  /** Whether the mount is local to its cluster. */
  readonly local?: boolean;
  /** When it was made, RFC 3339. */
  readonly creation_time?: string;
  /** When it was last written, RFC 3339. */
  readonly last_update_time?: string;
  /** Namespace that it lies in: root. */
  readonly namespace_id?: string;
}

/** Answer of `alias-update-by-id`. */
export interface AliasUpdateByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
}

/** Answer of `persona-create`. */
export interface PersonaCreateAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
}

/** Answer of `persona-list-by-id`. */
export interface PersonaListByIdAnswer {
  /** The ids, in byte order. */
  readonly keys: readonly string[];
  /** More of each, by id. */
  readonly key_info?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `persona-read-by-id`. */
export interface PersonaReadByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
  /** Name at the mount. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** Path of the mount; empty once it is disabled. */
  readonly mount_path?: string;
  /** Type of the mount; empty once it is disabled. */
  readonly mount_type?: string;
  /** What the last login told. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** What was written through the API. */
  readonly custom_metadata?: Readonly<Record<string, string>> | null;
  /** Entities that it came from by a merge. */
  readonly merged_from_canonical_ids?: readonly string[];
  /** Whether the mount is local to its cluster. */
  readonly local?: boolean;
  /** When it was made, RFC 3339. */
  readonly creation_time?: string;
  /** When it was last written, RFC 3339. */
  readonly last_update_time?: string;
  /** Namespace that it lies in: root. */
  readonly namespace_id?: string;
}

/** Answer of `persona-update-by-id`. */
export interface PersonaUpdateByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
}

/** Answer of `group-create`. */
export interface GroupCreateAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
}

/** Answer of `group-list-by-id`. */
export interface GroupListByIdAnswer {
  /** The ids, in byte order. */
  readonly keys: readonly string[];
  /** More of each, by id. */
  readonly key_info?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `group-read-by-id`. */
export interface GroupReadByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
  /** internal or external. */
  readonly type?: string;
  /** As written; null for never. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Policies of all its members, theirs included. */
  readonly policies?: readonly string[];
  /** Entities in it; null for none. */
  readonly member_entity_ids?: readonly string[];
  /** Groups in it; null for none. */
  readonly member_group_ids?: readonly string[];
  /** Groups that it is in; null for none. */
  readonly parent_group_ids?: readonly string[];
  /** What a mount calls an external group; else empty. */
  readonly alias?: Readonly<Record<string, unknown>> | null;
  /** Counts the writes. */
  readonly modify_index?: number;
  /** When it was made, RFC 3339. */
  readonly creation_time?: string;
  /** When it was last written, RFC 3339. */
  readonly last_update_time?: string;
  /** Namespace that it lies in: root. */
  readonly namespace_id?: string;
}

/** Answer of `group-update-by-id`. */
export interface GroupUpdateByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
}

/** Answer of `group-list-by-name`. */
export interface GroupListByNameAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `group-read-by-name`. */
export interface GroupReadByNameAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
  /** internal or external. */
  readonly type?: string;
  /** As written; null for never. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Policies of all its members, theirs included. */
  readonly policies?: readonly string[];
  /** Entities in it; null for none. */
  readonly member_entity_ids?: readonly string[];
  /** Groups in it; null for none. */
  readonly member_group_ids?: readonly string[];
  /** Groups that it is in; null for none. */
  readonly parent_group_ids?: readonly string[];
  /** What a mount calls an external group; else empty. */
  readonly alias?: Readonly<Record<string, unknown>> | null;
  /** Counts the writes. */
  readonly modify_index?: number;
  /** When it was made, RFC 3339. */
  readonly creation_time?: string;
  /** When it was last written, RFC 3339. */
  readonly last_update_time?: string;
  /** Namespace that it lies in: root. */
  readonly namespace_id?: string;
}

/** Answer of `group-update-by-name`. */
export interface GroupUpdateByNameAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
}

/** Answer of `group-look-up`. */
export interface GroupLookUpAnswer {
  /** Id. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
  /** internal or external. */
  readonly type?: string;
  /** As written; null for never. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Policies of all its members, theirs included. */
  readonly policies?: readonly string[];
  /** Entities in it; null for none. */
  readonly member_entity_ids?: readonly string[];
  /** Groups in it; null for none. */
  readonly member_group_ids?: readonly string[];
  /** Groups that it is in; null for none. */
  readonly parent_group_ids?: readonly string[];
  /** What a mount calls an external group; else empty. */
  readonly alias?: Readonly<Record<string, unknown>> | null;
  /** Counts the writes. */
  readonly modify_index?: number;
  /** When it was made, RFC 3339. */
  readonly creation_time?: string;
  /** When it was last written, RFC 3339. */
  readonly last_update_time?: string;
  /** Namespace that it lies in: root. */
  readonly namespace_id?: string;
}

/** Answer of `group-create-alias`. */
export interface GroupCreateAliasAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
}

/** Answer of `group-list-aliases-by-id`. */
export interface GroupListAliasesByIdAnswer {
  /** The ids, in byte order. */
  readonly keys: readonly string[];
  /** More of each, by id. */
  readonly key_info?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `group-read-alias-by-id`. */
export interface GroupReadAliasByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
  /** Name at the mount. */
  readonly name?: string;
  /** Accessor of the mount. */
  readonly mount_accessor?: string;
  /** Path of the mount; empty once it is disabled. */
  readonly mount_path?: string;
  /** Type of the mount; empty once it is disabled. */
  readonly mount_type?: string;
  /** What the last login told. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** What was written through the API. */
  readonly custom_metadata?: Readonly<Record<string, string>> | null;
  /** Entities that it came from by a merge. */
  readonly merged_from_canonical_ids?: readonly string[];
  /** Whether the mount is local to its cluster. */
  readonly local?: boolean;
  /** When it was made, RFC 3339. */
  readonly creation_time?: string;
  /** When it was last written, RFC 3339. */
  readonly last_update_time?: string;
  /** Namespace that it lies in: root. */
  readonly namespace_id?: string;
}

/** Answer of `group-update-alias-by-id`. */
export interface GroupUpdateAliasByIdAnswer {
  /** Id. */
  readonly id?: string;
  /** What it belongs to. */
  readonly canonical_id?: string;
}

/** Answer of `kv-v1-list`. */
export interface KvV1ListAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `kv-v1-scan`. */
export interface KvV1ScanAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `kv-v2-read-configuration`. */
export interface KvV2ReadConfigurationAnswer {
  /** Versions to keep; the larger of key and mount counts, 10 if both are 0. */
  readonly max_versions?: number;
  /** Whether each write of data must send `cas`. */
  readonly cas_required?: boolean;
  /** Whether each write of metadata must send `metadata_cas`. */
  readonly metadata_cas_required?: boolean;
  /** How long after its write a version is deleted. */
  readonly delete_version_after?: string;
}

/** Answer of `kv-v2-read`. */
export interface KvV2ReadAnswer {
  /** The secret; null where the version is deleted. Secret. */
  readonly data: Readonly<Record<string, unknown>>;
  /** About the version. */
  readonly metadata: { readonly created_time: string; readonly deletion_time: string; readonly destroyed: boolean; readonly version: number; readonly custom_metadata?: Readonly<Record<string, string>> | null };
}

/** Answer of `kv-v2-write`. */
export interface KvV2WriteAnswer {
  /** When it was written. */
  readonly created_time: string;
  /** When it was or will be deleted; empty if never. */
  readonly deletion_time: string;
  /** Whether its data is gone for good. */
  readonly destroyed: boolean;
  /** Number of the version. */
  readonly version: number;
  /** Texts about the secret, or null. */
  readonly custom_metadata?: Readonly<Record<string, string>> | null;
}

/** Answer of `kv-v2-patch`. */
export interface KvV2PatchAnswer {
  /** When it was written. */
  readonly created_time: string;
  /** When it was or will be deleted; empty if never. */
  readonly deletion_time: string;
  /** Whether its data is gone for good. */
  readonly destroyed: boolean;
  /** Number of the version. */
  readonly version: number;
  /** Texts about the secret, or null. */
  readonly custom_metadata?: Readonly<Record<string, string>> | null;
}

/** Answer of `kv-v2-read-metadata`. */
export interface KvV2ReadMetadataAnswer {
  /** Versions to keep; the larger of key and mount counts, 10 if both are 0. */
  readonly max_versions?: number;
  /** Whether each write of data must send `cas`. */
  readonly cas_required?: boolean;
  /** Whether each write of metadata must send `metadata_cas`. */
  readonly metadata_cas_required?: boolean;
  /** How long after its write a version is deleted. */
  readonly delete_version_after?: string;
  /** Texts about the secret, or null. */
  readonly custom_metadata?: Readonly<Record<string, string>> | null;
  /** When the key was made. */
  readonly created_time?: string;
  /** When data or metadata were last written. */
  readonly updated_time?: string;
  /** Number of the newest version; 0 if nothing was written. */
  readonly current_version?: number;
  /** Number of the first version kept; 0 if none was dropped. */
  readonly oldest_version?: number;
  /** How often the metadata was written. */
  readonly current_metadata_version?: number;
  /** What is told of each version, by number. */
  readonly versions?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `kv-v2-list`. */
export interface KvV2ListAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `kv-v2-scan`. */
export interface KvV2ScanAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `kv-v2-list-detailed`. */
export interface KvV2ListDetailedAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
  /** Metadata of each secret, by name. */
  readonly key_info?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `kv-v2-read-subkeys`. */
export interface KvV2ReadSubkeysAnswer {
  /** The secret with null for each value; null where it is deleted. */
  readonly subkeys?: Readonly<Record<string, unknown>> | null;
  /** About the version. */
  readonly metadata: { readonly created_time: string; readonly deletion_time: string; readonly destroyed: boolean; readonly version: number; readonly custom_metadata?: Readonly<Record<string, string>> | null };
}

/** Answer of `auth-read-tuning-information`. */
export interface AuthReadTuningInformationAnswer {
  /** Description for people. */
  readonly description?: string;
  /** Lifetime of tokens and leases, seconds. */
  readonly default_lease_ttl?: number;
  /** Longest lifetime over all renewals, seconds. */
  readonly max_lease_ttl?: number;
  /** Whether nothing is cached. */
  readonly force_no_cache?: boolean;
  /** Keys that audit shows in clear. */
  readonly audit_non_hmac_request_keys?: readonly string[];
  /** Keys that audit shows in clear. */
  readonly audit_non_hmac_response_keys?: readonly string[];
  /** Headers that the mount may see. */
  readonly passthrough_request_headers?: readonly string[];
  /** Headers that the mount may add. */
  readonly allowed_response_headers?: readonly string[];
  /** Type of the tokens; auth methods only. */
  readonly token_type?: string;
  /** Whether those without a token see the mount. */
  readonly listing_visibility?: string;
  /** Only where it is true. */
  readonly external_entropy_access?: boolean;
  /** Options of the type, where there are any. */
  readonly options?: Readonly<Record<string, string>> | null;
  /** Version that was asked for, where one was. */
  readonly plugin_version?: string;
  /** Failed logins before a user is locked out. */
  readonly user_lockout_threshold?: number;
  /** How long, seconds. */
  readonly user_lockout_duration?: number;
  /** Quiet time, seconds. */
  readonly user_lockout_counter_reset_duration?: number;
  /** Whether nobody is locked out. */
  readonly user_lockout_disable?: boolean;
}

/** Answer of `auth-read-configuration`. */
export interface AuthReadConfigurationAnswer {
  /** Type of the mount. */
  readonly type?: string;
  /** Description for people. */
  readonly description?: string;
  /** The stable id of the mount. */
  readonly accessor?: string;
  /** Whether the mount is local to this cluster. */
  readonly local?: boolean;
  /** Whether the mount is marked as sealed twice. */
  readonly seal_wrap?: boolean;
  /** Kept for older clients. */
  readonly external_entropy_access?: boolean;
  /** Options of the type. */
  readonly options?: Readonly<Record<string, string>> | null;
  /** Names the storage of the mount. */
  readonly uuid?: string;
  /** Version that was asked for; empty for none. */
  readonly plugin_version?: string;
  /** Version that runs. */
  readonly running_plugin_version?: string;
  /** Always empty: every type is part of the server. */
  readonly running_sha256?: string;
  /** Whether the type is still supported. */
  readonly deprecation_status?: string;
  /** Settings of the mount. */
  readonly config?: { readonly default_lease_ttl?: number; readonly max_lease_ttl?: number; readonly force_no_cache?: boolean; readonly audit_non_hmac_request_keys?: readonly string[]; readonly audit_non_hmac_response_keys?: readonly string[]; readonly passthrough_request_headers?: readonly string[]; readonly allowed_response_headers?: readonly string[]; readonly token_type?: string; readonly listing_visibility?: string; readonly user_lockout_config?: Readonly<Record<string, unknown>> | null };
}

/** Answer of `mounts-read-tuning-information`. */
export interface MountsReadTuningInformationAnswer {
  /** Description for people. */
  readonly description?: string;
  /** Lifetime of tokens and leases, seconds. */
  readonly default_lease_ttl?: number;
  /** Longest lifetime over all renewals, seconds. */
  readonly max_lease_ttl?: number;
  /** Whether nothing is cached. */
  readonly force_no_cache?: boolean;
  /** Keys that audit shows in clear. */
  readonly audit_non_hmac_request_keys?: readonly string[];
  /** Keys that audit shows in clear. */
  readonly audit_non_hmac_response_keys?: readonly string[];
  /** Headers that the mount may see. */
  readonly passthrough_request_headers?: readonly string[];
  /** Headers that the mount may add. */
  readonly allowed_response_headers?: readonly string[];
  /** Type of the tokens; auth methods only. */
  readonly token_type?: string;
  /** Whether those without a token see the mount. */
  readonly listing_visibility?: string;
  /** Only where it is true. */
  readonly external_entropy_access?: boolean;
  /** Options of the type, where there are any. */
  readonly options?: Readonly<Record<string, string>> | null;
  /** Version that was asked for, where one was. */
  readonly plugin_version?: string;
  /** Failed logins before a user is locked out. */
  readonly user_lockout_threshold?: number;
  /** How long, seconds. */
  readonly user_lockout_duration?: number;
  /** Quiet time, seconds. */
  readonly user_lockout_counter_reset_duration?: number;
  /** Whether nobody is locked out. */
  readonly user_lockout_disable?: boolean;
}

/** Answer of `mounts-read-secrets-engine-tuning`. */
export interface MountsReadSecretsEngineTuningAnswer {
  /** Description for people. */
  readonly description?: string;
  /** Lifetime of tokens and leases, seconds. */
  readonly default_lease_ttl?: number;
  /** Longest lifetime over all renewals, seconds. */
  readonly max_lease_ttl?: number;
  /** Whether nothing is cached. */
  readonly force_no_cache?: boolean;
  /** Keys that audit shows in clear. */
  readonly audit_non_hmac_request_keys?: readonly string[];
  /** Keys that audit shows in clear. */
  readonly audit_non_hmac_response_keys?: readonly string[];
  /** Headers that the mount may see. */
  readonly passthrough_request_headers?: readonly string[];
  /** Headers that the mount may add. */
  readonly allowed_response_headers?: readonly string[];
  /** Type of the tokens; auth methods only. */
  readonly token_type?: string;
  /** Whether those without a token see the mount. */
  readonly listing_visibility?: string;
  /** Only where it is true. */
  readonly external_entropy_access?: boolean;
  /** Options of the type, where there are any. */
  readonly options?: Readonly<Record<string, string>> | null;
  /** Version that was asked for, where one was. */
  readonly plugin_version?: string;
  /** Failed logins before a user is locked out. */
  readonly user_lockout_threshold?: number;
  /** How long, seconds. */
  readonly user_lockout_duration?: number;
  /** Quiet time, seconds. */
  readonly user_lockout_counter_reset_duration?: number;
  /** Whether nobody is locked out. */
  readonly user_lockout_disable?: boolean;
}

/** Answer of `mounts-read-configuration`. */
export interface MountsReadConfigurationAnswer {
  /** Type of the mount. */
  readonly type?: string;
  /** Description for people. */
  readonly description?: string;
  /** The stable id of the mount. */
  readonly accessor?: string;
  /** Whether the mount is local to this cluster. */
  readonly local?: boolean;
  /** Whether the mount is marked as sealed twice. */
  readonly seal_wrap?: boolean;
  /** Kept for older clients. */
  readonly external_entropy_access?: boolean;
  /** Options of the type. */
  readonly options?: Readonly<Record<string, string>> | null;
  /** Names the storage of the mount. */
  readonly uuid?: string;
  /** Version that was asked for; empty for none. */
  readonly plugin_version?: string;
  /** Version that runs. */
  readonly running_plugin_version?: string;
  /** Always empty: every type is part of the server. */
  readonly running_sha256?: string;
  /** Whether the type is still supported. */
  readonly deprecation_status?: string;
  /** Settings of the mount. */
  readonly config?: { readonly default_lease_ttl?: number; readonly max_lease_ttl?: number; readonly force_no_cache?: boolean; readonly audit_non_hmac_request_keys?: readonly string[]; readonly audit_non_hmac_response_keys?: readonly string[]; readonly passthrough_request_headers?: readonly string[]; readonly allowed_response_headers?: readonly string[]; readonly token_type?: string; readonly listing_visibility?: string; readonly user_lockout_config?: Readonly<Record<string, unknown>> | null };
}

/** Answer of `remount`. */
export interface RemountAnswer {
  /** Names the move. */
  readonly migration_id: string;
}

/** Answer of `remount-status`. */
export interface RemountStatusAnswer {
  /** Names the move. */
  readonly migration_id?: string;
  /** The move. */
  readonly migration_info?: { readonly source_mount?: string; readonly target_mount?: string; readonly status?: string };
}

/** Answer of `locked-users-list`. */
export interface LockedUsersListAnswer {
  /** Per namespace: namespace_id, namespace_path, counts, and per mount mount_accessor, counts and alias_identifiers. The most first. */
  readonly by_namespace?: unknown;
  /** How many are locked out. */
  readonly total?: number;
}

/** Answer of `leases-read-lease`. */
export interface LeasesReadLeaseAnswer {
  /** Id of the lease. */
  readonly id?: string;
  /** Path of the request that made it. */
  readonly path?: string;
  /** Namespace that it belongs to; empty for root. */
  readonly namespace_path?: string;
  /** RFC 3339. */
  readonly issue_time?: string;
  /** RFC 3339; null where it has no end. */
  readonly expire_time?: string | null;
  /** RFC 3339; null before the first. */
  readonly last_renewal?: string | null;
  /** Whether its token can be renewed. */
  readonly renewable?: boolean;
  /** Seconds that are left. */
  readonly ttl?: number;
}

/** Answer of `leases-look-up`. */
export interface LeasesLookUpAnswer {
  /** Names one level below the prefix; those of folders end in a slash. */
  readonly keys: readonly string[];
  /** Where to go on; absent when all leases were looked at. */
  readonly after?: string;
}

/** Answer of `leases-look-up-with-prefix`. */
export interface LeasesLookUpWithPrefixAnswer {
  /** Names one level below the prefix; those of folders end in a slash. */
  readonly keys: readonly string[];
  /** Where to go on; absent when all leases were looked at. */
  readonly after?: string;
}

/** Answer of `leases-count`. */
export interface LeasesCountAnswer {
  /** Always 0: no revocation can fail for good. */
  readonly lease_count?: number;
  /** How many, by mount accessor. */
  readonly counts?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `leases-list`. */
export interface LeasesListAnswer {
  /** Always 0: no revocation can fail for good. */
  readonly lease_count?: number;
  /** Always empty. */
  readonly leases?: unknown;
}

/** Answer of `tokens-search`. */
export interface TokensSearchAnswer {
  /** Of each token: accessor, display_name, entity_id, alias_name, mount, mount_accessor, path, role, policies, creation_time, last_renewal, expire_time, ttl, num_uses, orphan. Never its id. */
  readonly tokens?: unknown;
  /** Where to go on; absent when all tokens were looked at. */
  readonly after?: string;
}

/** Answer of `internal-ui-list-enabled-visible-mounts`. */
export interface InternalUiListEnabledVisibleMountsAnswer {
  /** Auth methods by path. */
  readonly auth?: Readonly<Record<string, unknown>> | null;
  /** Secrets engines by path. */
  readonly secret?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `internal-ui-read-mount-information`. */
export interface InternalUiReadMountInformationAnswer {
  /** Type of the mount. */
  readonly type?: string;
  /** Description for people. */
  readonly description?: string;
  /** The stable id of the mount. */
  readonly accessor?: string;
  /** Whether the mount is local to this cluster. */
  readonly local?: boolean;
  /** Whether the mount is marked as sealed twice. */
  readonly seal_wrap?: boolean;
  /** Kept for older clients. */
  readonly external_entropy_access?: boolean;
  /** Options of the type. */
  readonly options?: Readonly<Record<string, string>> | null;
  /** Names the storage of the mount. */
  readonly uuid?: string;
  /** Version that was asked for; empty for none. */
  readonly plugin_version?: string;
  /** Version that runs. */
  readonly running_plugin_version?: string;
  /** Always empty: every type is part of the server. */
  readonly running_sha256?: string;
  /** Whether the type is still supported. */
  readonly deprecation_status?: string;
  /** Settings of the mount. */
  readonly config?: { readonly default_lease_ttl?: number; readonly max_lease_ttl?: number; readonly force_no_cache?: boolean; readonly audit_non_hmac_request_keys?: readonly string[]; readonly audit_non_hmac_response_keys?: readonly string[]; readonly passthrough_request_headers?: readonly string[]; readonly allowed_response_headers?: readonly string[]; readonly token_type?: string; readonly listing_visibility?: string; readonly user_lockout_config?: Readonly<Record<string, unknown>> | null };
  /** Path of the mount. */
  readonly path?: string;
}

/** Answer of `internal-ui-list-namespaces`. */
export interface InternalUiListNamespacesAnswer {
  /** Paths of the namespaces. */
  readonly keys: readonly string[];
}

/** Answer of `internal-ui-read-resultant-acl`. */
export interface InternalUiReadResultantAclAnswer {
  /** Whether everything is allowed. */
  readonly root?: boolean;
  /** Rules by path. */
  readonly exact_paths?: Readonly<Record<string, unknown>> | null;
  /** Rules by the beginning of a path. */
  readonly glob_paths?: Readonly<Record<string, unknown>> | null;
  /** Templated paths that have no value. */
  readonly unresolved_paths?: readonly string[];
}

/** Answer of `read-initialization-status`. */
export interface ReadInitializationStatusAnswer {
  /** Whether it is. */
  readonly initialized: boolean;
}

/** Answer of `initialize`. */
export interface InitializeAnswer {
  /** Shares in hex. Secret. */
  readonly keys: readonly string[];
  /** The same in base64. Secret. */
  readonly keys_base64?: readonly string[];
  /** Recovery shares in hex. Secret. */
  readonly recovery_keys?: readonly string[];
  /** The same in base64. Secret. */
  readonly recovery_keys_base64?: readonly string[];
  /** The first root token. Secret. */
  readonly root_token?: string;
}

/** Answer of `seal-status`. */
export interface SealStatusAnswer {
  /** Kind of seal: shamir or static. */
  readonly type: string;
  /** Whether the store is initialised. */
  readonly initialized: boolean;
  /** Whether the server is sealed. */
  readonly sealed: boolean;
  /** Shares that are needed to unseal. */
  readonly t: number;
  /** Shares that exist. */
  readonly n: number;
  /** Shares given so far. */
  readonly progress: number;
  /** Names the running attempt. */
  readonly nonce: string;
  /** Whether the shares are of a recovery key. */
  readonly recovery_seal: boolean;
  /** Level of the Vault API, and after the plus sign the version of the server. */
  readonly version: string;
  /** When this version was made. */
  readonly commit_date?: string;
  /** The same, by the name that HashiCorp's clients read. */
  readonly build_date?: string;
  /** Whether the seal is being changed. */
  readonly migration: boolean;
  /** Name of the cluster; only while unsealed. */
  readonly cluster_name?: string;
  /** Id of the cluster; only while unsealed. */
  readonly cluster_id?: string;
  /** Kind of storage. */
  readonly storage_type: string;
}

/** Answer of `unseal`. */
export interface UnsealAnswer {
  /** Kind of seal: shamir or static. */
  readonly type: string;
  /** Whether the store is initialised. */
  readonly initialized: boolean;
  /** Whether the server is sealed. */
  readonly sealed: boolean;
  /** Shares that are needed to unseal. */
  readonly t: number;
  /** Shares that exist. */
  readonly n: number;
  /** Shares given so far. */
  readonly progress: number;
  /** Names the running attempt. */
  readonly nonce: string;
  /** Whether the shares are of a recovery key. */
  readonly recovery_seal: boolean;
  /** Level of the Vault API, and after the plus sign the version of the server. */
  readonly version: string;
  /** When this version was made. */
  readonly commit_date?: string;
  /** The same, by the name that HashiCorp's clients read. */
  readonly build_date?: string;
  /** Whether the seal is being changed. */
  readonly migration: boolean;
  /** Name of the cluster; only while unsealed. */
  readonly cluster_name?: string;
  /** Id of the cluster; only while unsealed. */
  readonly cluster_id?: string;
  /** Kind of storage. */
  readonly storage_type: string;
}

/** Answer of `key-status`. */
export interface KeyStatusAnswer {
  /** Number of the key. */
  readonly term?: number;
  /** When it came into use, RFC 3339. */
  readonly install_time?: string;
  /** How often it was used: by this process, and by others as far as they have reported it. */
  readonly encryptions?: number;
}

/** Answer of `read-rotation-configuration`. */
export interface ReadRotationConfigurationAnswer {
  /** Whether it is. */
  readonly enabled?: boolean;
  /** After so many encryptions. */
  readonly max_operations?: number;
  /** After so long, as a duration; 0: at any age. */
  readonly interval?: unknown;
}

/** Answer of `rekey-read-progress`. */
export interface RekeyReadProgressAnswer {
  /** Names the attempt; goes with each share. */
  readonly nonce?: string;
  /** Whether an attempt is under way. */
  readonly started?: boolean;
  /** New shares of which so many will be needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** Shares of the present key given so far. */
  readonly progress?: number;
  /** Shares of the present key that are needed. */
  readonly required?: number;
  /** Whom the new shares are encrypted to. */
  readonly pgp_fingerprints?: readonly string[];
  /** Whether the encrypted shares are kept in the store. */
  readonly backup?: boolean;
  /** Whether the new shares must be given once. */
  readonly verification_required?: boolean;
  /** Goes with each of the new shares, once there are any. */
  readonly verification_nonce?: string;
}

/** Answer of `rekey-initialize`. */
export interface RekeyInitializeAnswer {
  /** Names the attempt; goes with each share. */
  readonly nonce?: string;
  /** Whether an attempt is under way. */
  readonly started?: boolean;
  /** New shares of which so many will be needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** Shares of the present key given so far. */
  readonly progress?: number;
  /** Shares of the present key that are needed. */
  readonly required?: number;
  /** Whom the new shares are encrypted to. */
  readonly pgp_fingerprints?: readonly string[];
  /** Whether the encrypted shares are kept in the store. */
  readonly backup?: boolean;
  /** Whether the new shares must be given once. */
  readonly verification_required?: boolean;
  /** Goes with each of the new shares, once there are any. */
  readonly verification_nonce?: string;
}

/** Answer of `rekey-update`. */
export interface RekeyUpdateAnswer {
  /** Names the attempt; goes with each share. */
  readonly nonce?: string;
  /** Whether an attempt is under way. */
  readonly started?: boolean;
  /** New shares of which so many will be needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** Shares of the present key given so far. */
  readonly progress?: number;
  /** Shares of the present key that are needed. */
  readonly required?: number;
  /** Whom the new shares are encrypted to. */
  readonly pgp_fingerprints?: readonly string[];
  /** Whether the encrypted shares are kept in the store. */
  readonly backup?: boolean;
  /** Whether the new shares must be given once. */
  readonly verification_required?: boolean;
  /** Goes with each of the new shares, once there are any. */
  readonly verification_nonce?: string;
  /** Whether there are enough shares. */
  readonly complete?: boolean;
  /** The new shares in hexadecimal. Secret. */
  readonly keys: readonly string[];
  /** The same in base64. Secret. */
  readonly keys_base64?: readonly string[];
}

/** Answer of `rekey-verification-read-progress`. */
export interface RekeyVerificationReadProgressAnswer {
  /** Names the verification; goes with each new share. */
  readonly nonce?: string;
  /** Whether it is under way. */
  readonly started?: boolean;
  /** New shares that are needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** New shares given so far. */
  readonly progress?: number;
  /** Whether the new shares count from now on. */
  readonly complete?: boolean;
}

/** Answer of `rekey-verification-update`. */
export interface RekeyVerificationUpdateAnswer {
  /** Names the verification; goes with each new share. */
  readonly nonce?: string;
  /** Whether it is under way. */
  readonly started?: boolean;
  /** New shares that are needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** New shares given so far. */
  readonly progress?: number;
  /** Whether the new shares count from now on. */
  readonly complete?: boolean;
}

/** Answer of `rekey-verification-cancel`. */
export interface RekeyVerificationCancelAnswer {
  /** Names the verification; goes with each new share. */
  readonly nonce?: string;
  /** Whether it is under way. */
  readonly started?: boolean;
  /** New shares that are needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** New shares given so far. */
  readonly progress?: number;
  /** Whether the new shares count from now on. */
  readonly complete?: boolean;
}

/** Answer of `rekey-read-backup-key`. */
export interface RekeyReadBackupKeyAnswer {
  /** Of the attempt that made them. */
  readonly nonce?: string;
  /** By fingerprint: the encrypted shares in hexadecimal. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** The same in base64. */
  readonly keys_base64?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `rekey-recovery-read-progress`. */
export interface RekeyRecoveryReadProgressAnswer {
  /** Names the attempt; goes with each share. */
  readonly nonce?: string;
  /** Whether an attempt is under way. */
  readonly started?: boolean;
  /** New shares of which so many will be needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** Shares of the present key given so far. */
  readonly progress?: number;
  /** Shares of the present key that are needed. */
  readonly required?: number;
  /** Whom the new shares are encrypted to. */
  readonly pgp_fingerprints?: readonly string[];
  /** Whether the encrypted shares are kept in the store. */
  readonly backup?: boolean;
  /** Whether the new shares must be given once. */
  readonly verification_required?: boolean;
  /** Goes with each of the new shares, once there are any. */
  readonly verification_nonce?: string;
}

/** Answer of `rekey-recovery-initialize`. */
export interface RekeyRecoveryInitializeAnswer {
  /** Names the attempt; goes with each share. */
  readonly nonce?: string;
  /** Whether an attempt is under way. */
  readonly started?: boolean;
  /** New shares of which so many will be needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** Shares of the present key given so far. */
  readonly progress?: number;
  /** Shares of the present key that are needed. */
  readonly required?: number;
  /** Whom the new shares are encrypted to. */
  readonly pgp_fingerprints?: readonly string[];
  /** Whether the encrypted shares are kept in the store. */
  readonly backup?: boolean;
  /** Whether the new shares must be given once. */
  readonly verification_required?: boolean;
  /** Goes with each of the new shares, once there are any. */
  readonly verification_nonce?: string;
}

/** Answer of `rekey-recovery-update`. */
export interface RekeyRecoveryUpdateAnswer {
  /** Names the attempt; goes with each share. */
  readonly nonce?: string;
  /** Whether an attempt is under way. */
  readonly started?: boolean;
  /** New shares of which so many will be needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** Shares of the present key given so far. */
  readonly progress?: number;
  /** Shares of the present key that are needed. */
  readonly required?: number;
  /** Whom the new shares are encrypted to. */
  readonly pgp_fingerprints?: readonly string[];
  /** Whether the encrypted shares are kept in the store. */
  readonly backup?: boolean;
  /** Whether the new shares must be given once. */
  readonly verification_required?: boolean;
  /** Goes with each of the new shares, once there are any. */
  readonly verification_nonce?: string;
  /** Whether there are enough shares. */
  readonly complete?: boolean;
  /** The new shares in hexadecimal. Secret. */
  readonly keys: readonly string[];
  /** The same in base64. Secret. */
  readonly keys_base64?: readonly string[];
}

/** Answer of `rekey-recovery-verification-read-progress`. */
export interface RekeyRecoveryVerificationReadProgressAnswer {
  /** Names the verification; goes with each new share. */
  readonly nonce?: string;
  /** Whether it is under way. */
  readonly started?: boolean;
  /** New shares that are needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** New shares given so far. */
  readonly progress?: number;
  /** Whether the new shares count from now on. */
  readonly complete?: boolean;
}

/** Answer of `rekey-recovery-verification-update`. */
export interface RekeyRecoveryVerificationUpdateAnswer {
  /** Names the verification; goes with each new share. */
  readonly nonce?: string;
  /** Whether it is under way. */
  readonly started?: boolean;
  /** New shares that are needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** New shares given so far. */
  readonly progress?: number;
  /** Whether the new shares count from now on. */
  readonly complete?: boolean;
}

/** Answer of `rekey-recovery-verification-cancel`. */
export interface RekeyRecoveryVerificationCancelAnswer {
  /** Names the verification; goes with each new share. */
  readonly nonce?: string;
  /** Whether it is under way. */
  readonly started?: boolean;
  /** New shares that are needed. */
  readonly t?: number;
  /** New shares. */
  readonly n?: number;
  /** New shares given so far. */
  readonly progress?: number;
  /** Whether the new shares count from now on. */
  readonly complete?: boolean;
}

/** Answer of `rekey-read-backup-recovery-key`. */
export interface RekeyReadBackupRecoveryKeyAnswer {
  /** Of the attempt that made them. */
  readonly nonce?: string;
  /** By fingerprint: the encrypted shares in hexadecimal. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** The same in base64. */
  readonly keys_base64?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `root-token-generation-read-progress`. */
export interface RootTokenGenerationReadProgressAnswer {
  /** Names the attempt; goes with each share. */
  readonly nonce?: string;
  /** Whether an attempt is under way. */
  readonly started?: boolean;
  /** Shares given so far. */
  readonly progress?: number;
  /** Shares that are needed. */
  readonly required?: number;
  /** Whether the token was made. */
  readonly complete?: boolean;
  /** The token: XORed with the pad and in base64, or encrypted to the PGP key. Secret. */
  readonly encoded_token?: string;
  /**
   * The same. Secret.
   *
   * @deprecated
   */
  readonly encoded_root_token?: string;
  /** Whom the token is encrypted to. */
  readonly pgp_fingerprint?: string;
  /** The one-time pad, where the server has made it; shown this once. Secret. */
  readonly otp?: string;
  /** Characters that a pad must have. */
  readonly otp_length?: number;
}

/** Answer of `root-token-generation-initialize`. */
export interface RootTokenGenerationInitializeAnswer {
  /** Names the attempt; goes with each share. */
  readonly nonce?: string;
  /** Whether an attempt is under way. */
  readonly started?: boolean;
  /** Shares given so far. */
  readonly progress?: number;
  /** Shares that are needed. */
  readonly required?: number;
  /** Whether the token was made. */
  readonly complete?: boolean;
  /** The token: XORed with the pad and in base64, or encrypted to the PGP key. Secret. */
  readonly encoded_token?: string;
  /**
   * The same. Secret.
   *
   * @deprecated
   */
  readonly encoded_root_token?: string;
  /** Whom the token is encrypted to. */
  readonly pgp_fingerprint?: string;
  /** The one-time pad, where the server has made it; shown this once. Secret. */
  readonly otp?: string;
  /** Characters that a pad must have. */
  readonly otp_length?: number;
}

/** Answer of `root-token-generation-update`. */
export interface RootTokenGenerationUpdateAnswer {
  /** Names the attempt; goes with each share. */
  readonly nonce?: string;
  /** Whether an attempt is under way. */
  readonly started?: boolean;
  /** Shares given so far. */
  readonly progress?: number;
  /** Shares that are needed. */
  readonly required?: number;
  /** Whether the token was made. */
  readonly complete?: boolean;
  /** The token: XORed with the pad and in base64, or encrypted to the PGP key. Secret. */
  readonly encoded_token?: string;
  /**
   * The same. Secret.
   *
   * @deprecated
   */
  readonly encoded_root_token?: string;
  /** Whom the token is encrypted to. */
  readonly pgp_fingerprint?: string;
  /** The one-time pad, where the server has made it; shown this once. Secret. */
  readonly otp?: string;
  /** Characters that a pad must have. */
  readonly otp_length?: number;
}

/** Answer of `decode-token`. */
export interface DecodeTokenAnswer {
  /** The token. Secret. */
  readonly token: string;
}

/** Answer of `read-health-status`. */
export interface ReadHealthStatusAnswer {
  /** Whether the store is initialised. */
  readonly initialized: boolean;
  /** Whether the server is sealed. */
  readonly sealed: boolean;
  /** True unless the server is unsealed. */
  readonly standby: boolean;
  /** Always disabled. */
  readonly replication_performance_mode?: string;
  /** Always disabled. */
  readonly replication_dr_mode?: string;
  /** Seconds since the epoch. */
  readonly server_time_utc: number;
  /** Level of the Vault API, and after the plus sign the version of the server. */
  readonly version: string;
  /** Name of the cluster; only while unsealed. */
  readonly cluster_name?: string;
  /** Id of the cluster; only while unsealed. */
  readonly cluster_id?: string;
  /** Paths of audit devices that do not record; absent while all do. */
  readonly audit_failing_devices?: readonly string[];
  /** True while no audit device records: requests fail. */
  readonly audit_unavailable?: boolean;
  /** What is wrong, each with a `code`; absent while nothing is. */
  readonly reasons?: readonly Readonly<Record<string, unknown>>[];
}

/** Answer of `read-health-status-headers`. */
export interface ReadHealthStatusHeadersAnswer {
  /** Whether the store is initialised. */
  readonly initialized: boolean;
  /** Whether the server is sealed. */
  readonly sealed: boolean;
  /** True unless the server is unsealed. */
  readonly standby: boolean;
  /** Always disabled. */
  readonly replication_performance_mode?: string;
  /** Always disabled. */
  readonly replication_dr_mode?: string;
  /** Seconds since the epoch. */
  readonly server_time_utc: number;
  /** Level of the Vault API, and after the plus sign the version of the server. */
  readonly version: string;
  /** Name of the cluster; only while unsealed. */
  readonly cluster_name?: string;
  /** Id of the cluster; only while unsealed. */
  readonly cluster_id?: string;
  /** Paths of audit devices that do not record; absent while all do. */
  readonly audit_failing_devices?: readonly string[];
  /** True while no audit device records: requests fail. */
  readonly audit_unavailable?: boolean;
  /** What is wrong, each with a `code`; absent while nothing is. */
  readonly reasons?: readonly Readonly<Record<string, unknown>>[];
}

/** Answer of `leader`. */
export interface LeaderAnswer {
  /** Always false. */
  readonly ha_enabled?: boolean;
  /** Always false. */
  readonly is_self?: boolean;
  /** Zero time. */
  readonly active_time?: string;
  /** Empty. */
  readonly leader_address?: string;
  /** Empty. */
  readonly leader_cluster_address?: string;
  /** Always false. */
  readonly performance_standby?: boolean;
  /** Always 0. */
  readonly performance_standby_last_remote_wal?: number;
}

/** Answer of `read-replication-status`. */
export interface ReadReplicationStatusAnswer {
  /** Always disabled. */
  readonly mode?: string;
  /** Its `mode` is always disabled. */
  readonly dr?: Readonly<Record<string, unknown>> | null;
  /** Its `mode` is always disabled. */
  readonly performance?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `policies-list-acl-policies`. */
export interface PoliciesListAclPoliciesAnswer {
  /** Names of policies. */
  readonly keys: readonly string[];
}

/** Answer of `policies-list-acl-policies-with-prefix`. */
export interface PoliciesListAclPoliciesWithPrefixAnswer {
  /** Names of policies. */
  readonly keys: readonly string[];
}

/** Answer of `policies-read-acl-policy`. */
export interface PoliciesReadAclPolicyAnswer {
  /** Name of the policy. */
  readonly name?: string;
  /** Rules as they were written. */
  readonly policy?: string;
  /** Number of writes; 0 for root. */
  readonly version?: number;
  /** Whether writes need cas. */
  readonly cas_required?: boolean;
  /** As written. */
  readonly allow_wildcards_in_identity_templates?: boolean;
  /** As written. */
  readonly allow_slashes_in_identity_templates?: boolean;
  /** Moment of the last write, RFC 3339; absent if never written. */
  readonly modified?: string;
  /** Moment of its end, RFC 3339; absent if there is none. */
  readonly expiration?: string;
}

/** Answer of `policies-list-detailed-acl-policies`. */
export interface PoliciesListDetailedAclPoliciesAnswer {
  /** Names of policies. */
  readonly keys: readonly string[];
  /** Version, moments and settings of each policy, by name. */
  readonly key_info?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `policies-list-detailed-acl-policies-with-prefix`. */
export interface PoliciesListDetailedAclPoliciesWithPrefixAnswer {
  /** Names of policies. */
  readonly keys: readonly string[];
  /** Version, moments and settings of each policy, by name. */
  readonly key_info?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `policies-list-acl-policies2`. */
export interface PoliciesListAclPolicies2Answer {
  /** Names of policies. */
  readonly keys: readonly string[];
  /** The same. */
  readonly policies?: readonly string[];
}

/** Answer of `policies-list-acl-policies3`. */
export interface PoliciesListAclPolicies3Answer {
  /** Names of policies. */
  readonly keys: readonly string[];
  /** The same. */
  readonly policies?: readonly string[];
}

/** Answer of `policies-list-acl-policies-with-prefix2`. */
export interface PoliciesListAclPoliciesWithPrefix2Answer {
  /** Names of policies. */
  readonly keys: readonly string[];
  /** The same. */
  readonly policies?: readonly string[];
}

/** Answer of `policies-read-acl-policy2`. */
export interface PoliciesReadAclPolicy2Answer {
  /** Name of the policy. */
  readonly name?: string;
  /** Number of writes; 0 for root. */
  readonly version?: number;
  /** Whether writes need cas. */
  readonly cas_required?: boolean;
  /** As written. */
  readonly allow_wildcards_in_identity_templates?: boolean;
  /** As written. */
  readonly allow_slashes_in_identity_templates?: boolean;
  /** Moment of the last write, RFC 3339; absent if never written. */
  readonly modified?: string;
  /** Moment of its end, RFC 3339; absent if there is none. */
  readonly expiration?: string;
  /** Rules as they were written. */
  readonly rules?: string;
}

/** Answer of `policies-list-password-policies`. */
export interface PoliciesListPasswordPoliciesAnswer {
  /** Names of password policies. */
  readonly keys: readonly string[];
}

/** Answer of `policies-generate-password-from-password-policy`. */
export interface PoliciesGeneratePasswordFromPasswordPolicyAnswer {
  /** The password. Secret. */
  readonly password: string;
}

/** Answer of `policies-read-password-policy`. */
export interface PoliciesReadPasswordPolicyAnswer {
  /** Length and rules in HCL or JSON, as they are or in base64. */
  readonly policy: string;
}

/** Answer of `query-token-capabilities`. */
export interface QueryTokenCapabilitiesAnswer {
  /** What is granted, if one path was asked about. */
  readonly capabilities: readonly string[];
}

/** Answer of `query-token-accessor-capabilities`. */
export interface QueryTokenAccessorCapabilitiesAnswer {
  /** What is granted, if one path was asked about. */
  readonly capabilities: readonly string[];
}

/** Answer of `query-token-self-capabilities`. */
export interface QueryTokenSelfCapabilitiesAnswer {
  /** What is granted, if one path was asked about. */
  readonly capabilities: readonly string[];
}

/** Answer of `read-wrapping-properties`. */
export interface ReadWrappingPropertiesAnswer {
  /** Path of the request whose answer is wrapped. */
  readonly creation_path: string;
  /** When it was wrapped, RFC 3339. */
  readonly creation_time: string;
  /** How long the wrapping lasts in all, in seconds. */
  readonly creation_ttl: number;
}

/** Answer of `read-wrapping-properties2`. */
export interface ReadWrappingProperties2Answer {
  /** Path of the request whose answer is wrapped. */
  readonly creation_path: string;
  /** When it was wrapped, RFC 3339. */
  readonly creation_time: string;
  /** How long the wrapping lasts in all, in seconds. */
  readonly creation_ttl: number;
}

/** Answer of `generate-random`. */
export interface GenerateRandomAnswer {
  /** The bytes, in the format asked for. Secret. */
  readonly random_bytes: string;
}

/** Answer of `generate-random-with-bytes`. */
export interface GenerateRandomWithBytesAnswer {
  /** The bytes, in the format asked for. Secret. */
  readonly random_bytes: string;
}

/** Answer of `generate-random-with-source-and-bytes`. */
export interface GenerateRandomWithSourceAndBytesAnswer {
  /** The bytes, in the format asked for. Secret. */
  readonly random_bytes: string;
}

/** Answer of `generate-hash`. */
export interface GenerateHashAnswer {
  /** The hash, in the format asked for. */
  readonly sum: string;
}

/** Answer of `generate-hash-with-algorithm`. */
export interface GenerateHashWithAlgorithmAnswer {
  /** The hash, in the format asked for. */
  readonly sum: string;
}

/** Answer of `rate-limit-quotas-list`. */
export interface RateLimitQuotasListAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `rate-limit-quotas-read`. */
export interface RateLimitQuotasReadAnswer {
  /** Where it counts: a mount, with or without a part of its paths that may end in `*`; empty for all requests. */
  readonly path?: string;
  /** Requests that are allowed in each interval, and at once; more than 0. */
  readonly rate: unknown;
  /** In which the allowance grows by the rate. */
  readonly interval?: number;
  /** For which a caller is refused once it was. */
  readonly block_interval?: number;
  /** Role of the logins that it counts; needs the path of a mount. */
  readonly role?: string;
  /** Whether it counts in namespaces below; by default for all requests alone. */
  readonly inheritable?: boolean;
  /** Who shares an allowance: each address has its own (`ip`), or all have one (`none`). */
  readonly group_by?: string;
  /** Name of the quota. */
  readonly name?: string;
  /** Always rate-limit. */
  readonly type?: string;
}

/** Answer of `rate-limit-quotas-read-configuration`. */
export interface RateLimitQuotasReadConfigurationAnswer {
  /** Paths that begin with one of these are never counted. */
  readonly rate_limit_exempt_paths?: readonly string[];
  /** Record refusals in audit. */
  readonly enable_rate_limit_audit_logging?: boolean;
  /** Tell in headers of every answer what is left. */
  readonly enable_rate_limit_response_headers?: boolean;
}

/** Answer of `collect-host-information`. */
export interface CollectHostInformationAnswer {
  /** When it was looked at, RFC 3339. */
  readonly timestamp?: string;
  /** Model and clock of each processor. */
  readonly cpu?: readonly Readonly<Record<string, unknown>>[];
  /** Seconds that each processor spent so far, by kind. */
  readonly cpu_times?: readonly Readonly<Record<string, unknown>>[];
  /** Bytes of the file system that the server was started in. */
  readonly disk?: readonly Readonly<Record<string, unknown>>[];
  /** Name, system and age of the machine. */
  readonly host?: Readonly<Record<string, unknown>> | null;
  /** Bytes of memory. */
  readonly memory?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `ha-status`. */
export interface HaStatusAnswer {
  /** This node. */
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
}

/** Answer of `live-token-quotas-list`. */
export interface LiveTokenQuotasListAnswer {
  /** The names, in byte order. */
  readonly keys: readonly string[];
}

/** Answer of `live-token-quotas-read`. */
export interface LiveTokenQuotasReadAnswer {
  /** Auth mount whose tokens are counted, such as auth/approle. */
  readonly path: string;
  /** Role whose tokens are counted; empty: all of the mount that no other quota counts. */
  readonly role?: string;
  /** Service tokens that may be alive at once, 1 or more. */
  readonly max_live_tokens?: number;
  /** The same under the name that Vault has for it. */
  readonly max_leases?: number;
  /** Name of the quota. */
  readonly name?: string;
  /** Always lease-count. */
  readonly type?: string;
  /** Tokens that are alive now. */
  readonly live_tokens?: number;
  /** The same under the name that Vault has for it. */
  readonly counter?: number;
  /** Whether tokens from before the quota are among them; they are within a minute or so. */
  readonly is_counted?: boolean;
}

/** Answer of `auditing-calculate-hash`. */
export interface AuditingCalculateHashAnswer {
  /** What the device writes. */
  readonly hash: string;
}

/** Answer of `auditing-list-request-headers`. */
export interface AuditingListRequestHeadersAnswer {
  /** By name: whether its values are hashed. */
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Answer of `explain-read-refusal`. */
export interface ExplainReadRefusalAnswer {
  /** Id of the request. */
  readonly request_id?: string;
  /** When it was refused, RFC 3339. */
  readonly time?: string;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** Code of the error; see the list of errors. */
  readonly error_code?: string;
  /** What the caller was told. */
  readonly error?: string;
  /** What the error means and who can mend it. */
  readonly meaning?: string;
  /** What the log says of it. */
  readonly detail?: string;
  /** What was asked for, in the words of policies. */
  readonly operation?: string;
  /** Path of the request; parts that are secrets are left out. */
  readonly path?: string;
  /** Path of the mount. */
  readonly mount_point?: string;
  /** Type of the mount. */
  readonly mount_type?: string;
  /** Address of the caller. */
  readonly remote_address?: string;
  /** Accessor, name and policies of the token, where it was good. */
  readonly caller?: Readonly<Record<string, unknown>> | null;
  /** The checks with their outcome, what they expected and received. */
  readonly checks?: readonly Readonly<Record<string, unknown>>[];
  /** The decision of the policies, where these refused it. */
  readonly policy?: { readonly allowed?: boolean; readonly reason?: string; readonly why?: string; readonly rule?: { readonly path?: string; readonly policies?: readonly string[]; readonly capabilities?: readonly string[] }; readonly parameter?: string; readonly missing?: readonly string[]; readonly matching?: readonly Readonly<Record<string, unknown>>[]; readonly nearest?: Readonly<Record<string, unknown>> | null; readonly unresolved?: readonly Readonly<Record<string, unknown>>[] };
}

/** Answer of `policies-test`. */
export interface PoliciesTestAnswer {
  /** Whether the policies allow it. */
  readonly allowed?: boolean;
  /** ALLOWED, ROOT, NO_RULE_MATCHES, DENY_RULE, CAPABILITY_MISSING, … */
  readonly reason?: string;
  /** Why this rule won, in a sentence. */
  readonly why?: string;
  /** The rule that decided. */
  readonly rule?: { readonly path?: string; readonly policies?: readonly string[]; readonly capabilities?: readonly string[] };
  /** The parameter that made the difference. */
  readonly parameter?: string;
  /** Capabilities that a policy would have to grant. */
  readonly missing?: readonly string[];
  /** All rules that match, the strongest first. */
  readonly matching?: readonly Readonly<Record<string, unknown>>[];
  /** Where none matches: the rule that comes closest to the path. */
  readonly nearest?: Readonly<Record<string, unknown>> | null;
  /** Templated rules without a safe value for this token. */
  readonly unresolved?: readonly Readonly<Record<string, unknown>>[];
  /** Path that was decided about. */
  readonly path?: string;
  /** As asked. */
  readonly operation?: string;
  /** Whether the path needs sudo beside the capability. */
  readonly needs_sudo?: boolean;
  /** Whether the path needs a token at all. */
  readonly needs_token?: boolean;
  /** Whether anything is served there. */
  readonly path_is_served?: boolean;
  /** Policies that counted. */
  readonly policies?: readonly string[];
  /** Policies of the entity and its groups. */
  readonly identity_policies?: readonly string[];
  /** Names without a policy. */
  readonly unknown_policies?: readonly string[];
  /** Accessor of the token. */
  readonly accessor?: string;
  /** Display name of the token. */
  readonly display_name?: string;
  /** The checks of the token. */
  readonly checks?: readonly Readonly<Record<string, unknown>>[];
}

/** Answer of `declared-read-objects`. */
export interface DeclaredReadObjectsAnswer {
  /** By path: folder, title, removal (the path that removes it), phase, applied_at. */
  readonly objects: Readonly<Record<string, unknown>>;
}

/** Answer of `declared-compare`. */
export interface DeclaredCompareAnswer {
  /** By path, of known objects: the names of marks that match. */
  readonly objects: Readonly<Record<string, unknown>>;
}

/** Answer of `cors-read-configuration`. */
export interface CorsReadConfigurationAnswer {
  /** Whether origins are looked at. */
  readonly enabled?: boolean;
  /** Origins, or `*` alone. */
  readonly allowed_origins?: readonly string[];
  /** Request headers that they may send. */
  readonly allowed_headers?: readonly string[];
  /** Whether cookies and certificates may go along. */
  readonly allow_credentials?: boolean;
}

/** Answer of `ui-headers-list`. */
export interface UiHeadersListAnswer {
  /** Names of the headers. */
  readonly keys: readonly string[];
}

/** Answer of `ui-headers-read-configuration`. */
export interface UiHeadersReadConfigurationAnswer {
  /** The first value; without `multivalue`. */
  readonly value?: string;
  /** All values; with `multivalue`. */
  readonly values?: readonly string[];
}

/** Answer of `plugins-catalog-list-plugins`. */
export interface PluginsCatalogListPluginsAnswer {
  /** Auth methods. */
  readonly auth?: readonly string[];
  /** Secrets engines. */
  readonly secret?: readonly string[];
  /** Each with its version. */
  readonly detailed?: readonly Readonly<Record<string, unknown>>[];
}

/** Answer of `plugins-catalog-list-plugins-with-type`. */
export interface PluginsCatalogListPluginsWithTypeAnswer {
  /** Names. */
  readonly keys: readonly string[];
}

/** Answer of `plugins-catalog-read-plugin-configuration-with-type`. */
export interface PluginsCatalogReadPluginConfigurationWithTypeAnswer {
  /** Name of the method or engine. */
  readonly name?: string;
  /** Always empty. */
  readonly args?: readonly string[];
  /** Always empty. */
  readonly command?: string;
  /** Always empty. */
  readonly sha256?: string;
  /** Always true. */
  readonly builtin?: boolean;
  /** Version of the server. */
  readonly version?: string;
  /** Always false. */
  readonly oci?: boolean;
  /** Always false. */
  readonly declarative?: boolean;
  /** Always supported. */
  readonly deprecation_status?: string;
}

/** Answer of `version-history`. */
export interface VersionHistoryAnswer {
  /** Versions. */
  readonly keys: readonly string[];
  /** By version: when it was installed, and which was before. */
  readonly key_info?: Readonly<Record<string, unknown>> | null;
}

/** Answer of `internal-count-tokens`. */
export interface InternalCountTokensAnswer {
  /** What was counted, with its `total`. */
  readonly counters: Readonly<Record<string, unknown>>;
}

/** Answer of `internal-count-entities`. */
export interface InternalCountEntitiesAnswer {
  /** What was counted, with its `total`. */
  readonly counters: Readonly<Record<string, unknown>>;
}

/** Token. */
export interface TokenApi {
  /** Make a token below that of the caller. `POST auth/token/create` (`token-create`). */
  readonly create: OptionalOperation<TokenCreateInput, TokenAnswer>;
  /** Make a token without a parent. `POST auth/token/create-orphan` (`token-create-orphan`). */
  readonly createOrphan: OptionalOperation<TokenCreateOrphanInput, TokenAnswer>;
  /** Make a token by the rules of a role. `POST auth/token/create/{role_name}` (`token-create-against-role`). */
  readonly createAgainstRole: Operation<TokenCreateAgainstRoleInput, TokenAnswer>;
  /** Read a token; without one named, that of the caller. `GET auth/token/lookup` (`token-look-up-2`). */
  readonly lookUp2: OptionalOperation<TokenLookUp2Input, TokenLookUp2Answer>;
  /** Read a token; without one named, that of the caller. `POST auth/token/lookup` (`token-look-up`). */
  readonly lookUp: OptionalOperation<TokenLookUpInput, TokenLookUpAnswer>;
  /** Read the token that makes the request. `GET auth/token/lookup-self` (`token-look-up-self`). */
  readonly lookUpSelf: OptionalOperation<NoInput, TokenLookUpSelfAnswer>;
  /** Read the token that makes the request. `POST auth/token/lookup-self` (`token-look-up-self2`). */
  readonly lookUpSelf2: OptionalOperation<TokenLookUpSelf2Input, TokenLookUpSelf2Answer>;
  /** Read the token of an accessor; the token itself is not shown. `POST auth/token/lookup-accessor` (`token-look-up-accessor`). */
  readonly lookUpAccessor: OptionalOperation<TokenLookUpAccessorInput, TokenLookUpAccessorAnswer>;
  /** Extend the lifetime of a token. `POST auth/token/renew` (`token-renew`). */
  readonly renew: OptionalOperation<TokenRenewInput, TokenAnswer | undefined>;
  /** Extend the lifetime of the token that makes the request. `POST auth/token/renew-self` (`token-renew-self`). */
  readonly renewSelf: OptionalOperation<TokenRenewSelfInput, TokenAnswer | undefined>;
  /** Extend the lifetime of the token of an accessor. `POST auth/token/renew-accessor` (`token-renew-accessor`). */
  readonly renewAccessor: OptionalOperation<TokenRenewAccessorInput, TokenAnswer>;
  /** End a token and all below it. `POST auth/token/revoke` (`token-revoke`). */
  readonly revoke: OptionalOperation<TokenRevokeInput, undefined>;
  /** End the token that makes the request, and all below it. `POST auth/token/revoke-self` (`token-revoke-self`). */
  readonly revokeSelf: OptionalOperation<NoInput, undefined>;
  /** End the token of an accessor, and all below it. `POST auth/token/revoke-accessor` (`token-revoke-accessor`). */
  readonly revokeAccessor: OptionalOperation<TokenRevokeAccessorInput, undefined>;
  /** End a token alone: its children live on as orphans. Needs sudo. `POST auth/token/revoke-orphan` (`token-revoke-orphan`). */
  readonly revokeOrphan: OptionalOperation<TokenRevokeOrphanInput, undefined>;
  /** List the accessors of all valid tokens. `LIST auth/token/accessors` (`token-list-accessors`). Needs sudo. */
  readonly listAccessors: OptionalOperation<TokenListAccessorsInput, TokenListAccessorsAnswer>;
  /** List the token roles. `LIST auth/token/roles` (`token-list-roles`). */
  readonly listRoles: OptionalOperation<TokenListRolesInput, TokenListRolesAnswer>;
  /** Read a token role. `GET auth/token/roles/{role_name}` (`token-read-role`). */
  readonly readRole: Operation<TokenReadRoleInput, TokenReadRoleAnswer>;
  /** Make or change a token role; what is absent stays. `POST auth/token/roles/{role_name}` (`token-write-role`). */
  readonly writeRole: Operation<TokenWriteRoleInput, undefined>;
  /** Remove a token role: its tokens can no longer be renewed. `DELETE auth/token/roles/{role_name}` (`token-delete-role`). */
  readonly deleteRole: Operation<TokenDeleteRoleInput, undefined>;
  /** Tell by which checks the use of a token would pass or fail, and whose it is. Costs it no use. `POST auth/token/explain` (`token-explain`). Needs sudo. */
  readonly explain: OptionalOperation<TokenExplainInput, TokenExplainAnswer>;
  /** Look for remains of tokens that are gone, in the background. `POST auth/token/tidy` (`token-tidy`). */
  readonly tidy: OptionalOperation<NoInput, undefined>;
}

/** AppRole. */
export interface ApproleApi {
  /** Log in with a RoleID and a SecretID. `POST auth/approle/login` (`app-role-login`). */
  readonly login: OptionalOperation<AppRoleLoginInput, TokenAnswer>;
  /** List the roles. `LIST auth/approle/role` (`app-role-list-roles`). */
  readonly listRoles: OptionalOperation<AppRoleListRolesInput, AppRoleListRolesAnswer>;
  /** Read a role. `GET auth/approle/role/{role_name}` (`app-role-read-role`). */
  readonly readRole: Operation<AppRoleReadRoleInput, AppRoleReadRoleAnswer>;
  /** Make a role, or change what is given of one. `POST auth/approle/role/{role_name}` (`app-role-write-role`). */
  readonly writeRole: Operation<AppRoleWriteRoleInput, undefined>;
  /** Delete a role with its SecretIDs. Tokens live on until their end, but cannot be renewed. `DELETE auth/approle/role/{role_name}` (`app-role-delete-role`). */
  readonly deleteRole: Operation<AppRoleDeleteRoleInput, undefined>;
  /** Read the policies of a role. `GET auth/approle/role/{role_name}/policies` (`app-role-read-policies`). */
  readonly readPolicies: Operation<AppRoleReadPoliciesInput, AppRoleReadPoliciesAnswer>;
  /** Change the policies of a role. `POST auth/approle/role/{role_name}/policies` (`app-role-write-policies`). */
  readonly writePolicies: Operation<AppRoleWritePoliciesInput, undefined>;
  /** Reset the policies of a role. `DELETE auth/approle/role/{role_name}/policies` (`app-role-delete-policies`). */
  readonly deletePolicies: Operation<AppRoleDeletePoliciesInput, undefined>;
  /** Read the period of a role. `GET auth/approle/role/{role_name}/period` (`app-role-read-period`). */
  readonly readPeriod: Operation<AppRoleReadPeriodInput, AppRoleReadPeriodAnswer>;
  /** Change the period of a role. `POST auth/approle/role/{role_name}/period` (`app-role-write-period`). */
  readonly writePeriod: Operation<AppRoleWritePeriodInput, undefined>;
  /** Reset the period of a role. `DELETE auth/approle/role/{role_name}/period` (`app-role-delete-period`). */
  readonly deletePeriod: Operation<AppRoleDeletePeriodInput, undefined>;
  /** Read the need for a SecretID of a role. `GET auth/approle/role/{role_name}/bind-secret-id` (`app-role-read-bind-secret-id`). */
  readonly readBindSecretId: Operation<AppRoleReadBindSecretIdInput, AppRoleReadBindSecretIdAnswer>;
  /** Change the need for a SecretID of a role. `POST auth/approle/role/{role_name}/bind-secret-id` (`app-role-write-bind-secret-id`). */
  readonly writeBindSecretId: Operation<AppRoleWriteBindSecretIdInput, undefined>;
  /** Reset the need for a SecretID of a role. `DELETE auth/approle/role/{role_name}/bind-secret-id` (`app-role-delete-bind-secret-id`). */
  readonly deleteBindSecretId: Operation<AppRoleDeleteBindSecretIdInput, undefined>;
  /** Read the address bounds of a role. `GET auth/approle/role/{role_name}/bound-cidr-list` (`app-role-read-bound-cidr-list`). */
  readonly readBoundCidrList: Operation<AppRoleReadBoundCidrListInput, AppRoleReadBoundCidrListAnswer>;
  /** Change the address bounds of a role. `POST auth/approle/role/{role_name}/bound-cidr-list` (`app-role-write-bound-cidr-list`). */
  readonly writeBoundCidrList: Operation<AppRoleWriteBoundCidrListInput, undefined>;
  /** Reset the address bounds of a role. `DELETE auth/approle/role/{role_name}/bound-cidr-list` (`app-role-delete-bound-cidr-list`). */
  readonly deleteBoundCidrList: Operation<AppRoleDeleteBoundCidrListInput, undefined>;
  /** Read the address bounds of a role. `GET auth/approle/role/{role_name}/secret-id-bound-cidrs` (`app-role-read-secret-id-bound-cidrs`). */
  readonly readSecretIdBoundCidrs: Operation<AppRoleReadSecretIdBoundCidrsInput, AppRoleReadSecretIdBoundCidrsAnswer>;
  /** Change the address bounds of a role. `POST auth/approle/role/{role_name}/secret-id-bound-cidrs` (`app-role-write-secret-id-bound-cidrs`). */
  readonly writeSecretIdBoundCidrs: Operation<AppRoleWriteSecretIdBoundCidrsInput, undefined>;
  /** Reset the address bounds of a role. `DELETE auth/approle/role/{role_name}/secret-id-bound-cidrs` (`app-role-delete-secret-id-bound-cidrs`). */
  readonly deleteSecretIdBoundCidrs: Operation<AppRoleDeleteSecretIdBoundCidrsInput, undefined>;
  /** Read the address bounds for tokens of a role. `GET auth/approle/role/{role_name}/token-bound-cidrs` (`app-role-read-token-bound-cidrs`). */
  readonly readTokenBoundCidrs: Operation<AppRoleReadTokenBoundCidrsInput, AppRoleReadTokenBoundCidrsAnswer>;
  /** Change the address bounds for tokens of a role. `POST auth/approle/role/{role_name}/token-bound-cidrs` (`app-role-write-token-bound-cidrs`). */
  readonly writeTokenBoundCidrs: Operation<AppRoleWriteTokenBoundCidrsInput, undefined>;
  /** Reset the address bounds for tokens of a role. `DELETE auth/approle/role/{role_name}/token-bound-cidrs` (`app-role-delete-token-bound-cidrs`). */
  readonly deleteTokenBoundCidrs: Operation<AppRoleDeleteTokenBoundCidrsInput, undefined>;
  /** Read the uses of a SecretID of a role. `GET auth/approle/role/{role_name}/secret-id-num-uses` (`app-role-read-secret-id-num-uses`). */
  readonly readSecretIdNumUses: Operation<AppRoleReadSecretIdNumUsesInput, AppRoleReadSecretIdNumUsesAnswer>;
  /** Change the uses of a SecretID of a role. `POST auth/approle/role/{role_name}/secret-id-num-uses` (`app-role-write-secret-id-num-uses`). */
  readonly writeSecretIdNumUses: Operation<AppRoleWriteSecretIdNumUsesInput, undefined>;
  /** Reset the uses of a SecretID of a role. `DELETE auth/approle/role/{role_name}/secret-id-num-uses` (`app-role-delete-secret-id-num-uses`). */
  readonly deleteSecretIdNumUses: Operation<AppRoleDeleteSecretIdNumUsesInput, undefined>;
  /** Read the lifetime of a SecretID of a role. `GET auth/approle/role/{role_name}/secret-id-ttl` (`app-role-read-secret-id-ttl`). */
  readonly readSecretIdTtl: Operation<AppRoleReadSecretIdTtlInput, AppRoleReadSecretIdTtlAnswer>;
  /** Change the lifetime of a SecretID of a role. `POST auth/approle/role/{role_name}/secret-id-ttl` (`app-role-write-secret-id-ttl`). */
  readonly writeSecretIdTtl: Operation<AppRoleWriteSecretIdTtlInput, undefined>;
  /** Reset the lifetime of a SecretID of a role. `DELETE auth/approle/role/{role_name}/secret-id-ttl` (`app-role-delete-secret-id-ttl`). */
  readonly deleteSecretIdTtl: Operation<AppRoleDeleteSecretIdTtlInput, undefined>;
  /** Read the uses of a token of a role. `GET auth/approle/role/{role_name}/token-num-uses` (`app-role-read-token-num-uses`). */
  readonly readTokenNumUses: Operation<AppRoleReadTokenNumUsesInput, AppRoleReadTokenNumUsesAnswer>;
  /** Change the uses of a token of a role. `POST auth/approle/role/{role_name}/token-num-uses` (`app-role-write-token-num-uses`). */
  readonly writeTokenNumUses: Operation<AppRoleWriteTokenNumUsesInput, undefined>;
  /** Reset the uses of a token of a role. `DELETE auth/approle/role/{role_name}/token-num-uses` (`app-role-delete-token-num-uses`). */
  readonly deleteTokenNumUses: Operation<AppRoleDeleteTokenNumUsesInput, undefined>;
  /** Read the lifetime of a token of a role. `GET auth/approle/role/{role_name}/token-ttl` (`app-role-read-token-ttl`). */
  readonly readTokenTtl: Operation<AppRoleReadTokenTtlInput, AppRoleReadTokenTtlAnswer>;
  /** Change the lifetime of a token of a role. `POST auth/approle/role/{role_name}/token-ttl` (`app-role-write-token-ttl`). */
  readonly writeTokenTtl: Operation<AppRoleWriteTokenTtlInput, undefined>;
  /** Reset the lifetime of a token of a role. `DELETE auth/approle/role/{role_name}/token-ttl` (`app-role-delete-token-ttl`). */
  readonly deleteTokenTtl: Operation<AppRoleDeleteTokenTtlInput, undefined>;
  /** Read the longest lifetime of a token of a role. `GET auth/approle/role/{role_name}/token-max-ttl` (`app-role-read-token-max-ttl`). */
  readonly readTokenMaxTtl: Operation<AppRoleReadTokenMaxTtlInput, AppRoleReadTokenMaxTtlAnswer>;
  /** Change the longest lifetime of a token of a role. `POST auth/approle/role/{role_name}/token-max-ttl` (`app-role-write-token-max-ttl`). */
  readonly writeTokenMaxTtl: Operation<AppRoleWriteTokenMaxTtlInput, undefined>;
  /** Reset the longest lifetime of a token of a role. `DELETE auth/approle/role/{role_name}/token-max-ttl` (`app-role-delete-token-max-ttl`). */
  readonly deleteTokenMaxTtl: Operation<AppRoleDeleteTokenMaxTtlInput, undefined>;
  /** Read the RoleID of a role. `GET auth/approle/role/{role_name}/role-id` (`app-role-read-role-id`). */
  readonly readRoleId: Operation<AppRoleReadRoleIdInput, AppRoleReadRoleIdAnswer>;
  /** Change the RoleID of a role. `POST auth/approle/role/{role_name}/role-id` (`app-role-write-role-id`). */
  readonly writeRoleId: Operation<AppRoleWriteRoleIdInput, undefined>;
  /** Read the place of SecretIDs of a role. `GET auth/approle/role/{role_name}/local-secret-ids` (`app-role-read-local-secret-ids`). */
  readonly readLocalSecretIds: Operation<AppRoleReadLocalSecretIdsInput, AppRoleReadLocalSecretIdsAnswer>;
  /** Issue a SecretID. `POST auth/approle/role/{role_name}/secret-id` (`app-role-write-secret-id`). */
  readonly writeSecretId: Operation<AppRoleWriteSecretIdInput, AppRoleWriteSecretIdAnswer>;
  /** Register a SecretID that was chosen elsewhere. `POST auth/approle/role/{role_name}/custom-secret-id` (`app-role-write-custom-secret-id`). */
  readonly writeCustomSecretId: Operation<AppRoleWriteCustomSecretIdInput, AppRoleWriteCustomSecretIdAnswer>;
  /** List the accessors of the SecretIDs of a role, in an order that means nothing but stays. `LIST auth/approle/role/{role_name}/secret-id` (`app-role-list-secret-ids`). */
  readonly listSecretIds: Operation<AppRoleListSecretIdsInput, AppRoleListSecretIdsAnswer>;
  /** Read what is known of a SecretID. `POST auth/approle/role/{role_name}/secret-id/lookup` (`app-role-look-up-secret-id`). */
  readonly lookUpSecretId: Operation<AppRoleLookUpSecretIdInput, AppRoleLookUpSecretIdAnswer | undefined>;
  /** Destroy a SecretID. Tokens that it made live on. `POST auth/approle/role/{role_name}/secret-id/destroy` (`app-role-destroy-secret-id`). */
  readonly destroySecretId: Operation<AppRoleDestroySecretIdInput, undefined>;
  /** Destroy a SecretID. Tokens that it made live on. `DELETE auth/approle/role/{role_name}/secret-id/destroy` (`app-role-destroy-secret-id2`). */
  readonly destroySecretId2: Operation<AppRoleDestroySecretId2Input, undefined>;
  /** Read what is known of the SecretID of an accessor. `POST auth/approle/role/{role_name}/secret-id-accessor/lookup` (`app-role-look-up-secret-id-by-accessor`). */
  readonly lookUpSecretIdByAccessor: Operation<AppRoleLookUpSecretIdByAccessorInput, AppRoleLookUpSecretIdByAccessorAnswer>;
  /** Destroy the SecretID of an accessor. Tokens that it made live on. `POST auth/approle/role/{role_name}/secret-id-accessor/destroy` (`app-role-destroy-secret-id-by-accessor`). */
  readonly destroySecretIdByAccessor: Operation<AppRoleDestroySecretIdByAccessorInput, undefined>;
  /** Destroy the SecretID of an accessor. Tokens that it made live on. `DELETE auth/approle/role/{role_name}/secret-id-accessor/destroy` (`app-role-destroy-secret-id-by-accessor2`). */
  readonly destroySecretIdByAccessor2: Operation<AppRoleDestroySecretIdByAccessor2Input, undefined>;
  /** Have the space of ended SecretIDs freed, which happens by itself too. `POST auth/approle/tidy/secret-id` (`app-role-tidy-secret-id`). */
  readonly tidySecretId: OptionalOperation<NoInput, undefined>;
  /** Tell by which checks a login would pass or fail, and who it would be. Nothing is issued or counted. `POST auth/approle/explain` (`app-role-explain-login`). Needs sudo. */
  readonly explainLogin: OptionalOperation<AppRoleExplainLoginInput, AppRoleExplainLoginAnswer>;
}

/** Username and password. */
export interface UserpassApi {
  /** Log in with a username and a password. `POST auth/userpass/login/{username}` (`userpass-login`). */
  readonly login: Operation<UserpassLoginInput, TokenAnswer>;
  /** List the users. `LIST auth/userpass/users` (`userpass-list-users`). */
  readonly listUsers: OptionalOperation<UserpassListUsersInput, UserpassListUsersAnswer>;
  /** Read a user; the password hash never leaves the store. `GET auth/userpass/users/{username}` (`userpass-read-user`). */
  readonly readUser: Operation<UserpassReadUserInput, UserpassReadUserAnswer>;
  /** Make a user, or change what is given of one. `POST auth/userpass/users/{username}` (`userpass-write-user`). */
  readonly writeUser: Operation<UserpassWriteUserInput, undefined>;
  /** Delete a user. Tokens live on until their end, but cannot be renewed. `DELETE auth/userpass/users/{username}` (`userpass-delete-user`). */
  readonly deleteUser: Operation<UserpassDeleteUserInput, undefined>;
  /** Change the password of a user. `POST auth/userpass/users/{username}/password` (`userpass-reset-password`). */
  readonly resetPassword: Operation<UserpassResetPasswordInput, undefined>;
  /** Change the policies of a user. `POST auth/userpass/users/{username}/policies` (`userpass-update-policies`). */
  readonly updatePolicies: Operation<UserpassUpdatePoliciesInput, undefined>;
  /** Bind the mount to a password policy: new passwords must satisfy it. `POST auth/userpass/password_policy/{policy_name}` (`userpass-update-policies_password`). */
  readonly updatePoliciesPassword: Operation<UserpassUpdatePoliciesPasswordInput, undefined>;
  /** Free the mount from a password policy that it is bound to. `DELETE auth/userpass/password_policy/{policy_name}` (`userpass-delete-policies_password`). */
  readonly deletePoliciesPassword: Operation<UserpassDeletePoliciesPasswordInput, undefined>;
  /** Read which password policy the mount is bound to. `GET auth/userpass/password_policy` (`userpass-read-policies_password`). */
  readonly readPoliciesPassword: OptionalOperation<NoInput, UserpassReadPoliciesPasswordAnswer>;
  /** Tell by which checks a login would pass or fail, and who it would be. Nothing is issued or counted. `POST auth/userpass/explain` (`userpass-explain-login`). Needs sudo. */
  readonly explainLogin: Operation<UserpassExplainLoginInput, UserpassExplainLoginAnswer>;
}

/** JWT and OIDC. */
export interface JwtApi {
  /** Write the configuration; what is not given becomes empty. `POST auth/jwt/config` (`jwt-configure`). */
  readonly configure: OptionalOperation<JwtConfigureInput, undefined>;
  /** Read the configuration; the client secret never leaves the store. `GET auth/jwt/config` (`jwt-read-configuration`). */
  readonly readConfiguration: OptionalOperation<NoInput, JwtReadConfigurationAnswer>;
  /** List the roles. `LIST auth/jwt/role` (`jwt-list-roles`). */
  readonly listRoles: OptionalOperation<JwtListRolesInput, JwtListRolesAnswer>;
  /** Read a role. `GET auth/jwt/role/{name}` (`jwt-read-role`). */
  readonly readRole: Operation<JwtReadRoleInput, JwtReadRoleAnswer>;
  /** Make a role, or change what is given of one. `POST auth/jwt/role/{name}` (`jwt-write-role`). */
  readonly writeRole: Operation<JwtWriteRoleInput, undefined>;
  /** Delete a role. Tokens live on until their end, but cannot be renewed. `DELETE auth/jwt/role/{name}` (`jwt-delete-role`). */
  readonly deleteRole: Operation<JwtDeleteRoleInput, undefined>;
  /** Log in with a signed token. `POST auth/jwt/login` (`jwt-login`). */
  readonly login: OptionalOperation<JwtLoginInput, TokenAnswer>;
  /** Begin a login by browser. `POST auth/jwt/oidc/auth_url` (`jwt-oidc-request-authorization-url`). */
  readonly oidcRequestAuthorizationUrl: OptionalOperation<JwtOidcRequestAuthorizationUrlInput, JwtOidcRequestAuthorizationUrlAnswer>;
  /** Finish a login by browser, or show the browser a page. `GET auth/jwt/oidc/callback` (`jwt-oidc-callback`). */
  readonly oidcCallback: OptionalOperation<JwtOidcCallbackInput, TokenAnswer>;
  /** Take the answer of a provider that sends it by form. `POST auth/jwt/oidc/callback` (`jwt-oidc-callback-form-post`). */
  readonly oidcCallbackFormPost: OptionalOperation<JwtOidcCallbackFormPostInput, unknown>;
  /** Ask whether a login in the mode `direct` or `device` is done. `POST auth/jwt/oidc/poll` (`jwt-oidc-poll`). */
  readonly oidcPoll: OptionalOperation<JwtOidcPollInput, TokenAnswer>;
  /** Tell by which checks a login would pass or fail, and who it would be. Nothing is issued or counted. `POST auth/jwt/explain` (`jwt-explain-login`). Needs sudo. */
  readonly explainLogin: OptionalOperation<JwtExplainLoginInput, JwtExplainLoginAnswer>;
}

/** Kubernetes. */
export interface KubernetesApi {
  /** Log in with the token of a service account. `POST auth/kubernetes/login` (`kubernetes-login`). */
  readonly login: Operation<KubernetesLoginInput, TokenAnswer>;
  /** Read how the cluster is reached; the token of the reviewer stays here. `GET auth/kubernetes/config` (`kubernetes-read-auth-configuration`). */
  readonly readAuthConfiguration: OptionalOperation<NoInput, KubernetesReadAuthConfigurationAnswer>;
  /** Set how the cluster is reached, all of it. Warnings tell what does not work yet. `POST auth/kubernetes/config` (`kubernetes-configure-auth`). */
  readonly configureAuth: Operation<KubernetesConfigureAuthInput, undefined>;
  /** List the roles. `LIST auth/kubernetes/role` (`kubernetes-list-auth-roles`). */
  readonly listAuthRoles: OptionalOperation<KubernetesListAuthRolesInput, KubernetesListAuthRolesAnswer>;
  /** Read a role. `GET auth/kubernetes/role/{name}` (`kubernetes-read-auth-role`). */
  readonly readAuthRole: Operation<KubernetesReadAuthRoleInput, KubernetesReadAuthRoleAnswer>;
  /** Make a role, or change what is given of one. `POST auth/kubernetes/role/{name}` (`kubernetes-write-auth-role`). */
  readonly writeAuthRole: Operation<KubernetesWriteAuthRoleInput, undefined>;
  /** Delete a role. Its tokens live on until their end, but cannot be renewed. `DELETE auth/kubernetes/role/{name}` (`kubernetes-delete-auth-role`). */
  readonly deleteAuthRole: Operation<KubernetesDeleteAuthRoleInput, undefined>;
  /** Tell by which checks a login would pass or fail, and who it would be. Nothing is issued or counted. `POST auth/kubernetes/explain` (`kubernetes-explain-login`). Needs sudo. */
  readonly explainLogin: Operation<KubernetesExplainLoginInput, KubernetesExplainLoginAnswer>;
}

/** Cubbyhole. */
export interface CubbyholeApi {
  /** Read what the token keeps at a path. `GET cubbyhole/{path*}` (`cubbyhole-read`). */
  readonly read: OptionalOperation<CubbyholeReadInput, Readonly<Record<string, unknown>>>;
  /** List a folder of what the token keeps. `LIST cubbyhole/{path*}` (`cubbyhole-list`). */
  readonly list: OptionalOperation<CubbyholeListInput, CubbyholeListAnswer>;
  /** Keep something at a path, in place of what was there, for as long as the token lives. `POST cubbyhole/{path*}` (`cubbyhole-write`). */
  readonly write: Operation<CubbyholeWriteInput, undefined>;
  /** Delete what the token keeps at a path. `DELETE cubbyhole/{path*}` (`cubbyhole-delete`). */
  readonly delete: OptionalOperation<CubbyholeDeleteInput, undefined>;
}

/** Identity. */
export interface IdentityApi {
  /** Make an entity, or change the one of an id or a name. `POST identity/entity` (`entity-create`). */
  readonly entityCreate: OptionalOperation<EntityCreateInput, EntityCreateAnswer | undefined>;
  /** List the ids of entities. `LIST identity/entity/id` (`entity-list-by-id`). */
  readonly entityListById: OptionalOperation<EntityListByIdInput, EntityListByIdAnswer>;
  /** Read an entity. `GET identity/entity/id/{id}` (`entity-read-by-id`). */
  readonly entityReadById: Operation<EntityReadByIdInput, EntityReadByIdAnswer>;
  /** Change an entity. `POST identity/entity/id/{id}` (`entity-update-by-id`). */
  readonly entityUpdateById: Operation<EntityUpdateByIdInput, EntityUpdateByIdAnswer | undefined>;
  /** Remove an entity with its aliases; its tokens are refused from now on. `DELETE identity/entity/id/{id}` (`entity-delete-by-id`). */
  readonly entityDeleteById: Operation<EntityDeleteByIdInput, undefined>;
  /** List the names of entities. `LIST identity/entity/name` (`entity-list-by-name`). */
  readonly entityListByName: OptionalOperation<EntityListByNameInput, EntityListByNameAnswer>;
  /** Read an entity. `GET identity/entity/name/{name+}` (`entity-read-by-name`). */
  readonly entityReadByName: Operation<EntityReadByNameInput, EntityReadByNameAnswer>;
  /** Make or change an entity. `POST identity/entity/name/{name+}` (`entity-update-by-name`). */
  readonly entityUpdateByName: Operation<EntityUpdateByNameInput, EntityUpdateByNameAnswer | undefined>;
  /** Remove an entity with its aliases; its tokens are refused from now on. `DELETE identity/entity/name/{name+}` (`entity-delete-by-name`). */
  readonly entityDeleteByName: Operation<EntityDeleteByNameInput, undefined>;
  /** Remove several entities. `POST identity/entity/batch-delete` (`entity-batch-delete`). */
  readonly entityBatchDelete: OptionalOperation<EntityBatchDeleteInput, undefined>;
  /** Make one entity of several: aliases, groups and tokens move, policies do not. `POST identity/entity/merge` (`entity-merge`). */
  readonly entityMerge: OptionalOperation<EntityMergeInput, undefined>;
  /** Find an entity by one of its names. `POST identity/lookup/entity` (`entity-look-up`). */
  readonly entityLookUp: OptionalOperation<EntityLookUpInput, EntityLookUpAnswer | undefined>;
  /** Tie a name at a mount to an entity, or change such a tie. `POST identity/entity-alias` (`entity-create-alias`). */
  readonly entityCreateAlias: OptionalOperation<EntityCreateAliasInput, EntityCreateAliasAnswer | undefined>;
  /** List the ids of aliases. `LIST identity/entity-alias/id` (`entity-list-aliases-by-id`). */
  readonly entityListAliasesById: OptionalOperation<EntityListAliasesByIdInput, EntityListAliasesByIdAnswer>;
  /** Read an alias. `GET identity/entity-alias/id/{id}` (`entity-read-alias-by-id`). */
  readonly entityReadAliasById: Operation<EntityReadAliasByIdInput, EntityReadAliasByIdAnswer>;
  /** Change an alias. `POST identity/entity-alias/id/{id}` (`entity-update-alias-by-id`). */
  readonly entityUpdateAliasById: Operation<EntityUpdateAliasByIdInput, EntityUpdateAliasByIdAnswer | undefined>;
  /** Remove an alias: the next login by it makes another entity. `DELETE identity/entity-alias/id/{id}` (`entity-delete-alias-by-id`). */
  readonly entityDeleteAliasById: Operation<EntityDeleteAliasByIdInput, undefined>;
  /**
   * Tie a name at a mount to an entity, or change such a tie. `POST identity/alias` (`alias-create`).
   *
   * @deprecated
   */
  readonly aliasCreate: OptionalOperation<AliasCreateInput, AliasCreateAnswer | undefined>;
  /**
   * List the ids of aliases. `LIST identity/alias/id` (`alias-list-by-id`).
   *
   * @deprecated
   */
  readonly aliasListById: OptionalOperation<AliasListByIdInput, AliasListByIdAnswer>;
  /**
   * Read an alias. `GET identity/alias/id/{id}` (`alias-read-by-id`).
   *
   * @deprecated
   */
  readonly aliasReadById: Operation<AliasReadByIdInput, AliasReadByIdAnswer>;
  /**
   * Change an alias. `POST identity/alias/id/{id}` (`alias-update-by-id`).
   *
   * @deprecated
   */
  readonly aliasUpdateById: Operation<AliasUpdateByIdInput, AliasUpdateByIdAnswer | undefined>;
  /**
   * Remove an alias: the next login by it makes another entity. `DELETE identity/alias/id/{id}` (`alias-delete-by-id`).
   *
   * @deprecated
   */
  readonly aliasDeleteById: Operation<AliasDeleteByIdInput, undefined>;
  /**
   * Tie a name at a mount to an entity, or change such a tie. `POST identity/persona` (`persona-create`).
   *
   * @deprecated
   */
  readonly personaCreate: OptionalOperation<PersonaCreateInput, PersonaCreateAnswer | undefined>;
  /**
   * List the ids of aliases. `LIST identity/persona/id` (`persona-list-by-id`).
   *
   * @deprecated
   */
  readonly personaListById: OptionalOperation<PersonaListByIdInput, PersonaListByIdAnswer>;
  /**
   * Read an alias. `GET identity/persona/id/{id}` (`persona-read-by-id`).
   *
   * @deprecated
   */
  readonly personaReadById: Operation<PersonaReadByIdInput, PersonaReadByIdAnswer>;
  /**
   * Change an alias. `POST identity/persona/id/{id}` (`persona-update-by-id`).
   *
   * @deprecated
   */
  readonly personaUpdateById: Operation<PersonaUpdateByIdInput, PersonaUpdateByIdAnswer | undefined>;
  /**
   * Remove an alias: the next login by it makes another entity. `DELETE identity/persona/id/{id}` (`persona-delete-by-id`).
   *
   * @deprecated
   */
  readonly personaDeleteById: Operation<PersonaDeleteByIdInput, undefined>;
  /** Make a group, or change the one of an id or a name. `POST identity/group` (`group-create`). */
  readonly groupCreate: OptionalOperation<GroupCreateInput, GroupCreateAnswer | undefined>;
  /** List the ids of groups. `LIST identity/group/id` (`group-list-by-id`). */
  readonly groupListById: OptionalOperation<GroupListByIdInput, GroupListByIdAnswer>;
  /** Read a group. `GET identity/group/id/{id}` (`group-read-by-id`). */
  readonly groupReadById: Operation<GroupReadByIdInput, GroupReadByIdAnswer>;
  /** Change a group. `POST identity/group/id/{id}` (`group-update-by-id`). */
  readonly groupUpdateById: Operation<GroupUpdateByIdInput, GroupUpdateByIdAnswer | undefined>;
  /** Remove a group; its members stay what they are. `DELETE identity/group/id/{id}` (`group-delete-by-id`). */
  readonly groupDeleteById: Operation<GroupDeleteByIdInput, undefined>;
  /** List the names of groups. `LIST identity/group/name` (`group-list-by-name`). */
  readonly groupListByName: OptionalOperation<GroupListByNameInput, GroupListByNameAnswer>;
  /** Read a group. `GET identity/group/name/{name+}` (`group-read-by-name`). */
  readonly groupReadByName: Operation<GroupReadByNameInput, GroupReadByNameAnswer>;
  /** Make or change a group. `POST identity/group/name/{name+}` (`group-update-by-name`). */
  readonly groupUpdateByName: Operation<GroupUpdateByNameInput, GroupUpdateByNameAnswer | undefined>;
  /** Remove a group; its members stay what they are. `DELETE identity/group/name/{name+}` (`group-delete-by-name`). */
  readonly groupDeleteByName: Operation<GroupDeleteByNameInput, undefined>;
  /** Find a group by one of its names. `POST identity/lookup/group` (`group-look-up`). */
  readonly groupLookUp: OptionalOperation<GroupLookUpInput, GroupLookUpAnswer | undefined>;
  /** Tie a group that a mount reports to an external group. `POST identity/group-alias` (`group-create-alias`). */
  readonly groupCreateAlias: OptionalOperation<GroupCreateAliasInput, GroupCreateAliasAnswer | undefined>;
  /** List the ids of aliases of groups. `LIST identity/group-alias/id` (`group-list-aliases-by-id`). */
  readonly groupListAliasesById: OptionalOperation<GroupListAliasesByIdInput, GroupListAliasesByIdAnswer>;
  /** Read the alias of a group. `GET identity/group-alias/id/{id}` (`group-read-alias-by-id`). */
  readonly groupReadAliasById: Operation<GroupReadAliasByIdInput, GroupReadAliasByIdAnswer>;
  /** Change the alias of a group; mount and name must be given again. `POST identity/group-alias/id/{id}` (`group-update-alias-by-id`). */
  readonly groupUpdateAliasById: Operation<GroupUpdateAliasByIdInput, GroupUpdateAliasByIdAnswer | undefined>;
  /** Remove the alias of a group: nobody is a member by it any more. `DELETE identity/group-alias/id/{id}` (`group-delete-alias-by-id`). */
  readonly groupDeleteAliasById: Operation<GroupDeleteAliasByIdInput, undefined>;
}

/** Key and value. */
export interface Kv1Api {
  /** Read a secret. `GET kv/{path*}` (`kv-v1-read`). */
  readonly read: OptionalOperation<KvV1ReadInput, Readonly<Record<string, unknown>>>;
  /** List the secrets and folders of a folder. `LIST kv/{path*}` (`kv-v1-list`). */
  readonly list: OptionalOperation<KvV1ListInput, KvV1ListAnswer>;
  /** List all secrets below a folder. `SCAN kv/{path*}` (`kv-v1-scan`). */
  readonly scan: OptionalOperation<KvV1ScanInput, KvV1ScanAnswer>;
  /** Write a secret, in place of what was there. `POST kv/{path*}` (`kv-v1-write`). */
  readonly write: Operation<KvV1WriteInput, undefined>;
  /** Delete a secret. `DELETE kv/{path*}` (`kv-v1-delete`). */
  readonly delete: OptionalOperation<KvV1DeleteInput, undefined>;
}

/** Key and value with versions. */
export interface Kv2Api {
  /** Read the settings of the mount. `GET kv/config` (`kv-v2-read-configuration`). */
  readonly readConfiguration: OptionalOperation<NoInput, KvV2ReadConfigurationAnswer>;
  /** Change the settings of the mount; what is not sent stays. `POST kv/config` (`kv-v2-configure`). */
  readonly configure: OptionalOperation<KvV2ConfigureInput, undefined>;
  /** Read a version of a secret. `GET kv/data/{path*}` (`kv-v2-read`). */
  readonly read: OptionalOperation<KvV2ReadInput, KvV2ReadAnswer>;
  /** Write a new version of a secret. `POST kv/data/{path*}` (`kv-v2-write`). */
  readonly write: Operation<KvV2WriteInput, KvV2WriteAnswer>;
  /** Write the current version with changes, as a new one. `PATCH kv/data/{path*}` (`kv-v2-patch`). */
  readonly patch: Operation<KvV2PatchInput, KvV2PatchAnswer>;
  /** Delete the current version; it can be undeleted. `DELETE kv/data/{path*}` (`kv-v2-delete`). */
  readonly delete: OptionalOperation<KvV2DeleteInput, undefined>;
  /** Delete versions; they can be undeleted. `POST kv/delete/{path*}` (`kv-v2-delete-versions`). */
  readonly deleteVersions: Operation<KvV2DeleteVersionsInput, undefined>;
  /** Undelete versions. `POST kv/undelete/{path*}` (`kv-v2-undelete-versions`). */
  readonly undeleteVersions: Operation<KvV2UndeleteVersionsInput, undefined>;
  /** Destroy the data of versions for good. `POST kv/destroy/{path*}` (`kv-v2-destroy-versions`). */
  readonly destroyVersions: Operation<KvV2DestroyVersionsInput, undefined>;
  /** Read the metadata of a secret and of its versions. `GET kv/metadata/{path*}` (`kv-v2-read-metadata`). */
  readonly readMetadata: OptionalOperation<KvV2ReadMetadataInput, KvV2ReadMetadataAnswer>;
  /** Write the metadata of a secret; what is not sent stays. `POST kv/metadata/{path*}` (`kv-v2-write-metadata`). */
  readonly writeMetadata: OptionalOperation<KvV2WriteMetadataInput, undefined>;
  /** Change the metadata of a secret that exists; null takes back a value. `PATCH kv/metadata/{path*}` (`kv-v2-patch-metadata`). */
  readonly patchMetadata: OptionalOperation<KvV2PatchMetadataInput, undefined>;
  /** Remove a secret with all its versions for good. `DELETE kv/metadata/{path*}` (`kv-v2-delete-metadata-and-all-versions`). */
  readonly deleteMetadataAndAllVersions: OptionalOperation<KvV2DeleteMetadataAndAllVersionsInput, undefined>;
  /** List the secrets and folders of a folder. `LIST kv/metadata/{path*}` (`kv-v2-list`). */
  readonly list: OptionalOperation<KvV2ListInput, KvV2ListAnswer>;
  /** List all secrets below a folder. `SCAN kv/metadata/{path*}` (`kv-v2-scan`). */
  readonly scan: OptionalOperation<KvV2ScanInput, KvV2ScanAnswer>;
  /** List the secrets and folders of a folder, with the metadata of each secret. `LIST kv/detailed-metadata/{path*}` (`kv-v2-list-detailed`). */
  readonly listDetailed: OptionalOperation<KvV2ListDetailedInput, KvV2ListDetailedAnswer>;
  /** Read the names in a version of a secret, without the values. `GET kv/subkeys/{path*}` (`kv-v2-read-subkeys`). */
  readonly readSubkeys: OptionalOperation<KvV2ReadSubkeysInput, KvV2ReadSubkeysAnswer>;
}

/** System. */
export interface SysApi {
  /** List the enabled auth methods. `GET sys/auth` (`auth-list-enabled-methods`). */
  readonly authListEnabledMethods: OptionalOperation<NoInput, Readonly<Record<string, unknown>>>;
  /** Read the settings of an auth method, lifetimes as they take effect. `GET sys/auth/{path+}/tune` (`auth-read-tuning-information`). Needs sudo. */
  readonly authReadTuningInformation: Operation<AuthReadTuningInformationInput, AuthReadTuningInformationAnswer>;
  /** Change the settings of an auth method; what is not named stays. `POST sys/auth/{path+}/tune` (`auth-tune-configuration-parameters`). Needs sudo. */
  readonly authTuneConfigurationParameters: Operation<AuthTuneConfigurationParametersInput, undefined>;
  /** Enable an auth method. `POST sys/auth/{path+}` (`auth-enable-method`). Needs sudo. */
  readonly authEnableMethod: Operation<AuthEnableMethodInput, undefined>;
  /** Read an enabled auth method. `GET sys/auth/{path+}` (`auth-read-configuration`). Needs sudo. */
  readonly authReadConfiguration: Operation<AuthReadConfigurationInput, AuthReadConfigurationAnswer>;
  /** Disable an auth method; the tokens it issued end at once. `DELETE sys/auth/{path+}` (`auth-disable-method`). Needs sudo. */
  readonly authDisableMethod: Operation<AuthDisableMethodInput, undefined>;
  /** List the enabled secrets engines. `GET sys/mounts` (`mounts-list-secrets-engines`). */
  readonly mountsListSecretsEngines: OptionalOperation<NoInput, Readonly<Record<string, unknown>>>;
  /** Read the settings of an auth method; needs no sudo. `GET sys/mounts/auth/{path+}/tune` (`mounts-read-tuning-information`). */
  readonly mountsReadTuningInformation: Operation<MountsReadTuningInformationInput, MountsReadTuningInformationAnswer>;
  /** Change the settings of an auth method; needs no sudo. `POST sys/mounts/auth/{path+}/tune` (`mounts-tune-configuration-parameters`). */
  readonly mountsTuneConfigurationParameters: Operation<MountsTuneConfigurationParametersInput, undefined>;
  /** Read the settings of a secrets engine, lifetimes as they take effect. `GET sys/mounts/{path+}/tune` (`mounts-read-secrets-engine-tuning`). */
  readonly mountsReadSecretsEngineTuning: Operation<MountsReadSecretsEngineTuningInput, MountsReadSecretsEngineTuningAnswer>;
  /** Change the settings of a secrets engine; what is not named stays. `POST sys/mounts/{path+}/tune` (`mounts-tune-secrets-engine`). */
  readonly mountsTuneSecretsEngine: Operation<MountsTuneSecretsEngineInput, undefined>;
  /** Enable a secrets engine. `POST sys/mounts/{path+}` (`mounts-enable-secrets-engine`). */
  readonly mountsEnableSecretsEngine: Operation<MountsEnableSecretsEngineInput, undefined>;
  /** Read the mount that holds a path. `GET sys/mounts/{path+}` (`mounts-read-configuration`). */
  readonly mountsReadConfiguration: Operation<MountsReadConfigurationInput, MountsReadConfigurationAnswer>;
  /** Disable a secrets engine; what it stored is gone. `DELETE sys/mounts/{path+}` (`mounts-disable-secrets-engine`). */
  readonly mountsDisableSecretsEngine: Operation<MountsDisableSecretsEngineInput, undefined>;
  /** Give a mount another path; its data stays, the tokens it issued end. `POST sys/remount` (`remount`). Needs sudo. */
  readonly remount: Operation<RemountInput, RemountAnswer>;
  /** Tell how a move went. `GET sys/remount/status/{migration_id}` (`remount-status`). */
  readonly remountStatus: Operation<RemountStatusInput, RemountStatusAnswer>;
  /** List who is locked out after failed logins, names without a user included. `GET sys/locked-users` (`locked-users-list`). */
  readonly lockedUsersList: OptionalOperation<LockedUsersListInput, LockedUsersListAnswer>;
  /** Let a name log in again, and forget its failures. Done also where it is not locked. `POST sys/locked-users/{mount_accessor}/unlock/{alias_identifier+}` (`locked-users-unlock`). */
  readonly lockedUsersUnlock: Operation<LockedUsersUnlockInput, undefined>;
  /** Look a lease up. `POST sys/leases/lookup` (`leases-read-lease`). */
  readonly leasesReadLease: OptionalOperation<LeasesReadLeaseInput, LeasesReadLeaseAnswer>;
  /** List leases one level below a prefix. One request looks at 10,000 tokens at most and says where to go on. `LIST sys/leases/lookup` (`leases-look-up`). Needs sudo. */
  readonly leasesLookUp: OptionalOperation<LeasesLookUpInput, LeasesLookUpAnswer>;
  /** List leases one level below a prefix. One request looks at 10,000 tokens at most and says where to go on. `LIST sys/leases/lookup/{prefix+}` (`leases-look-up-with-prefix`). Needs sudo. */
  readonly leasesLookUpWithPrefix: Operation<LeasesLookUpWithPrefixInput, LeasesLookUpWithPrefixAnswer>;
  /** Renew a lease. Leases are those of tokens, which are renewed by themselves. `POST sys/leases/renew` (`leases-renew-lease`). */
  readonly leasesRenewLease: OptionalOperation<LeasesRenewLeaseInput, undefined>;
  /** Renew a lease. Leases are those of tokens, which are renewed by themselves. `POST sys/leases/renew/{url_lease_id+}` (`leases-renew-lease-with-id`). */
  readonly leasesRenewLeaseWithId: Operation<LeasesRenewLeaseWithIdInput, undefined>;
  /** Revoke a lease: its token and all below it. Done also where there is none. `POST sys/leases/revoke` (`leases-revoke-lease`). */
  readonly leasesRevokeLease: OptionalOperation<LeasesRevokeLeaseInput, unknown>;
  /** Revoke a lease: its token and all below it. Done also where there is none. `POST sys/leases/revoke/{url_lease_id+}` (`leases-revoke-lease-with-id`). */
  readonly leasesRevokeLeaseWithId: Operation<LeasesRevokeLeaseWithIdInput, unknown>;
  /** Revoke all leases below a path, with those of logins that are running; tokens are refused at once. `POST sys/leases/revoke-prefix/{prefix+}` (`leases-revoke-lease-with-prefix`). Needs sudo. */
  readonly leasesRevokeLeaseWithPrefix: Operation<LeasesRevokeLeaseWithPrefixInput, unknown>;
  /** The same as revoke-prefix: no revocation here waits for another system. `POST sys/leases/revoke-force/{prefix+}` (`leases-force-revoke-lease-with-prefix`). Needs sudo. */
  readonly leasesForceRevokeLeaseWithPrefix: Operation<LeasesForceRevokeLeaseWithPrefixInput, undefined>;
  /** Have remains of tokens looked for in the background. `POST sys/leases/tidy` (`leases-tidy`). */
  readonly leasesTidy: OptionalOperation<NoInput, undefined>;
  /** Count leases that cannot be revoked. `GET sys/leases/count` (`leases-count`). */
  readonly leasesCount: OptionalOperation<LeasesCountInput, LeasesCountAnswer>;
  /** List leases that cannot be revoked. `GET sys/leases` (`leases-list`). Needs sudo. */
  readonly leasesList: OptionalOperation<LeasesListInput, LeasesListAnswer>;
  /** Search the live service tokens; what is given must all hold. One request looks at 10,000 tokens at most and says where to go on. `POST sys/tokens/search` (`tokens-search`). Needs sudo. */
  readonly tokensSearch: OptionalOperation<TokensSearchInput, TokensSearchAnswer>;
  /** End all tokens of a person at once, batch tokens, children and logins that are running included. `POST sys/tokens/end` (`tokens-end`). Needs sudo. */
  readonly tokensEnd: OptionalOperation<TokensEndInput, undefined>;
  /** List the mounts that the caller may know of. `GET sys/internal/ui/mounts` (`internal-ui-list-enabled-visible-mounts`). */
  readonly internalUiListEnabledVisibleMounts: OptionalOperation<NoInput, InternalUiListEnabledVisibleMountsAnswer>;
  /** Read the mount that holds a path; needs a token. `GET sys/internal/ui/mounts/{path+}` (`internal-ui-read-mount-information`). */
  readonly internalUiReadMountInformation: Operation<InternalUiReadMountInformationInput, InternalUiReadMountInformationAnswer>;
  /** List the namespaces that the caller may use; needs a token. `GET sys/internal/ui/namespaces` (`internal-ui-list-namespaces`). */
  readonly internalUiListNamespaces: OptionalOperation<NoInput, InternalUiListNamespacesAnswer>;
  /** Read what the policies of the calling token allow. `GET sys/internal/ui/resultant-acl` (`internal-ui-read-resultant-acl`). */
  readonly internalUiReadResultantAcl: OptionalOperation<NoInput, InternalUiReadResultantAclAnswer>;
  /** Tell whether the store is initialised. `GET sys/init` (`read-initialization-status`). */
  readonly readInitializationStatus: OptionalOperation<NoInput, ReadInitializationStatusAnswer>;
  /** Initialise the store. The keys and the root token are shown this once. `POST sys/init` (`initialize`). */
  readonly initialize: OptionalOperation<InitializeInput, InitializeAnswer>;
  /** Tell the state of the seal. `GET sys/seal-status` (`seal-status`). */
  readonly sealStatus: OptionalOperation<NoInput, SealStatusAnswer>;
  /** Give one share of the unseal key, or start the attempt anew. `POST sys/unseal` (`unseal`). */
  readonly unseal: OptionalOperation<UnsealInput, UnsealAnswer>;
  /** Seal the server: it forgets all keys. `POST sys/seal` (`seal`). Needs sudo. */
  readonly seal: OptionalOperation<NoInput, undefined>;
  /** Give up leadership; every node is a leader here, so nothing happens. `POST sys/step-down` (`step-down`). Needs sudo. */
  readonly stepDown: OptionalOperation<NoInput, undefined>;
  /** Tell which encryption key is in use. `GET sys/key-status` (`key-status`). */
  readonly keyStatus: OptionalOperation<NoInput, KeyStatusAnswer>;
  /** Encrypt with a fresh key from now on. `POST sys/rotate` (`rotate-encryption-key`). Needs sudo. */
  readonly rotateEncryptionKey: OptionalOperation<NoInput, undefined>;
  /** Encrypt with a fresh key from now on. `POST sys/rotate/keyring` (`rotate-keyring`). Needs sudo. */
  readonly rotateKeyring: OptionalOperation<NoInput, undefined>;
  /** Tell when the encryption key is rotated by itself. `GET sys/rotate/config` (`read-rotation-configuration`). */
  readonly readRotationConfiguration: OptionalOperation<NoInput, ReadRotationConfigurationAnswer>;
  /** Set when the encryption key is rotated by itself. What is not sent stays. `POST sys/rotate/config` (`configure-rotation`). */
  readonly configureRotation: OptionalOperation<ConfigureRotationInput, undefined>;
  /** Take a fresh root key. The key shares stay as they are. `POST sys/rotate/root` (`rotate-root-key`). Needs sudo. */
  readonly rotateRootKey: OptionalOperation<NoInput, undefined>;
  /** Tell how far the making of new unseal shares is. `GET sys/rotate/root/init` (`rekey-read-progress`). */
  readonly rekeyReadProgress: OptionalOperation<NoInput, RekeyReadProgressAnswer>;
  /** Begin to make new unseal shares. There is one attempt at a time. `POST sys/rotate/root/init` (`rekey-initialize`). Needs sudo. */
  readonly rekeyInitialize: OptionalOperation<RekeyInitializeInput, RekeyInitializeAnswer>;
  /** Give up. The present shares stay. `DELETE sys/rotate/root/init` (`rekey-cancel`). Needs sudo. */
  readonly rekeyCancel: OptionalOperation<NoInput, undefined>;
  /** Give one share of the present unseal key. `POST sys/rotate/root/update` (`rekey-update`). */
  readonly rekeyUpdate: OptionalOperation<RekeyUpdateInput, RekeyUpdateAnswer>;
  /** Tell how far the verification of the new shares is. `GET sys/rotate/root/verify` (`rekey-verification-read-progress`). */
  readonly rekeyVerificationReadProgress: OptionalOperation<NoInput, RekeyVerificationReadProgressAnswer>;
  /** Give one of the new shares. With enough of them the new ones count. `POST sys/rotate/root/verify` (`rekey-verification-update`). */
  readonly rekeyVerificationUpdate: OptionalOperation<RekeyVerificationUpdateInput, RekeyVerificationUpdateAnswer>;
  /** Begin the verification anew; the new shares stay as they are. `DELETE sys/rotate/root/verify` (`rekey-verification-cancel`). Needs sudo. */
  readonly rekeyVerificationCancel: OptionalOperation<NoInput, RekeyVerificationCancelAnswer>;
  /** Read the encrypted unseal shares that were kept. `GET sys/rotate/root/backup` (`rekey-read-backup-key`). Needs sudo. */
  readonly rekeyReadBackupKey: OptionalOperation<NoInput, RekeyReadBackupKeyAnswer>;
  /** Remove them. `DELETE sys/rotate/root/backup` (`rekey-delete-backup-key`). Needs sudo. */
  readonly rekeyDeleteBackupKey: OptionalOperation<NoInput, undefined>;
  /** Tell how far the making of new recovery shares is. `GET sys/rotate/recovery/init` (`rekey-recovery-read-progress`). */
  readonly rekeyRecoveryReadProgress: OptionalOperation<NoInput, RekeyRecoveryReadProgressAnswer>;
  /** Begin to make new recovery shares. There is one attempt at a time. `POST sys/rotate/recovery/init` (`rekey-recovery-initialize`). Needs sudo. */
  readonly rekeyRecoveryInitialize: OptionalOperation<RekeyRecoveryInitializeInput, RekeyRecoveryInitializeAnswer>;
  /** Give up. The present shares stay. `DELETE sys/rotate/recovery/init` (`rekey-recovery-cancel`). Needs sudo. */
  readonly rekeyRecoveryCancel: OptionalOperation<NoInput, undefined>;
  /** Give one share of the present recovery key. `POST sys/rotate/recovery/update` (`rekey-recovery-update`). */
  readonly rekeyRecoveryUpdate: OptionalOperation<RekeyRecoveryUpdateInput, RekeyRecoveryUpdateAnswer>;
  /** Tell how far the verification of the new shares is. `GET sys/rotate/recovery/verify` (`rekey-recovery-verification-read-progress`). */
  readonly rekeyRecoveryVerificationReadProgress: OptionalOperation<NoInput, RekeyRecoveryVerificationReadProgressAnswer>;
  /** Give one of the new shares. With enough of them the new ones count. `POST sys/rotate/recovery/verify` (`rekey-recovery-verification-update`). */
  readonly rekeyRecoveryVerificationUpdate: OptionalOperation<RekeyRecoveryVerificationUpdateInput, RekeyRecoveryVerificationUpdateAnswer>;
  /** Begin the verification anew; the new shares stay as they are. `DELETE sys/rotate/recovery/verify` (`rekey-recovery-verification-cancel`). Needs sudo. */
  readonly rekeyRecoveryVerificationCancel: OptionalOperation<NoInput, RekeyRecoveryVerificationCancelAnswer>;
  /** Read the encrypted recovery shares that were kept. `GET sys/rotate/recovery/backup` (`rekey-read-backup-recovery-key`). Needs sudo. */
  readonly rekeyReadBackupRecoveryKey: OptionalOperation<NoInput, RekeyReadBackupRecoveryKeyAnswer>;
  /** Remove them. `DELETE sys/rotate/recovery/backup` (`rekey-delete-backup-recovery-key`). Needs sudo. */
  readonly rekeyDeleteBackupRecoveryKey: OptionalOperation<NoInput, undefined>;
  /** Tell how far the making of a root token is. `GET sys/generate-root-token/attempt` (`root-token-generation-read-progress`). */
  readonly rootTokenGenerationReadProgress: OptionalOperation<NoInput, RootTokenGenerationReadProgressAnswer>;
  /** Begin to make a root token. There is one attempt at a time. `POST sys/generate-root-token/attempt` (`root-token-generation-initialize`). Needs sudo. */
  readonly rootTokenGenerationInitialize: OptionalOperation<RootTokenGenerationInitializeInput, RootTokenGenerationInitializeAnswer>;
  /** Give up. `DELETE sys/generate-root-token/attempt` (`root-token-generation-cancel`). Needs sudo. */
  readonly rootTokenGenerationCancel: OptionalOperation<NoInput, undefined>;
  /** Give one key share: of the unseal key, or of the recovery key with auto-unseal. `POST sys/generate-root-token/update` (`root-token-generation-update`). */
  readonly rootTokenGenerationUpdate: OptionalOperation<RootTokenGenerationUpdateInput, RootTokenGenerationUpdateAnswer>;
  /** Decode a token that was made with a one-time pad. `POST sys/decode-token` (`decode-token`). */
  readonly decodeToken: OptionalOperation<DecodeTokenInput, DecodeTokenAnswer>;
  /** Tell the state of the server by status and document. `GET sys/health` (`read-health-status`). */
  readonly readHealthStatus: OptionalOperation<ReadHealthStatusInput, ReadHealthStatusAnswer>;
  /** Tell the state of the server by status only. `HEAD sys/health` (`read-health-status-headers`). */
  readonly readHealthStatusHeaders: OptionalOperation<ReadHealthStatusHeadersInput, undefined>;
  /** Tell who leads. Every node answers every request, so there is no leader. `GET sys/leader` (`leader`). */
  readonly leader: OptionalOperation<NoInput, LeaderAnswer>;
  /** Tell how the store is replicated to other clusters: it is not. `GET sys/replication/status` (`read-replication-status`). */
  readonly readReplicationStatus: OptionalOperation<NoInput, ReadReplicationStatusAnswer>;
  /** List the policies. `LIST sys/policies/acl` (`policies-list-acl-policies`). */
  readonly policiesListAclPolicies: OptionalOperation<PoliciesListAclPoliciesInput, PoliciesListAclPoliciesAnswer>;
  /** List the policies below a folder. `LIST sys/policies/acl/{name+}` (`policies-list-acl-policies-with-prefix`). */
  readonly policiesListAclPoliciesWithPrefix: Operation<PoliciesListAclPoliciesWithPrefixInput, PoliciesListAclPoliciesWithPrefixAnswer>;
  /** Read a policy. `GET sys/policies/acl/{name+}` (`policies-read-acl-policy`). */
  readonly policiesReadAclPolicy: Operation<PoliciesReadAclPolicyInput, PoliciesReadAclPolicyAnswer>;
  /** Write a policy; what is left out goes back to its default. `POST sys/policies/acl/{name+}` (`policies-write-acl-policy`). */
  readonly policiesWriteAclPolicy: Operation<PoliciesWriteAclPolicyInput, undefined>;
  /** Change a policy; what is left out stays. `PATCH sys/policies/acl/{name+}` (`policies-patch-acl-policy`). */
  readonly policiesPatchAclPolicy: Operation<PoliciesPatchAclPolicyInput, undefined>;
  /** Remove a policy. Tokens that carry its name lose its rights at once. `DELETE sys/policies/acl/{name+}` (`policies-delete-acl-policy`). */
  readonly policiesDeleteAclPolicy: Operation<PoliciesDeleteAclPolicyInput, undefined>;
  /** List the policies with their details. `LIST sys/policies/detailed/acl` (`policies-list-detailed-acl-policies`). */
  readonly policiesListDetailedAclPolicies: OptionalOperation<PoliciesListDetailedAclPoliciesInput, PoliciesListDetailedAclPoliciesAnswer>;
  /** List the policies below a folder with their details. `LIST sys/policies/detailed/acl/{name+}` (`policies-list-detailed-acl-policies-with-prefix`). */
  readonly policiesListDetailedAclPoliciesWithPrefix: Operation<PoliciesListDetailedAclPoliciesWithPrefixInput, PoliciesListDetailedAclPoliciesWithPrefixAnswer>;
  /** List the policies, in the older form. `GET sys/policy` (`policies-list-acl-policies2`). */
  readonly policiesListAclPolicies2: OptionalOperation<PoliciesListAclPolicies2Input, PoliciesListAclPolicies2Answer>;
  /** List the policies, in the older form. `LIST sys/policy` (`policies-list-acl-policies3`). */
  readonly policiesListAclPolicies3: OptionalOperation<PoliciesListAclPolicies3Input, PoliciesListAclPolicies3Answer>;
  /** List the policies below a folder, in the older form. `LIST sys/policy/{name+}` (`policies-list-acl-policies-with-prefix2`). */
  readonly policiesListAclPoliciesWithPrefix2: Operation<PoliciesListAclPoliciesWithPrefix2Input, PoliciesListAclPoliciesWithPrefix2Answer>;
  /** Read a policy, in the older form. `GET sys/policy/{name+}` (`policies-read-acl-policy2`). */
  readonly policiesReadAclPolicy2: Operation<PoliciesReadAclPolicy2Input, PoliciesReadAclPolicy2Answer>;
  /** Write a policy, in the older form. `POST sys/policy/{name+}` (`policies-write-acl-policy2`). */
  readonly policiesWriteAclPolicy2: Operation<PoliciesWriteAclPolicy2Input, undefined>;
  /** Remove a policy. `DELETE sys/policy/{name+}` (`policies-delete-acl-policy2`). */
  readonly policiesDeleteAclPolicy2: Operation<PoliciesDeleteAclPolicy2Input, undefined>;
  /** List the password policies. `LIST sys/policies/password` (`policies-list-password-policies`). */
  readonly policiesListPasswordPolicies: OptionalOperation<PoliciesListPasswordPoliciesInput, PoliciesListPasswordPoliciesAnswer>;
  /** Make a password. `GET sys/policies/password/{name+}/generate` (`policies-generate-password-from-password-policy`). */
  readonly policiesGeneratePasswordFromPasswordPolicy: Operation<PoliciesGeneratePasswordFromPasswordPolicyInput, PoliciesGeneratePasswordFromPasswordPolicyAnswer>;
  /** Read a password policy. `GET sys/policies/password/{name+}` (`policies-read-password-policy`). */
  readonly policiesReadPasswordPolicy: Operation<PoliciesReadPasswordPolicyInput, PoliciesReadPasswordPolicyAnswer>;
  /** Write a password policy. A password is made of it for trial. `POST sys/policies/password/{name+}` (`policies-write-password-policy`). */
  readonly policiesWritePasswordPolicy: Operation<PoliciesWritePasswordPolicyInput, undefined>;
  /** Remove a password policy. `DELETE sys/policies/password/{name+}` (`policies-delete-password-policy`). */
  readonly policiesDeletePasswordPolicy: Operation<PoliciesDeletePasswordPolicyInput, undefined>;
  /** Read the OpenAPI document of the mounts that the caller may know of. `GET sys/internal/specs/openapi` (`internal-generate-open-api-document`). */
  readonly internalGenerateOpenApiDocument: OptionalOperation<InternalGenerateOpenApiDocumentInput, unknown>;
  /** Read the OpenAPI document of the mounts that the caller may know of. `POST sys/internal/specs/openapi` (`internal-generate-open-api-document-with-parameters`). */
  readonly internalGenerateOpenApiDocumentWithParameters: OptionalOperation<InternalGenerateOpenApiDocumentWithParametersInput, unknown>;
  /** Tell what a token may do at some paths; each path is a key of the answer. `POST sys/capabilities` (`query-token-capabilities`). */
  readonly queryTokenCapabilities: OptionalOperation<QueryTokenCapabilitiesInput, QueryTokenCapabilitiesAnswer>;
  /** The same for the token of an accessor. `POST sys/capabilities-accessor` (`query-token-accessor-capabilities`). */
  readonly queryTokenAccessorCapabilities: OptionalOperation<QueryTokenAccessorCapabilitiesInput, QueryTokenAccessorCapabilitiesAnswer>;
  /** The same for the calling token. `POST sys/capabilities-self` (`query-token-self-capabilities`). */
  readonly queryTokenSelfCapabilities: OptionalOperation<QueryTokenSelfCapabilitiesInput, QueryTokenSelfCapabilitiesAnswer>;
  /** Wrap the given data; the header X-Vault-Wrap-TTL says for how long. `POST sys/wrapping/wrap` (`wrap`). */
  readonly wrap: Operation<WrapInput, Readonly<Record<string, unknown>>>;
  /** Tell where and when something was wrapped, without opening it. `POST sys/wrapping/lookup` (`read-wrapping-properties`). */
  readonly readWrappingProperties: OptionalOperation<ReadWrappingPropertiesInput, ReadWrappingPropertiesAnswer>;
  /** Tell where and when something was wrapped, without opening it. `GET sys/wrapping/lookup` (`read-wrapping-properties2`). */
  readonly readWrappingProperties2: OptionalOperation<ReadWrappingProperties2Input, ReadWrappingProperties2Answer>;
  /** Take out what was wrapped; the wrapping token is used up. `POST sys/wrapping/unwrap` (`unwrap`). */
  readonly unwrap: OptionalOperation<UnwrapInput, unknown>;
  /** Put what was wrapped behind a fresh wrapping token. `POST sys/wrapping/rewrap` (`rewrap`). */
  readonly rewrap: OptionalOperation<RewrapInput, unknown>;
  /** Make random bytes. `POST sys/tools/random` (`generate-random`). */
  readonly generateRandom: OptionalOperation<GenerateRandomInput, GenerateRandomAnswer>;
  /** Make a number of random bytes. `POST sys/tools/random/{urlbytes}` (`generate-random-with-bytes`). */
  readonly generateRandomWithBytes: Operation<GenerateRandomWithBytesInput, GenerateRandomWithBytesAnswer>;
  /** Make a number of random bytes of a source. `POST sys/tools/random/{source}/{urlbytes}` (`generate-random-with-source-and-bytes`). */
  readonly generateRandomWithSourceAndBytes: Operation<GenerateRandomWithSourceAndBytesInput, GenerateRandomWithSourceAndBytesAnswer>;
  /** Hash a text. `POST sys/tools/hash` (`generate-hash`). */
  readonly generateHash: Operation<GenerateHashInput, GenerateHashAnswer>;
  /** Hash a text by a function named in the path. `POST sys/tools/hash/{urlalgorithm}` (`generate-hash-with-algorithm`). */
  readonly generateHashWithAlgorithm: Operation<GenerateHashWithAlgorithmInput, GenerateHashWithAlgorithmAnswer>;
  /** List the rate-limit quotas. `LIST sys/quotas/rate-limit` (`rate-limit-quotas-list`). */
  readonly rateLimitQuotasList: OptionalOperation<NoInput, RateLimitQuotasListAnswer>;
  /** Read a rate-limit quota. `GET sys/quotas/rate-limit/{name}` (`rate-limit-quotas-read`). */
  readonly rateLimitQuotasRead: Operation<RateLimitQuotasReadInput, RateLimitQuotasReadAnswer>;
  /** Limit requests. What was counted before counts no more. `POST sys/quotas/rate-limit/{name}` (`rate-limit-quotas-write`). */
  readonly rateLimitQuotasWrite: Operation<RateLimitQuotasWriteInput, undefined>;
  /** Remove a rate-limit quota. `DELETE sys/quotas/rate-limit/{name}` (`rate-limit-quotas-delete`). */
  readonly rateLimitQuotasDelete: Operation<RateLimitQuotasDeleteInput, undefined>;
  /** Read what holds for all quotas. `GET sys/quotas/config` (`rate-limit-quotas-read-configuration`). */
  readonly rateLimitQuotasReadConfiguration: OptionalOperation<NoInput, RateLimitQuotasReadConfigurationAnswer>;
  /** Write what holds for all quotas. What is left out is reset. `POST sys/quotas/config` (`rate-limit-quotas-configure`). */
  readonly rateLimitQuotasConfigure: OptionalOperation<RateLimitQuotasConfigureInput, undefined>;
  /** Tell of the machine that the server runs on: processors, memory, disk. `GET sys/host-info` (`collect-host-information`). */
  readonly collectHostInformation: OptionalOperation<NoInput, CollectHostInformationAnswer>;
  /** List the nodes. Every node answers every request, so each knows of itself alone. `GET sys/ha-status` (`ha-status`). */
  readonly haStatus: OptionalOperation<NoInput, HaStatusAnswer>;
  /** Read the metrics of this process, as JSON or for Prometheus. `GET sys/metrics` (`metrics`). */
  readonly metrics: OptionalOperation<MetricsInput, unknown>;
  /** List the quotas of live tokens. `LIST sys/quotas/live-tokens` (`live-token-quotas-list`). */
  readonly liveTokenQuotasList: OptionalOperation<NoInput, LiveTokenQuotasListAnswer>;
  /** Read a quota of live tokens, and count them. `GET sys/quotas/live-tokens/{name}` (`live-token-quotas-read`). */
  readonly liveTokenQuotasRead: Operation<LiveTokenQuotasReadInput, LiveTokenQuotasReadAnswer>;
  /** Limit how many tokens of a role or mount are alive at once. None is ended. `POST sys/quotas/live-tokens/{name}` (`live-token-quotas-write`). */
  readonly liveTokenQuotasWrite: Operation<LiveTokenQuotasWriteInput, undefined>;
  /** Remove a quota of live tokens. `DELETE sys/quotas/live-tokens/{name}` (`live-token-quotas-delete`). */
  readonly liveTokenQuotasDelete: Operation<LiveTokenQuotasDeleteInput, undefined>;
  /** Tell all audit devices, by path. `GET sys/audit` (`auditing-list-enabled-devices`). Needs sudo. */
  readonly auditingListEnabledDevices: OptionalOperation<NoInput, Readonly<Record<string, unknown>>>;
  /** Make an audit device, where the configuration allows that. `POST sys/audit/{path+}` (`auditing-enable-device`). Needs sudo. */
  readonly auditingEnableDevice: Operation<AuditingEnableDeviceInput, undefined>;
  /** Remove an audit device that was made through the API. `DELETE sys/audit/{path+}` (`auditing-disable-device`). Needs sudo. */
  readonly auditingDisableDevice: Operation<AuditingDisableDeviceInput, undefined>;
  /** Tell what an audit device writes for a value, to search for it. `POST sys/audit-hash/{path+}` (`auditing-calculate-hash`). */
  readonly auditingCalculateHash: Operation<AuditingCalculateHashInput, AuditingCalculateHashAnswer>;
  /** Tell the request headers that are recorded. `GET sys/config/auditing/request-headers` (`auditing-list-request-headers`). Needs sudo. */
  readonly auditingListRequestHeaders: OptionalOperation<NoInput, AuditingListRequestHeadersAnswer>;
  /** Tell how a request header is recorded. `GET sys/config/auditing/request-headers/{header}` (`auditing-read-request-header-information`). Needs sudo. */
  readonly auditingReadRequestHeaderInformation: Operation<AuditingReadRequestHeaderInformationInput, Readonly<Record<string, unknown>>>;
  /** Record a request header from now on. `POST sys/config/auditing/request-headers/{header}` (`auditing-enable-request-header`). Needs sudo. */
  readonly auditingEnableRequestHeader: Operation<AuditingEnableRequestHeaderInput, undefined>;
  /** Record a request header no longer. `DELETE sys/config/auditing/request-headers/{header}` (`auditing-disable-request-header`). Needs sudo. */
  readonly auditingDisableRequestHeader: Operation<AuditingDisableRequestHeaderInput, undefined>;
  /** Tell why a request of the last hour was refused; this process knows only its own. `GET sys/explain/{request_id}` (`explain-read-refusal`). Needs sudo. */
  readonly explainReadRefusal: Operation<ExplainReadRefusalInput, ExplainReadRefusalAnswer>;
  /** Tell whether policies would allow a request, and by which rule. Nothing is done. `POST sys/policies/test` (`policies-test`). Needs sudo. */
  readonly policiesTest: Operation<PoliciesTestInput, PoliciesTestAnswer>;
  /** Tell what declared configuration has applied, by path. `GET sys/declared/objects` (`declared-read-objects`). Needs sudo. */
  readonly declaredReadObjects: OptionalOperation<NoInput, DeclaredReadObjectsAnswer>;
  /** Tell which marks of applied objects are what they were. `POST sys/declared/compare` (`declared-compare`). Needs sudo. */
  readonly declaredCompare: Operation<DeclaredCompareInput, DeclaredCompareAnswer>;
  /** Remember what was applied; of the texts only keyed hashes are kept. `POST sys/declared/record` (`declared-record`). Needs sudo. */
  readonly declaredRecord: Operation<DeclaredRecordInput, undefined>;
  /** Forget objects; they stay what they are, but belong to no folder any more. `POST sys/declared/forget` (`declared-forget`). Needs sudo. */
  readonly declaredForget: Operation<DeclaredForgetInput, undefined>;
  /** Tell which origins may call the API from a browser. `GET sys/config/cors` (`cors-read-configuration`). Needs sudo. */
  readonly corsReadConfiguration: OptionalOperation<NoInput, CorsReadConfigurationAnswer>;
  /** Let pages of some origins call the API from a browser; all others are refused. `POST sys/config/cors` (`cors-configure`). Needs sudo. */
  readonly corsConfigure: OptionalOperation<CorsConfigureInput, undefined>;
  /** Look at origins no longer. `DELETE sys/config/cors` (`cors-delete-configuration`). Needs sudo. */
  readonly corsDeleteConfiguration: OptionalOperation<NoInput, undefined>;
  /** List the response headers that are added to pages. `LIST sys/config/ui/headers` (`ui-headers-list`). Needs sudo. */
  readonly uiHeadersList: OptionalOperation<NoInput, UiHeadersListAnswer>;
  /** Read a response header of pages. `GET sys/config/ui/headers/{header}` (`ui-headers-read-configuration`). Needs sudo. */
  readonly uiHeadersReadConfiguration: Operation<UiHeadersReadConfigurationInput, UiHeadersReadConfigurationAnswer>;
  /** Add a response header to all pages below /ui/. `POST sys/config/ui/headers/{header}` (`ui-headers-configure`). Needs sudo. */
  readonly uiHeadersConfigure: Operation<UiHeadersConfigureInput, Readonly<Record<string, unknown>>>;
  /** Take a response header off the pages. `DELETE sys/config/ui/headers/{header}` (`ui-headers-delete-configuration`). Needs sudo. */
  readonly uiHeadersDeleteConfiguration: Operation<UiHeadersDeleteConfigurationInput, undefined>;
  /** Tell the level of the log by subsystem. `GET sys/loggers` (`loggers-read-verbosity-level`). */
  readonly loggersReadVerbosityLevel: OptionalOperation<NoInput, Readonly<Record<string, unknown>>>;
  /** Change the level of the whole log of this process, until it is reset or ends. `POST sys/loggers` (`loggers-update-verbosity-level`). */
  readonly loggersUpdateVerbosityLevel: OptionalOperation<LoggersUpdateVerbosityLevelInput, undefined>;
  /** Go back to the level of the configuration. `DELETE sys/loggers` (`loggers-revert-verbosity-level`). */
  readonly loggersRevertVerbosityLevel: OptionalOperation<NoInput, undefined>;
  /** Tell the level of one subsystem. `GET sys/loggers/{name}` (`loggers-read-verbosity-level-for`). */
  readonly loggersReadVerbosityLevelFor: Operation<LoggersReadVerbosityLevelForInput, Readonly<Record<string, unknown>>>;
  /** Change the level of one subsystem, until it is reset or the process ends. `POST sys/loggers/{name}` (`loggers-update-verbosity-level-for`). */
  readonly loggersUpdateVerbosityLevelFor: Operation<LoggersUpdateVerbosityLevelForInput, undefined>;
  /** Go back to the level of the configuration for one subsystem. `DELETE sys/loggers/{name}` (`loggers-revert-verbosity-level-for`). */
  readonly loggersRevertVerbosityLevelFor: Operation<LoggersRevertVerbosityLevelForInput, undefined>;
  /** Read files of this process anew: listeners (certificates), audit (open files anew). `POST sys/config/reload/{subsystem}` (`reload-subsystem`). Needs sudo. */
  readonly reloadSubsystem: Operation<ReloadSubsystemInput, undefined>;
  /** List auth methods and secrets engines. `GET sys/plugins/catalog` (`plugins-catalog-list-plugins`). */
  readonly pluginsCatalogListPlugins: OptionalOperation<NoInput, PluginsCatalogListPluginsAnswer>;
  /** List what there is of one kind. `LIST sys/plugins/catalog/{type}` (`plugins-catalog-list-plugins-with-type`). Needs sudo. */
  readonly pluginsCatalogListPluginsWithType: Operation<PluginsCatalogListPluginsWithTypeInput, PluginsCatalogListPluginsWithTypeAnswer>;
  /** Read what is known of an auth method or a secrets engine. `GET sys/plugins/catalog/{type}/{name}` (`plugins-catalog-read-plugin-configuration-with-type`). Needs sudo. */
  readonly pluginsCatalogReadPluginConfigurationWithType: Operation<PluginsCatalogReadPluginConfigurationWithTypeInput, PluginsCatalogReadPluginConfigurationWithTypeAnswer>;
  /** List the versions that have worked on the store, the oldest first. `LIST sys/version-history` (`version-history`). */
  readonly versionHistory: OptionalOperation<NoInput, VersionHistoryAnswer>;
  /** Tell which requests this process is answering, and since when. `GET sys/in-flight-req` (`collect-in-flight-request-information`). */
  readonly collectInFlightRequestInformation: OptionalOperation<NoInput, unknown>;
  /** Tell the configuration of this process, without what is secret. `GET sys/config/state/sanitized` (`read-sanitized-configuration-state`). */
  readonly readSanitizedConfigurationState: OptionalOperation<NoInput, Readonly<Record<string, unknown>>>;
  /** Count the service tokens. Reads all of them. `GET sys/internal/counters/tokens` (`internal-count-tokens`). */
  readonly internalCountTokens: OptionalOperation<NoInput, InternalCountTokensAnswer>;
  /** Count the entities. Reads all of them. `GET sys/internal/counters/entities` (`internal-count-entities`). */
  readonly internalCountEntities: OptionalOperation<NoInput, InternalCountEntitiesAnswer>;
  /**
   * Was taken away long ago; sys/metrics counts requests. `GET sys/internal/counters/requests` (`internal-count-requests`).
   *
   * @deprecated
   */
  readonly internalCountRequests: OptionalOperation<NoInput, Readonly<Record<string, unknown>>>;
}

/** All that the server can be asked for, by where it is mounted. */
export interface Api {
  readonly auth: {
    /** Token. */
    readonly token: TokenApi;
    /** AppRole, at `auth/approle` or where `mount` says. */
    readonly approle: (at?: MountAt) => ApproleApi;
    /** Username and password, at `auth/userpass` or where `mount` says. */
    readonly userpass: (at?: MountAt) => UserpassApi;
    /** JWT and OIDC, at `auth/jwt` or where `mount` says. */
    readonly jwt: (at?: MountAt) => JwtApi;
    /** Kubernetes, at `auth/kubernetes` or where `mount` says. */
    readonly kubernetes: (at?: MountAt) => KubernetesApi;
  };
  readonly secrets: {
    /** Cubbyhole. */
    readonly cubbyhole: CubbyholeApi;
    /** Identity. */
    readonly identity: IdentityApi;
    /** Key and value, at `kv` or where `mount` says. */
    readonly kv1: (at?: MountAt) => Kv1Api;
    /** Key and value with versions, at `kv` or where `mount` says. */
    readonly kv2: (at?: MountAt) => Kv2Api;
  };
  /** The system itself. */
  readonly sys: SysApi;
}

/** Input and answer of each operation, by operationId. */
export interface OperationTypes {
  readonly 'token-create': TokenApi['create'];
  readonly 'token-create-orphan': TokenApi['createOrphan'];
  readonly 'token-create-against-role': TokenApi['createAgainstRole'];
  readonly 'token-look-up-2': TokenApi['lookUp2'];
  readonly 'token-look-up': TokenApi['lookUp'];
  readonly 'token-look-up-self': TokenApi['lookUpSelf'];
  readonly 'token-look-up-self2': TokenApi['lookUpSelf2'];
  readonly 'token-look-up-accessor': TokenApi['lookUpAccessor'];
  readonly 'token-renew': TokenApi['renew'];
  readonly 'token-renew-self': TokenApi['renewSelf'];
  readonly 'token-renew-accessor': TokenApi['renewAccessor'];
  readonly 'token-revoke': TokenApi['revoke'];
  readonly 'token-revoke-self': TokenApi['revokeSelf'];
  readonly 'token-revoke-accessor': TokenApi['revokeAccessor'];
  readonly 'token-revoke-orphan': TokenApi['revokeOrphan'];
  readonly 'token-list-accessors': TokenApi['listAccessors'];
  readonly 'token-list-roles': TokenApi['listRoles'];
  readonly 'token-read-role': TokenApi['readRole'];
  readonly 'token-write-role': TokenApi['writeRole'];
  readonly 'token-delete-role': TokenApi['deleteRole'];
  readonly 'token-explain': TokenApi['explain'];
  readonly 'token-tidy': TokenApi['tidy'];
  readonly 'app-role-login': ApproleApi['login'];
  readonly 'app-role-list-roles': ApproleApi['listRoles'];
  readonly 'app-role-read-role': ApproleApi['readRole'];
  readonly 'app-role-write-role': ApproleApi['writeRole'];
  readonly 'app-role-delete-role': ApproleApi['deleteRole'];
  readonly 'app-role-read-policies': ApproleApi['readPolicies'];
  readonly 'app-role-write-policies': ApproleApi['writePolicies'];
  readonly 'app-role-delete-policies': ApproleApi['deletePolicies'];
  readonly 'app-role-read-period': ApproleApi['readPeriod'];
  readonly 'app-role-write-period': ApproleApi['writePeriod'];
  readonly 'app-role-delete-period': ApproleApi['deletePeriod'];
  readonly 'app-role-read-bind-secret-id': ApproleApi['readBindSecretId'];
  readonly 'app-role-write-bind-secret-id': ApproleApi['writeBindSecretId'];
  readonly 'app-role-delete-bind-secret-id': ApproleApi['deleteBindSecretId'];
  readonly 'app-role-read-bound-cidr-list': ApproleApi['readBoundCidrList'];
  readonly 'app-role-write-bound-cidr-list': ApproleApi['writeBoundCidrList'];
  readonly 'app-role-delete-bound-cidr-list': ApproleApi['deleteBoundCidrList'];
  readonly 'app-role-read-secret-id-bound-cidrs': ApproleApi['readSecretIdBoundCidrs'];
  readonly 'app-role-write-secret-id-bound-cidrs': ApproleApi['writeSecretIdBoundCidrs'];
  readonly 'app-role-delete-secret-id-bound-cidrs': ApproleApi['deleteSecretIdBoundCidrs'];
  readonly 'app-role-read-token-bound-cidrs': ApproleApi['readTokenBoundCidrs'];
  readonly 'app-role-write-token-bound-cidrs': ApproleApi['writeTokenBoundCidrs'];
  readonly 'app-role-delete-token-bound-cidrs': ApproleApi['deleteTokenBoundCidrs'];
  readonly 'app-role-read-secret-id-num-uses': ApproleApi['readSecretIdNumUses'];
  readonly 'app-role-write-secret-id-num-uses': ApproleApi['writeSecretIdNumUses'];
  readonly 'app-role-delete-secret-id-num-uses': ApproleApi['deleteSecretIdNumUses'];
  readonly 'app-role-read-secret-id-ttl': ApproleApi['readSecretIdTtl'];
  readonly 'app-role-write-secret-id-ttl': ApproleApi['writeSecretIdTtl'];
  readonly 'app-role-delete-secret-id-ttl': ApproleApi['deleteSecretIdTtl'];
  readonly 'app-role-read-token-num-uses': ApproleApi['readTokenNumUses'];
  readonly 'app-role-write-token-num-uses': ApproleApi['writeTokenNumUses'];
  readonly 'app-role-delete-token-num-uses': ApproleApi['deleteTokenNumUses'];
  readonly 'app-role-read-token-ttl': ApproleApi['readTokenTtl'];
  readonly 'app-role-write-token-ttl': ApproleApi['writeTokenTtl'];
  readonly 'app-role-delete-token-ttl': ApproleApi['deleteTokenTtl'];
  readonly 'app-role-read-token-max-ttl': ApproleApi['readTokenMaxTtl'];
  readonly 'app-role-write-token-max-ttl': ApproleApi['writeTokenMaxTtl'];
  readonly 'app-role-delete-token-max-ttl': ApproleApi['deleteTokenMaxTtl'];
  readonly 'app-role-read-role-id': ApproleApi['readRoleId'];
  readonly 'app-role-write-role-id': ApproleApi['writeRoleId'];
  readonly 'app-role-read-local-secret-ids': ApproleApi['readLocalSecretIds'];
  readonly 'app-role-write-secret-id': ApproleApi['writeSecretId'];
  readonly 'app-role-write-custom-secret-id': ApproleApi['writeCustomSecretId'];
  readonly 'app-role-list-secret-ids': ApproleApi['listSecretIds'];
  readonly 'app-role-look-up-secret-id': ApproleApi['lookUpSecretId'];
  readonly 'app-role-destroy-secret-id': ApproleApi['destroySecretId'];
  readonly 'app-role-destroy-secret-id2': ApproleApi['destroySecretId2'];
  readonly 'app-role-look-up-secret-id-by-accessor': ApproleApi['lookUpSecretIdByAccessor'];
  readonly 'app-role-destroy-secret-id-by-accessor': ApproleApi['destroySecretIdByAccessor'];
  readonly 'app-role-destroy-secret-id-by-accessor2': ApproleApi['destroySecretIdByAccessor2'];
  readonly 'app-role-tidy-secret-id': ApproleApi['tidySecretId'];
  readonly 'app-role-explain-login': ApproleApi['explainLogin'];
  readonly 'userpass-login': UserpassApi['login'];
  readonly 'userpass-list-users': UserpassApi['listUsers'];
  readonly 'userpass-read-user': UserpassApi['readUser'];
  readonly 'userpass-write-user': UserpassApi['writeUser'];
  readonly 'userpass-delete-user': UserpassApi['deleteUser'];
  readonly 'userpass-reset-password': UserpassApi['resetPassword'];
  readonly 'userpass-update-policies': UserpassApi['updatePolicies'];
  readonly 'userpass-update-policies_password': UserpassApi['updatePoliciesPassword'];
  readonly 'userpass-delete-policies_password': UserpassApi['deletePoliciesPassword'];
  readonly 'userpass-read-policies_password': UserpassApi['readPoliciesPassword'];
  readonly 'userpass-explain-login': UserpassApi['explainLogin'];
  readonly 'jwt-configure': JwtApi['configure'];
  readonly 'jwt-read-configuration': JwtApi['readConfiguration'];
  readonly 'jwt-list-roles': JwtApi['listRoles'];
  readonly 'jwt-read-role': JwtApi['readRole'];
  readonly 'jwt-write-role': JwtApi['writeRole'];
  readonly 'jwt-delete-role': JwtApi['deleteRole'];
  readonly 'jwt-login': JwtApi['login'];
  readonly 'jwt-oidc-request-authorization-url': JwtApi['oidcRequestAuthorizationUrl'];
  readonly 'jwt-oidc-callback': JwtApi['oidcCallback'];
  readonly 'jwt-oidc-callback-form-post': JwtApi['oidcCallbackFormPost'];
  readonly 'jwt-oidc-poll': JwtApi['oidcPoll'];
  readonly 'jwt-explain-login': JwtApi['explainLogin'];
  readonly 'kubernetes-login': KubernetesApi['login'];
  readonly 'kubernetes-read-auth-configuration': KubernetesApi['readAuthConfiguration'];
  readonly 'kubernetes-configure-auth': KubernetesApi['configureAuth'];
  readonly 'kubernetes-list-auth-roles': KubernetesApi['listAuthRoles'];
  readonly 'kubernetes-read-auth-role': KubernetesApi['readAuthRole'];
  readonly 'kubernetes-write-auth-role': KubernetesApi['writeAuthRole'];
  readonly 'kubernetes-delete-auth-role': KubernetesApi['deleteAuthRole'];
  readonly 'kubernetes-explain-login': KubernetesApi['explainLogin'];
  readonly 'cubbyhole-read': CubbyholeApi['read'];
  readonly 'cubbyhole-list': CubbyholeApi['list'];
  readonly 'cubbyhole-write': CubbyholeApi['write'];
  readonly 'cubbyhole-delete': CubbyholeApi['delete'];
  readonly 'entity-create': IdentityApi['entityCreate'];
  readonly 'entity-list-by-id': IdentityApi['entityListById'];
  readonly 'entity-read-by-id': IdentityApi['entityReadById'];
  readonly 'entity-update-by-id': IdentityApi['entityUpdateById'];
  readonly 'entity-delete-by-id': IdentityApi['entityDeleteById'];
  readonly 'entity-list-by-name': IdentityApi['entityListByName'];
  readonly 'entity-read-by-name': IdentityApi['entityReadByName'];
  readonly 'entity-update-by-name': IdentityApi['entityUpdateByName'];
  readonly 'entity-delete-by-name': IdentityApi['entityDeleteByName'];
  readonly 'entity-batch-delete': IdentityApi['entityBatchDelete'];
  readonly 'entity-merge': IdentityApi['entityMerge'];
  readonly 'entity-look-up': IdentityApi['entityLookUp'];
  readonly 'entity-create-alias': IdentityApi['entityCreateAlias'];
  readonly 'entity-list-aliases-by-id': IdentityApi['entityListAliasesById'];
  readonly 'entity-read-alias-by-id': IdentityApi['entityReadAliasById'];
  readonly 'entity-update-alias-by-id': IdentityApi['entityUpdateAliasById'];
  readonly 'entity-delete-alias-by-id': IdentityApi['entityDeleteAliasById'];
  readonly 'alias-create': IdentityApi['aliasCreate'];
  readonly 'alias-list-by-id': IdentityApi['aliasListById'];
  readonly 'alias-read-by-id': IdentityApi['aliasReadById'];
  readonly 'alias-update-by-id': IdentityApi['aliasUpdateById'];
  readonly 'alias-delete-by-id': IdentityApi['aliasDeleteById'];
  readonly 'persona-create': IdentityApi['personaCreate'];
  readonly 'persona-list-by-id': IdentityApi['personaListById'];
  readonly 'persona-read-by-id': IdentityApi['personaReadById'];
  readonly 'persona-update-by-id': IdentityApi['personaUpdateById'];
  readonly 'persona-delete-by-id': IdentityApi['personaDeleteById'];
  readonly 'group-create': IdentityApi['groupCreate'];
  readonly 'group-list-by-id': IdentityApi['groupListById'];
  readonly 'group-read-by-id': IdentityApi['groupReadById'];
  readonly 'group-update-by-id': IdentityApi['groupUpdateById'];
  readonly 'group-delete-by-id': IdentityApi['groupDeleteById'];
  readonly 'group-list-by-name': IdentityApi['groupListByName'];
  readonly 'group-read-by-name': IdentityApi['groupReadByName'];
  readonly 'group-update-by-name': IdentityApi['groupUpdateByName'];
  readonly 'group-delete-by-name': IdentityApi['groupDeleteByName'];
  readonly 'group-look-up': IdentityApi['groupLookUp'];
  readonly 'group-create-alias': IdentityApi['groupCreateAlias'];
  readonly 'group-list-aliases-by-id': IdentityApi['groupListAliasesById'];
  readonly 'group-read-alias-by-id': IdentityApi['groupReadAliasById'];
  readonly 'group-update-alias-by-id': IdentityApi['groupUpdateAliasById'];
  readonly 'group-delete-alias-by-id': IdentityApi['groupDeleteAliasById'];
  readonly 'kv-v1-read': Kv1Api['read'];
  readonly 'kv-v1-list': Kv1Api['list'];
  readonly 'kv-v1-scan': Kv1Api['scan'];
  readonly 'kv-v1-write': Kv1Api['write'];
  readonly 'kv-v1-delete': Kv1Api['delete'];
  readonly 'kv-v2-read-configuration': Kv2Api['readConfiguration'];
  readonly 'kv-v2-configure': Kv2Api['configure'];
  readonly 'kv-v2-read': Kv2Api['read'];
  readonly 'kv-v2-write': Kv2Api['write'];
  readonly 'kv-v2-patch': Kv2Api['patch'];
  readonly 'kv-v2-delete': Kv2Api['delete'];
  readonly 'kv-v2-delete-versions': Kv2Api['deleteVersions'];
  readonly 'kv-v2-undelete-versions': Kv2Api['undeleteVersions'];
  readonly 'kv-v2-destroy-versions': Kv2Api['destroyVersions'];
  readonly 'kv-v2-read-metadata': Kv2Api['readMetadata'];
  readonly 'kv-v2-write-metadata': Kv2Api['writeMetadata'];
  readonly 'kv-v2-patch-metadata': Kv2Api['patchMetadata'];
  readonly 'kv-v2-delete-metadata-and-all-versions': Kv2Api['deleteMetadataAndAllVersions'];
  readonly 'kv-v2-list': Kv2Api['list'];
  readonly 'kv-v2-scan': Kv2Api['scan'];
  readonly 'kv-v2-list-detailed': Kv2Api['listDetailed'];
  readonly 'kv-v2-read-subkeys': Kv2Api['readSubkeys'];
  readonly 'auth-list-enabled-methods': SysApi['authListEnabledMethods'];
  readonly 'auth-read-tuning-information': SysApi['authReadTuningInformation'];
  readonly 'auth-tune-configuration-parameters': SysApi['authTuneConfigurationParameters'];
  readonly 'auth-enable-method': SysApi['authEnableMethod'];
  readonly 'auth-read-configuration': SysApi['authReadConfiguration'];
  readonly 'auth-disable-method': SysApi['authDisableMethod'];
  readonly 'mounts-list-secrets-engines': SysApi['mountsListSecretsEngines'];
  readonly 'mounts-read-tuning-information': SysApi['mountsReadTuningInformation'];
  readonly 'mounts-tune-configuration-parameters': SysApi['mountsTuneConfigurationParameters'];
  readonly 'mounts-read-secrets-engine-tuning': SysApi['mountsReadSecretsEngineTuning'];
  readonly 'mounts-tune-secrets-engine': SysApi['mountsTuneSecretsEngine'];
  readonly 'mounts-enable-secrets-engine': SysApi['mountsEnableSecretsEngine'];
  readonly 'mounts-read-configuration': SysApi['mountsReadConfiguration'];
  readonly 'mounts-disable-secrets-engine': SysApi['mountsDisableSecretsEngine'];
  readonly 'remount': SysApi['remount'];
  readonly 'remount-status': SysApi['remountStatus'];
  readonly 'locked-users-list': SysApi['lockedUsersList'];
  readonly 'locked-users-unlock': SysApi['lockedUsersUnlock'];
  readonly 'leases-read-lease': SysApi['leasesReadLease'];
  readonly 'leases-look-up': SysApi['leasesLookUp'];
  readonly 'leases-look-up-with-prefix': SysApi['leasesLookUpWithPrefix'];
  readonly 'leases-renew-lease': SysApi['leasesRenewLease'];
  readonly 'leases-renew-lease-with-id': SysApi['leasesRenewLeaseWithId'];
  readonly 'leases-revoke-lease': SysApi['leasesRevokeLease'];
  readonly 'leases-revoke-lease-with-id': SysApi['leasesRevokeLeaseWithId'];
  readonly 'leases-revoke-lease-with-prefix': SysApi['leasesRevokeLeaseWithPrefix'];
  readonly 'leases-force-revoke-lease-with-prefix': SysApi['leasesForceRevokeLeaseWithPrefix'];
  readonly 'leases-tidy': SysApi['leasesTidy'];
  readonly 'leases-count': SysApi['leasesCount'];
  readonly 'leases-list': SysApi['leasesList'];
  readonly 'tokens-search': SysApi['tokensSearch'];
  readonly 'tokens-end': SysApi['tokensEnd'];
  readonly 'internal-ui-list-enabled-visible-mounts': SysApi['internalUiListEnabledVisibleMounts'];
  readonly 'internal-ui-read-mount-information': SysApi['internalUiReadMountInformation'];
  readonly 'internal-ui-list-namespaces': SysApi['internalUiListNamespaces'];
  readonly 'internal-ui-read-resultant-acl': SysApi['internalUiReadResultantAcl'];
  readonly 'read-initialization-status': SysApi['readInitializationStatus'];
  readonly 'initialize': SysApi['initialize'];
  readonly 'seal-status': SysApi['sealStatus'];
  readonly 'unseal': SysApi['unseal'];
  readonly 'seal': SysApi['seal'];
  readonly 'step-down': SysApi['stepDown'];
  readonly 'key-status': SysApi['keyStatus'];
  readonly 'rotate-encryption-key': SysApi['rotateEncryptionKey'];
  readonly 'rotate-keyring': SysApi['rotateKeyring'];
  readonly 'read-rotation-configuration': SysApi['readRotationConfiguration'];
  readonly 'configure-rotation': SysApi['configureRotation'];
  readonly 'rotate-root-key': SysApi['rotateRootKey'];
  readonly 'rekey-read-progress': SysApi['rekeyReadProgress'];
  readonly 'rekey-initialize': SysApi['rekeyInitialize'];
  readonly 'rekey-cancel': SysApi['rekeyCancel'];
  readonly 'rekey-update': SysApi['rekeyUpdate'];
  readonly 'rekey-verification-read-progress': SysApi['rekeyVerificationReadProgress'];
  readonly 'rekey-verification-update': SysApi['rekeyVerificationUpdate'];
  readonly 'rekey-verification-cancel': SysApi['rekeyVerificationCancel'];
  readonly 'rekey-read-backup-key': SysApi['rekeyReadBackupKey'];
  readonly 'rekey-delete-backup-key': SysApi['rekeyDeleteBackupKey'];
  readonly 'rekey-recovery-read-progress': SysApi['rekeyRecoveryReadProgress'];
  readonly 'rekey-recovery-initialize': SysApi['rekeyRecoveryInitialize'];
  readonly 'rekey-recovery-cancel': SysApi['rekeyRecoveryCancel'];
  readonly 'rekey-recovery-update': SysApi['rekeyRecoveryUpdate'];
  readonly 'rekey-recovery-verification-read-progress': SysApi['rekeyRecoveryVerificationReadProgress'];
  readonly 'rekey-recovery-verification-update': SysApi['rekeyRecoveryVerificationUpdate'];
  readonly 'rekey-recovery-verification-cancel': SysApi['rekeyRecoveryVerificationCancel'];
  readonly 'rekey-read-backup-recovery-key': SysApi['rekeyReadBackupRecoveryKey'];
  readonly 'rekey-delete-backup-recovery-key': SysApi['rekeyDeleteBackupRecoveryKey'];
  readonly 'root-token-generation-read-progress': SysApi['rootTokenGenerationReadProgress'];
  readonly 'root-token-generation-initialize': SysApi['rootTokenGenerationInitialize'];
  readonly 'root-token-generation-cancel': SysApi['rootTokenGenerationCancel'];
  readonly 'root-token-generation-update': SysApi['rootTokenGenerationUpdate'];
  readonly 'decode-token': SysApi['decodeToken'];
  readonly 'read-health-status': SysApi['readHealthStatus'];
  readonly 'read-health-status-headers': SysApi['readHealthStatusHeaders'];
  readonly 'leader': SysApi['leader'];
  readonly 'read-replication-status': SysApi['readReplicationStatus'];
  readonly 'policies-list-acl-policies': SysApi['policiesListAclPolicies'];
  readonly 'policies-list-acl-policies-with-prefix': SysApi['policiesListAclPoliciesWithPrefix'];
  readonly 'policies-read-acl-policy': SysApi['policiesReadAclPolicy'];
  readonly 'policies-write-acl-policy': SysApi['policiesWriteAclPolicy'];
  readonly 'policies-patch-acl-policy': SysApi['policiesPatchAclPolicy'];
  readonly 'policies-delete-acl-policy': SysApi['policiesDeleteAclPolicy'];
  readonly 'policies-list-detailed-acl-policies': SysApi['policiesListDetailedAclPolicies'];
  readonly 'policies-list-detailed-acl-policies-with-prefix': SysApi['policiesListDetailedAclPoliciesWithPrefix'];
  readonly 'policies-list-acl-policies2': SysApi['policiesListAclPolicies2'];
  readonly 'policies-list-acl-policies3': SysApi['policiesListAclPolicies3'];
  readonly 'policies-list-acl-policies-with-prefix2': SysApi['policiesListAclPoliciesWithPrefix2'];
  readonly 'policies-read-acl-policy2': SysApi['policiesReadAclPolicy2'];
  readonly 'policies-write-acl-policy2': SysApi['policiesWriteAclPolicy2'];
  readonly 'policies-delete-acl-policy2': SysApi['policiesDeleteAclPolicy2'];
  readonly 'policies-list-password-policies': SysApi['policiesListPasswordPolicies'];
  readonly 'policies-generate-password-from-password-policy': SysApi['policiesGeneratePasswordFromPasswordPolicy'];
  readonly 'policies-read-password-policy': SysApi['policiesReadPasswordPolicy'];
  readonly 'policies-write-password-policy': SysApi['policiesWritePasswordPolicy'];
  readonly 'policies-delete-password-policy': SysApi['policiesDeletePasswordPolicy'];
  readonly 'internal-generate-open-api-document': SysApi['internalGenerateOpenApiDocument'];
  readonly 'internal-generate-open-api-document-with-parameters': SysApi['internalGenerateOpenApiDocumentWithParameters'];
  readonly 'query-token-capabilities': SysApi['queryTokenCapabilities'];
  readonly 'query-token-accessor-capabilities': SysApi['queryTokenAccessorCapabilities'];
  readonly 'query-token-self-capabilities': SysApi['queryTokenSelfCapabilities'];
  readonly 'wrap': SysApi['wrap'];
  readonly 'read-wrapping-properties': SysApi['readWrappingProperties'];
  readonly 'read-wrapping-properties2': SysApi['readWrappingProperties2'];
  readonly 'unwrap': SysApi['unwrap'];
  readonly 'rewrap': SysApi['rewrap'];
  readonly 'generate-random': SysApi['generateRandom'];
  readonly 'generate-random-with-bytes': SysApi['generateRandomWithBytes'];
  readonly 'generate-random-with-source-and-bytes': SysApi['generateRandomWithSourceAndBytes'];
  readonly 'generate-hash': SysApi['generateHash'];
  readonly 'generate-hash-with-algorithm': SysApi['generateHashWithAlgorithm'];
  readonly 'rate-limit-quotas-list': SysApi['rateLimitQuotasList'];
  readonly 'rate-limit-quotas-read': SysApi['rateLimitQuotasRead'];
  readonly 'rate-limit-quotas-write': SysApi['rateLimitQuotasWrite'];
  readonly 'rate-limit-quotas-delete': SysApi['rateLimitQuotasDelete'];
  readonly 'rate-limit-quotas-read-configuration': SysApi['rateLimitQuotasReadConfiguration'];
  readonly 'rate-limit-quotas-configure': SysApi['rateLimitQuotasConfigure'];
  readonly 'collect-host-information': SysApi['collectHostInformation'];
  readonly 'ha-status': SysApi['haStatus'];
  readonly 'metrics': SysApi['metrics'];
  readonly 'live-token-quotas-list': SysApi['liveTokenQuotasList'];
  readonly 'live-token-quotas-read': SysApi['liveTokenQuotasRead'];
  readonly 'live-token-quotas-write': SysApi['liveTokenQuotasWrite'];
  readonly 'live-token-quotas-delete': SysApi['liveTokenQuotasDelete'];
  readonly 'auditing-list-enabled-devices': SysApi['auditingListEnabledDevices'];
  readonly 'auditing-enable-device': SysApi['auditingEnableDevice'];
  readonly 'auditing-disable-device': SysApi['auditingDisableDevice'];
  readonly 'auditing-calculate-hash': SysApi['auditingCalculateHash'];
  readonly 'auditing-list-request-headers': SysApi['auditingListRequestHeaders'];
  readonly 'auditing-read-request-header-information': SysApi['auditingReadRequestHeaderInformation'];
  readonly 'auditing-enable-request-header': SysApi['auditingEnableRequestHeader'];
  readonly 'auditing-disable-request-header': SysApi['auditingDisableRequestHeader'];
  readonly 'explain-read-refusal': SysApi['explainReadRefusal'];
  readonly 'policies-test': SysApi['policiesTest'];
  readonly 'declared-read-objects': SysApi['declaredReadObjects'];
  readonly 'declared-compare': SysApi['declaredCompare'];
  readonly 'declared-record': SysApi['declaredRecord'];
  readonly 'declared-forget': SysApi['declaredForget'];
  readonly 'cors-read-configuration': SysApi['corsReadConfiguration'];
  readonly 'cors-configure': SysApi['corsConfigure'];
  readonly 'cors-delete-configuration': SysApi['corsDeleteConfiguration'];
  readonly 'ui-headers-list': SysApi['uiHeadersList'];
  readonly 'ui-headers-read-configuration': SysApi['uiHeadersReadConfiguration'];
  readonly 'ui-headers-configure': SysApi['uiHeadersConfigure'];
  readonly 'ui-headers-delete-configuration': SysApi['uiHeadersDeleteConfiguration'];
  readonly 'loggers-read-verbosity-level': SysApi['loggersReadVerbosityLevel'];
  readonly 'loggers-update-verbosity-level': SysApi['loggersUpdateVerbosityLevel'];
  readonly 'loggers-revert-verbosity-level': SysApi['loggersRevertVerbosityLevel'];
  readonly 'loggers-read-verbosity-level-for': SysApi['loggersReadVerbosityLevelFor'];
  readonly 'loggers-update-verbosity-level-for': SysApi['loggersUpdateVerbosityLevelFor'];
  readonly 'loggers-revert-verbosity-level-for': SysApi['loggersRevertVerbosityLevelFor'];
  readonly 'reload-subsystem': SysApi['reloadSubsystem'];
  readonly 'plugins-catalog-list-plugins': SysApi['pluginsCatalogListPlugins'];
  readonly 'plugins-catalog-list-plugins-with-type': SysApi['pluginsCatalogListPluginsWithType'];
  readonly 'plugins-catalog-read-plugin-configuration-with-type': SysApi['pluginsCatalogReadPluginConfigurationWithType'];
  readonly 'version-history': SysApi['versionHistory'];
  readonly 'collect-in-flight-request-information': SysApi['collectInFlightRequestInformation'];
  readonly 'read-sanitized-configuration-state': SysApi['readSanitizedConfigurationState'];
  readonly 'internal-count-tokens': SysApi['internalCountTokens'];
  readonly 'internal-count-entities': SysApi['internalCountEntities'];
  readonly 'internal-count-requests': SysApi['internalCountRequests'];
}

/** Codes of the server; docs/errors.md tells what they mean. */
export type ServerErrorCode =
  | 'PATH_UNPRINTABLE'
  | 'PATH_NOT_API'
  | 'PATH_RELATIVE'
  | 'VERB_UNKNOWN'
  | 'QUERY_INVALID'
  | 'VERB_INTERNAL'
  | 'BODY_TOO_LARGE'
  | 'HOST_HEADER_MISSING'
  | 'TRANSFER_ENCODING_UNSUPPORTED'
  | 'BODY_NOT_JSON'
  | 'BODY_NOT_FORM'
  | 'BODY_TOO_COMPLEX'
  | 'PATCH_TYPE_MISSING'
  | 'PATCH_TYPE_WRONG'
  | 'WRAP_TTL_INVALID'
  | 'MFA_HEADER_INVALID'
  | 'FORWARDED_FOR_REFUSED'
  | 'REQUEST_TIMEOUT'
  | 'TOKEN_INVALID'
  | 'PERMISSION_DENIED'
  | 'ACL_DENIED'
  | 'SEALED'
  | 'NAMESPACE_UNKNOWN'
  | 'PATH_WRITE_TO_FOLDER'
  | 'ROUTE_UNKNOWN'
  | 'PATH_UNSUPPORTED'
  | 'OPERATION_UNSUPPORTED'
  | 'NOT_FOUND'
  | 'FIELD_INVALID'
  | 'FIELD_INVALID_EARLY'
  | 'WRAPPING_TOKEN_INVALID'
  | 'WRAPPING_TOKEN_MISSING'
  | 'WRAPPING_REQUIRED'
  | 'STORE_BUSY'
  | 'STORE_FULL'
  | 'STORE_DAMAGED'
  | 'INIT_DONE'
  | 'INIT_INVALID'
  | 'HEALTH_CODE_INVALID'
  | 'NOT_INITIALIZED'
  | 'UNSEAL_KEY_MISSING'
  | 'UNSEAL_KEY_UNREADABLE'
  | 'UNSEAL_KEY_LENGTH'
  | 'UNSEAL_KEY_WRONG'
  | 'UNSEAL_RESET_UNSEALED'
  | 'SEAL_TYPE_MISMATCH'
  | 'SEAL_MIGRATION_NEEDED'
  | 'SEAL_MIGRATION_NONE'
  | 'SEAL_MIGRATION_MOVED'
  | 'KEYS_OUTDATED'
  | 'ROTATION_INTERVAL'
  | 'ROTATION_OPERATIONS'
  | 'ROTATION_RUNNING'
  | 'PGP_KEY_INVALID'
  | 'SHARE_MISSING'
  | 'SHARE_NONCE_MISSING'
  | 'SHARE_NONCE_WRONG'
  | 'SHARE_REPEATED'
  | 'SHARE_WRONG'
  | 'SHARES_WRONG'
  | 'REKEY_RUNNING'
  | 'REKEY_INVALID'
  | 'REKEY_PGP_COUNT'
  | 'REKEY_BACKUP_WITHOUT_PGP'
  | 'REKEY_NONE'
  | 'REKEY_NONE_TO_VERIFY'
  | 'REKEY_NO_VERIFICATION'
  | 'REKEY_NOT_BARRIER'
  | 'REKEY_NO_RECOVERY'
  | 'REKEY_NO_BACKUP'
  | 'GENERATE_ROOT_RUNNING'
  | 'GENERATE_ROOT_OTP'
  | 'GENERATE_ROOT_BOTH'
  | 'GENERATE_ROOT_NONE'
  | 'DECODE_TOKEN_EMPTY'
  | 'DECODE_TOKEN_LENGTH'
  | 'MOUNT_TYPE_UNKNOWN'
  | 'MOUNT_PATH_IN_USE'
  | 'MOUNT_CHANGED'
  | 'MOUNT_CONFIG_INVALID'
  | 'MOUNT_TTL_INVALID'
  | 'MOUNT_TTL_ABOVE_MAXIMUM'
  | 'MOUNT_TTL_ABOVE_SYSTEM'
  | 'MOUNT_TOKEN_TYPE_INVALID'
  | 'MOUNT_TYPE_MISSING'
  | 'MOUNT_PLUGIN_NAME_MISSING'
  | 'MOUNT_VERSION_REFUSED'
  | 'MOUNT_VERSION_INVALID'
  | 'MOUNT_VERSION_DOWNGRADE'
  | 'PLUGIN_VERSION_INVALID'
  | 'MOUNT_VISIBILITY_INVALID'
  | 'MOUNT_PATH_INVALID'
  | 'MOUNT_PATH_PROTECTED'
  | 'MOUNT_TYPE_SINGLETON'
  | 'AUTH_TOKEN_SINGLETON'
  | 'AUTH_TOKEN_PERMANENT'
  | 'MOUNT_PERMANENT'
  | 'AUTH_MOUNT_UNKNOWN'
  | 'SECRET_MOUNT_UNKNOWN'
  | 'TUNE_READ_UNKNOWN'
  | 'TUNE_UNKNOWN'
  | 'TUNE_PROTECTED'
  | 'TUNE_TTL_INVALID'
  | 'TUNE_TTL_CONFLICT'
  | 'TUNE_TOKEN_TYPE_SECRET'
  | 'TUNE_TOKEN_TYPE_TOKEN'
  | 'LOGIN_LOCKED_OUT'
  | 'LOGIN_BUSY'
  | 'LOCKOUT_MOUNT_UNKNOWN'
  | 'LOCKOUT_NOT_TUNABLE'
  | 'LOCKOUT_INVALID'
  | 'REMOUNT_PATH_MISSING'
  | 'REMOUNT_PATH_BLANK'
  | 'REMOUNT_PATH_INVALID'
  | 'REMOUNT_KIND_MISMATCH'
  | 'REMOUNT_PERMANENT'
  | 'REMOUNT_PROTECTED'
  | 'REMOUNT_UNKNOWN'
  | 'REMOUNT_PATH_IN_USE'
  | 'MOUNT_NOT_VISIBLE'
  | 'TOKEN_FIELD_INVALID'
  | 'TOKEN_ID_TAKEN'
  | 'TOKEN_TREE_TOO_DEEP'
  | 'TOKEN_BATCH_NOT_RENEWABLE'
  | 'LEASE_UNKNOWN'
  | 'LEASE_NOT_RENEWABLE'
  | 'TTL_PAST_MAXIMUM'
  | 'TTL_MAXIMUM_INVALID'
  | 'LOGIN_ROOT_POLICY'
  | 'POLICY_NOT_ASSIGNABLE'
  | 'CUBBYHOLE_NEEDS_SERVICE_TOKEN'
  | 'POLICY_NAME_INVALID'
  | 'POLICY_TEXT_MISSING'
  | 'POLICY_EXPIRY_TWICE'
  | 'POLICY_EXPIRY_PAST'
  | 'POLICY_DEFAULT_EXPIRY'
  | 'POLICY_TOO_LARGE'
  | 'POLICY_SYNTAX'
  | 'POLICY_NOT_WRITABLE'
  | 'POLICY_NOT_DELETABLE'
  | 'POLICY_DEFAULT_NOT_DELETABLE'
  | 'POLICY_CAS_MISSING'
  | 'POLICY_CAS_EXISTS'
  | 'POLICY_CAS_MISMATCH'
  | 'POLICY_NOT_FOUND'
  | 'CAPABILITIES_PATHS_MISSING'
  | 'CAPABILITIES_PATH_EMPTY'
  | 'CAPABILITIES_TOKEN_MISSING'
  | 'CAPABILITIES_TOKEN_INVALID'
  | 'CAPABILITIES_ACCESSOR_MISSING'
  | 'CAPABILITIES_ACCESSOR_INVALID'
  | 'PASSWORD_POLICY_MISSING'
  | 'PASSWORD_POLICY_INVALID'
  | 'PASSWORD_POLICY_IMPOSSIBLE'
  | 'PASSWORD_POLICY_UNKNOWN'
  | 'PASSWORD_GENERATION_FAILED'
  | 'PASSWORD_HASHING_BUSY'
  | 'PASSWORD_MISSING'
  | 'PASSWORD_AND_HASH'
  | 'PASSWORD_TOO_LONG'
  | 'PASSWORD_HASH_INVALID'
  | 'PASSWORD_POLICY_UNMET'
  | 'PASSWORD_POLICY_GONE'
  | 'PASSWORD_POLICY_NOT_BINDABLE'
  | 'LOGIN_PASSWORD_MISSING'
  | 'LOGIN_PASSWORD_INVALID'
  | 'USER_UNKNOWN'
  | 'RENEWAL_POLICIES_CHANGED'
  | 'KV_DATA_MISSING'
  | 'KV_PATH_MISSING'
  | 'KV_VERSION_DATA_MISSING'
  | 'KV_CAS_REQUIRED'
  | 'KV_CAS_MISMATCH'
  | 'KV_CAS_INVALID'
  | 'KV_VERSIONS_MISSING'
  | 'KV_VERSIONS_TO_DESTROY_MISSING'
  | 'KV_CUSTOM_METADATA_INVALID'
  | 'CUBBYHOLE_DATA_MISSING'
  | 'CUBBYHOLE_PATH_MISSING'
  | 'TOKEN_PARENT_MISSING'
  | 'TOKEN_PARENT_IS_BATCH'
  | 'TOKEN_PARENT_IS_LIMITED'
  | 'TOKEN_TYPE_INVALID'
  | 'TOKEN_BATCH_FIELD'
  | 'TOKEN_BATCH_FIELD_UNREADABLE'
  | 'TOKEN_BATCH_TOO_LARGE'
  | 'TOKEN_USES_NEGATIVE'
  | 'TOKEN_ALIAS_NEEDS_ROLE'
  | 'TOKEN_ALIAS_NOT_ALLOWED'
  | 'TOKEN_NEEDS_SUDO'
  | 'TOKEN_TOO_LARGE'
  | 'TOKEN_POLICIES_EXCEED_PARENT'
  | 'TOKEN_POLICIES_EXCEED_ROLE'
  | 'TOKEN_POLICY_DISALLOWED'
  | 'TOKEN_POLICY_NAME_INVALID'
  | 'TOKEN_ROOT_NEEDS_ROOT'
  | 'TOKEN_ROOT_IS_BATCH'
  | 'TOKEN_ROOT_WITHOUT_END'
  | 'TOKEN_DURATION_NEGATIVE'
  | 'TOKEN_DURATION_UNREADABLE'
  | 'TOKEN_ID_REFUSED'
  | 'TOKEN_ROLE_UNKNOWN'
  | 'TOKEN_ROLE_INVALID'
  | 'TOKEN_ROLE_GONE'
  | 'TOKEN_UNKNOWN'
  | 'TOKEN_ID_MISSING'
  | 'TOKEN_NOT_FOUND'
  | 'TOKEN_TO_REVOKE_NOT_FOUND'
  | 'TOKEN_NOT_RENEWED'
  | 'TOKEN_BATCH_NOT_REVOCABLE'
  | 'ACCESSOR_MISSING'
  | 'ACCESSOR_INVALID'
  | 'LOGIN_SECRET_ID_INVALID'
  | 'APPROLE_ADDRESS_REFUSED'
  | 'APPROLE_BOUNDS_APART'
  | 'APPROLE_FIELD_MISSING'
  | 'APPROLE_UNKNOWN'
  | 'APPROLE_UNKNOWN_LISTED'
  | 'APPROLE_GONE'
  | 'APPROLE_LOCAL_FIXED'
  | 'APPROLE_UNCONSTRAINED'
  | 'APPROLE_CIDR_INVALID'
  | 'APPROLE_CIDR_WIDER'
  | 'APPROLE_NEGATIVE'
  | 'APPROLE_PERIOD_TOO_LONG'
  | 'APPROLE_ID_TOO_LONG'
  | 'ROLE_ID_EMPTY'
  | 'ROLE_ID_TAKEN'
  | 'SECRET_ID_TAKEN'
  | 'SECRET_ID_NOT_BOUND'
  | 'SECRET_ID_USES_WIDER'
  | 'SECRET_ID_TTL_WIDER'
  | 'SECRET_ID_ACCESSOR_UNKNOWN'
  | 'APPROLE_METADATA_INVALID'
  | 'APPROLE_METADATA_REFUSED'
  | 'KUBERNETES_FIELD_MISSING'
  | 'KUBERNETES_ROLE_UNKNOWN'
  | 'KUBERNETES_NOT_CONFIGURED'
  | 'KUBERNETES_CA_UNREADABLE'
  | 'KUBERNETES_TOKEN_REFUSED'
  | 'KUBERNETES_ALGORITHM_INVALID'
  | 'KUBERNETES_ISSUER_INVALID'
  | 'KUBERNETES_AUDIENCE_INVALID'
  | 'KUBERNETES_TOKEN_EXPIRED'
  | 'KUBERNETES_TOKEN_EARLY'
  | 'KUBERNETES_TOKEN_FUTURE'
  | 'KUBERNETES_NAME_REFUSED'
  | 'KUBERNETES_NAMESPACE_REFUSED'
  | 'KUBERNETES_NAMESPACE_UNKNOWN'
  | 'KUBERNETES_ALIAS_UNNAMED'
  | 'KUBERNETES_REVIEW_REFUSED'
  | 'KUBERNETES_ACCOUNT_UNKNOWN'
  | 'KUBERNETES_ANNOTATION_RESERVED'
  | 'KUBERNETES_ANNOTATIONS_TOO_LARGE'
  | 'KUBERNETES_GONE'
  | 'KUBERNETES_ACCOUNT_GONE'
  | 'KUBERNETES_CONFIG_INVALID'
  | 'KUBERNETES_ROLE_INVALID'
  | 'IDENTITY_POLICY_ROOT'
  | 'IDENTITY_SELECTORS_DIFFER'
  | 'IDENTITY_METADATA_INVALID'
  | 'IDENTITY_QUERY_MISSING'
  | 'IDENTITY_QUERY_CONFLICT'
  | 'IDENTITY_QUERY_HALF'
  | 'IDENTITY_NAME_INVALID'
  | 'ENTITY_ID_UNKNOWN'
  | 'ENTITY_NAME_TAKEN'
  | 'ENTITY_IDS_MISSING'
  | 'ENTITY_MERGE_INVALID'
  | 'ENTITY_MERGE_CONFLICT'
  | 'ALIAS_FACTORS_MISSING'
  | 'ALIAS_ID_UNKNOWN'
  | 'ALIAS_MOUNT_UNKNOWN'
  | 'ALIAS_ENTITY_UNKNOWN'
  | 'ALIAS_MOUNT_TAKEN'
  | 'ALIAS_TAKEN'
  | 'GROUP_TYPE_INVALID'
  | 'GROUP_TYPE_FIXED'
  | 'GROUP_NAME_TAKEN'
  | 'GROUP_ID_UNKNOWN'
  | 'GROUP_EXTERNAL_ENTITIES'
  | 'GROUP_EXTERNAL_GROUPS'
  | 'GROUP_MEMBER_UNKNOWN'
  | 'GROUP_CYCLE'
  | 'GROUP_ALIAS_INVALID'
  | 'GROUP_ALIAS_TAKEN'
  | 'INTERNAL'
  | 'TOKEN_ENDED_MEANWHILE'
  | 'LEASE_ID_MISSING'
  | 'LEASE_INVALID'
  | 'LEASE_NOT_FOUND'
  | 'LEASE_OF_TOKEN'
  | 'LEASE_PREFIX_MISSING'
  | 'LEASE_LIMIT_INVALID'
  | 'TOKEN_CURSOR_INVALID'
  | 'TOKEN_SEARCH_MOUNT_UNKNOWN'
  | 'TOKEN_SEARCH_ALIAS_HALF'
  | 'TOKEN_SEARCH_ENTITY_UNKNOWN'
  | 'TOKEN_END_WHOM'
  | 'REFUSAL_UNKNOWN'
  | 'POLICY_TEST_PATH_MISSING'
  | 'POLICY_TEST_SUBJECT'
  | 'POLICY_TEST_OPERATION'
  | 'AUDIT_UNAVAILABLE'
  | 'AUDIT_TYPE_UNKNOWN'
  | 'AUDIT_OPTION_INVALID'
  | 'AUDIT_PATH_MISSING'
  | 'AUDIT_PATH_IN_USE'
  | 'AUDIT_API_FORBIDDEN'
  | 'AUDIT_PREFIX_FORBIDDEN'
  | 'AUDIT_FILE_FORBIDDEN'
  | 'AUDIT_TEST_FAILED'
  | 'AUDIT_CONFIGURED'
  | 'AUDIT_DEVICE_UNKNOWN'
  | 'AUDIT_INPUT_EMPTY'
  | 'AUDIT_HEADER_UNKNOWN'
  | 'CORS_ORIGINS_MISSING'
  | 'CORS_WILDCARD_NOT_ALONE'
  | 'CORS_ORIGIN_INVALID'
  | 'CORS_CREDENTIALS_FOR_ALL'
  | 'CORS_HEADER_INVALID'
  | 'ORIGIN_NOT_ALLOWED'
  | 'UI_HEADER_INCOMPLETE'
  | 'UI_HEADER_RESERVED'
  | 'UI_HEADER_TAKEN'
  | 'UI_HEADER_INVALID'
  | 'UI_HEADERS_TOO_MANY'
  | 'LOG_LEVEL_MISSING'
  | 'LOG_LEVEL_UNKNOWN'
  | 'MONITOR_LEVEL_UNKNOWN'
  | 'LOG_FORMAT_UNKNOWN'
  | 'MONITOR_WRAPPED'
  | 'RELOAD_UNKNOWN'
  | 'RELOAD_FAILED'
  | 'MONITORS_TOO_MANY'
  | 'COUNTER_REMOVED'
  | 'LOGGER_UNKNOWN'
  | 'RATE_LIMITED'
  | 'LIVE_TOKENS_EXHAUSTED'
  | 'QUOTA_LIVE_TOKENS_INVALID'
  | 'QUOTA_RATE_INVALID'
  | 'QUOTA_GROUPING_UNKNOWN'
  | 'QUOTA_PATH_INVALID'
  | 'QUOTA_ROLE_WITH_SUFFIX'
  | 'QUOTA_ROLE_NOT_AUTH'
  | 'QUOTA_ROLE_UNSUPPORTED'
  | 'QUOTA_TWIN'
  | 'DECLARED_OBJECT_INVALID'
  | 'TOOLS_BYTES_TOO_FEW'
  | 'TOOLS_BYTES_TOO_MANY'
  | 'TOOLS_BYTES_UNREADABLE'
  | 'TOOLS_RANDOM_FORMAT_UNKNOWN'
  | 'TOOLS_SOURCE_UNKNOWN'
  | 'TOOLS_INPUT_NOT_BASE64'
  | 'TOOLS_HASH_FORMAT_UNKNOWN'
  | 'TOOLS_ALGORITHM_UNKNOWN'
  | 'JWT_NOT_CONFIGURED'
  | 'JWT_CONFIG_INVALID'
  | 'JWT_DISCOVERY_FAILED'
  | 'JWT_JWKS_FAILED'
  | 'JWT_JWKS_CA_INVALID'
  | 'JWT_ROLE_INVALID'
  | 'JWT_ROLE_UNNAMED'
  | 'JWT_ROLE_UNKNOWN'
  | 'JWT_ROLE_GONE'
  | 'JWT_ROLE_TYPE'
  | 'JWT_MISSING'
  | 'JWT_MALFORMED'
  | 'JWT_ALGORITHM_REFUSED'
  | 'JWT_SIGNATURE_INVALID'
  | 'JWT_KID_MISSING'
  | 'JWT_KEYS_UNREACHABLE'
  | 'JWT_CLAIM_TYPE'
  | 'JWT_ISSUER_MISMATCH'
  | 'JWT_SUBJECT_MISMATCH'
  | 'JWT_AUDIENCE_MISMATCH'
  | 'JWT_AUDIENCE_UNBOUND'
  | 'JWT_DATES_MISSING'
  | 'JWT_NOT_YET_VALID'
  | 'JWT_EXPIRED'
  | 'JWT_FROM_FUTURE'
  | 'JWT_USER_CLAIM_MISSING'
  | 'JWT_USER_CLAIM_UNFIT'
  | 'JWT_METADATA_UNFIT'
  | 'JWT_GROUPS_MISSING'
  | 'JWT_GROUPS_ELSEWHERE'
  | 'JWT_GROUPS_UNFIT'
  | 'JWT_GROUPS_UNREACHABLE'
  | 'JWT_POLICY_TEMPLATE'
  | 'JWT_CLAIM_MISSING'
  | 'JWT_CLAIM_UNFIT'
  | 'JWT_CLAIM_MISMATCH'
  | 'OIDC_NOT_CONFIGURED'
  | 'OIDC_REDIRECT_MISSING'
  | 'OIDC_NONCE_REQUIRED'
  | 'OIDC_CALLBACK_NOT_CONFIGURED'
  | 'OIDC_STATE_UNKNOWN'
  | 'OIDC_NONCE_MISMATCH'
  | 'OIDC_ROLE_GONE'
  | 'OIDC_NO_ANSWER'
  | 'OIDC_PROVIDER_REFUSED'
  | 'OIDC_ISSUER_MIXED_UP'
  | 'OIDC_EXCHANGE_FAILED'
  | 'OIDC_ID_TOKEN_INVALID'
  | 'OIDC_SUBJECT_MISMATCH'
  | 'OIDC_PROVIDER_UNREACHABLE'
  | 'OIDC_PENDING'
  | 'OIDC_SLOW_DOWN'
  | 'OIDC_DEVICE_REFUSED';
