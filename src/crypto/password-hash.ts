import { argon2, type Argon2Parameters, timingSafeEqual } from 'node:crypto';
import { hashInThread } from './hash-threads.ts';
import type { RandomBytes } from './random.ts';

/**
 * Password hashes in PHC string form. New ones are argon2id; bcrypt is read, for imported users.
 *
 * No hashing runs on the event loop: hashes that take long have threads of their own, of low priority.
 *
 * @see RFC 9106 (Argon2); OWASP Password Storage Cheat Sheet (parameters)
 */

/** Cost of a new hash: memory in KiB, passes, lanes. */
export interface PasswordCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP's recommendation for argon2id. */
export const defaultPasswordCost: PasswordCost = { memoryKib: 19_456, passes: 2, lanes: 1 };

/** Longest password that is hashed, in UTF-8 bytes. */
export const MAX_PASSWORD_BYTES = 1024;

/** From here on a hash takes so long that a thread of its own is worth the way to it. */
const DEAR_KIB = 1024;
const TAG_BYTES = 32;
const SALT_BYTES = 16;
const BCRYPT_MAX_PASSWORD_BYTES = 72;

/** `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<tag>`, unpadded base64. */
const argon2Form =
  /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/** `$2a$10$` and 53 characters of salt and hash. */
const bcryptForm = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

/** Hash a password with a fresh salt. */
export async function hashPassword(
  password: string,
  cost: PasswordCost,
  random: RandomBytes,
): Promise<string> {
  const salt = random(SALT_BYTES);
  return writeArgon2(cost, salt, await deriveTag(password, salt, cost));
}

/** A readable hash that belongs to no password, and costs as much to verify as a real one. */
export function decoyHash(cost: PasswordCost, random: RandomBytes): string {
  return writeArgon2(cost, random(SALT_BYTES), random(TAG_BYTES));
}

/** Whether a password belongs to a hash. An unreadable hash belongs to none. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const argon = parseArgon2(hash);
  if (argon) {
    const tag = await deriveTag(password, argon.salt, argon.cost);
    return tag.length === argon.tag.length && timingSafeEqual(tag, argon.tag);
  }
  if (!bcryptForm.test(hash)) return false;
  // bcrypt looks at 72 bytes only: a longer password would match by its beginning
  const isTooLong = Buffer.byteLength(password) > BCRYPT_MAX_PASSWORD_BYTES;
  return (await hashInThread({ kind: 'bcrypt', password, hash })) === true && !isTooLong;
}

/** Whether a hash should be made anew at the next login: another algorithm or another cost. */
export function isOutdatedHash(hash: string, cost: PasswordCost): boolean {
  const found = parseArgon2(hash)?.cost;
  return (
    found?.memoryKib !== cost.memoryKib ||
    found.passes !== cost.passes ||
    found.lanes !== cost.lanes
  );
}

/** The cost factor of a bcrypt hash, or undefined when the text is none. */
export function bcryptCost(hash: string): number | undefined {
  const match = bcryptForm.exec(hash);
  return match ? Number(match[1]) : undefined;
}

function writeArgon2(cost: PasswordCost, salt: Uint8Array, tag: Uint8Array): string {
  const costText = `m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}`;
  return `$argon2id$v=19$${costText}$${unpadded(salt)}$${unpadded(tag)}`;
}

function parseArgon2(hash: string): { cost: PasswordCost; salt: Buffer; tag: Buffer } | undefined {
  const match = argon2Form.exec(hash);
  if (!match) return undefined;
  const [memoryKib = 0, passes = 0, lanes = 0] = match.slice(1, 4).map(Number);
  return {
    cost: { memoryKib, passes, lanes },
    salt: Buffer.from(match[4] ?? '', 'base64'),
    tag: Buffer.from(match[5] ?? '', 'base64'),
  };
}

async function deriveTag(
  password: string,
  salt: Uint8Array,
  cost: PasswordCost,
): Promise<Uint8Array> {
  const parameters: Argon2Parameters = {
    // arrays of their own: a thread is sent all that lies behind them
    message: new TextEncoder().encode(password),
    nonce: new Uint8Array(salt),
    parallelism: cost.lanes,
    tagLength: TAG_BYTES,
    memory: cost.memoryKib,
    passes: cost.passes,
  };
  if (cost.memoryKib >= DEAR_KIB) {
    const tag = await hashInThread({ kind: 'argon2', parameters });
    if (!(tag instanceof Uint8Array)) throw new Error('argon2 gave no tag');
    return tag;
  }
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)));
  });
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
