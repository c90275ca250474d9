import { METHODS } from 'node:http';
import { describe, expect, test } from 'vitest';
import { findForeignVerb, foreignVerbs } from './verb-words.ts';

function find(text: string, refusedAt: number): string {
  const word = findForeignVerb(Buffer.from(text), refusedAt);
  return word.kind === 'none' ? 'none' : `${word.kind} ${word.found.verb} at ${word.start}`;
}

describe('the verbs that the parser lacks', () => {
  test('are LIST, SCAN and HELP, each with a stand-in that the parser knows and no operation uses', () => {
    expect(foreignVerbs.map(({ verb }) => verb)).toEqual(['LIST', 'SCAN', 'HELP']);
    for (const { verb, standIn } of foreignVerbs) {
      expect(METHODS).toContain(standIn);
      expect(standIn).toHaveLength(verb.length);
    }
  });

  test('are refused inside the word and cannot start in the middle of what the parser took', () => {
    for (const { verb, refusedAt } of foreignVerbs) {
      expect(refusedAt).toBeGreaterThan(0);
      expect(refusedAt).toBeLessThan(verb.length);
      for (let at = 1; at < refusedAt; at += 1) {
        const rest = verb.slice(at, refusedAt);
        expect(METHODS.filter((method) => method.startsWith(rest))).toEqual([]);
      }
    }
  });
});

describe('findForeignVerb', () => {
  test.each([
    ['LIST /v1/a', 2, 'verb LIST at 0'],
    ['SCAN /v1/a', 1, 'verb SCAN at 0'],
    ['HELP /v1/a', 2, 'verb HELP at 0'],
    ['\r\n\r\nLIST /', 6, 'verb LIST at 4'],
    ['{"a":1}LIST /', 9, 'verb LIST at 7'],
    ['LIS', 2, 'cut LIST at 0'],
    ['LIST', 2, 'cut LIST at 0'],
    ['SC', 1, 'cut SCAN at 0'],
    ['LISTEN /', 2, 'none'],
    ['LIST\t/', 2, 'none'],
    ['LISt /', 2, 'none'],
    ['list /', 0, 'none'],
    ['IST /', 0, 'none'],
    ['UNLIST /', 4, 'none'],
    ['M-SCAN /', 3, 'none'],
    ['UNSCAN /', 3, 'none'],
    ['POSCAN /', 3, 'none'],
    ['OPTIONSCAN /', 7, 'none'],
    ['CHELP /', 3, 'none'],
    ['FOO /', 1, 'none'],
  ])('%j refused at byte %i is %s', (text, refusedAt, expected) => {
    expect(find(text, refusedAt)).toBe(expected);
  });
});
