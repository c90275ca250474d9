import { createSecretKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { decrypt, DecryptionError } from '../../../src/crypto/aead.ts';
import { systemRandom } from '../../../src/crypto/random.ts';
import { readDecideCommit } from '../read-decide-commit.ts';
import { bytes, type Fill, type Open, put, scanKeys } from './entries.ts';

/** What is written: all of a commit or nothing, held to the versions that it expects. */
export function describeCommitting(open: Open, fill: Fill): void {
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
