/** Milliseconds since the epoch, from whoever owns the time: the system, or a test. */
export type Clock = () => number;

/** The machine's clock. */
// oxlint-disable-next-line no-restricted-properties -- the one place that may ask the system
export const systemClock: Clock = () => Date.now();

/** Whole seconds since the epoch. */
export function toSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

/** A moment as the wire has it: RFC 3339, UTC, without needless zeros in the fraction. */
export function toRfc3339(ms: number): string {
  return new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');
}
