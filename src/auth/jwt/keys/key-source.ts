import type { CryptoKey, KeyObject } from 'jose';
import type { TokenHeader } from '../../../crypto/jws/parse-token.ts';

/** A key that a signature may be tried with. @throws Error when it is none after all */
export type ResolveKey = () => Promise<CryptoKey | KeyObject>;

/** Where the keys of a mount come from. */
export interface KeySource {
  /** What is told where no key fits. */
  readonly noMatch: 'static' | 'remote' | 'pairs';
  /**
   * Keys that may have made the signature of a token with this header.
   *
   * @throws ApiError `JWT_KEYS_UNREACHABLE`, `JWT_KID_MISSING`
   */
  find(header: TokenHeader): Promise<readonly ResolveKey[]>;
  /** The same after the keys were asked for anew; undefined where that is not possible, or not yet again. */
  findAnew(header: TokenHeader): Promise<readonly ResolveKey[] | undefined>;
  /** Whether the last attempt to fetch keys in this process failed. */
  readonly hasFailed: boolean;
}
