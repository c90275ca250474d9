/** A text that is no duration. The message never repeats the text, which may be a misplaced secret. */
export class DurationError extends Error {
  override readonly name = 'DurationError';
}

const nanosecondsPerUnit: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** Longest duration that is accepted, in seconds: that of a signed 64-bit count of nanoseconds. */
export const MAX_DURATION_SECONDS = 9_223_372_036;

/**
 * Read a duration: whole seconds (`90`), whole days (`7d`), or Go's form (`1h30m`, `1.5h`, `300ms`).
 *
 * @returns whole seconds, truncated, but never 0 for what is not: 0 means "none" nearly everywhere, and a
 *   short bound must not become no bound; negative where the text is
 * @throws DurationError when the text is none of these
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseDurationSeconds(text: string): number {
  const input = text.trim();
  if (input === '') return 0;
  if (/^[+-]?\d+$/.test(input)) return bounded(Number(input));
  const days = /^([+-]?\d+)d$/.exec(input);
  if (days) return bounded(Number(days[1]) * 86_400);
  return bounded(wholeSeconds(parseGoDuration(input) / 1e9));
}

/** The same for callers that do not say why: undefined when the text is no duration. */
export function durationSecondsOf(text: string): number | undefined {
  try {
    return parseDurationSeconds(text);
  } catch (error) {
    if (error instanceof DurationError) return undefined;
    throw error;
  }
}

/** Nanoseconds of a text in Go's form. */
function parseGoDuration(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const rest = text.replace(/^[+-]/, '');
  if (rest === '') throw invalid();
  let total = 0;
  let at = 0;
  while (at < rest.length) {
    // number: digits, or digits with a fraction; unit: all up to the next digit or point
    const part = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(rest.slice(at));
    if (!part?.[1]) throw invalid();
    if (!part[2]) throw new DurationError('time: missing unit in duration');
    const factor = Object.hasOwn(nanosecondsPerUnit, part[2])
      ? nanosecondsPerUnit[part[2]]
      : undefined;
    if (factor === undefined) {
      throw new DurationError('time: unknown unit in duration');
    }
    total += Number(part[1]) * factor;
    at += part[0].length;
  }
  return sign * total;
}

function wholeSeconds(seconds: number): number {
  return Math.abs(seconds) < 1 ? Math.sign(seconds) : Math.trunc(seconds);
}

function bounded(seconds: number): number {
  if (!(Math.abs(seconds) <= MAX_DURATION_SECONDS)) throw invalid();
  return seconds;
}

function invalid(): DurationError {
  return new DurationError('time: invalid duration');
}

/**
 * A duration as people read it: `768h`, `1h30m`, `1h5s`, `0s`; zero parts are left out.
 *
 * @param seconds - whole seconds
 */
export function formatDuration(seconds: number): string {
  const sign = seconds < 0 ? '-' : '';
  const whole = Math.abs(Math.trunc(seconds));
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'm'],
    [whole % 60, 's'],
  ] as const;
  const text = parts.map(([count, unit]) => (count > 0 ? `${count}${unit}` : '')).join('');
  return text === '' ? '0s' : sign + text;
}
