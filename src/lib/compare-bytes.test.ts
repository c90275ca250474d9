import { expect, test } from 'vitest';
import { compareBytes } from './compare-bytes.ts';

const texts = [
  '',
  '\u0000',
  ' ',
  'A',
  'a',
  'a\u0000',
  'a/',
  'aa',
  'ab',
  'b',
  '\u007F',
  '\u0080',
  'é',
  '\u07FF',
  '\u0800',
  '\uD7FF',
  '\uE000',
  '\uFFFD',
  '\uFFFF',
  '\u{10000}',
  '\u{10001}a',
  '\u{1F600}',
  '\u{10FFFF}',
];

test('texts are in the order of their UTF-8 bytes', () => {
  const pairs = texts.flatMap((a) => texts.map((b) => [a, b] as const));

  for (const [a, b] of pairs) {
    const ofBytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
    expect([a, b, Math.sign(compareBytes(a, b))]).toEqual([a, b, ofBytes]);
  }
});
