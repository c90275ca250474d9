import type { StoredEntry } from '../store.ts';

type Entries = (StoredEntry | undefined)[];

interface Waiting {
  readonly keys: readonly string[];
  readonly resolve: (entries: Entries) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers the reads of one turn of the event loop and makes one of them: what must be asked once per read, as
 * whether anybody has committed, is asked once for all.
 *
 * Each read happens after its call, so that it sees every commit that was answered before.
 */
export class ReadBatch {
  readonly #read: (keys: readonly string[]) => Entries;
  #waiting: Waiting[] = [];

  /** @param read - the entries of some keys as of one moment, in their order */
  constructor(read: (keys: readonly string[]) => Entries) {
    this.#read = read;
  }

  /** The entries of some keys as of one moment, in their order. */
  get(keys: readonly string[]): Promise<Entries> {
    if (this.#waiting.length === 0) setImmediate(() => this.flush());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ keys, resolve, reject });
    });
  }

  /** Make the reads that wait. */
  flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length < 2) {
      waiting.forEach((one) => this.#answerAlone(one));
      return;
    }
    let entries: Entries;
    try {
      entries = this.#read(waiting.flatMap(({ keys }) => keys));
    } catch {
      // one of them may be at fault for all
      waiting.forEach((one) => this.#answerAlone(one));
      return;
    }
    let at = 0;
    for (const { keys, resolve } of waiting) {
      resolve(entries.slice(at, at + keys.length));
      at += keys.length;
    }
  }

  #answerAlone({ keys, resolve, reject }: Waiting): void {
    try {
      resolve(this.#read(keys));
    } catch (error) {
      reject(error);
    }
  }
}
