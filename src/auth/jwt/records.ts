import type { LoginResult } from '../../framework/login.ts';
import { defineRecord } from '../../framework/record.ts';
import type { TokenSettings } from '../../framework/token-fields.ts';
import type { JsonObject, JsonValue } from '../../lib/json.ts';

/** One of several issuers: where its keys are. */
export interface JwksPair {
  readonly jwks_url: string;
  /** PEM; empty: the system's. */
  readonly jwks_ca_pem: string;
}

/** Where keys come from and how an OpenID provider is spoken to. Exactly one source of keys is set. */
export interface Config {
  /** Another with every write: what was made from an older one is not used again. */
  readonly revision: string;
  readonly oidc_discovery_url: string;
  readonly oidc_discovery_ca_pem: string;
  readonly oidc_client_id: string;
  readonly oidc_client_secret: string;
  readonly oidc_response_mode: string;
  readonly oidc_response_types: readonly string[];
  readonly jwks_url: string;
  readonly jwks_ca_pem: string;
  readonly jwks_pairs: readonly JwksPair[];
  /** PEM texts. */
  readonly jwt_validation_pubkeys: readonly string[];
  readonly jwt_supported_algs: readonly string[];
  readonly bound_issuer: string;
  readonly default_role: string;
  readonly provider_config: JsonObject;
  readonly namespace_in_state: boolean;
  readonly unsupported_critical_cert_extensions: readonly string[];
  readonly override_allowed_server_names: readonly string[];
}

/** How a login of a browser comes back: to the client, to this server, or by a code typed elsewhere. */
export type CallbackMode = 'client' | 'direct' | 'device';

/** A role, stored under its name in small letters. */
export interface Role {
  readonly role_type: 'jwt' | 'oidc';
  readonly user_claim: string;
  readonly user_claim_json_pointer: boolean;
  readonly groups_claim: string;
  /** A token without the claim of groups has none, rather than no login. */
  readonly groups_claim_optional: boolean;
  readonly bound_audiences: readonly string[];
  readonly bound_subject: string;
  readonly bound_claims: Readonly<Record<string, JsonValue>>;
  readonly bound_claims_type: 'string' | 'glob';
  /** Claim to name in the metadata. */
  readonly claim_mappings: Readonly<Record<string, string>>;
  readonly allowed_redirect_uris: readonly string[];
  readonly oidc_scopes: readonly string[];
  readonly max_age: number;
  /** Seconds; 0: the usual, negative: none. */
  readonly expiration_leeway: number;
  readonly not_before_leeway: number;
  readonly clock_skew_leeway: number;
  readonly verbose_oidc_logging: boolean;
  readonly callback_mode: CallbackMode;
  readonly poll_interval: number;
  readonly oidc_disable_confirmation: boolean;
  readonly token_policies_template_claims: boolean;
  readonly token: TokenSettings;
}

/** What the provider gave a browser that came by form. */
export interface PostedAnswer {
  readonly code: string;
  readonly id_token: string;
}

/** A login that was begun and awaits its callback; stored under its state. */
export interface AuthRequest {
  readonly role: string;
  /** Of the configuration that it was begun with. */
  readonly revision: string;
  readonly mode: CallbackMode;
  readonly redirect_uri: string;
  /** Keyed hash of the nonce of the client, in hex; empty: it gave none. */
  readonly client_nonce_hash: string;
  readonly nonce: string;
  readonly code_verifier: string;
  /** Milliseconds since the epoch. */
  readonly created_at: number;
  /** Address of who began it, to be shown to who finishes it. */
  readonly from: string;
  readonly posted?: PostedAnswer;
  /** Of the device flow. */
  readonly device_code?: string;
  /** Seconds between two polls. */
  readonly poll_interval: number;
  /** Milliseconds; 0: never. */
  readonly polled_at: number;
  /** A browser came back with it and confirmed; it counts once. */
  readonly is_claimed?: true;
  /** Who it proved to be, until the client asks. */
  readonly proven?: LoginResult;
}

/** How long a login may take from its beginning, milliseconds. */
export const AUTH_REQUEST_MS = 600_000;

/** Name of the one record of the configuration. */
export const CONFIG = 'config';

/** What a JWT mount stores. */
export const records = {
  config: defineRecord<Config>({ collection: 'config', version: 1, isConfiguration: true }),
  role: defineRecord<Role>({ collection: 'role', version: 1, isConfiguration: true }),
  request: defineRecord<AuthRequest>({ collection: 'request', version: 1 }),
};
