import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** One comparison, as the thread is asked for it. */
export interface BcryptQuestion {
  readonly id: number;
  readonly password: string;
  readonly hash: string;
}

interface Answer {
  readonly id: number;
  readonly matches: boolean;
}

interface Waiting {
  readonly resolve: (matches: boolean) => void;
  readonly reject: (error: Error) => void;
}

const waiting = new Map<number, Waiting>();
let thread: Worker | undefined;
let lastId = 0;

/**
 * Compare a password with a bcrypt hash, in a thread of its own that is started when first needed and never
 * keeps the process alive by itself.
 *
 * @throws Error when the thread ends before it has answered
 */
export function verifyBcrypt(password: string, hash: string): Promise<boolean> {
  thread ??= startThread();
  const worker = thread;
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.ref();
    worker.postMessage({ id, password, hash } satisfies BcryptQuestion);
  });
}

function startThread(): Worker {
  // the file beside this one, in whichever form this one runs
  const file = new URL(`./bcrypt-thread${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file);
  worker.on('message', ({ id, matches }: Answer) => {
    waiting.get(id)?.resolve(matches);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => fail(new Error('the bcrypt thread ended')));
  worker.unref();
  return worker;
}

function fail(error: Error): void {
  thread = undefined;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}
