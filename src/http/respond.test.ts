import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ResponseContext, writeAnswer } from './respond.ts';
import { createResponseHeaderTable } from './response-headers.ts';

const context: ResponseContext = {
  table: createResponseHeaderTable({}),
  isHead: false,
  isLast: true,
  hasUnreadBody: true,
  requestId: 'the-id',
  namespace: '',
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A response that notes in which order it is written and ended, and can be closed. */
function fakeResponse(): { response: ServerResponse; calls: string[]; close: () => void } {
  const calls: string[] = [];
  let onClose = (): void => undefined;
  const response = {
    writeHead: (status: number) => calls.push(`head ${status}`),
    write: (body: string) => calls.push(`write ${body}`),
    end: (body = '') => calls.push(`end ${body}`),
    once: (_event: 'close', listener: () => void) => (onClose = listener),
  };
  return { response: response as unknown as ServerResponse, calls, close: () => onClose() };
}

test('a caller that is still sending has the whole answer half a second before the end', () => {
  const { response, calls } = fakeResponse();

  writeAnswer(response, { status: 413, body: '{}' }, context);
  vi.advanceTimersByTime(499);
  expect(calls).toEqual(['head 413', 'write {}']);
  vi.advanceTimersByTime(1);

  expect(calls).toEqual(['head 413', 'write {}', 'end ']);
});

test('a caller that closes first is not waited for', () => {
  const { response, calls, close } = fakeResponse();

  writeAnswer(response, { status: 413, body: '{}' }, context);
  close();
  vi.advanceTimersByTime(1000);

  expect(calls).toEqual(['head 413', 'write {}']);
});

test('a caller that has sent everything is answered and done with', () => {
  const { response, calls } = fakeResponse();

  writeAnswer(response, { status: 200, body: '{}' }, { ...context, hasUnreadBody: false });

  expect(calls).toEqual(['head 200', 'end {}']);
});
