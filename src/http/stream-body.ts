import type { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import type { AnswerStream } from '../framework/operation.ts';

/** Send a body that goes on, and tell its source once the reader is gone. The head must have been written. */
export function streamBody(
  response: ServerResponse | Http2ServerResponse,
  stream: AnswerStream,
): void {
  // on HTTP/2 they have gone out already
  if ('flushHeaders' in response) response.flushHeaders();
  const isOver = (): boolean => response.writableEnded || response.destroyed;
  const onGone = stream.begin({
    write: (text) => {
      if (!isOver()) (response as ServerResponse).write(text);
    },
    get waitingBytes() {
      return response.writableLength;
    },
    end: () => {
      if (!isOver()) response.end();
    },
  });
  response.once('close', onGone);
}
