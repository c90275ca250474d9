import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { ListenerTlsConfig } from '../config/listener.ts';

/** TLS options of a listener with the files read in. */
export interface TlsMaterial extends SecureContextOptions {
  readonly requestCert: true;
  readonly rejectUnauthorized: boolean;
  /** Milliseconds until a handshake must be done. */
  readonly handshakeTimeout: number;
}

const HANDSHAKE_TIMEOUT_MS = 10_000;

const versions = { tls12: 'TLSv1.2', tls13: 'TLSv1.3' } as const;

/**
 * Read the certificate files of a listener and try them out.
 *
 * Every client is asked for a certificate; unless one is required, any or none will do here, because it is
 * the auth method that decides which certificates it trusts.
 *
 * @throws Error naming the file that cannot be read, or saying that key and certificate do not fit
 */
export async function loadTlsMaterial(config: ListenerTlsConfig): Promise<TlsMaterial> {
  const [cert, key, ca] = await Promise.all([
    read(config.cert_file, 'tls_cert_file'),
    read(config.key_file, 'tls_key_file'),
    config.client_ca_file === undefined
      ? undefined
      : read(config.client_ca_file, 'tls_client_ca_file'),
  ]);
  const material: TlsMaterial = {
    cert,
    key,
    ...(ca && { ca }),
    minVersion: versions[config.min_version],
    requestCert: true,
    rejectUnauthorized: config.require_and_verify_client_cert,
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  };
  assertUsable(material, config);
  return material;
}

async function read(file: string, option: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Error(`cannot read ${option} ${file}`, { cause: error });
  }
}

function assertUsable(material: TlsMaterial, config: ListenerTlsConfig): void {
  try {
    createSecureContext(material);
  } catch (error) {
    throw new Error(`${config.cert_file} and ${config.key_file} are no certificate and its key`, {
      cause: error,
    });
  }
}
