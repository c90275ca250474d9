import { once } from 'node:events';

type Answer = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A connection to the DevTools of a browser, over which commands go to it and to its pages. */
export class DevTools {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#take(String(data)));
    socket.addEventListener('close', () => this.#giveUp());
  }

  /** @throws Error where nothing answers there */
  static async connect(address: string): Promise<DevTools> {
    const socket = new WebSocket(address);
    await Promise.race([once(socket, 'open'), once(socket, 'close')]);
    if (socket.readyState !== WebSocket.OPEN) throw new Error(`no DevTools at ${address}`);
    return new DevTools(socket);
  }

  /**
   * Send a command and wait for its result.
   *
   * @param session - of the page that is meant; absent: the browser
   * @throws Error where it is refused or the browser ends
   */
  send(method: string, params: object = {}, session?: string): Promise<Answer> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId: session }));
    });
  }

  close(): void {
    this.#socket.close();
  }

  /** Events, which have no number, are of no use here. */
  #take(data: string): void {
    const { id, result, error } = JSON.parse(data) as {
      id?: number;
      result?: Answer;
      error?: { message: string };
    };
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || !waiting) return;
    this.#waiting.delete(id);
    if (error) waiting.reject(new Error(error.message));
    else waiting.resolve(result ?? {});
  }

  #giveUp(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('the browser is gone'));
    this.#waiting.clear();
  }
}
