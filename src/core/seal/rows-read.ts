import type { Expectation, Store } from '../../storage/store.ts';
import type { RawReader } from './seal-records.ts';

/** Reads rows as they lie in the store, and keeps in mind which versions they had. */
export class RowsRead {
  readonly #store: Store;
  readonly #versions = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  readonly get: RawReader = async (keys) => {
    const rows = await this.#store.get(keys);
    for (const [at, key] of keys.entries()) this.#versions.set(key, rows[at]?.version ?? 0);
    return rows;
  };

  /** All that was read must still be so. */
  expectations(): Expectation[] {
    return [...this.#versions].map(([key, version]) => ({ key, version }));
  }
}
