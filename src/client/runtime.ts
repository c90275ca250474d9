/** What the client sends with: the global `fetch`, or one with its own certificates, proxy or transport. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;

/** As much of the options of `fetch` as the client uses. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** A token must not follow to where an answer points. */
  readonly redirect: 'manual';
}

/** As much of an answer as the client reads. */
export interface FetchAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What the client takes from its surroundings; a test hands in its own. */
export interface Runtime {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Between 0 and 1; spreads what would come at once, and guards nothing. */
  random(): number;
  /**
   * Call back once.
   *
   * @param isBackground - nobody waits for it, so that a program may end before; default: false
   * @returns a function that calls it off
   */
  after(delayMs: number, callback: () => void, isBackground?: boolean): () => void;
}

/** The longest delay that timers take. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** The clock, randomness and timers of Node, Deno, Bun or the browser. */
export const systemRuntime: Runtime = {
  now: () => new Date().getTime(),
  random: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
  after: (delayMs, callback, isBackground = false) => {
    const timer: unknown = setTimeout(callback, Math.min(delayMs, MAX_DELAY_MS));
    if (isBackground) letProcessEnd(timer);
    return () => clearTimeout(timer as number);
  },
};

/** The global `fetch`, looked up at each call, so that it may be replaced. */
export const systemFetch: Fetch = (url, init) => fetch(url, init);

/** In Node, Deno and Bun a timer is a reason to go on; in a browser there is no end. */
function letProcessEnd(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) {
    (timer as { unref(): void }).unref();
  }
}

/**
 * Wait, but no longer than until a signal.
 *
 * @returns whether the time is over; false where the signal came first
 */
export function sleep(
  runtime: Runtime,
  delayMs: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (signal?.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const callOff = runtime.after(delayMs, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve(true);
    });
    const onAbort = (): void => {
      callOff();
      resolve(false);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
