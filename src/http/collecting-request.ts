import { IncomingMessage } from 'node:http';
import { closeReadable } from './node-parser.ts';
import { RequestAborted } from './request-aborted.ts';

/** Who waits for the body. */
interface Reader {
  readonly maxBytes: number;
  readonly resolve: (body: Buffer | undefined) => void;
  readonly reject: (error: RequestAborted) => void;
}

/** What is taken from the socket before anybody has asked for the body. */
const UNASKED_BYTES = 64 * 1024;

/**
 * A request of HTTP/1.1 whose body is collected as the parser finds it.
 *
 * Node would lead it through a stream, whose buffer, events and ticks cost more than all else that is done to
 * a small request. It has no `data` and no `end`: nothing but `readWhole` reads it.
 */
export class CollectingRequest extends IncomingMessage {
  #chunks: Buffer[] = [];
  #length = 0;
  #isWhole = false;
  #reader: Reader | undefined;

  /**
   * The whole body, once it is here; to be called once.
   *
   * @param maxBytes - 0 or less: no limit
   * @returns nothing when it is larger: then no more of it is read
   * @throws RequestAborted
   */
  readWhole(maxBytes: number): Promise<Buffer | undefined> {
    return new Promise((resolve, reject) => {
      if (this.destroyed && !this.#isWhole) return reject(new RequestAborted());
      this.#reader = { maxBytes: maxBytes > 0 ? maxBytes : Infinity, resolve, reject };
      // the parser may have stopped for want of a reader
      if (!this.#settle()) this._read(0);
    });
  }

  /**
   * Called by Node's parser alone: with each part of the body, at last with null.
   *
   * @returns whether the parser is to go on reading
   */
  override push(chunk: Buffer | null): boolean {
    if (chunk) {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
    } else {
      this.#isWhole = true;
      if (!closeReadable(this)) super.push(null);
    }
    if (this.#settle()) return false;
    return this.#reader !== undefined || this.#length <= UNASKED_BYTES;
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#reader?.reject(new RequestAborted());
    this.#forget();
    super._destroy(error, done);
  }

  /** Answer the reader, if there is one and enough is known. */
  #settle(): boolean {
    const reader = this.#reader;
    if (!reader) return false;
    const isTooLarge = this.#length > reader.maxBytes;
    if (!isTooLarge && !this.#isWhole) return false;
    reader.resolve(isTooLarge ? undefined : this.#body());
    this.#forget();
    return true;
  }

  #body(): Buffer {
    const [first] = this.#chunks;
    return first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
  }

  #forget(): void {
    this.#reader = undefined;
    this.#chunks = [];
  }
}
