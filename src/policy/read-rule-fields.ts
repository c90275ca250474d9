import { parseDurationSeconds } from '../lib/duration.ts';
import { hclToJson } from '../lib/hcl/hcl-blocks.ts';
import type { HclItem, HclObject, HclValue } from '../lib/hcl/hcl-node.ts';
import { parseMoment } from '../lib/time.ts';
import { PolicySyntaxError } from './policy.ts';
import type { ParameterRules } from './policy.ts';

/** Reads typed values of one `path` block; every method has a default for an absent key. */
export class RuleFields {
  readonly #items: ReadonlyMap<string, HclItem>;

  constructor(body: HclObject) {
    this.#items = new Map(body.items.map((item) => [item.keys[0] ?? '', item]));
  }

  /** @throws PolicySyntaxError when it is no string */
  text(key: string): string {
    const item = this.#items.get(key);
    if (!item) return '';
    if (item.value.kind !== 'string') throw mistyped(key, 'a string', item);
    return item.value.value;
  }

  /** @throws PolicySyntaxError when it is no list of strings */
  texts(key: string): readonly string[] {
    const item = this.#items.get(key);
    if (!item) return [];
    if (item.value.kind !== 'list') throw mistyped(key, 'a list of strings', item);
    return item.value.items.map((element) => {
      if (element.kind !== 'string') throw mistyped(key, 'a list of strings', item);
      return element.value;
    });
  }

  /** Seconds of a duration; 0 when absent. @throws PolicySyntaxError when it is none, or negative */
  seconds(key: string): number {
    const item = this.#items.get(key);
    if (!item) return 0;
    const text = scalarText(item.value);
    if (text === undefined) throw mistyped(key, 'a duration', item);
    return pathless(`error parsing ${key}`, () => {
      const seconds = parseDurationSeconds(text);
      if (seconds < 0) throw new PolicySyntaxError('cannot be negative');
      return seconds;
    });
  }

  /** @throws PolicySyntaxError when it is no whole number, or negative */
  count(key: string): number {
    const item = this.#items.get(key);
    if (!item) return 0;
    const count = Number(scalarText(item.value) || Number.NaN);
    if (!Number.isSafeInteger(count) || count < 0) {
      throw mistyped(key, 'a whole number, 0 or more', item);
    }
    return count;
  }

  /** Parameter names, lower-cased, with their values. @throws PolicySyntaxError when it is no such map */
  parameters(key: string): ParameterRules {
    const item = this.#items.get(key);
    const rules = new Map<string, readonly ReturnType<typeof hclToJson>[]>();
    if (!item) return rules;
    if (item.value.kind !== 'object') throw mistyped(key, 'a map of lists', item);
    for (const { keys, value } of item.value.items) {
      const [name = ''] = keys;
      if (value.kind !== 'list' || keys.length > 1) throw mistyped(key, 'a map of lists', item);
      const lowerName = name.toLowerCase();
      const earlier = rules.get(lowerName);
      rules.set(lowerName, uniteValues(earlier, value.items.map(hclToJson)));
    }
    return rules;
  }

  /** Moment in RFC 3339 or seconds since the epoch; Infinity when absent. @throws PolicySyntaxError */
  momentMs(key: string): number {
    const item = this.#items.get(key);
    if (!item) return Infinity;
    const ms = parseMoment(scalarText(item.value) ?? '');
    if (ms === undefined) {
      throw new PolicySyntaxError('invalid expiration time: expected RFC 3339 or unix seconds');
    }
    return ms;
  }
}

/** The values of one parameter from two places; an empty list on either side is any value. */
export function uniteValues<T>(left: readonly T[] | undefined, right: readonly T[]): readonly T[] {
  if (!left) return right;
  return left.length === 0 || right.length === 0 ? [] : [...left, ...right];
}

/** Run, and put the path before the message of what is thrown. @throws PolicySyntaxError */
export function inPath<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (!(cause instanceof PolicySyntaxError) || cause.isPathless) throw cause;
    throw new PolicySyntaxError(`path "${path}": ${cause.message}`, { cause });
  }
}

/** Run, and put a context, which stands instead of the path, before the message. @throws PolicySyntaxError */
export function pathless<T>(context: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown';
    throw new PolicySyntaxError(`${context}: ${reason}`, { cause, isPathless: true });
  }
}

function scalarText(value: HclValue): string | undefined {
  if (value.kind === 'string') return value.value;
  return value.kind === 'number' ? value.text : undefined;
}

function mistyped(key: string, wanted: string, { line }: HclItem): PolicySyntaxError {
  return new PolicySyntaxError(`"${key}" must be ${wanted} on line ${line}`);
}
