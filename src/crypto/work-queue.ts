/** Bounds of a queue; both are numbers of jobs. */
export interface WorkQueueBounds {
  /** Jobs that run at the same time, 1 or more. */
  readonly concurrent: number;
  /** Jobs that wait for their turn; 0 lets none wait. */
  readonly waiting: number;
}

/** What a queue tells of itself. */
export interface WorkQueueReport {
  /** A job has waited so long for its turn. */
  noteWait(ms: number): void;
  /** A job was refused. */
  noteRefusal(): void;
}

const nobody: WorkQueueReport = { noteWait: () => undefined, noteRefusal: () => undefined };

/** More jobs wait than may. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

/** Runs jobs a few at a time, first come, first served, and refuses those that would wait too long. */
export class WorkQueue {
  readonly #bounds: WorkQueueBounds;
  readonly #waiting: (() => void)[] = [];
  readonly #report: WorkQueueReport;
  #running = 0;

  constructor(bounds: WorkQueueBounds, report = nobody) {
    this.#bounds = bounds;
    this.#report = report;
  }

  /** Jobs that run, and those that wait. */
  get load(): { readonly running: number; readonly waiting: number } {
    return { running: this.#running, waiting: this.#waiting.length };
  }

  /**
   * Run a job when its turn has come.
   *
   * @throws QueueFullError at once, when too many wait already
   */
  async run<T>(job: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await job();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < this.#bounds.concurrent) {
      this.#running += 1;
      this.#report.noteWait(0);
      return;
    }
    if (this.#waiting.length >= this.#bounds.waiting) {
      this.#report.noteRefusal();
      throw new QueueFullError('too many jobs wait');
    }
    const startedAt = performance.now();
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#report.noteWait(performance.now() - startedAt);
  }

  /** The place goes to the next in line without being free in between: nobody overtakes. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }
}
