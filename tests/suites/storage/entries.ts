import type { ScanBounds, Store } from '../../../src/storage/store.ts';

/** Open an empty store, which is taken away after the test. */
export type Open = () => Promise<Store>;

/** The same with entries, each of which has its key as its value. */
export type Fill = (keys: readonly string[]) => Promise<Store>;

/** The bytes of a text. */
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A put of a text: its key, unless it says another. */
export const put = (key: string, text = key, expiresAt?: number) =>
  expiresAt === undefined ? { key, value: bytes(text) } : { key, value: bytes(text), expiresAt };

/** Keys below a prefix, the first hundred unless bounds say another number. */
export async function scanKeys(store: Store, prefix: string, bounds: Partial<ScanBounds> = {}) {
  const entries = await store.scan(prefix, { limit: 100, ...bounds });
  return entries.map(({ key }) => key);
}
