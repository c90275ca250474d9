import { constantTimeEqual } from '../../crypto/constant-time-equal.ts';
import { defineRecord } from '../../framework/record.ts';
import { bindRecord } from '../../storage/records.ts';
import type { Transaction } from '../../storage/transaction.ts';
import { ROOT_NAMESPACE } from '../mount-entry.ts';

const MARKS = 'marks';
const markRecord = defineRecord<readonly string[]>({ collection: 'key-share', version: 1 });

/**
 * Keyed hashes of the key shares that count: by them a wrong share is told from the right ones as soon as it is
 * given. Shares are random, so that a hash of one tells nothing of it.
 */
export class ShareMarks {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  write(shares: readonly Uint8Array[]): void {
    this.#record.put(
      MARKS,
      shares.map((share) => this.#mark(share)),
    );
  }

  /** Undefined: the shares were made by a version that kept no marks. */
  async knows(share: Uint8Array): Promise<boolean | undefined> {
    const marks = await this.#record.get(MARKS);
    if (!marks) return undefined;
    const mark = this.#mark(share);
    return marks.map((known) => constantTimeEqual(known, mark)).includes(true);
  }

  #mark(share: Uint8Array): string {
    const text = Buffer.from(share).toString('base64');
    return this.#transaction.barrier.mac('key-share', text).toString('base64');
  }

  get #record() {
    return bindRecord(this.#transaction, ROOT_NAMESPACE, markRecord);
  }
}
