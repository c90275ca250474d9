import { ApiError } from '../../../errors/api-error.ts';
import type { TokenHeader } from '../../../crypto/jws/parse-token.ts';
import type { JwkSet } from './jwk-set.ts';
import type { KeySetCache } from './key-set-cache.ts';
import type { KeySource, ResolveKey } from './key-source.ts';

/** The keys of one set that is fetched. */
export class RemoteKeys implements KeySource {
  readonly noMatch = 'remote';
  readonly #cache: KeySetCache;

  constructor(cache: KeySetCache) {
    this.#cache = cache;
  }

  get hasFailed(): boolean {
    return this.#cache.hasFailed;
  }

  async find(header: TokenHeader): Promise<readonly ResolveKey[]> {
    return (await reach(this.#cache)).find(header);
  }

  async findAnew(header: TokenHeader): Promise<readonly ResolveKey[] | undefined> {
    return (await this.#cache.refetch())?.find(header);
  }
}

/** The keys of several issuers. The first set that holds the key id counts, whatever the others hold. */
export class PairedKeys implements KeySource {
  readonly noMatch = 'pairs';
  readonly #caches: readonly KeySetCache[];

  constructor(caches: readonly KeySetCache[]) {
    this.#caches = caches;
  }

  get hasFailed(): boolean {
    return this.#caches.some((cache) => cache.hasFailed);
  }

  async find(header: TokenHeader): Promise<readonly ResolveKey[]> {
    if (header.kid === undefined) throw new ApiError('JWT_KID_MISSING');
    const atHand = this.#caches.flatMap((cache) => cache.atHand() ?? []);
    const named = findIn(atHand, header);
    // one server that is slow or away does no harm to the tokens of the others
    if (named) return named;
    const known = await Promise.allSettled(this.#caches.map((cache) => cache.get()));
    const sets = known.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value] : [],
    );
    if (sets.length === 0) throw unreachable(known.find(isRejected)?.reason);
    return findIn(sets, header) ?? [];
  }

  async findAnew(header: TokenHeader): Promise<readonly ResolveKey[] | undefined> {
    const sets = await Promise.all(this.#caches.map((cache) => cache.refetch()));
    return findIn(
      sets.filter((set) => set !== undefined),
      header,
    );
  }
}

function findIn(sets: readonly JwkSet[], header: TokenHeader): readonly ResolveKey[] | undefined {
  return sets.find((set) => set.has(header.kid ?? ''))?.find(header);
}

function isRejected(outcome: PromiseSettledResult<unknown>): outcome is PromiseRejectedResult {
  return outcome.status === 'rejected';
}

async function reach(cache: KeySetCache): Promise<JwkSet> {
  try {
    return await cache.get();
  } catch (error) {
    throw unreachable(error);
  }
}

function unreachable(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const detail = error instanceof Error ? error.message : 'unknown';
  return new ApiError('JWT_KEYS_UNREACHABLE', { detail, cause: error });
}
