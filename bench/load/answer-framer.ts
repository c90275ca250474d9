const HEAD_END = '\r\n\r\n';
/** Where the status stands in `HTTP/1.1 200 OK`. */
const STATUS_AT = 'HTTP/1.1 '.length;
const LONGEST_HEAD = 64 * 1024;

/**
 * Finds where the answers of one connection end, and reads nothing of them but status and length.
 *
 * It knows what this benchmark meets: HTTP/1.1 with stated lengths, and 204 and 304 without a body.
 */
export class AnswerFramer {
  readonly #onAnswer: (status: number) => void;
  /** Beginning of a head whose end has not arrived. */
  #head: Buffer | undefined;
  #bodyLeft = 0;
  #status = 0;

  constructor(onAnswer: (status: number) => void) {
    this.#onAnswer = onAnswer;
  }

  /**
   * Take what has arrived. The caller may reuse the bytes afterwards.
   *
   * @throws Error for an answer whose end cannot be told
   */
  feed(chunk: Buffer): void {
    const bytes = this.#head ? Buffer.concat([this.#head, chunk]) : chunk;
    this.#head = undefined;
    let at = 0;
    while (at < bytes.length) {
      if (this.#bodyLeft === 0) {
        const end = bytes.indexOf(HEAD_END, at, 'latin1');
        if (end < 0) {
          this.#keep(bytes.subarray(at));
          return;
        }
        this.#readHead(bytes.toString('latin1', at, end));
        at = end + HEAD_END.length;
      }
      const taken = Math.min(this.#bodyLeft, bytes.length - at);
      this.#bodyLeft -= taken;
      at += taken;
      if (this.#bodyLeft === 0) this.#onAnswer(this.#status);
    }
  }

  #keep(start: Buffer): void {
    if (start.length > LONGEST_HEAD) throw new Error('an answer has no end of its head');
    this.#head = Buffer.from(start);
  }

  #readHead(head: string): void {
    this.#status = Number(head.slice(STATUS_AT, STATUS_AT + 3));
    const hasNoBody = this.#status === 204 || this.#status === 304;
    const length = /\r\ncontent-length: ?(\d+)/i.exec(head)?.[1];
    if (length === undefined && !hasNoBody) throw new Error('an answer states no length');
    this.#bodyLeft = hasNoBody ? 0 : Number(length);
  }
}
