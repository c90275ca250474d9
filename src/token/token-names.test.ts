import { describe, expect, test, vi } from 'vitest';
import { Barrier } from '../storage/barrier.ts';
import { createKeyring } from '../storage/keyring.ts';
import { seededRandom } from '../testing/test-server.ts';
import { hashOfAccessor, namesOfId } from './token-names.ts';

function createBarrier(seed: string): Barrier {
  const random = seededRandom(seed);
  return new Barrier(createKeyring(random, 0), random);
}

describe('the names of a token', () => {
  test('are worked out once while they are kept', () => {
    const barrier = createBarrier('a');
    const mac = vi.spyOn(barrier, 'mac');
    const first = namesOfId(barrier, 's.one');
    expect(namesOfId(barrier, 's.one')).toEqual(first);
    expect(mac).toHaveBeenCalledTimes(1);
  });

  test('lead from id and from accessor to the same row', () => {
    const barrier = createBarrier('a');
    const { accessor, hash } = namesOfId(barrier, 's.one');
    expect(accessor).toMatch(/^[0-9A-Za-z]{24}$/);
    expect(hashOfAccessor(barrier, accessor)).toBe(hash);
  });

  test('are different for each id and under each key', () => {
    const [one, other] = [createBarrier('a'), createBarrier('b')];
    const names = [namesOfId(one, 's.one'), namesOfId(one, 's.two'), namesOfId(other, 's.one')];
    expect(new Set(names.map(({ hash }) => hash)).size).toBe(3);
    expect(new Set(names.map(({ accessor }) => accessor)).size).toBe(3);
  });
});
