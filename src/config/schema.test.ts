import { describe, expect, test } from 'vitest';
import { configBlocks, ignoredListenerOptions, ignoredOptions, listenerOptions } from './schema.ts';

describe('the table of options', () => {
  test('every option has a type, a default and a sentence', () => {
    const options = configBlocks.flatMap(({ options }) => Object.values(options));

    expect(options.length).toBeGreaterThan(30);
    for (const { type, default: fallback, doc } of options) {
      expect(type).not.toBe('');
      expect(fallback).toBeDefined();
      expect(doc).toMatch(/^[A-Z0-9].*\.$/);
    }
  });

  test('no option is both read and ignored', () => {
    const known = configBlocks.flatMap(({ options }) => Object.keys(options));

    expect(known.filter((key) => ignoredOptions.has(key))).toEqual([]);
    const listener = Object.keys(listenerOptions);
    expect(listener.filter((key) => ignoredListenerOptions.has(key))).toEqual([]);
  });
});
