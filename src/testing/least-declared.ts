import { isJsonObject, type JsonValue } from '../lib/json.ts';

/** Fields without which some object would be refused. */
const needed = new Set([
  'auth',
  'mount',
  'audit',
  'policy',
  'policy_name',
  'rate',
  'path',
  'max_live_tokens',
  'allowed_origins',
  'values',
  'user_claim',
  'bound_audiences',
  'role_type',
  'kubernetes_host',
  'disable_local_ca_jwt',
  'local_secret_ids',
  'jwt_validation_pubkeys',
  'jwks_url',
  'jwks_pairs',
  'oidc_discovery_url',
  'oidc_client_id',
  'oidc_client_secret',
  'skip_jwks_validation',
  'allowed_redirect_uris',
  'bound_service_account_names',
  'bound_service_account_namespaces',
  'options',
  'local',
  'seal_wrap',
  'external_entropy_access',
  'force_no_cache',
  'type',
  'password',
  'password_hash',
]);

/** Fields that hold an object, and are no block. */
const isMap = new Set([
  'metadata',
  'custom_metadata',
  'bound_claims',
  'claim_mappings',
  'provider_config',
  'user_lockout_config',
]);

/** The same declared objects with nothing but what they need. */
export function leastDeclared(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([name, inner]) => needed.has(name) || (isJsonObject(inner) && !isMap.has(name)),
  );
  return Object.fromEntries(
    kept.map(([name, inner]) => [name, name === 'options' ? inner : leastDeclared(inner)]),
  );
}
