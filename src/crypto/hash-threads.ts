import type { Argon2Parameters } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** One hash, as a thread is asked for it. */
export type HashWork =
  | { readonly kind: 'argon2'; readonly parameters: Argon2Parameters }
  | { readonly kind: 'bcrypt'; readonly password: string; readonly hash: string };

/** A question to a thread. */
export interface HashQuestion {
  readonly id: number;
  readonly work: HashWork;
}

/** The tag of argon2, whether bcrypt matches, or what went wrong. */
export interface HashAnswer {
  readonly id: number;
  readonly value?: Uint8Array | boolean;
  readonly failure?: string;
}

interface Waiting {
  readonly resolve: (value: Uint8Array | boolean | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** As many as there are processors: more would only share them. */
export const HASH_THREADS = Math.min(availableParallelism(), 8);

/** A thread with what it was asked for. */
class HashThread {
  readonly waiting = new Map<number, Waiting>();
  readonly #worker: Worker;

  constructor(onEnd: () => void) {
    // the file beside this one, in whichever form this one runs
    const file = new URL(`./hash-thread${extname(import.meta.url)}`, import.meta.url);
    // Some flags that a program may be started with forbid a thread its file.
    this.#worker = new Worker(file, { name: 'password-hash', execArgv: [] });
    this.#worker.unref();
    this.#worker.on('message', (answer: HashAnswer) => this.#settle(answer));
    const end = (error: Error): void => {
      onEnd();
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    };
    this.#worker.on('error', (error) =>
      end(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => end(new Error('the thread that hashes ended')));
  }

  ask(question: HashQuestion, waiting: Waiting): void {
    this.waiting.set(question.id, waiting);
    this.#worker.ref();
    this.#worker.postMessage(question);
  }

  #settle({ id, value, failure }: HashAnswer): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (this.waiting.size === 0) this.#worker.unref();
    if (failure === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(failure));
  }
}

let threads: HashThread[] = [];
let lastId = 0;

/**
 * Hash in one of a few threads of low priority, started when first needed; they never keep the process alive by
 * themselves. The threads of libuv stay free for files and signatures.
 *
 * @throws Error when the thread ends before it has answered
 */
export async function hashInThread(work: HashWork): Promise<Uint8Array | boolean | undefined> {
  const thread = leastBusy();
  lastId += 1;
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | boolean | undefined>();
  thread.ask({ id: lastId, work }, { resolve, reject });
  return promise;
}

function leastBusy(): HashThread {
  const idle = threads.find(({ waiting }) => waiting.size === 0);
  if (idle) return idle;
  if (threads.length < HASH_THREADS) {
    const thread: HashThread = new HashThread(() => {
      threads = threads.filter((other) => other !== thread);
    });
    threads.push(thread);
    return thread;
  }
  return threads.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a));
}
