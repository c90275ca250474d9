import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Commit } from '../store.ts';
import { systemRandom as random } from '../../crypto/random.ts';
import { CommitPacker, unpackCommits } from './writer-messages.ts';

const seal = { term: 1, key: createSecretKey(randomBytes(32)), random };
const bytes = (text: string) => new TextEncoder().encode(text);

const commits: readonly Commit[] = [
  {
    expect: [
      { key: 'a', version: 3 },
      { key: 'b', version: 0 },
    ],
    put: [
      { key: 'raw', value: bytes('as it is'), expiresAt: 1_764_000_000_000 },
      { key: 'sealed', plaintext: bytes('hidden'), seal },
      { key: 'empty', value: new Uint8Array(0), expiresAt: 0 },
    ],
    remove: ['gone'],
  },
  { expect: [], put: [], remove: [] },
  {
    expect: [],
    put: [{ key: 'large', plaintext: new Uint8Array(100_000).fill(7), seal }],
    remove: [],
  },
];

describe('packed commits', () => {
  test('come out as they went in, after a way between threads', () => {
    const packer = new CommitPacker();
    for (const commit of commits) packer.add(commit);
    const { seals, ...packed } = packer.take();
    const posted = structuredClone(packed, { transfer: [packed.values, packed.numbers.buffer] });
    expect(unpackCommits({ ...posted, seals }, random)).toEqual(commits);
  });

  test('hold no buffer that the caller may change', () => {
    const value = bytes('before');
    const packer = new CommitPacker();
    packer.add({ put: [{ key: 'a', value }] });
    value.fill(0);
    expect(unpackCommits(packer.take(), random)[0]?.put).toEqual([
      { key: 'a', value: bytes('before') },
    ]);
  });

  test('are gone from the packer once they are taken', () => {
    const packer = new CommitPacker();
    packer.add({ put: [{ key: 'a', value: bytes('a') }] });
    packer.take();
    expect(packer.count).toBe(0);
    expect(unpackCommits(packer.take(), random)).toEqual([]);
  });
});
