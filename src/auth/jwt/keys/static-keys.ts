import type { KeyObject } from 'node:crypto';
import type { TokenHeader } from '../../../crypto/jws/parse-token.ts';
import { fitsAlgorithm, parsePublicKey } from '../../../crypto/jws/public-key.ts';
import type { KeySource, ResolveKey } from './key-source.ts';

/** Keys that are part of the configuration. Their order counts, key ids do not. */
export class StaticKeys implements KeySource {
  readonly noMatch = 'static';
  readonly hasFailed = false;
  readonly #keys: readonly KeyObject[];

  /** @throws PublicKeyError */
  constructor(pems: readonly string[]) {
    this.#keys = pems.map(parsePublicKey);
  }

  async find({ alg }: TokenHeader): Promise<readonly ResolveKey[]> {
    return this.#keys.filter((key) => fitsAlgorithm(key, alg)).map((key) => async () => key);
  }

  async findAnew(): Promise<undefined> {
    return undefined;
  }
}
