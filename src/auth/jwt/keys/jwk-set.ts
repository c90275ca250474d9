import type { importJWK, JWK } from 'jose';
import { loadJose } from '../../../crypto/jws/load-jose.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../lib/json.ts';
import type { TokenHeader } from '../../../crypto/jws/parse-token.ts';
import { keyShapeOf } from '../../../crypto/jws/algorithms.ts';
import type { ResolveKey } from './key-source.ts';

/** Keys of a set that are looked at. */
const MAX_KEYS = 1000;
/** Keys that are tried on one token: without a key id each costs a signature check. */
const MAX_TRIED = 10;

/** What was fetched as a key set is none. The message repeats nothing of it. */
export class JwkSetError extends Error {
  override readonly name = 'JwkSetError';
}

/**
 * A key set of which keys of unknown kinds are left out.
 *
 * @see RFC 7517 §5: implementations should ignore keys of a type that they do not understand
 */
export class JwkSet {
  readonly #keys: readonly JsonObject[];
  readonly #byId = new Map<string, JsonObject[]>();
  readonly #imported = new WeakMap<JsonObject, Map<string, ReturnType<typeof importJWK>>>();

  /** @throws JwkSetError when the text is no key set; an object without keys is an empty one */
  constructor(text: string) {
    this.#keys = readKeys(text).filter(isPublicSignatureKey).slice(0, MAX_KEYS);
    for (const key of this.#keys) {
      const { kid } = key;
      if (typeof kid !== 'string') continue;
      const sameId = this.#byId.get(kid);
      if (sameId) sameId.push(key);
      else this.#byId.set(kid, [key]);
    }
  }

  get size(): number {
    return this.#keys.length;
  }

  /** Whether some key has this id. */
  has(kid: string): boolean {
    return this.#byId.has(kid);
  }

  /** Keys of the id in the header; where it has none, all that its algorithm takes. */
  find({ alg, kid }: TokenHeader): ResolveKey[] {
    const named = kid === undefined ? this.#keys : (this.#byId.get(kid) ?? []);
    const fitting = named.filter((key) => fits(key, alg)).slice(0, MAX_TRIED);
    return fitting.map((key) => async () => {
      const imported = await this.#keyFor(key, alg);
      if (imported instanceof Uint8Array) throw new JwkSetError('a symmetric key');
      return imported;
    });
  }

  #keyFor(key: JsonObject, alg: string): ReturnType<typeof importJWK> {
    const byAlgorithm = this.#imported.get(key) ?? new Map<string, ReturnType<typeof importJWK>>();
    this.#imported.set(key, byAlgorithm);
    const known = byAlgorithm.get(alg);
    if (known) return known;
    const { kty, n, e, crv, x, y } = key;
    // nothing but the public part: no `x5u`, no private members, no claims about itself
    const publicPart = { kty, n, e, crv, x, y } as JWK;
    const started = loadJose().then((jose) => jose.importJWK(publicPart, alg));
    byAlgorithm.set(alg, started);
    return started;
  }
}

function readKeys(text: string): JsonObject[] {
  let document: JsonValue;
  try {
    document = JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new JwkSetError('no JSON', { cause: error });
  }
  if (!isJsonObject(document)) throw new JwkSetError('no JSON object');
  const keys = document['keys'] ?? [];
  if (!Array.isArray(keys)) throw new JwkSetError('`keys` is no list');
  return keys.filter(isJsonObject);
}

function isPublicSignatureKey({ kty, use }: JsonObject): boolean {
  return (kty === 'RSA' || kty === 'EC' || kty === 'OKP') && use !== 'enc';
}

/** @see RFC 8725 §3.1: a key is used with the algorithm that it is meant for */
function fits(key: JsonObject, alg: string): boolean {
  const shape = keyShapeOf(alg);
  if (!shape || key['kty'] !== shape.kty) return false;
  if (shape.crv !== undefined && key['crv'] !== shape.crv) return false;
  return key['alg'] === undefined || key['alg'] === alg;
}
