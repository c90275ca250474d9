import { describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { digestToBase62 } from './random.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** By big integers: slow, but plainly right. */
function referenceDigits(digest: Uint8Array, length: number): string {
  let number = BigInt(`0x${Buffer.from(digest).toString('hex')}`);
  let text = '';
  for (let i = 0; i < length; i++) {
    text += alphabet[Number(number % 62n)];
    number /= 62n;
  }
  return text;
}

describe('base-62 digits of a digest', () => {
  test('are those of the whole number, whatever their count', () => {
    for (let i = 0; i < 500; i++) {
      const digest = createHash('sha256').update(String(i)).digest();
      const length = 1 + (i % 40);
      expect(digestToBase62(digest, length)).toBe(referenceDigits(digest, length));
    }
  });

  test('hold at both ends of the range', () => {
    for (const byte of [0x00, 0xff]) {
      const digest = Buffer.alloc(32, byte);
      expect(digestToBase62(digest, 24)).toBe(referenceDigits(digest, 24));
    }
  });
});
