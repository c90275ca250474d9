import { defineRecord } from '../../framework/record.ts';
import { bindRecord } from '../../storage/records.ts';
import type { Transaction } from '../../storage/transaction.ts';
import { ROOT_NAMESPACE } from '../mount-entry.ts';

/** When the encryption key is rotated without anybody asking. */
export interface RotationSettings {
  readonly enabled: boolean;
  /** Encryptions under one key, of all processes together. */
  readonly max_operations: number;
  /** Seconds for which a key is used; 0: any time. */
  readonly interval: number;
}

/**
 * The settings of a store that has none of its own. Random nonces allow 2³² messages a key; a tenth is left for what
 * processes have not reported yet.
 *
 * @see NIST SP 800-38D §8.3
 */
export const defaultRotation: RotationSettings = {
  enabled: true,
  max_operations: 3_865_470_566,
  interval: 0,
};

/** How often a key was used, as far as processes have reported it. */
export interface KeyUsage {
  readonly term: number;
  readonly encryptions: number;
}

const SETTINGS = 'settings';
const USAGE = 'usage';
const rotationRecord = defineRecord<RotationSettings>({ collection: 'key-rotation', version: 1 });
const usageRecord = defineRecord<KeyUsage>({ collection: 'key-usage', version: 1 });

/** What the store knows of the rotation of its encryption key. */
export class KeyRotation {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  async settings(): Promise<RotationSettings> {
    const stored = await this.#settings.get(SETTINGS);
    return stored ?? defaultRotation;
  }

  configure(settings: RotationSettings): void {
    this.#settings.put(SETTINGS, settings);
  }

  /** Encryptions under a term that were reported, by whatever process. */
  async reported(term: number): Promise<number> {
    const usage = await this.#usage.get(USAGE);
    return usage?.term === term ? usage.encryptions : 0;
  }

  /** Add to the count of a term; a new term starts at nothing, and an old one is of no interest any more. */
  async report(term: number, encryptions: number): Promise<void> {
    const usage = await this.#usage.get(USAGE);
    if (usage && usage.term > term) return;
    const before = usage?.term === term ? usage.encryptions : 0;
    this.#usage.put(USAGE, { term, encryptions: before + encryptions });
  }

  get #settings() {
    return bindRecord(this.#transaction, ROOT_NAMESPACE, rotationRecord);
  }

  get #usage() {
    return bindRecord(this.#transaction, ROOT_NAMESPACE, usageRecord);
  }
}
