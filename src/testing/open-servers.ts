type Close = () => Promise<void>;

const open = new Set<Holdings>();

/** What a server under test holds and must give back: store, files, sockets. */
export class Holdings {
  readonly #closes: Close[] = [];

  /** The last thing that is taken is the first that is given back. */
  add(close: Close): void {
    this.#closes.unshift(close);
  }

  /** To be called where a file or socket is opened: from now on `stopTestServers` gives back too. */
  noteOpen(): void {
    open.add(this);
  }

  /** Give everything back; more than once does no harm. */
  async giveBack(): Promise<void> {
    open.delete(this);
    for (const close of this.#closes.splice(0)) await close();
  }
}

/**
 * Stop the servers of this process that hold files or sockets and were not stopped by their test: a file
 * handle that is collected instead ends the process.
 */
export async function stopTestServers(): Promise<void> {
  await Promise.all([...open].map((holdings) => holdings.giveBack()));
}
