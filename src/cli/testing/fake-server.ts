import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { runCli, type FakeSurroundings, type Outcome } from './fake-io.ts';

/** A canned answer. */
export interface Canned {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes out as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** A request that arrived. */
export interface Seen {
  /** `GET /v1/secret/a?list=true` */
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  /** Parsed, `undefined` when empty. */
  readonly body: unknown;
}

/** A server that answers each request line from a table, or from a row of answers in turn. */
export class FakeServer {
  readonly #answers: Record<string, Canned | Canned[]>;
  readonly #server = createServer((request, response) => void this.#take(request, response));
  readonly seen: Seen[] = [];
  address = '';

  private constructor(answers: Record<string, Canned | Canned[]>) {
    this.#answers = answers;
  }

  static async start(answers: Record<string, Canned | Canned[]>): Promise<FakeServer> {
    const server = new FakeServer(answers);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    const bound = server.#server.address();
    server.address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
    return server;
  }

  get lines(): string[] {
    return this.seen.map(({ line }) => line);
  }

  /** Run a command against this server, with a token unless the test says otherwise. */
  async run(argv: readonly string[], surroundings: FakeSurroundings = {}): Promise<Outcome> {
    const env = { VAULT_ADDR: this.address, VAULT_TOKEN: 'test-token', ...surroundings.env };
    return runCli(argv, { ...surroundings, env });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const text = Buffer.concat(chunks).toString();
    const line = `${request.method} ${request.url}`;
    this.seen.push({
      line,
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    });
    const canned = this.#next(line);
    response.writeHead(canned.status ?? (canned.body === undefined ? 204 : 200), canned.headers);
    if (typeof canned.body === 'string') response.end(canned.body);
    else response.end(canned.body === undefined ? '' : JSON.stringify(canned.body));
  }

  #next(line: string): Canned {
    // a query that differs from run to run is left out of the table
    const canned = this.#answers[line] ?? this.#answers[line.replace(/\?.*$/, '')];
    if (Array.isArray(canned))
      return canned.shift() ?? { status: 500, body: { errors: ['none left'] } };
    return canned ?? { status: 404, body: { errors: [] } };
  }
}

/** An enveloped answer, as the wire has it. */
export function envelope(members: Readonly<Record<string, unknown>>): Canned {
  return {
    body: {
      request_id: 'e5b5f3ce-0000-4000-8000-000000000001',
      lease_id: '',
      renewable: false,
      lease_duration: 0,
      data: null,
      wrap_info: null,
      warnings: null,
      auth: null,
      ...members,
    },
  };
}
