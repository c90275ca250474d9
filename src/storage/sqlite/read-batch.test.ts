import { describe, expect, test } from 'vitest';
import { ReadBatch } from './read-batch.ts';

const entryOf = (key: string) => ({ key, value: new Uint8Array(0), version: 1 });

describe('a batch of reads', () => {
  test('makes one read of those of a turn, and gives each its own entries', async () => {
    const calls: (readonly string[])[] = [];
    const batch = new ReadBatch((keys) => {
      calls.push(keys);
      return keys.map((key) => (key === 'none' ? undefined : entryOf(key)));
    });
    const found = await Promise.all([batch.get(['a', 'none']), batch.get([]), batch.get(['b'])]);
    expect(calls).toEqual([['a', 'none', 'b']]);
    expect(found).toEqual([[entryOf('a'), undefined], [], [entryOf('b')]]);
  });

  test('reads after the call, never before', async () => {
    let committed = 0;
    const batch = new ReadBatch((keys) =>
      keys.map((key) => ({ ...entryOf(key), version: committed })),
    );
    const first = batch.get(['a']);
    committed = 1;
    const second = batch.get(['a']);
    expect([(await first)[0]?.version, (await second)[0]?.version]).toEqual([1, 1]);
  });

  test('fails only the read that is at fault', async () => {
    const batch = new ReadBatch((keys) => {
      if (keys.includes('damaged')) throw new Error('damaged');
      return keys.map(entryOf);
    });
    const [sound, damaged] = await Promise.allSettled([batch.get(['a']), batch.get(['damaged'])]);
    expect(sound).toEqual({ status: 'fulfilled', value: [entryOf('a')] });
    expect(damaged.status).toBe('rejected');
  });

  test('makes what waits at once when it is flushed', async () => {
    let reads = 0;
    const batch = new ReadBatch((keys) => {
      reads += 1;
      return keys.map(entryOf);
    });
    const found = batch.get(['a']);
    batch.flush();
    expect(reads).toBe(1);
    await found;
  });
});
