import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The parts of Node's HTTP/1.1 that it keeps to itself and that `foreign-verbs.ts` and
 * `collecting-request.ts` need.
 *
 * Those of the parser have been the same since Node 14; the tests of both files fail when one moves. Nothing
 * else may touch them.
 */
export interface HttpParser {
  /** Callbacks of the native parser, by number. */
  [callback: number]: ((value: number | Error) => unknown) | null;
  readonly constructor: {
    readonly REQUEST: number;
    readonly kOnMessageBegin: number;
    readonly kOnExecute: number;
  };
  /** The message that is being parsed, or the last one. */
  readonly incoming: IncomingMessage | null;
  initialize(...options: readonly unknown[]): void;
  /** Take the parser off the list that header and request timeouts are checked by. */
  remove(): void;
  execute(bytes: Buffer): number | Error;
  /** A copy of the packet that is being parsed. */
  getCurrentBuffer(): Buffer;
}

interface HttpSocket extends Socket {
  readonly parser?: HttpParser | null;
  readonly _httpMessage?: ServerResponse | null;
}

/** Node's parser of a connection; undefined where there is none (HTTP/2, closed) or it is not as expected. */
export function parserOf(socket: Socket): HttpParser | undefined {
  const { parser } = socket as HttpSocket;
  if (!parser) return undefined;
  const { kOnExecute, kOnMessageBegin, REQUEST } = parser.constructor;
  const isKnown =
    [kOnExecute, kOnMessageBegin, REQUEST].every((number) => Number.isInteger(number)) &&
    methods.every((name) => typeof parser[name] === 'function') &&
    typeof parser[kOnExecute] === 'function';
  return isKnown ? parser : undefined;
}

const methods = ['initialize', 'remove', 'execute', 'getCurrentBuffer'] as const;

/**
 * Set a parser that has given up back to where a message begins.
 *
 * Its callbacks, and with them the order of requests and answers on the connection, stay as they are.
 */
export function renewParser(server: Server, parser: HttpParser): void {
  // The list is a sorted set: the entry must be out while the time that it is sorted by changes.
  parser.remove();
  parser.initialize(
    parser.constructor.REQUEST,
    { type: 'HTTPINCOMINGMESSAGE' },
    maxHeaderSizeOf(server),
    STRICT,
    connectionsOf(server),
  );
}

/** Whether timeouts of a renewed parser can be kept up on this version of Node. */
export function hasConnectionList(server: Server): boolean {
  return connectionsOf(server) !== undefined;
}

/** Whether a connection speaks HTTP/1.1. */
export function hasParser(socket: Socket): boolean {
  return Boolean((socket as HttpSocket).parser);
}

/** The answer that the connection is busy with; those of later requests wait behind it. */
export function answerInFlight(socket: Socket): ServerResponse | undefined {
  return (socket as HttpSocket)._httpMessage ?? undefined;
}

/** The request that was cut off before its body was complete. */
export function incompleteRequest(socket: Socket): IncomingMessage | undefined {
  const incoming = (socket as HttpSocket).parser?.incoming;
  return incoming && !incoming.complete ? incoming : undefined;
}

/**
 * Close the stream side of a request whose body has not passed through it, without events.
 *
 * @returns false where this version of Node has no way to
 */
export function closeReadable(request: IncomingMessage): boolean {
  const { _dumpAndCloseReadable: close } = request as SilentlyClosing;
  close?.call(request);
  return close !== undefined;
}

type SilentlyClosing = IncomingMessage & { readonly _dumpAndCloseReadable?: () => void };

/** No leniency of any kind. */
const STRICT = 0;

function maxHeaderSizeOf(server: Server): number {
  const { maxHeaderSize } = server as Server & { readonly maxHeaderSize?: number };
  return maxHeaderSize ?? 0;
}

function connectionsOf(server: Server): unknown {
  const key = Object.getOwnPropertySymbols(server).find(
    (symbol) => symbol.description === 'http.server.connections',
  );
  return key && (server as unknown as Readonly<Record<symbol, unknown>>)[key];
}
