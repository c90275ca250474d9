import { describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { digestToBase62, systemRandom } from './random.ts';

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

describe('the random source of the system', () => {
  test('gives as many bytes as are asked for, and none twice', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 2000; i++) {
      const bytes = systemRandom(i % 300);
      expect(bytes.byteLength).toBe(i % 300);
      for (let at = 0; at + 12 <= bytes.byteLength; at += 12) {
        seen.add(Buffer.from(bytes.subarray(at, at + 12)).toString('hex'));
      }
    }
    const pieces = Array.from({ length: 2000 }, (_, i) => Math.floor((i % 300) / 12));
    expect(seen.size).toBe(pieces.reduce((sum, count) => sum + count, 0));
  });

  test('gives bytes that the receiver may keep', () => {
    const first = systemRandom(16);
    const copy = Buffer.from(first).toString('hex');
    for (let i = 0; i < 1000; i++) systemRandom(16);
    expect(Buffer.from(first).toString('hex')).toBe(copy);
    expect(copy).not.toBe('0'.repeat(32));
  });
});
