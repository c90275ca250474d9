import type { KeyObject } from 'node:crypto';
import { loadJose } from '../../crypto/jws/load-jose.ts';
import { parseClaims, parseToken, TokenFormError } from '../../crypto/jws/parse-token.ts';
import { ApiError } from '../../errors/api-error.ts';
import { type Checks, masked } from '../../framework/checks.ts';
import type { JsonObject } from '../../lib/json.ts';
import { algorithms, keysFor, parsePemKeys } from './pem-keys.ts';
import type { Config } from './records.ts';

/** Keys of each configuration that is in memory. */
const parsedKeys = new WeakMap<Config, readonly KeyObject[]>();

/** A token that was taken apart. */
export interface ReadToken {
  /** Without blanks: what is read here is what the API server is to judge. */
  readonly compact: string;
  readonly claims: JsonObject;
}

/**
 * Take a token apart. Its signature has been checked only where the configuration has `pem_keys`: until the
 * API server has said yes nothing of its claims is true.
 *
 * @throws ApiError `KUBERNETES_TOKEN_REFUSED`, `KUBERNETES_ALGORITHM_INVALID`
 */
export async function readToken(jwt: string, config: Config, checks: Checks): Promise<ReadToken> {
  try {
    const { compact, header } = parseToken(jwt);
    const claims = parseClaims(Buffer.from(compact.split('.')[1] ?? '', 'base64url'));
    checks.pass('jwt_form', () => ({ expected: 'a signed token', received: masked(jwt) }));
    await assertSigned(compact, header.alg, { config, checks });
    return { compact, claims };
  } catch (error) {
    if (!(error instanceof TokenFormError)) throw error;
    const seen = { expected: 'a signed token', received: `${masked(jwt)}: ${error.message}` };
    throw checks.fail('jwt_form', seen, refused(error.message));
  }
}

async function assertSigned(
  compact: string,
  alg: string,
  { config, checks }: { config: Config; checks: Checks },
): Promise<void> {
  const isAllowed = algorithms.has(alg);
  if (config.pem_keys.length > 0) {
    const seen = () => ({
      expected: `a signature by one of ${config.pem_keys.length} pem_keys`,
      received: isAllowed
        ? `a signature of ${alg}`
        : 'a signature of an algorithm that is not allowed',
    });
    if (!(await isSignedByAny(compact, keysFor(keysOf(config), alg)))) {
      throw checks.fail('signature', seen, refused('no key verifies the signature'));
    }
    checks.pass('signature', seen);
  }
  const seen = () => ({
    expected: [...algorithms].join(', '),
    received: isAllowed ? alg : 'another one',
  });
  if (!isAllowed) {
    throw checks.fail('algorithm', seen, new ApiError('KUBERNETES_ALGORITHM_INVALID'));
  }
  checks.pass('algorithm', seen);
}

/** Any key may match: ids of keys come from the token, and mean nothing. */
async function isSignedByAny(compact: string, keys: readonly KeyObject[]): Promise<boolean> {
  const { compactVerify, errors } = await loadJose();
  for (const key of keys) {
    try {
      await compactVerify(compact, key, { algorithms: [...algorithms] });
      return true;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  return false;
}

function keysOf(config: Config): readonly KeyObject[] {
  const known = parsedKeys.get(config);
  if (known) return known;
  const keys = parsePemKeys(config.pem_keys);
  // they were parsed when they were written
  if (!keys) throw new Error('stored pem_keys cannot be read');
  parsedKeys.set(config, keys);
  return keys;
}

function refused(detail: string): ApiError {
  return new ApiError('KUBERNETES_TOKEN_REFUSED', { detail });
}
