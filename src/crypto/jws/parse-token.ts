import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { JsonShapeError, parsePlainJson } from './plain-json.ts';

/** Longest token that is looked at, characters. */
export const MAX_JWT_LENGTH = 65_536;
const MAX_HEADER_LENGTH = 4096;
const MAX_KID_LENGTH = 1024;

/** What of the header of a token counts. Keys and addresses that it brings along do not. */
export interface TokenHeader {
  readonly alg: string;
  readonly kid?: string;
}

/** A token whose signature has not been looked at. */
export interface UnverifiedToken {
  /** The compact form without blanks. */
  readonly compact: string;
  readonly header: TokenHeader;
}

/** A text is no token. The message repeats nothing of it. */
export class TokenFormError extends Error {
  override readonly name = 'TokenFormError';
}

const compactForm = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/;

/**
 * Take a compact JWS apart as far as is needed to check its signature.
 *
 * Blanks anywhere in it are dropped. A header with `crit` is refused: there is no extension that a login token
 * could need, `b64` included (RFC 7797 §7).
 *
 * @throws TokenFormError
 * @see RFC 7515 §7.1, §4.1.11
 */
export function parseToken(text: string): UnverifiedToken {
  if (text.length > MAX_JWT_LENGTH) throw new TokenFormError('longer than 65536 characters');
  const compact = text.replaceAll(/\s+/g, '');
  const match = compactForm.exec(compact);
  const header = match?.[1] ?? '';
  if (header === '') throw new TokenFormError('not three parts in base64url');
  if (header.length > MAX_HEADER_LENGTH) throw new TokenFormError('the header is too long');
  return { compact, header: readHeader(parseObject(header, 'header')) };
}

/**
 * The claims of a token whose signature has been checked.
 *
 * @throws TokenFormError
 */
export function parseClaims(payload: Uint8Array): JsonObject {
  return readObject(decodeUtf8(payload), 'payload');
}

function readHeader(header: JsonObject): TokenHeader {
  const { alg, kid, crit } = header;
  if (crit !== undefined) throw new TokenFormError('the header has critical extensions');
  if (typeof alg !== 'string') throw new TokenFormError('the header has no algorithm');
  // an empty key id names no key
  if (kid === undefined || kid === '') return { alg };
  if (typeof kid !== 'string' || kid.length > MAX_KID_LENGTH) {
    throw new TokenFormError('the key id is no short text');
  }
  return { alg, kid };
}

function parseObject(part: string, name: string): JsonObject {
  return readObject(decodeUtf8(Buffer.from(part, 'base64url')), name);
}

function readObject(text: string, name: string): JsonObject {
  try {
    const value = parsePlainJson(text);
    if (isJsonObject(value)) return value;
  } catch (error) {
    const isKnown = error instanceof JsonShapeError || error instanceof SyntaxError;
    if (!isKnown) throw error;
    const reason = error instanceof JsonShapeError ? error.message : 'no JSON';
    throw new TokenFormError(`the ${name}: ${reason}`, { cause: error });
  }
  throw new TokenFormError(`the ${name} is no object`);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new TokenFormError('not UTF-8', { cause: error });
  }
}
