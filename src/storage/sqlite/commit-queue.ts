import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Commit, CommitResult } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { toCommitResult } from './commit-applier.ts';
import type { WriteConnectionOptions } from './connection.ts';
import {
  CommitPacker,
  type WriterFailure,
  type WriterReply,
  type WriterRequest,
} from './writer-messages.ts';

interface Pending {
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: StoreError) => void;
}

/** So many are posted at once, although more may come: the thread works while this one does. */
const MOST_WAITING = 16;

/** Beside this file, as source or compiled: Node is given a path, which nothing rewrites. */
const WRITER_THREAD = new URL(`writer-thread${extname(import.meta.url)}`, import.meta.url);

/**
 * The calling thread's side of the writer thread: gathers the commits of one turn of the event loop
 * into one message and hands out the answers.
 *
 * The thread keeps the process alive only while a commit is on its way.
 */
export class CommitQueue {
  readonly #worker: Worker;
  readonly #ready = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  /** Commits that are not posted yet. */
  readonly #waiting = new CommitPacker();
  /** All that have no answer yet, posted or not, in the order of their commits. */
  #pending: Pending[] = [];
  /** Told of each group that was applied: how many commits it had, how long it took to become durable. */
  onGroup: ((commits: number, syncMs: number) => void) | undefined;
  #failure: StoreError | undefined;
  #isClosing = false;

  private constructor(options: WriteConnectionOptions, thread: URL) {
    this.#worker = new Worker(thread, {
      name: 'store-writer',
      workerData: options,
      // Some flags that a program may be started with (`--input-type`) forbid a thread its file.
      execArgv: [],
    });
    this.#worker.on('message', (reply: WriterReply) => this.#receive(reply));
    this.#worker.on('error', (error) => this.#crash(error));
    this.#worker.on('exit', () => this.#end());
    // Only `close` asks how the thread ended; without it nobody listens, and that is no fault.
    this.#ended.promise.catch(() => {});
  }

  /**
   * Start the thread and wait until it has opened the file.
   *
   * @param thread - another program for the thread, which is for tests
   * @throws StoreError when the file cannot be used
   */
  static async open(options: WriteConnectionOptions, thread = WRITER_THREAD): Promise<CommitQueue> {
    const queue = new CommitQueue(options, thread);
    await queue.#ready.promise;
    return queue;
  }

  /**
   * Have a commit, already validated, applied together with all others of this moment.
   *
   * @throws StoreError `closed` after `close`, `crashed` when the thread is gone, or what the medium
   *   reports; nothing is applied then, except that after a crash one cannot know
   */
  async commit(commit: Commit): Promise<CommitResult> {
    if (this.#isClosing) throw new StoreError('closed', 'the store is closed');
    if (this.#failure) throw this.#failure;
    if (this.#waiting.count === 0) this.#scheduleFlush();
    this.#waiting.add(commit);
    if (this.#waiting.count >= MOST_WAITING) this.#flush();
    const { promise, resolve, reject } = Promise.withResolvers<CommitResult>();
    if (this.#pending.push({ resolve, reject }) === 1) this.#worker.ref();
    return promise;
  }

  /** Wait for all that was begun, then for the thread to release the file. */
  close(): Promise<void> {
    if (!this.#isClosing) {
      this.#isClosing = true;
      this.#worker.ref();
      this.#flush();
      this.#post('close');
    }
    return this.#ended.promise;
  }

  /*
   * An idle thread is given work as soon as the running callbacks are done. A busy one cannot start
   * before its sync is over, so then the whole turn of the event loop is gathered into one message.
   */
  #scheduleFlush(): void {
    if (this.#pending.length === 0) process.nextTick(() => this.#flush());
    else setImmediate(() => this.#flush());
  }

  #flush(): void {
    if (this.#waiting.count === 0) return;
    const packed = this.#waiting.take();
    this.#post(packed, [packed.values, packed.numbers.buffer]);
  }

  #post(request: WriterRequest, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(request, transfer);
  }

  #receive(reply: WriterReply): void {
    switch (reply.kind) {
      case 'ready':
        this.#worker.unref();
        this.#ready.resolve();
        break;
      case 'refused':
        this.#failure = toError(reply.failure);
        break;
      case 'applied': {
        const pending = this.#take(reply.outcomes.length);
        this.onGroup?.(reply.outcomes.length, reply.syncMs);
        for (const [at, { resolve }] of pending.entries()) {
          resolve(toCommitResult(reply.outcomes[at]));
        }
        break;
      }
      case 'failed': {
        const error = toError(reply.failure);
        for (const { reject } of this.#take(reply.count)) reject(error);
        break;
      }
      case 'unclosed':
        this.#failure = toError(reply.failure);
        break;
    }
  }

  #take(count: number): Pending[] {
    const taken = this.#pending.splice(0, count);
    if (this.#pending.length === 0 && !this.#isClosing) this.#worker.unref();
    return taken;
  }

  #crash(cause: unknown): void {
    this.#failure ??= new StoreError('crashed', 'the writer thread ended unexpectedly', cause);
  }

  #end(): void {
    if (!this.#isClosing || this.#pending.length > 0) this.#crash(undefined);
    const failure = this.#failure;
    if (failure === undefined) {
      this.#ended.resolve();
      return;
    }
    this.#waiting.take();
    for (const { reject } of this.#pending.splice(0)) reject(failure);
    this.#ready.reject(failure);
    this.#ended.reject(failure);
  }
}

function toError({ code, message }: WriterFailure): StoreError {
  return new StoreError(code, message);
}
