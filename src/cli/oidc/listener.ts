import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CliError } from '../cli-error.ts';

/** Path to which the provider sends the browser back. */
export const CALLBACK_PATH = '/oidc/callback';
/** A form of a provider is not longer. */
const MAX_FORM_BYTES = 262_144;

/** What the browser brought back. */
export interface Returned {
  readonly values: URLSearchParams;
  /** It came as a form. */
  readonly isForm: boolean;
  /** Show the browser how it ended, and let it go. */
  readonly end: (isLoggedIn: boolean) => void;
}

/** Pages are fixed: nothing that was sent stands in them. */
const pages = {
  done: [200, 'You are logged in. You may close this window and go back to the terminal.'],
  failed: [400, 'The login failed. The terminal tells why; you may close this window.'],
  other: [400, 'This is not the login that the terminal waits for.'],
} as const;

/** Waits on an address of this machine for a browser to come back. */
export class CallbackListener {
  readonly #server: Server;
  #take: ((returned: Returned) => void) | undefined;
  #isExpected: (state: string) => boolean = () => false;

  private constructor() {
    this.#server = createServer((request, response) => {
      // a browser that goes away while it sends has nobody to be told
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /**
   * Listen.
   *
   * @throws CliError (1) where the address is not of this machine alone, or the port is taken
   */
  static async start(host: string, port: number): Promise<CallbackListener> {
    if (host !== 'localhost' && !/^127(?:\.\d{1,3}){3}$/.test(host) && host !== '::1') {
      throw new CliError('listenaddress must be localhost or an address of 127.0.0.0/8 or ::1.');
    }
    const listener = new CallbackListener();
    await new Promise<void>((resolve, reject) => {
      listener.#server.once('error', (error: NodeJS.ErrnoException) => {
        const reason = error.code === 'EADDRINUSE' ? 'is in use' : 'cannot be listened at';
        reject(new CliError(`Port ${port} ${reason}; give another one with port=NUMBER.`));
      });
      listener.#server.listen(port, host, resolve);
    });
    return listener;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /**
   * Wait for the browser of one login. Others that come are sent away.
   *
   * @throws CliError (2) when it does not come in time
   */
  async wait(state: string, timeoutMs: number): Promise<Returned> {
    this.#isExpected = (given) => given === state;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const minutes = Math.round(timeoutMs / 60_000);
      const error = new CliError(`The browser did not come back within ${minutes} minutes.`, 2);
      timer = setTimeout(() => reject(error), timeoutMs);
    });
    const comes = new Promise<Returned>((resolve) => {
      this.#take = resolve;
    });
    try {
      return await Promise.race([comes, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Idle connections of the browser are ended too: they would keep the program alive. */
  close(): void {
    this.#server.close();
    this.#server.closeIdleConnections();
    setTimeout(() => this.#server.closeAllConnections(), 500).unref();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== CALLBACK_PATH) return show(response, 'other', 404);
    const isForm = request.method === 'POST';
    const values = isForm ? new URLSearchParams(await readForm(request)) : url.searchParams;
    const take = this.#take;
    if (!take || !this.#isExpected(values.get('state') ?? '')) return show(response, 'other');
    this.#take = undefined;
    take({ values, isForm, end: (isDone) => show(response, isDone ? 'done' : 'failed') });
  }
}

function show(response: ServerResponse, page: keyof typeof pages, status?: number): void {
  const [usual, text] = pages[page];
  response.writeHead(status ?? usual, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  response.end(`<!doctype html><title>Portcullis</title><p>${text}</p>\n`);
}

async function readForm(request: IncomingMessage): Promise<string> {
  let form = '';
  for await (const chunk of request) {
    form += String(chunk);
    if (form.length > MAX_FORM_BYTES) return '';
  }
  return form;
}
