import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import { OutboundError, parseCertificates } from '../../lib/outbound/index.ts';
import { type Cluster, openCluster } from './cluster.ts';
import type { Context, Handle } from './context.ts';
import type { configInput } from './fields.ts';
import { parsePemKeys } from './pem-keys.ts';
import { PodFileError, type PodFiles } from './pod-files.ts';
import { type Config, CONFIG } from './records.ts';
import { testCluster } from './self-test.ts';

/** Read the configuration, but for the token of the reviewer. */
export const readConfig: Handle['kubernetes-read-auth-configuration'] = async (
  _request,
  { records },
) => {
  const config = await records.config.get(CONFIG);
  if (!config) throw new ApiError('NOT_FOUND');
  const { token_reviewer_jwt, ...shown } = config;
  return { status: 200, data: { ...shown, token_reviewer_jwt_set: token_reviewer_jwt !== '' } };
};

/**
 * Set the configuration, all of it: what is left out returns to its default. The API server is tried, and what
 * does not work is told in warnings; it is stored all the same, since clusters are set up in any order.
 *
 * @throws ApiError `KUBERNETES_CONFIG_INVALID`
 */
export function createConfigWriter(pod: PodFiles): Handle['kubernetes-configure-auth'] {
  return async ({ body, now }, context) => {
    const config = parseConfig(body);
    const cluster = await reach(config, { pod, context, now });
    context.records.config.put(CONFIG, config);
    const warnings = await testCluster(cluster);
    return warnings.length > 0 ? { status: 200, data: null, warnings } : { status: 204 };
  };
}

function parseConfig(input: Decoded<typeof configInput>): Config {
  const config: Config = {
    ...input,
    kubernetes_host: input.kubernetes_host?.trim().replace(/\/$/, '') ?? '',
    pem_keys: input.pem_keys.filter((pem) => pem !== ''),
    // files bring a line end
    token_reviewer_jwt: input.token_reviewer_jwt.trim(),
  };
  if (config.kubernetes_host === '') throw invalid('no host provided');
  if (config.kubernetes_ca_cert !== '' && !isCertificates(config.kubernetes_ca_cert)) {
    throw invalid('The provided CA PEM data contains no valid certificates');
  }
  if (!parsePemKeys(config.pem_keys)) {
    throw invalid('data does not contain any valid public keys');
  }
  // a line end within, as terminals break long lines: no header takes it, so that nobody could log in
  if (/[^\x21-\x7e]/.test(config.token_reviewer_jwt)) {
    throw invalid(
      'token_reviewer_jwt holds blanks, line ends or other characters that no token has',
    );
  }
  return config;
}

/** Without a certificate of its own a configuration needs that of a pod, there and then. */
async function reach(
  config: Config,
  of: { pod: PodFiles; context: Context; now: number },
): Promise<Cluster> {
  try {
    return await openCluster(config, of);
  } catch (error) {
    if (!(error instanceof PodFileError)) throw error;
    throw invalid(error.message);
  }
}

function isCertificates(pem: string): boolean {
  try {
    return parseCertificates(pem).length > 0;
  } catch (error) {
    if (error instanceof OutboundError) return false;
    throw error;
  }
}

function invalid(reason: string): ApiError {
  return new ApiError('KUBERNETES_CONFIG_INVALID', { values: { reason } });
}
