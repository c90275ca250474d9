import { canonicalCidr } from '../lib/cidr.ts';
import { durationSecondsOf } from '../lib/duration.ts';
import type { HclValue } from '../lib/hcl/hcl-node.ts';
import { parseBoolean } from '../framework/field.ts';
import { type ResponseHeaders, decodeResponseHeaders } from './response-headers.ts';

/** One option of the server's configuration: how it is read, and what its documentation says. */
export interface Option<T> {
  readonly type: string;
  readonly default: T;
  readonly doc: string;
  /** Environment variable without its prefix: `BAO_…` is asked first, then `VAULT_…`. */
  readonly env?: string;
  /** @throws OptionError */
  decode(value: HclValue): T;
}

/** Options of one block, by key. */
export type Options = Readonly<Record<string, Option<unknown>>>;

/** The values that options decode to. */
export type OptionValues<O extends Options> = {
  readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

/** A value that an option does not accept. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/** Any text. */
export function text(doc: string, fallback = ''): Option<string> {
  return { type: 'string', default: fallback, doc, decode: decodeText };
}

/** A text that passes a check. @param problem - what to say when it does not */
export function checkedText(
  doc: string,
  check: { readonly accepts: (text: string) => boolean; readonly problem: string },
  fallback = '',
): Option<string> {
  const decode = (value: HclValue): string => {
    const given = decodeText(value);
    if (!check.accepts(given)) throw new OptionError(check.problem);
    return given;
  };
  return { type: 'string', default: fallback, doc, decode };
}

/** One of a few words; upper case is read as lower. */
export function choice<const W extends string>(
  doc: string,
  words: readonly W[],
  fallback: NoInfer<W>,
): Option<W> {
  const decode = (value: HclValue): W => {
    const given = decodeText(value).toLowerCase();
    const found = words.find((word) => word === given);
    if (found === undefined) throw new OptionError(`must be one of ${words.join(', ')}`);
    return found;
  };
  return { type: words.map((word) => `"${word}"`).join(' | '), default: fallback, doc, decode };
}

/** `true`, `false`, and the texts and numbers that Vault takes for them. */
export function bool(doc: string, fallback: boolean): Option<boolean> {
  const decode = (value: HclValue): boolean => {
    if (value.kind === 'bool') return value.value;
    const written = scalarText(value);
    const given = written === undefined ? undefined : parseBoolean(written);
    if (given === undefined) throw new OptionError('must be true or false');
    return given;
  };
  return { type: 'bool', default: fallback, doc, decode };
}

/** A whole number. @param minimum - the smallest that is accepted */
export function integer(doc: string, fallback: number, minimum: number): Option<number> {
  const decode = (value: HclValue): number => {
    const written = scalarText(value) ?? '';
    const given = /^-?\d+$/.test(written) ? Number(written) : Number.NaN;
    if (!Number.isSafeInteger(given)) throw new OptionError('must be a whole number');
    if (given < minimum) throw new OptionError(`must be at least ${minimum}`);
    return given;
  };
  return { type: 'integer', default: fallback, doc, decode };
}

/** A bound where 0 is the default and a negative number none, as Vault has it. */
export function bound(doc: string, fallback: number): Option<number> {
  const base = integer(doc, fallback, Number.MIN_SAFE_INTEGER);
  return { ...base, decode: (value) => base.decode(value) || fallback };
}

/** Whole seconds of `90`, `1h30m` or `7d`; more than 0. @param fallback - seconds */
export function duration(doc: string, fallback: number): Option<number> {
  return { type: 'duration', default: fallback, doc, decode: decodeSeconds };
}

/** Whole seconds, or 0 where it is `0` or `none`. @param fallback - seconds */
export function durationOrNone(doc: string, fallback: number): Option<number> {
  const decode = (value: HclValue): number => {
    const written = scalarText(value) ?? '';
    const isNone = written === 'none' || durationSecondsOf(written) === 0;
    return isNone ? 0 : decodeSeconds(value);
  };
  return { type: 'duration', default: fallback, doc, decode };
}

/** Addresses and CIDR blocks, as a list or separated by commas. */
export function cidrs(doc: string): Option<readonly string[]> {
  const decode = (value: HclValue): readonly string[] =>
    decodeTexts(value).map((block) => {
      try {
        return canonicalCidr(block);
      } catch (cause) {
        throw new OptionError('must hold only addresses and CIDR blocks', { cause });
      }
    });
  return { type: 'list of CIDR blocks', default: [], doc, decode };
}

/** Absolute paths, as a list or separated by commas. */
export function absolutePaths(doc: string): Option<readonly string[]> {
  const decode = (value: HclValue): readonly string[] => {
    const paths = decodeTexts(value);
    if (paths.every((path) => path.startsWith('/'))) return paths;
    throw new OptionError('must hold only absolute paths');
  };
  return { type: 'list of paths', default: [], doc, decode };
}

/** Names with texts, numbers or booleans, all taken as texts. */
export function textMap(doc: string): Option<Readonly<Record<string, string>>> {
  const decode = (value: HclValue): Readonly<Record<string, string>> => {
    if (value.kind === 'list') return Object.assign({}, ...value.items.map(decode)) as never;
    if (value.kind !== 'object') throw new OptionError('must be a map of texts');
    return Object.fromEntries(
      value.items.map((item) => [item.keys.join(' '), plainText(item.value)]),
    );
  };
  return { type: 'map of strings', default: {}, doc, decode };
}

/** Header names and values by status: `{ "default" = { "X-A" = ["b"] } }`. */
export function responseHeaders(doc: string): Option<ResponseHeaders> {
  const decode = (value: HclValue): ResponseHeaders => {
    const { headers, problem } = decodeResponseHeaders(value);
    if (problem !== undefined) throw new OptionError(problem);
    return headers;
  };
  return { type: 'map of header maps', default: {}, doc, decode };
}

/** The option, also settable by a variable. */
export function fromEnv<T>(env: string, option: Option<T>): Option<T> {
  return { ...option, env };
}

function decodeText(value: HclValue): string {
  if (value.kind !== 'string') throw new OptionError('must be a string');
  return value.value.trim();
}

function plainText(value: HclValue): string {
  const written = value.kind === 'bool' ? String(value.value) : scalarText(value);
  if (written === undefined) throw new OptionError('must be a map of texts');
  return written;
}

function decodeTexts(value: HclValue): readonly string[] {
  const list = value.kind === 'list' ? value.items.map(decodeText) : decodeText(value).split(',');
  return list.map((item) => item.trim()).filter((item) => item !== '');
}

function decodeSeconds(value: HclValue): number {
  const seconds = durationSecondsOf(scalarText(value) ?? 'x');
  if (seconds === undefined) throw new OptionError('must be a duration such as 90s, 1h30m or 7d');
  if (seconds <= 0) throw new OptionError('must be longer than 0');
  return seconds;
}

function scalarText(value: HclValue): string | undefined {
  if (value.kind === 'string') return value.value.trim();
  return value.kind === 'number' ? value.text : undefined;
}
