import { expect, test } from 'vitest';
import type { ScanBounds } from '../../../src/storage/store.ts';
import { bytes, type Fill, type Open, put, scanKeys } from './entries.ts';

/** What is read: by key, by prefix, as of one moment. */
export function describeReading(open: Open, fill: Fill): void {
  test('answers in the order of the keys asked for, absent ones as undefined', async () => {
    const store = await fill(['a', 'b']);

    const entries = await store.get(['b', 'missing', 'a', 'b']);

    expect(entries.map((entry) => entry?.key)).toEqual(['b', undefined, 'a', 'b']);
    expect(entries[0]).toEqual({ key: 'b', value: bytes('b'), version: 1 });
    expect(await store.get([])).toEqual([]);
  });

  test('scans in the order of UTF-8 bytes, not of UTF-16 units', async () => {
    const keys = ['a', 'a\u0000', 'a\u0000b', 'ab', 'b', 'é', '\uFFFD', '\u{1F600}', '\u{10FFFF}'];
    const store = await fill(keys.toReversed());

    expect(await scanKeys(store, '')).toEqual(keys);
  });

  test('scans exactly the keys that start with the prefix', async () => {
    const edge = 'p\u{10FFFF}';
    const store = await fill([
      'o',
      'p',
      'p/',
      'p/a',
      'p0',
      edge,
      `${edge}z`,
      'q',
      '\u{10FFFF}',
      '',
    ]);

    expect(await scanKeys(store, 'p/')).toEqual(['p/', 'p/a']);
    expect(await scanKeys(store, 'p')).toEqual(['p', 'p/', 'p/a', 'p0', edge, `${edge}z`]);
    expect(await scanKeys(store, edge)).toEqual([edge, `${edge}z`]);
    expect(await scanKeys(store, '\u{10FFFF}')).toEqual(['\u{10FFFF}']);
    expect(await scanKeys(store, 'x')).toEqual([]);
    expect(await scanKeys(store, '')).toHaveLength(10);
  });

  test('takes every character of a prefix as it is', async () => {
    const store = await fill(['a%b', 'a_b', 'a*b', 'axb', 'A%B', "a'b"]);

    expect(await scanKeys(store, 'a%')).toEqual(['a%b']);
    expect(await scanKeys(store, 'a_')).toEqual(['a_b']);
    expect(await scanKeys(store, 'a*')).toEqual(['a*b']);
    expect(await scanKeys(store, "a'")).toEqual(["a'b"]);
  });

  test('pages through a prefix without gap or repetition', async () => {
    const keys = Array.from({ length: 25 }, (_, at) => `p/${String(at).padStart(2, '0')}`);
    const store = await fill(['o', ...keys, 'q']);

    const pages: string[][] = [];
    let bounds: Partial<ScanBounds> = { limit: 10 };
    for (;;) {
      const page = await scanKeys(store, 'p/', bounds);
      if (page.length === 0) break;
      pages.push(page);
      bounds = { limit: 10, after: page.at(-1) ?? '' };
    }

    expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual(keys);
  });

  test('resumes after a key that does not exist, or lies outside the prefix', async () => {
    const store = await fill(['p/a', 'p/a\u0000', 'p/c', 'q']);

    expect(await scanKeys(store, 'p/', { after: 'p/b' })).toEqual(['p/c']);
    expect(await scanKeys(store, 'p/', { after: 'p/a' })).toEqual(['p/a\u0000', 'p/c']);
    expect(await scanKeys(store, 'p/', { after: 'a' })).toEqual(['p/a', 'p/a\u0000', 'p/c']);
    expect(await scanKeys(store, 'p/', { after: 'z' })).toEqual([]);
    expect(await scanKeys(store, 'p/', { after: '' })).toHaveLength(3);
  });

  test('reads several keys as of one moment', async () => {
    const store = await fill(['left', 'right']);

    const between = Array.from({ length: 200 }, (_, at) => `between ${at}`);

    let torn = 0;
    for (let at = 0; at < 100; at += 1) {
      const writing = store.commit({ put: [put('left'), put('right')] });
      // From here on a driver may be writing, while the read goes through its keys.
      await new Promise(setImmediate);
      const entries = await store.get(['left', ...between, 'right']);
      if (entries.at(0)?.version !== entries.at(-1)?.version) torn += 1;
      await writing;
    }

    expect(torn).toBe(0);
  });

  test('keeps values of every size as they were', async () => {
    const store = await open();
    const large = Uint8Array.from({ length: 1024 * 1024 }, (_, at) => (at * 7 + (at >> 8)) & 0xff);

    await store.commit({ put: [{ key: 'large', value: large }, put('empty', '')] });
    const [entry, empty] = await store.get(['large', 'empty']);

    expect(Buffer.compare(entry?.value ?? bytes(''), large)).toBe(0);
    expect(empty?.value).toEqual(new Uint8Array(0));
  });

  test('keeps apart keys that look alike', async () => {
    const keys = [
      'é',
      'e\u0301',
      'a',
      'A',
      'a\u0000',
      'a ',
      ' a',
      '\u0000',
      '\uFEFFa',
      '𝒶',
      '名/前',
    ];
    const store = await fill(keys);

    const entries = await store.get(keys);

    expect(
      entries.map((entry) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(entry?.value)),
    ).toEqual(keys);
    expect((await scanKeys(store, '')).toSorted()).toEqual(keys.toSorted());
  });
}
