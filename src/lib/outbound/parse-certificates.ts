import { X509Certificate } from 'node:crypto';
import { OutboundError } from './outbound-error.ts';

/**
 * The certificates of a PEM text, each on its own.
 *
 * @throws OutboundError `ca` where there is none, or one that cannot be read
 */
export function parseCertificates(pem: string): string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new OutboundError('ca', 'no certificate in the CA text');
  try {
    return blocks.map((block) => new X509Certificate(block).toString());
  } catch (error) {
    throw new OutboundError('ca', 'a certificate of the CA text cannot be read', error);
  }
}
