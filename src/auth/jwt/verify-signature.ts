import { ApiError } from '../../errors/api-error.ts';
import { keyShapeOf } from '../../crypto/jws/algorithms.ts';
import type { KeySource, ResolveKey } from './keys/key-source.ts';
import { loadJose } from '../../crypto/jws/load-jose.ts';
import type { UnverifiedToken } from '../../crypto/jws/parse-token.ts';

/** What is told where no key made the signature. */
const noMatch: Readonly<Record<KeySource['noMatch'], string>> = {
  static: 'no known key successfully validated the token signature',
  remote: 'failed to verify id token signature',
  pairs: 'no key of this id in any key set, or none that made the signature',
};

/**
 * Check the signature of a token; the keys are asked for anew once where none of those known fits.
 *
 * The check itself runs outside the event loop (WebCrypto).
 *
 * @param allowed - algorithms of the configuration
 * @returns the bytes that were signed
 * @throws ApiError `JWT_ALGORITHM_REFUSED`, `JWT_SIGNATURE_INVALID`, `JWT_KEYS_UNREACHABLE`, `JWT_KID_MISSING`
 * @see RFC 7515 §5.2; RFC 8725 §3.1, §3.2
 */
export async function verifySignature(
  token: UnverifiedToken,
  keys: KeySource,
  allowed: readonly string[],
): Promise<Uint8Array> {
  const { header } = token;
  // what nobody could have allowed gets the answer of a wrong signature
  if (!keyShapeOf(header.alg)) throw refused(keys);
  if (!allowed.includes(header.alg)) throw new ApiError('JWT_ALGORITHM_REFUSED');
  const payload = await tryKeys(token, await keys.find(header));
  if (payload) return payload;
  const anew = await keys.findAnew(header);
  const late = anew && (await tryKeys(token, anew));
  if (late) return late;
  throw refused(keys);
}

function refused(keys: KeySource): ApiError {
  return new ApiError('JWT_SIGNATURE_INVALID', { values: { reason: noMatch[keys.noMatch] } });
}

async function tryKeys(
  { compact, header }: UnverifiedToken,
  keys: readonly ResolveKey[],
): Promise<Uint8Array | undefined> {
  const { compactVerify, errors } = await loadJose();
  for (const resolve of keys) {
    const key = await resolve().catch(() => undefined);
    if (!key) continue;
    try {
      const { payload } = await compactVerify(compact, key, { algorithms: [header.alg] });
      return payload;
    } catch (error) {
      // a key that is too short or of another curve is a TypeError: it fits no token
      const isMismatch = error instanceof errors.JOSEError || error instanceof TypeError;
      if (!isMismatch) throw error;
    }
  }
  return undefined;
}
