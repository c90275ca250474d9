import { createHash } from 'node:crypto';
import type { PlainEntry, Transaction } from '../storage/transaction.ts';
import type { LockoutSettings, LoginFailures } from './lockout-settings.ts';
import { endOfFailures } from './lockout-settings.ts';
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

/**
 * The failed logins of one mount, as one transaction sees them: a row per name, below the prefix of the
 * mount, so that they move with it and are freed with it. A row is removed when it says nothing any more.
 */
export class LockoutRecords {
  readonly #transaction: Transaction;
  readonly #prefix: string;

  constructor(transaction: Transaction, { uuid }: Pick<MountEntry, 'uuid'>) {
    this.#transaction = transaction;
    this.#prefix = `${mountPrefix(uuid)}login-failures/`;
  }

  /** Key of the row of a name, whether or not there is one. */
  key(name: string): string {
    return this.#prefix + this.#transaction.barrier.hashName(this.#prefix, shortened(name));
  }

  async get(name: string): Promise<LoginFailures | undefined> {
    const entry = await this.#transaction.get(this.key(name));
    return entry && decode(entry);
  }

  put(name: string, failures: LoginFailures, settings: LockoutSettings): void {
    const stored: StoredFailures = { v: VERSION, name: shortened(name), ...failures };
    const value = Buffer.from(JSON.stringify(stored));
    this.#transaction.put(this.key(name), value, endOfFailures(failures, settings));
  }

  /** Forget the failures of a name; `list` tells overlong names by their digest, which names them here too. */
  remove(name: string): void {
    this.#transaction.remove(this.key(name));
  }

  /** The row must still be as it was read, or still be absent, when the transaction is committed. */
  require(name: string): void {
    this.#transaction.require(this.key(name));
  }

  /**
   * All rows, in no meaningful order.
   *
   * @yields the failures of one name
   */
  async *each(): AsyncGenerator<StoredFailures> {
    let after = this.#prefix;
    for (;;) {
      const page = await this.#transaction.scan(this.#prefix, { after, limit: PAGE });
      yield* page.map((entry) => decode(entry));
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last.key;
    }
  }
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
