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
  const text = new Date(ms).toISOString();
  const fraction = Math.trunc(ms) % 1000;
  if (fraction % 10 !== 0) return text;
  if (fraction % 100 !== 0) return `${text.slice(0, -2)}Z`;
  return `${text.slice(0, fraction === 0 ? -5 : -3)}Z`;
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** A moment as callers write it, RFC 3339 or whole seconds since the epoch; undefined for other texts. */
export function parseMoment(text: string): number | undefined {
  if (/^\d{1,12}$/.test(text)) return Number(text) * 1000;
  const ms = RFC3339.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}
