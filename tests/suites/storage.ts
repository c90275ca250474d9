import { createSecretKey } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { decrypt, DecryptionError } from '../../src/crypto/aead.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import type { ScanBounds, Store } from '../../src/storage/store.ts';
import { readDecideCommit } from './read-decide-commit.ts';
import { MAX_KEY_BYTES, MAX_VALUE_BYTES } from '../../src/storage/validate-commit.ts';

/** A fresh, empty store, and how to get rid of it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Another store over the same entries, where the driver keeps them; the first stays open. */
  readonly reopen?: () => Promise<Store>;
  cleanup(): Promise<void>;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const put = (key: string, text = key, expiresAt?: number) =>
  expiresAt === undefined ? { key, value: bytes(text) } : { key, value: bytes(text), expiresAt };

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

type Open = () => Promise<Store>;
type Fill = (keys: readonly string[]) => Promise<Store>;

async function scanKeys(store: Store, prefix: string, bounds: Partial<ScanBounds> = {}) {
  const entries = await store.scan(prefix, { limit: 100, ...bounds });
  return entries.map(({ key }) => key);
}

function describeReading(open: Open, fill: Fill): void {
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

function describeCommitting(open: Open, fill: Fill): void {
  test('encrypts what is to be sealed, bound to its key', async () => {
    const store = await open();
    const seal = { term: 7, key: createSecretKey(Buffer.alloc(32, 1)), random: systemRandom };
    const plaintext = bytes('a text that must not lie there');
    await store.commit({ put: [{ key: 'a', plaintext, seal, expiresAt: 5 }] });

    const [entry] = await store.get(['a']);
    const stored = Buffer.from(entry?.value ?? []);
    const sealed = stored.subarray(5);

    expect(entry?.expiresAt).toBe(5);
    expect(stored.includes('must not')).toBe(false);
    expect(stored.subarray(0, 5)).toEqual(Buffer.of(1, 0, 0, 0, 7));
    expect(decrypt(seal.key, { sealed, context: 'a' })).toEqual(Buffer.from(plaintext));
    expect(() => decrypt(seal.key, { sealed, context: 'b' })).toThrow(DecryptionError);
  });

  test('numbers commits in one row, and never reuses a number after a removal', async () => {
    const store = await open();

    const answers = [
      await store.commit({ put: [put('a'), put('b')] }),
      await store.commit({ put: [put('a')] }),
      await store.commit({ remove: ['a'] }),
      await store.commit({ put: [put('a')] }),
    ];
    const versions = (await store.get(['a', 'b'])).map((entry) => entry?.version);

    const numbers = answers.map((answer) => (answer.applied ? answer.version : 0));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    expect(versions).toEqual([numbers[3], numbers[0]]);
  });

  test('holds a commit to the versions it expects', async () => {
    const store = await fill(['a']);
    const [before] = await store.get(['a']);
    const version = before?.version ?? 0;

    const right = await store.commit({ expect: [{ key: 'a', version }], put: [put('a', 'new')] });
    const stale = await store.commit({ expect: [{ key: 'a', version }], put: [put('a', 'lost')] });
    const [after] = await store.get(['a']);

    expect(right.applied).toBe(true);
    expect(stale).toEqual({ applied: false, moved: 'a' });
    expect(after?.value).toEqual(bytes('new'));
  });

  test('takes version 0 as the absence of a key', async () => {
    const store = await open();
    const create = { expect: [{ key: 'a', version: 0 }], put: [put('a')] };

    expect((await store.commit(create)).applied).toBe(true);
    expect(await store.commit(create)).toEqual({ applied: false, moved: 'a' });
    await store.commit({ remove: ['a'] });
    expect((await store.commit(create)).applied).toBe(true);
  });

  test('changes nothing at all when one of several expectations fails, and names the first', async () => {
    const store = await fill(['a', 'b']);

    const answer = await store.commit({
      expect: [
        { key: 'a', version: 1 },
        { key: 'b', version: 7 },
        { key: 'c', version: 9 },
      ],
      put: [put('a', 'new'), put('d')],
      remove: ['b'],
    });
    const entries = await store.get(['a', 'b', 'd']);

    expect(answer).toEqual({ applied: false, moved: 'b' });
    expect(entries.map((entry) => entry?.version)).toEqual([1, 1, undefined]);
  });

  test('answers a commit that changes nothing by whether its expectations hold', async () => {
    const store = await fill(['a']);

    expect(await store.commit({})).toEqual({ applied: true, version: 1 });
    expect(await store.commit({ expect: [{ key: 'a', version: 1 }] })).toEqual({
      applied: true,
      version: 1,
    });
    expect(await store.commit({ expect: [{ key: 'a', version: 2 }] })).toEqual({
      applied: false,
      moved: 'a',
    });
  });

  test('removes a key, and minds no absent one', async () => {
    const store = await fill(['a', 'b']);

    const answer = await store.commit({ remove: ['a', 'missing'] });

    expect(answer.applied).toBe(true);
    expect(await scanKeys(store, '')).toEqual(['b']);
  });

  test('lets exactly one of many creators of a key win', async () => {
    const store = await open();

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        store.commit({ expect: [{ key: 'a', version: 0 }], put: [put('a', `creator ${at}`)] }),
      ),
    );

    expect(answers.filter(({ applied }) => applied)).toHaveLength(1);
  });

  test('counts 200 increments made at the same moment as 200', async () => {
    const store = await open();
    const increment = () =>
      readDecideCommit(store, async (read) => {
        const [entry] = await read(['counter']);
        const count = Number(new TextDecoder().decode(entry?.value)) + 1;
        return { commit: { put: [put('counter', String(count))] }, result: count };
      });

    const results = await Promise.all(Array.from({ length: 200 }, increment));
    const [entry] = await store.get(['counter']);

    expect(new Set(results).size).toBe(200);
    expect(new TextDecoder().decode(entry?.value)).toBe('200');
  });

  test('shows a commit to every read that begins after its answer', async () => {
    const store = await open();

    for (let at = 0; at < 50; at += 1) {
      const answer = await store.commit({ put: [put('a', String(at))] });
      const [entry] = await store.get(['a']);
      expect(answer).toEqual({ applied: true, version: entry?.version });
    }
  });

  test('leaves a buffer to its owner as soon as commit has returned', async () => {
    const store = await open();
    const value = bytes('before');

    const answer = store.commit({ put: [{ key: 'a', value }] });
    value.fill(0);
    await answer;

    expect((await store.get(['a']))[0]?.value).toEqual(bytes('before'));
  });
}

function describeExpiry(open: Open): void {
  test('finds what has expired, the oldest first, up to the limit', async () => {
    const store = await open();
    await store.commit({
      put: [put('c', 'c', 300), put('a', 'a', 100), put('b', 'b', 200), put('never')],
    });

    const keys = async (notAfterMs: number, limit = 10) =>
      (await store.expired(notAfterMs, limit)).map(({ key }) => key);

    expect(await keys(99)).toEqual([]);
    expect(await keys(100)).toEqual(['a']);
    expect(await keys(1000)).toEqual(['a', 'b', 'c']);
    expect(await keys(1000, 2)).toEqual(['a', 'b']);
    expect((await store.expired(100, 1))[0]).toEqual({
      key: 'a',
      value: bytes('a'),
      version: 1,
      expiresAt: 100,
    });
  });

  test('goes by the latest expiry of an entry, and hides nothing that has expired', async () => {
    const store = await open();
    await store.commit({ put: [put('a', 'a', 100), put('b', 'b', 100), put('c', 'c', 100)] });

    await store.commit({ put: [put('a', 'a', 500), put('b')], remove: ['c'] });

    expect(await store.expired(499, 10)).toEqual([]);
    expect((await store.expired(500, 10)).map(({ key }) => key)).toEqual(['a']);
    expect((await store.get(['a']))[0]?.expiresAt).toBe(500);
    expect((await store.get(['b']))[0]).not.toHaveProperty('expiresAt');
  });
}

function describeArguments(open: Open): void {
  test('refuses a lone surrogate wherever a key stands', async () => {
    const store = await open();
    const key = 'a\uD800';

    await expect(store.get([key])).rejects.toThrow(TypeError);
    await expect(store.scan(key, { limit: 1 })).rejects.toThrow(TypeError);
    await expect(store.scan('', { limit: 1, after: key })).rejects.toThrow(TypeError);
    await expect(store.commit({ put: [put(key)] })).rejects.toThrow(TypeError);
    await expect(store.commit({ remove: [key] })).rejects.toThrow(TypeError);
    await expect(store.commit({ expect: [{ key, version: 0 }] })).rejects.toThrow(TypeError);
  });

  test('takes a key of the greatest length and refuses a longer one', async () => {
    const longest = 'é'.repeat(MAX_KEY_BYTES / 2);
    const store = await open();

    expect((await store.commit({ put: [put(longest, 'x')] })).applied).toBe(true);
    await expect(store.commit({ put: [put(`${longest}a`)] })).rejects.toThrow(RangeError);
    expect(await scanKeys(store, longest)).toEqual([longest]);
  });

  test('refuses a commit that names a key twice, without harm to its neighbours', async () => {
    const store = await open();

    const answers = await Promise.allSettled([
      store.commit({ put: [put('a')] }),
      store.commit({ put: [put('b')], remove: ['b'] }),
      store.commit({ put: [put('c', '1'), put('c', '2')] }),
      store.commit({ remove: ['d', 'd'] }),
      store.commit({ put: [put('e')] }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(answers[1]).toHaveProperty('reason', expect.any(TypeError));
    expect(await scanKeys(store, '')).toEqual(['a', 'e']);
  });

  test('refuses numbers and sizes out of bounds', async () => {
    const store = await open();
    const tooLarge = new Uint8Array(MAX_VALUE_BYTES + 1);

    await expect(store.scan('', { limit: 0 })).rejects.toThrow(RangeError);
    await expect(store.scan('', { limit: 1.5 })).rejects.toThrow(RangeError);
    await expect(store.expired(0, 0)).rejects.toThrow(RangeError);
    await expect(store.commit({ put: [put('a', 'a', 0.5)] })).rejects.toThrow(RangeError);
    await expect(store.commit({ put: [put('a', 'a', Number.NaN)] })).rejects.toThrow(RangeError);
    await expect(store.commit({ expect: [{ key: 'a', version: -1 }] })).rejects.toThrow(RangeError);
    await expect(store.commit({ put: [{ key: 'a', value: tooLarge }] })).rejects.toThrow(
      RangeError,
    );
  });
}

function describeClosing(open: Open): void {
  test('finishes what was begun when it is closed', async () => {
    const store = await open();

    const commits = Array.from({ length: 20 }, (_, at) => store.commit({ put: [put(`k${at}`)] }));
    const closed = store.close();
    const answers = await Promise.all(commits);
    await closed;

    expect(answers.every(({ applied }) => applied)).toBe(true);
  });

  test('refuses every call after it was closed, except to close again', async () => {
    const store = await open();
    await store.close();
    const closed = { name: 'StoreError', code: 'closed' };

    await expect(store.get(['a'])).rejects.toMatchObject(closed);
    await expect(store.scan('', { limit: 1 })).rejects.toMatchObject(closed);
    await expect(store.expired(0, 1)).rejects.toMatchObject(closed);
    await expect(store.commit({ put: [put('a')] })).rejects.toMatchObject(closed);
    await expect(store.close()).resolves.toBeUndefined();
  });
}
