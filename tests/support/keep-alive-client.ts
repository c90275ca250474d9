import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as its bytes say. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One keep-alive connection over which any bytes can be sent. It is opened anew where it was closed. */
export class KeepAliveClient {
  readonly #port: number;
  #socket: Socket | undefined;
  #received = Buffer.alloc(0);
  #onChange: () => void = () => undefined;

  constructor(port: number) {
    this.#port = port;
  }

  /** Send bytes as they are and read one answer. `isHead`: no body follows the headers. */
  async send(bytes: string | Buffer, isHead = false): Promise<RawAnswer> {
    const socket = await this.#open();
    socket.write(bytes);
    for (;;) {
      const answer = this.#take(isHead);
      if (answer) return answer;
      if (socket.destroyed || socket.readableEnded) throw new Error('closed without an answer');
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
      });
    }
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  async #open(): Promise<Socket> {
    if (this.#socket && !this.#socket.destroyed && !this.#socket.readableEnded) return this.#socket;
    this.#received = Buffer.alloc(0);
    const socket = connect(this.#port, '127.0.0.1');
    socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#onChange();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#onChange());
    await once(socket, 'connect');
    this.#socket = socket;
    return socket;
  }

  #take(isHead: boolean): RawAnswer | undefined {
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const [statusLine = '', ...lines] = this.#received
      .subarray(0, end)
      .toString('latin1')
      .split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => {
        const at = line.indexOf(':');
        return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
      }),
    );
    const status = Number(statusLine.split(' ')[1]);
    const length = isHead || status === 204 ? 0 : Number(headers['content-length'] ?? 0);
    const start = end + 4;
    if (this.#received.length < start + length) return undefined;
    const body = this.#received.subarray(start, start + length).toString();
    this.#received = this.#received.subarray(start + length);
    if (headers['connection'] === 'close') this.close();
    return { status, headers, body };
  }
}
