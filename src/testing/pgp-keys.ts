import { decrypt, generateKey, readMessage, readPrivateKey } from 'openpgp';

/** Somebody with a PGP key. */
export interface PgpPerson {
  /** The public key as operators send it. */
  readonly publicKey: string;
  readonly privateKey: string;
  readonly fingerprint: string;
  /** What was encrypted to the person, from base64. */
  read(message: string): Promise<string>;
}

/** A key that was made on 2025-01-01 and is valid at the time of tests. */
export async function makePgpPerson(name: string, keyExpirationTime = 0): Promise<PgpPerson> {
  const date = new Date(Date.UTC(2025, 0, 1));
  const { publicKey, privateKey } = await generateKey({
    type: 'curve25519',
    userIDs: [{ name }],
    date,
    keyExpirationTime,
    format: 'binary',
  });
  const key = await readPrivateKey({ binaryKey: privateKey });
  return {
    publicKey: Buffer.from(publicKey).toString('base64'),
    privateKey: Buffer.from(privateKey).toString('base64'),
    fingerprint: key.getFingerprint(),
    read: async (text) => {
      const message = await readMessage({ binaryMessage: Buffer.from(text, 'base64') });
      const { data } = await decrypt({ message, decryptionKeys: key });
      return data;
    },
  };
}
