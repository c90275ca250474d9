import type { JsonValue } from '../lib/json.ts';
import { percentDecode } from './percent.ts';

/** Values of one query or form, by name, in the order sent. */
export type Pairs = Map<string, string[]>;

/** How strictly pairs are read. */
export interface PairRules {
  /** `skip` leaves out a pair with a broken escape or a `;`; `refuse` gives up at the first. */
  readonly broken: 'skip' | 'refuse';
  /** Most pairs that are read; more are treated as broken. Absent: no limit. */
  readonly maxPairs?: number;
}

/**
 * Take `a=1&b=2` apart.
 *
 * @param text - one character per byte; `+` stands for a blank, bytes that are no UTF-8 become U+FFFD
 * @returns undefined when given up
 * @see https://url.spec.whatwg.org/#application/x-www-form-urlencoded
 */
export function parsePairs(text: string, rules: PairRules): Pairs | undefined {
  const pairs: Pairs = new Map();
  const maxPairs = rules.maxPairs ?? Number.POSITIVE_INFINITY;
  let count = 0;
  for (let at = 0; at < text.length;) {
    const ampersand = text.indexOf('&', at);
    const end = ampersand < 0 ? text.length : ampersand;
    const pair = end > at ? readPair(text.slice(at, end)) : emptyPair;
    at = end + 1;
    if (pair === emptyPair) continue;
    count += 1;
    if (pair === undefined || count > maxPairs) {
      if (rules.broken === 'refuse') return undefined;
      continue;
    }
    const values = pairs.get(pair[0]);
    if (values) values.push(pair[1]);
    else pairs.set(pair[0], [pair[1]]);
  }
  return pairs;
}

/** The pairs as request data: a text, or a list of texts where a name is repeated. */
export function pairsToData(pairs: Pairs): Record<string, JsonValue> {
  const data: Record<string, JsonValue> = Object.create(null);
  for (const [name, values] of pairs) {
    data[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return data;
}

const emptyPair: readonly [string, string] = ['', ''];

/** Name and value, decoded; undefined when broken. */
function readPair(pair: string): readonly [string, string] | undefined {
  if (pair.includes(';')) return undefined;
  const equals = pair.indexOf('=');
  const name = decodePart(equals < 0 ? pair : pair.slice(0, equals));
  const value = equals < 0 ? '' : decodePart(pair.slice(equals + 1));
  return name === undefined || value === undefined ? undefined : [name, value];
}

function decodePart(text: string): string | undefined {
  return percentDecode(text.includes('+') ? text.replaceAll('+', ' ') : text);
}
