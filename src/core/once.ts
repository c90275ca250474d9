/** Do a piece of work at its first call; later calls with the same key get the same outcome. */
export type Once = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Remember dear work for the length of one request, so that deciding it anew does not repeat the work.
 *
 * The key must hold all that the outcome depends on. It is kept in memory only.
 */
export function createOnce(): Once {
  const done = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>) => {
    const known = done.get(key) as Promise<T> | undefined;
    if (known) return known;
    const started = work();
    done.set(key, started);
    return started;
  };
}
