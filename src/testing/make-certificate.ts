import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { RandomBytes } from '../crypto/random.ts';

/** A certificate for the loopback address, and its key. */
export interface TestCertificate {
  /** PEM. It is its own authority: what clients are told to trust. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly key: string;
}

const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');

/** `id-ce` with the last arc, X.509 §4.2. */
const extensionIds = {
  subjectKeyIdentifier: 14,
  keyUsage: 15,
  subjectAltName: 17,
  basicConstraints: 19,
} as const;

/**
 * Make a certificate for `localhost`, `127.0.0.1` and `::1`, with a fresh key that is nowhere else.
 *
 * It is valid from 2000 to 2049, whatever the clock of the test says.
 *
 * @see RFC 5280 §4.1, §4.2
 */
export function makeCertificate(random: RandomBytes): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = sequence(ECDSA_WITH_SHA256);
  const name = sequence(tagged(0x31, sequence(COMMON_NAME, utf8('Portcullis test server'))));
  const content = sequence(
    tagged(0xa0, integer(Uint8Array.of(2))),
    integer(serialNumber(random)),
    algorithm,
    name,
    sequence(utcTime('000101000000Z'), utcTime('491231235959Z')),
    name,
    spki,
    tagged(0xa3, sequence(...extensions(spki))),
  );
  const signature = sign('sha256', content, privateKey);
  const certificate = sequence(content, algorithm, bitString(signature));
  return {
    certificate: pem('CERTIFICATE', certificate),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
}

function extensions(spki: Uint8Array): Buffer[] {
  const keyId = createHash('sha256').update(spki).digest().subarray(0, 20);
  const names = sequence(
    tagged(0x82, Buffer.from('localhost')),
    tagged(0x87, Uint8Array.of(127, 0, 0, 1)),
    tagged(0x87, Buffer.concat([Buffer.alloc(15), Uint8Array.of(1)])),
  );
  const isTrue = tagged(0x01, Uint8Array.of(0xff));
  return [
    extension('basicConstraints', isTrue, octets(sequence(isTrue))),
    // digitalSignature and keyCertSign
    extension('keyUsage', isTrue, octets(tagged(0x03, Uint8Array.of(2, 0x84)))),
    extension('subjectAltName', octets(names)),
    extension('subjectKeyIdentifier', octets(octets(keyId))),
  ];
}

function extension(name: keyof typeof extensionIds, ...parts: Uint8Array[]): Buffer {
  return sequence(tagged(0x06, Uint8Array.of(0x55, 0x1d, extensionIds[name])), ...parts);
}

/** Positive, and never begun by a zero byte. */
function serialNumber(random: RandomBytes): Uint8Array {
  const bytes = Uint8Array.from(random(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

/** @see X.690 §8.1: tag, length, contents; lengths in their shortest form (§10.1) */
function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const contents = Buffer.concat(parts);
  const { length } = contents;
  if (length < 0x80) return Buffer.concat([Uint8Array.of(tag, length), contents]);
  const isShort = length < 0x100;
  const head = isShort ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.from(head), contents]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts);
const integer = (bytes: Uint8Array): Buffer => tagged(0x02, bytes);
const octets = (bytes: Uint8Array): Buffer => tagged(0x04, bytes);
const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text));
const utcTime = (text: string): Buffer => tagged(0x17, Buffer.from(text));
const bitString = (bytes: Uint8Array): Buffer => tagged(0x03, Uint8Array.of(0), bytes);

function pem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
