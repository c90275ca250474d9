import { generateKeyPairSync } from 'node:crypto';
import type { Field } from '../framework/field.ts';
import type { JsonObject, JsonValue } from '../lib/json.ts';

/** How one object of a resource is filled: all fields that are not left out, with these values. */
export interface Variant {
  readonly without?: readonly string[];
  readonly only?: readonly string[];
  readonly values?: JsonObject;
}

const { publicKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const rules = 'path "a/*" { capabilities = ["read"] }';
const cidrs = ['10.0.0.0/8', '192.0.2.1'];
const blocks = ['192.0.2.0/24', '10.0.0.0/8'];
const bcrypt = '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

/** Values that a field of the name needs, wherever it stands. */
export const byName: JsonObject = {
  token_bound_cidrs: cidrs,
  bound_cidrs: cidrs,
  secret_id_bound_cidrs: blocks,
  bound_cidr_list: blocks,
  token_max_ttl: '2h',
  max_ttl: '2h',
  max_lease_ttl: '2h',
  token_type: 'service',
  plugin_version: '',
  // of quotas
  path: 'auth/a-approle/',
  role: 'a0',
};

const roleTypes: readonly Variant[] = [
  {
    without: ['oauth2_metadata', 'token_strictly_bind_ip', 'user_claim_json_pointer'],
    values: {
      role_type: 'jwt',
      callback_mode: 'direct',
      bound_claims_type: 'glob',
      claim_mappings: { sub: 'subject' },
      bound_claims: { env: ['a', 'b'] },
    },
  },
  {
    only: ['user_claim', 'user_claim_json_pointer', 'token_strictly_bind_ip', 'oauth2_metadata'],
    values: {
      user_claim: '/a/b',
      allowed_redirect_uris: ['https://a.example'],
      oauth2_metadata: [],
    },
  },
];

const jwtConfigs: readonly Variant[] = [
  {
    without: [
      'oidc_discovery_url',
      'oidc_discovery_ca_pem',
      'oidc_client_id',
      'oidc_client_secret',
      'jwks_url',
      'jwks_ca_pem',
      'jwks_pairs',
    ],
    values: {
      jwt_validation_pubkeys: [publicKey],
      jwt_supported_algs: ['ES256', 'RS256'],
      oidc_response_mode: 'form_post',
      oidc_response_types: ['id_token', 'code'],
      provider_config: { provider: 'azure', fetch_groups: true },
      unsupported_critical_cert_extensions: ['1.2.3'],
    },
  },
  {
    only: ['jwks_url', 'jwks_ca_pem', 'skip_jwks_validation'],
    values: { jwks_url: 'https://127.0.0.1:1/keys', jwks_ca_pem: '' },
  },
  {
    only: ['jwks_pairs', 'skip_jwks_validation'],
    values: { jwks_pairs: [{ jwks_url: 'https://127.0.0.1:1/keys', jwks_ca_pem: '' }] },
  },
  {
    only: [
      'oidc_discovery_url',
      'oidc_discovery_ca_pem',
      'oidc_client_id',
      'oidc_client_secret',
      'skip_jwks_validation',
    ],
    values: { oidc_discovery_url: 'https://127.0.0.1:1', oidc_discovery_ca_pem: '' },
  },
];

/** By type and block, where one object cannot have all fields with the usual values. */
export const variants: Readonly<Record<string, readonly Variant[]>> = {
  'userpass user': [
    { without: ['password_hash', 'token_strictly_bind_ip'] },
    { only: ['password_hash', 'token_strictly_bind_ip'], values: { password_hash: bcrypt } },
  ],
  'userpass password_policy': [{ values: { policy_name: 'x-a0' } }],
  'approle role': [
    { without: ['token_strictly_bind_ip'] },
    { only: ['token_strictly_bind_ip', 'role_id'], values: { role_id: 'another' } },
  ],
  'jwt config': jwtConfigs,
  'oidc config': jwtConfigs,
  'jwt role': roleTypes,
  'oidc role': roleTypes,
  'kubernetes config': [
    {
      values: {
        kubernetes_host: 'https://127.0.0.1:1',
        kubernetes_ca_cert: '',
        token_reviewer_jwt: 'eyJh.eyJh.x',
        pem_keys: [publicKey],
      },
    },
  ],
  'kubernetes role': [
    {
      without: ['token_strictly_bind_ip'],
      values: {
        bound_service_account_namespace_selector: '{"matchLabels":{"a":"b"}}',
        alias_name_source: 'serviceaccount_name',
      },
    },
    {
      only: ['token_strictly_bind_ip'],
      values: { bound_service_account_names: ['a'], bound_service_account_namespaces: ['b'] },
    },
  ],
  'token role': [{ values: { path_suffix: 'suffix' } }],
  'system policies/acl': [
    { without: ['ttl', 'cas'], values: { policy: rules, expiration: '2030-01-01T00:00:00Z' } },
    { only: ['ttl', 'cas'], values: { policy: rules, cas: -1 } },
  ],
  'system policies/password': [
    { values: { policy: 'length = 12\nrule "charset" { charset = "abcdefgh" }' } },
  ],
  'system quotas/rate-limit': [
    { values: { path: '', role: '', group_by: 'none', rate: 1000 } },
    {
      only: ['role', 'path'],
      values: {
        path: 'auth/a-approle/',
        role: 'a0',
        rate: 1000,
        inheritable: false,
        group_by: 'ip',
      },
    },
  ],
  'system config/cors': [
    { values: { allowed_origins: ['https://b.example', 'https://a.example'] } },
  ],
  'system rotate/config': [{ values: { max_operations: 10_000_000, interval: '48h' } }],
};

/** Values of fields that need none of their own, by kind of field. */
export const byKind: Readonly<Record<Field['kind'], JsonValue>> = {
  string: 'some longer text',
  integer: 3,
  boolean: true,
  duration: '1h',
  'string-list': ['b', 'a'],
  'comma-list': ['b', 'a'],
  'key-values': { b: '2', a: '1' },
  object: { b: '2', a: '1' },
  'object-list': [],
  any: 'x',
};
