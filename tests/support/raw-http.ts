import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** One answer as it stood on the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Path of a file of the test certificates. */
export function tlsFile(name: string): string {
  return new URL(`tls/${name}`, import.meta.url).pathname;
}

/** Speaks HTTP/1.1 byte by byte, with whatever a real client would never send. */
export class RawConnection {
  readonly #socket: Socket;
  readonly #closed: Promise<void>;
  #received = Buffer.alloc(0);
  #onData: () => void = () => undefined;
  #isClosed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.#isClosed = true;
        this.#onData();
        resolve();
      });
    });
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#onData();
    });
  }

  static async open(port: number, options: { readonly tls: boolean }): Promise<RawConnection> {
    const socket = options.tls
      ? connectTls({
          port,
          host: '127.0.0.1',
          servername: 'localhost',
          ca: readFileSync(tlsFile('ca.crt')),
        })
      : connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    await new Promise((resolve, reject) => {
      socket.once(options.tls ? 'secureConnect' : 'connect', resolve);
      socket.once('error', reject);
    });
    return new RawConnection(socket);
  }

  /** Send bytes, one character each, as a packet of their own as far as the system lets us. */
  async send(text: string): Promise<void> {
    await new Promise((resolve) => this.#socket.write(Buffer.from(text, 'latin1'), resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The next answers; fewer when the connection is closed before. */
  async answers(count: number): Promise<RawAnswer[]> {
    const answers: RawAnswer[] = [];
    while (answers.length < count) {
      const answer = this.#take();
      if (answer) answers.push(answer);
      else if (this.#isClosed) break;
      else await new Promise<void>((resolve) => (this.#onData = resolve));
    }
    return answers;
  }

  /** All answers until the other end closes the connection. */
  async answersUntilClosed(): Promise<RawAnswer[]> {
    await this.#closed;
    return this.answers(Number.POSITIVE_INFINITY);
  }

  /** What came and was not taken yet. */
  get rest(): string {
    return this.#received.toString('latin1');
  }

  end(): void {
    this.#socket.destroy();
  }

  /** Cut the first answer off what was received. */
  #take(): RawAnswer | undefined {
    const text = this.#received.toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
    );
    const length = Number(headers['content-length'] ?? 0);
    if (this.#received.length < end + 4 + length) return undefined;
    const body = this.#received.toString('utf8', end + 4, end + 4 + length);
    this.#received = this.#received.subarray(end + 4 + length);
    return { status: Number(statusLine.split(' ')[1]), headers, body };
  }
}
