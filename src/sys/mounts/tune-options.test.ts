import { describe, expect, test } from 'vitest';
import { tuneOptions } from './tune-options.ts';

const kv = { kind: 'secret', type: 'kv' } as const;
const versions = ['1', '2'];

test('options change one by one, and an empty value removes one', () => {
  const mount = { ...kv, options: { a: '1', b: '2', c: '3' } };

  const { options } = tuneOptions(mount, versions, { b: 'new', c: '', d: '4' });

  expect(options).toEqual({ a: '1', b: 'new', d: '4' });
});

test('options that are not sent stay as they are, none included', () => {
  expect(tuneOptions({ ...kv, options: null }, versions, undefined).options).toBeNull();
});

test('a mount without the option has the oldest version', () => {
  const upgraded = tuneOptions({ ...kv, options: {} }, versions, { version: '2' });
  const same = tuneOptions({ ...kv, options: {} }, versions, { version: '1' });

  expect(upgraded).toEqual({
    options: { version: '2' },
    warnings: [expect.stringMatching(/^Upgrading mount from version 1 to version 2\./)],
    isUpgraded: true,
  });
  expect(same).toEqual({ options: { version: '1' }, warnings: [], isUpgraded: false });
});

describe('versions that are refused', () => {
  test.each([
    ['3', 'invalid version provided: 3'],
    ['', 'invalid version provided: '],
    ['1', 'cannot downgrade mount from version 2'],
  ])('%j', (version, text) => {
    const mount = { ...kv, options: { version: '2' } };

    expect(() => tuneOptions(mount, versions, { version })).toThrow(text);
  });
});
