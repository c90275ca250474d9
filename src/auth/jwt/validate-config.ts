import { ApiError } from '../../errors/api-error.ts';
import { OutboundError, parseCertificates } from '../../lib/outbound/index.ts';
import { algorithms } from '../../crypto/jws/algorithms.ts';
import { reasonOf } from './keys/fetch-document.ts';
import { fetchKeySet } from './keys/peer.ts';
import { fetchMetadata } from './keys/provider.ts';
import { parsePublicKey, PublicKeyError } from '../../crypto/jws/public-key.ts';
import { assertProviderConfig } from './providers.ts';
import type { Config } from './records.ts';

const WELL_KNOWN = '.well-known/openid-configuration';
const MAX_PAIRS = 64;
const MAX_PUBLIC_KEYS = 100;

/** Something the other side did not answer; with `skip_jwks_validation` it is a warning. */
type Remote = () => Promise<unknown>;

/**
 * Check a configuration, the other side included, in the order of the original.
 *
 * @returns warnings; none unless remote failures are to be no more than that
 * @throws ApiError `JWT_CONFIG_INVALID`, `JWT_DISCOVERY_FAILED`, `JWT_JWKS_FAILED`, `JWT_JWKS_CA_INVALID`
 */
export async function validateConfig(
  config: Config,
  { toleratesAbsence }: { readonly toleratesAbsence: boolean },
): Promise<string[]> {
  assertOneSource(config);
  const hasClient = config.oidc_client_id !== '';
  const isProvable = config.oidc_client_secret !== '';
  if (hasClient !== isProvable) {
    throw invalid("both 'oidc_client_id' and 'oidc_client_secret' must be set for OIDC");
  }
  if (config.oidc_discovery_url.includes(WELL_KNOWN)) {
    throw invalid("'oidc_discovery_url' contains '.well-known' component");
  }
  const warnings: string[] = [];
  const ask = async (remote: Remote): Promise<void> => {
    try {
      await remote();
    } catch (error) {
      if (!toleratesAbsence || !(error instanceof ApiError)) throw error;
      warnings.push(error.message);
    }
  };
  if (config.oidc_discovery_url !== '') await ask(() => checkDiscovery(config));
  if (hasClient && config.oidc_discovery_url === '') {
    throw invalid("'oidc_discovery_url' must be set for OIDC");
  }
  assertPairs(config);
  if (config.jwks_url !== '') await ask(() => checkKeySet(config.jwks_url, config.jwks_ca_pem));
  await Promise.all(
    config.jwks_pairs.map((pair) => ask(() => checkKeySet(pair.jwks_url, pair.jwks_ca_pem))),
  );
  assertPublicKeys(config.jwt_validation_pubkeys);
  assertWords(config);
  assertProviderConfig(config.provider_config);
  return warnings;
}

function assertOneSource(config: Config): void {
  const sources = [
    config.jwt_validation_pubkeys.length > 0,
    config.jwks_url !== '',
    config.jwks_pairs.length > 0,
    config.oidc_discovery_url !== '',
  ];
  if (sources.filter(Boolean).length === 1) return;
  throw invalid(
    "exactly one of 'jwt_validation_pubkeys', 'jwks_url', 'jwks_pairs' or 'oidc_discovery_url' must be set",
  );
}

function assertPairs(config: Config): void {
  if (config.jwks_pairs.length === 0) return;
  if (config.jwks_ca_pem !== '') {
    throw invalid(
      "CA PEMs must be provided as part of the 'jwks_pairs' when using multiple JWKS URLs",
    );
  }
  if (config.bound_issuer !== '') {
    throw invalid("Bound issuer is not supported for use with 'jwks_pairs'");
  }
  if (config.jwks_pairs.length > MAX_PAIRS) throw invalid(`more than ${MAX_PAIRS} jwks_pairs`);
}

async function checkDiscovery(config: Config): Promise<void> {
  try {
    await fetchMetadata(config);
  } catch (error) {
    throw new ApiError('JWT_DISCOVERY_FAILED', { detail: reasonOf(error), cause: error });
  }
}

async function checkKeySet(url: string, caPem: string): Promise<void> {
  try {
    if (caPem !== '') parseCertificates(caPem);
    await fetchKeySet(url, { caPem });
  } catch (error) {
    const isCa = error instanceof OutboundError && error.fault === 'ca';
    const code = isCa ? 'JWT_JWKS_CA_INVALID' : 'JWT_JWKS_FAILED';
    throw new ApiError(code, { detail: reasonOf(error), cause: error });
  }
}

function assertPublicKeys(pems: readonly string[]): void {
  if (pems.length > MAX_PUBLIC_KEYS) throw invalid(`more than ${MAX_PUBLIC_KEYS} public keys`);
  for (const pem of pems) {
    try {
      parsePublicKey(pem);
    } catch (error) {
      if (!(error instanceof PublicKeyError)) throw error;
      throw invalid(`error parsing public key: ${error.message}`);
    }
  }
}

function assertWords(config: Config): void {
  const odd = config.jwt_supported_algs.find((alg) => !algorithms.includes(alg));
  if (odd !== undefined) {
    throw invalid(`invalid jwt_supported_algs: unsupported signing algorithm "${odd}"`);
  }
  const { oidc_response_types: types, oidc_response_mode: mode } = config;
  if (types.some((type) => type !== 'code' && type !== 'id_token')) {
    throw invalid(`invalid response_types [${types.join(' ')}]. 'code' and 'id_token' are allowed`);
  }
  if ((mode === '' || mode === 'query') && types.includes('id_token')) {
    throw invalid('query response_mode may not be used with an id_token response_type');
  }
  if (!['', 'query', 'form_post'].includes(mode)) {
    throw invalid(`invalid response_mode: "${mode}"`);
  }
  const oids = config.unsupported_critical_cert_extensions;
  if (!oids.every((oid) => /^[0-2](?:\.(?:0|[1-9]\d{0,15}))+$/.test(oid))) {
    throw invalid(
      'unsupported_critical_cert_extensions are object identifiers: numbers and points',
    );
  }
}

function invalid(reason: string): ApiError {
  return new ApiError('JWT_CONFIG_INVALID', { values: { reason } });
}
