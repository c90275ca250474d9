import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { HmacSha256 } from './hmac.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('HMAC-SHA-256', () => {
  test('gives the digests of RFC 4231', () => {
    const one = new HmacSha256(Buffer.alloc(20, 0x0b)).digest('Hi There');
    const two = new HmacSha256(Buffer.from('Jefe')).digest('what do ya want for nothing?');
    const six = new HmacSha256(Buffer.alloc(131, 0xaa)).digest(
      'Test Using Larger Than Block-Size Key - Hash Key First',
    );
    expect([one, two, six]).toEqual([
      hex('b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'),
      hex('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'),
      hex('60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'),
    ]);
  });

  test('is that of Node for every length of key and text', () => {
    for (let length = 0; length < 1500; length += 7) {
      const key = Buffer.alloc(length % 150, length);
      const text = 'aé€😀'.repeat(length).slice(0, length).toWellFormed();
      const hmac = new HmacSha256(key);
      hmac.digest(`another text that is longer or shorter ${'x'.repeat(1500 - length)}`);
      const expected = createHmac('sha256', key).update(text).digest();
      expect(hmac.digest(text)).toEqual(expected);
      expect(hmac.digestText(text)).toBe(expected.toString('base64url'));
      expect(hmac.digestHex(text)).toBe(expected.toString('hex'));
    }
  });
});
