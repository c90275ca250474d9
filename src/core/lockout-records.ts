import { createHash } from 'node:crypto';
import type { Barrier } from '../storage/barrier.ts';
import type { PlainEntry, Transaction } from '../storage/transaction.ts';
import { endOfFailures, type LockoutSettings, type LoginFailures } from './lockout-settings.ts';
import { type MountEntry, mountPrefix } from './mount-entry.ts';

/** Rows that one step of a walk reads. */
const PAGE = 500;
/** Longest name, in bytes, that is kept as it is: strangers choose what is stored here. */
const MAX_NAME_BYTES = 512;
const VERSION = 1;

interface StoredFailures extends LoginFailures {
  readonly v: number;
  readonly name: string;
}

/** A name at a mount, and the key of the row in which its failures lie, if there are any. */
export interface FailuresPlace {
  readonly key: string;
  /** As it is kept and listed. */
  readonly name: string;
}

/**
 * Where the failures of a name lie: below the prefix of the mount, so that they move with it and are freed
 * with it. An overlong name is known by its digest, which may be given in its place.
 */
export function placeOfFailures(
  barrier: Barrier,
  mount: Pick<MountEntry, 'uuid'>,
  loginName: string,
): FailuresPlace {
  const prefix = prefixOf(mount);
  const name = shortened(loginName);
  return { key: prefix + barrier.hashName(prefix, name), name };
}

/** The failures of one name, as one transaction sees them. */
export class FailuresRow {
  readonly #transaction: Transaction;
  readonly #place: FailuresPlace;

  constructor(transaction: Transaction, place: FailuresPlace) {
    this.#transaction = transaction;
    this.#place = place;
  }

  async get(): Promise<LoginFailures | undefined> {
    const entry = await this.#transaction.get(this.#place.key);
    return entry && decode(entry);
  }

  /** Write it until it says nothing any more. */
  put(failures: LoginFailures, settings: LockoutSettings): void {
    const { key, name } = this.#place;
    const stored: StoredFailures = { v: VERSION, name, ...failures };
    const end = endOfFailures(failures, settings);
    this.#transaction.put(key, Buffer.from(JSON.stringify(stored)), end);
  }

  remove(): void {
    this.#transaction.remove(this.#place.key);
  }

  /** It must still be as it was read, or still be absent, when the transaction is committed. */
  require(): void {
    this.#transaction.require(this.#place.key);
  }
}

/**
 * The failures of all names of a mount, in no meaningful order.
 *
 * @yields those of one name
 */
export async function* allFailures(
  transaction: Transaction,
  mount: Pick<MountEntry, 'uuid'>,
): AsyncGenerator<LoginFailures & { readonly name: string }> {
  const prefix = prefixOf(mount);
  let after = prefix;
  for (;;) {
    const page = await transaction.scan(prefix, { after, limit: PAGE });
    yield* page.map((entry) => decode(entry));
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.key;
  }
}

function prefixOf({ uuid }: Pick<MountEntry, 'uuid'>): string {
  return `${mountPrefix(uuid)}login-failures/`;
}

function decode(entry: PlainEntry): StoredFailures {
  const stored = JSON.parse(entry.value.toString()) as StoredFailures;
  if (stored.v !== VERSION) throw new Error(`login failures of version ${stored.v} cannot be read`);
  return stored;
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  return `sha256:${createHash('sha256').update(name).digest('hex')}`;
}
