import { defineRecord } from '../../framework/record.ts';
import type { TokenSettings } from '../../framework/token-fields.ts';

/** How the cluster is reached, and what its tokens are checked against. */
export interface Config {
  /** As written, without a slash at its end. */
  readonly kubernetes_host: string;
  /** PEM; empty: not given. */
  readonly kubernetes_ca_cert: string;
  /** PEM texts. */
  readonly pem_keys: readonly string[];
  readonly issuer: string;
  readonly disable_iss_validation: boolean;
  readonly disable_local_ca_jwt: boolean;
  readonly use_annotations_as_alias_metadata: boolean;
  /** Secret; empty: not given. */
  readonly token_reviewer_jwt: string;
}

/** What names the alias of a login. */
export type AliasNameSource = 'serviceaccount_uid' | 'serviceaccount_name';

/** A role, stored under its name in small letters. */
export interface Role {
  readonly bound_service_account_names: readonly string[];
  /** Null: never given. */
  readonly bound_service_account_namespaces: readonly string[] | null;
  /** As written. */
  readonly bound_service_account_namespace_selector: string;
  readonly audience: string;
  readonly alias_name_source: AliasNameSource;
  readonly token: TokenSettings;
}

/** Name of the one record of the configuration. */
export const CONFIG = 'config';

/** What a Kubernetes mount stores. */
export const records = {
  config: defineRecord<Config>({ collection: 'config', version: 1, isConfiguration: true }),
  role: defineRecord<Role>({ collection: 'role', version: 1, isConfiguration: true }),
};
