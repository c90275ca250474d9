import { afterEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { describeArguments } from './storage/arguments.ts';
import { describeClosing } from './storage/closing.ts';
import { describeCommitting } from './storage/committing.ts';
import { put } from './storage/entries.ts';
import { describeExpiry } from './storage/expiry.ts';
import { describeReading } from './storage/reading.ts';

/** A fresh, empty store, and how to get rid of it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Another store over the same entries, where the driver keeps them; the first stays open. */
  readonly reopen?: () => Promise<Store>;
  cleanup(): Promise<void>;
}

/** What every storage driver must do, whatever it is made of. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}: a store`, () => {
    const opened: StoreUnderTest[] = [];
    const openStore = async (): Promise<Store> => {
      const under = await open();
      opened.push(under);
      return under.store;
    };
    const fill = async (keys: readonly string[]): Promise<Store> => {
      const store = await openStore();
      await store.commit({ put: keys.map((key) => put(key)) });
      return store;
    };

    afterEach(async () => {
      for (const under of opened.splice(0)) await under.cleanup();
    });

    describeReading(openStore, fill);
    describeCommitting(openStore, fill);
    describeExpiry(openStore);
    describeArguments(openStore);
    describeClosing(openStore);

    test('goes on where it was for whoever opens it next, if the driver keeps anything', async () => {
      const under = await open();
      opened.push(under);
      const { store, reopen } = under;
      await store.commit({ put: [put('a')] });

      const next = reopen ? await reopen() : store;
      const answer = await next.commit({ put: [put('b')] });
      const versions = (await store.get(['a', 'b'])).map((entry) => entry?.version);
      await next.close();

      expect(answer).toEqual({ applied: true, version: 2 });
      expect(versions).toEqual([1, 2]);
    });
  });
}
