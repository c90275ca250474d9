import { randomUuid } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Context, Handle } from './context.ts';
import type { configInput } from './fields.ts';
import { peerOf } from './load-config.ts';
import { sensitiveProviderKeys } from './providers.ts';
import { CONFIG, type Config, type JwksPair } from './records.ts';
import { validateConfig } from './validate-config.ts';

type ConfigInput = Decoded<typeof configInput>;

/** Read the configuration. The client secret is never answered. */
export const readConfig: Handle['jwt-read-configuration'] = async (_request, context) => {
  const config = await context.records.config.get(CONFIG);
  if (!config) throw new ApiError('NOT_FOUND');
  const { revision: _revision, oidc_client_secret: _secret, ...shown } = config;
  const { hasFailed } = peerOf(config, context).keys;
  return {
    status: 200,
    data: {
      ...shown,
      jwks_pairs: config.jwks_pairs.map((pair) => ({ ...pair })),
      provider_config: withoutSecrets(config.provider_config),
      status: hasFailed ? 'invalid' : 'valid',
    },
    ...(hasFailed ? { warnings: ['The keys could not be fetched the last time.'] } : {}),
  };
};

/**
 * Replace the configuration, once the other side has been asked whether it works.
 *
 * @throws ApiError `JWT_CONFIG_INVALID`, `JWT_DISCOVERY_FAILED`, `JWT_JWKS_FAILED`, `JWT_JWKS_CA_INVALID`
 */
export const writeConfig: Handle['jwt-configure'] = async ({ body }, context) => {
  const stored = await context.records.config.get(CONFIG);
  const config = createConfig(body, stored, context);
  // the same for each try: all of it but the revision comes from the request
  const warnings = await context.once('validate', () =>
    validateConfig(config, { toleratesAbsence: body.skip_jwks_validation ?? false }),
  );
  context.records.config.put(CONFIG, config);
  return warnings.length > 0 ? { status: 200, data: null, warnings } : { status: 204 };
};

function createConfig(body: ConfigInput, stored: Config | undefined, { random }: Context): Config {
  return {
    revision: randomUuid(random),
    oidc_discovery_url: body.oidc_discovery_url ?? '',
    oidc_discovery_ca_pem: body.oidc_discovery_ca_pem ?? '',
    oidc_client_id: body.oidc_client_id ?? '',
    oidc_client_secret: body.oidc_client_secret ?? '',
    ...chooseOidcSettings(body, stored),
    jwks_url: body.jwks_url ?? '',
    jwks_ca_pem: body.jwks_ca_pem ?? '',
    jwks_pairs: (body.jwks_pairs ?? []).map(readPair),
    ...chooseCheckSettings(body),
  };
}

function chooseOidcSettings(body: ConfigInput, stored: Config | undefined) {
  return {
    oidc_response_mode: body.oidc_response_mode ?? '',
    oidc_response_types: body.oidc_response_types ?? [],
    namespace_in_state: body.namespace_in_state ?? stored?.namespace_in_state ?? true,
    override_allowed_server_names: body.override_allowed_server_names ?? [],
    unsupported_critical_cert_extensions: body.unsupported_critical_cert_extensions ?? [],
  };
}

function chooseCheckSettings(body: ConfigInput) {
  return {
    jwt_validation_pubkeys: body.jwt_validation_pubkeys ?? [],
    jwt_supported_algs: body.jwt_supported_algs ?? [],
    bound_issuer: body.bound_issuer ?? '',
    default_role: (body.default_role ?? '').toLowerCase(),
    provider_config: body.provider_config ?? {},
  };
}

/** @throws ApiError `JWT_CONFIG_INVALID` */
function readPair(pair: JsonObject): JwksPair {
  const { jwks_url, jwks_ca_pem = '', ...others } = pair;
  const isPair = typeof jwks_url === 'string' && typeof jwks_ca_pem === 'string';
  if (!isPair || jwks_url === '' || Object.keys(others).length > 0) {
    throw new ApiError('JWT_CONFIG_INVALID', {
      values: {
        reason:
          'invalid jwks_pairs: jwks_pairs must be provided as a list of json objects with the fields jwks_url and jwks_ca_pem',
      },
    });
  }
  return { jwks_url, jwks_ca_pem };
}

function withoutSecrets(config: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(config).filter(([name]) => !sensitiveProviderKeys.includes(name)),
  );
}
