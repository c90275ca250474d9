import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { hasConnectionList, type HttpParser, parserOf, renewParser } from './node-parser.ts';
import { findForeignVerb, type ForeignVerb, LONGEST_VERB, type WordAt } from './verb-words.ts';

/** Called with what cannot be parsed, once it is certain that it holds no verb of ours. */
export type RefuseConnection = (error: ParseError, socket: Socket) => void;

/** An error of Node's HTTP/1.1 parser. */
export interface ParseError extends Error {
  readonly code?: string;
  /** How many bytes of the packet were accepted. */
  readonly bytesParsed?: number;
  readonly rawPacket?: Buffer;
}

const noBytes = Buffer.alloc(0);
const states = new WeakMap<Socket, ForeignVerbs>();

/**
 * Teach a server the verbs LIST, SCAN and HELP on HTTP/1.1, plain or inside TLS.
 *
 * Node's parser gives up at the first character by which no known verb can continue. Exactly there, and only
 * if one of our verbs and a blank stands there, a known verb of the same length that the API never uses
 * is put in its place, the parser of the connection is set back to the start of a message, and the bytes
 * from there on are parsed again. How messages are framed is decided by that one parser alone.
 *
 * Call once for each new connection, after Node has given it its parser.
 */
export function acceptForeignVerbs(server: Server, socket: Socket, refuse: RefuseConnection): void {
  const parser = parserOf(socket);
  if (parser && hasConnectionList(server))
    states.set(socket, new ForeignVerbs({ server, socket, parser, refuse }));
}

/**
 * Try to understand what the parser refused.
 *
 * @returns whether the connection goes on; otherwise the caller answers the error
 */
export function resumeAtForeignVerb(error: ParseError, socket: Socket): boolean {
  return states.get(socket)?.resume(error) ?? false;
}

/** The verb of a request as its sender wrote it. */
export function verbOf(request: IncomingMessage): string {
  return states.get(request.socket)?.takeVerb() ?? request.method ?? '';
}

interface Connection {
  readonly server: Server;
  readonly socket: Socket;
  readonly parser: HttpParser;
  readonly refuse: RefuseConnection;
}

/** What one connection remembers to find verbs that are split over packets, or follow each other in one. */
class ForeignVerbs {
  readonly #connection: Connection;
  readonly #afterExecute: (result: number | Error) => void;
  /** Messages whose first byte was seen; the last may be incomplete. */
  #begun = 0;
  /** Value of `#begun` when the last request was handed out. */
  #handedOut = 0;
  /** Last bytes of earlier packets, while a message is not complete enough to be handed out. */
  #tail: Buffer = noBytes;
  /** Beginning of a verb that the packet did not complete. */
  #held: { readonly bytes: Buffer; readonly found: ForeignVerb } | undefined;
  /** Bytes to be parsed again, from a stand-in on. */
  #again: Buffer | undefined;
  #isReplaying = false;
  #isIntercepting = false;
  /** The real verb of the message that is number `#verbFor`. */
  #verb = '';
  #verbFor = -1;

  constructor(connection: Connection) {
    this.#connection = connection;
    const { parser } = connection;
    const { kOnMessageBegin, kOnExecute } = parser.constructor;
    const original = parser[kOnExecute];
    this.#afterExecute = (result) => original?.(result);
    parser[kOnMessageBegin] = () => {
      this.#begun += 1;
    };
    parser[kOnExecute] = (result) => {
      if (!(result instanceof Error)) this.#rememberTail(() => parser.getCurrentBuffer());
      this.#afterExecute(result);
    };
  }

  takeVerb(): string | undefined {
    this.#handedOut = this.#begun;
    return this.#verbFor === this.#begun ? this.#verb : undefined;
  }

  resume(error: ParseError): boolean {
    const { code, rawPacket, bytesParsed } = error;
    if (code !== 'HPE_INVALID_METHOD' || !rawPacket || bytesParsed === undefined) return false;
    const bytes = this.#tail.length === 0 ? rawPacket : Buffer.concat([this.#tail, rawPacket]);
    return this.#startAt(bytes, findForeignVerb(bytes, this.#tail.length + bytesParsed));
  }

  /** @returns false where there is no verb to start at */
  #startAt(bytes: Buffer, word: WordAt): boolean {
    if (word.kind === 'none') return false;
    const { server, parser } = this.#connection;
    const message = Buffer.from(bytes.subarray(word.start));
    renewParser(server, parser);
    this.#tail = noBytes;
    if (word.kind === 'cut') {
      this.#held = { bytes: message, found: word.found };
      this.#intercept();
      return true;
    }
    message.write(word.found.standIn, 'latin1');
    this.#verb = word.found.verb;
    this.#verbFor = this.#begun + 1;
    this.#replay(message);
    return true;
  }

  /** A loop, not a recursion: one packet can hold thousands of requests. */
  #replay(bytes: Buffer): void {
    this.#again = bytes;
    if (this.#isReplaying) return;
    this.#isReplaying = true;
    while (this.#again) {
      const next = this.#again;
      this.#again = undefined;
      this.#parse(next);
    }
    this.#isReplaying = false;
  }

  #parse(bytes: Buffer): void {
    const { parser, socket } = this.#connection;
    if (socket.destroyed || parserOf(socket) !== parser) return;
    const result = parser.execute(bytes);
    if (!(result instanceof Error)) {
      this.#rememberTail(() => bytes);
      this.#afterExecute(result);
      return;
    }
    const error: ParseError = Object.assign(result, { rawPacket: bytes });
    if (!this.resume(error)) this.#connection.refuse(error, socket);
  }

  /** While a request is not handed out, its verb may still be incomplete: keep what could be a part of it. */
  #rememberTail(packet: () => Buffer): void {
    if (this.#begun === this.#handedOut) {
      this.#tail = noBytes;
      return;
    }
    const bytes = Buffer.concat([this.#tail, packet().subarray(-LONGEST_VERB)]);
    this.#tail = bytes.subarray(-LONGEST_VERB);
  }

  /**
   * From now on see the bytes of this connection before the parser does.
   *
   * Only connections that split a verb of ours over packets come here: it costs them a copy of each packet into
   * JavaScript, as a listener for `data` makes Node detach the parser from the socket.
   */
  #intercept(): void {
    if (this.#isIntercepting) return;
    this.#isIntercepting = true;
    const { socket } = this.#connection;
    const nodes = socket.listeners('data');
    socket.on('data', (packet: Buffer) => this.#onPacket(packet));
    for (const listener of nodes) socket.off('data', listener as () => void);
  }

  #onPacket(packet: Buffer): void {
    const held = this.#held;
    if (!held) {
      this.#replay(packet);
      return;
    }
    const bytes = Buffer.concat([held.bytes, packet]);
    const word = findForeignVerb(bytes, held.found.refusedAt);
    this.#held = undefined;
    if (word.kind === 'cut') this.#held = { bytes, found: word.found };
    else if (!this.#startAt(bytes, word)) this.#refuse(bytes);
  }

  #refuse(rawPacket: Buffer): void {
    const { refuse, socket } = this.#connection;
    const code = 'HPE_INVALID_METHOD';
    refuse(Object.assign(new Error('unknown verb'), { code, rawPacket }), socket);
  }
}
