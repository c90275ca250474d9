import { describe, expect, test } from 'vitest';
import { AnswerFramer } from './answer-framer.ts';

const full = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello';
const empty = 'HTTP/1.1 204 No Content\r\nDate: today\r\n\r\n';
const refusal = 'HTTP/1.1 403 Forbidden\r\ncontent-length:2\r\n\r\n{}';
const zero = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

function statusesOf(chunks: readonly string[]): number[] {
  const statuses: number[] = [];
  const framer = new AnswerFramer((status) => statuses.push(status));
  for (const chunk of chunks) framer.feed(Buffer.from(chunk));
  return statuses;
}

describe('an answer framer', () => {
  test('tells the status of each answer in one packet', () => {
    expect(statusesOf([full + empty + refusal + zero + full])).toEqual([200, 204, 403, 200, 200]);
  });

  test('tells the same wherever packets are cut', () => {
    const whole = full + empty + refusal + zero;
    for (let at = 1; at < whole.length; at++) {
      expect(statusesOf([whole.slice(0, at), whole.slice(at)])).toEqual([200, 204, 403, 200]);
    }
  });

  test('tells the same byte by byte', () => {
    expect(statusesOf((full + empty + refusal).split(''))).toEqual([200, 204, 403]);
  });

  test('tells nothing of an answer that is not whole', () => {
    expect(statusesOf([full.slice(0, -1)])).toEqual([]);
  });

  test('copies what it keeps, since the caller reuses its buffer', () => {
    const statuses: number[] = [];
    const framer = new AnswerFramer((status) => statuses.push(status));
    const buffer = Buffer.from(empty.slice(0, 20));
    framer.feed(buffer);
    buffer.fill(0);
    framer.feed(Buffer.from(empty.slice(20)));
    expect(statuses).toEqual([204]);
  });

  test('takes no head of a body for one of an answer', () => {
    const body = 'HTTP/1.1 500 No\r\n\r\n';
    const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    expect(statusesOf([answer + empty])).toEqual([200, 204]);
  });

  test('refuses an answer without a length', () => {
    expect(() => statusesOf(['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'])).toThrow(
      'states no length',
    );
  });
});
