import { describe, expect, test } from 'vitest';
import { BoundedMap } from './bounded-map.ts';

describe('a bounded map', () => {
  test('finds what was set last', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('a', 2);
    expect(map.get('a')).toBe(2);
    expect(map.get('b')).toBeUndefined();
  });

  test('never holds more than twice its bound', () => {
    const map = new BoundedMap<number, number>(10);
    for (let i = 0; i < 1000; i++) map.set(i, i);
    expect(map.size).toBeLessThanOrEqual(20);
    expect(map.get(999)).toBe(999);
    expect(map.get(0)).toBeUndefined();
  });

  test('keeps what is asked for again and again', () => {
    const map = new BoundedMap<number, number>(10);
    map.set(-1, 7);
    for (let i = 0; i < 1000; i++) {
      map.set(i, i);
      expect(map.get(-1)).toBe(7);
    }
  });

  test('tells the new value of an entry whose old one is in the old generation', () => {
    const map = new BoundedMap<string, number>(1);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    expect(map.get('a')).toBe(3);
  });

  test('is empty once cleared', () => {
    const map = new BoundedMap<string, number>(1);
    map.set('a', 1);
    map.set('b', 2);
    map.clear();
    expect([map.get('a'), map.get('b'), map.size]).toEqual([undefined, undefined, 0]);
  });
});
