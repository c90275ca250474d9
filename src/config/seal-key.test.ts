import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigFolder, leastConfig } from '../testing/config-folder.ts';

let folder: ConfigFolder;
beforeEach(() => {
  folder = new ConfigFolder();
});
afterEach(() => folder.remove());

describe('the key of a static seal', () => {
  const hex = 'ab'.repeat(32);
  const bytes = new Uint8Array(32).fill(0xab);
  const seal = (source: string): string =>
    `${leastConfig}seal "static" { current_key_id = "k1" current_key = "${source}" }`;
  const keyOf = (source: string, env = {}): Uint8Array | undefined => {
    const { seal: found } = folder.load(seal(source), { env });
    return found.type === 'static' ? Uint8Array.from(found.currentKey()) : undefined;
  };

  test('comes from the text, from a variable or from a file, in any of its forms', () => {
    folder.write('raw.key', bytes);
    const base64File = folder.write('base64.key', `${Buffer.from(bytes).toString('base64')}\n`);

    expect(keyOf(hex)).toEqual(bytes);
    expect(keyOf('env://UNSEAL', { UNSEAL: hex })).toEqual(bytes);
    expect(keyOf(`file://${join(folder.path, 'raw.key')}`)).toEqual(bytes);
    expect(keyOf(`file://${base64File}`)).toEqual(bytes);
  });

  test('is in no print of the configuration', () => {
    expect(JSON.stringify(folder.load(seal(hex)))).not.toContain('ab'.repeat(4));
  });

  test('stands beside the former one while that is replaced, and says when it is to go', () => {
    const both = seal(hex).replace(
      / \}$/,
      ` previous_key = "${'cd'.repeat(32)}" disabled = true }`,
    );
    const { seal: found } = folder.load(both);
    const alone = folder.load(seal(hex)).seal;

    expect(found).toMatchObject({ disabled: true });
    expect(found.type === 'static' && found.previousKey?.()).toEqual(Buffer.alloc(32, 0xcd));
    expect(alone).toMatchObject({ disabled: false });
    expect(alone).not.toHaveProperty('previousKey');
    expect(folder.faultsOf(both.replace('cd', 'x'))).toEqual([
      '3 seal "static" previous_key: must be 32 bytes, as they are, in hexadecimal or in base64',
    ]);
  });

  test.each([
    ['secret-too-short', 'must be 32 bytes, as they are, in hexadecimal or in base64'],
    ['env://UNSEAL', 'names a variable that is not set'],
    ['file:///no/such/file', 'cannot be read (ENOENT)'],
    ['', 'is needed'],
  ])('%j is refused without telling it', (source, problem) => {
    expect(folder.faultsOf(seal(source))).toEqual([`3 seal "static" current_key: ${problem}`]);
  });
});
