import { METHODS } from 'node:http';

/** A verb of the API that Node's HTTP/1.1 parser does not know. */
export interface ForeignVerb {
  readonly verb: string;
  /** A verb of the same length that the parser knows and that means nothing to the API. */
  readonly standIn: string;
  /** The parser gives up at this character of the verb: up to here it might become one that it knows. */
  readonly refusedAt: number;
  /**
   * What must not stand in front of the verb: beginnings of known verbs that go on as this one begins.
   * `UNLIST` is refused at the same character as `LIST`, because of `UNLINK`.
   */
  readonly confusing: readonly string[];
}

/** Longest verb of the parser, and so the most that can stand in front of a refused character. */
export const LONGEST_VERB = Math.max(...METHODS.map((method) => method.length));

/** The verbs that are taught to the parser. */
export const foreignVerbs: readonly ForeignVerb[] = [
  describe('LIST', 'LINK'),
  describe('SCAN', 'BIND'),
  describe('HELP', 'LOCK'),
].filter((verb) => verb !== undefined);

/** Where the parser's refusal may have stood in front of a verb of ours. */
export type WordAt =
  | { readonly kind: 'verb'; readonly found: ForeignVerb; readonly start: number }
  /** The bytes end before the verb and its blank do. */
  | { readonly kind: 'cut'; readonly found: ForeignVerb; readonly start: number }
  | { readonly kind: 'none' };

const none: WordAt = { kind: 'none' };

/**
 * Look for a verb around the byte at which the parser gave up.
 *
 * When the answer is not certain it is `none`, and the request is refused as the parser wanted it.
 *
 * @param bytes - what the parser had of the message so far, with whatever came before it
 * @param refusedAt - index of the byte that the parser did not accept
 */
export function findForeignVerb(bytes: Buffer, refusedAt: number): WordAt {
  for (const found of foreignVerbs) {
    const start = refusedAt - found.refusedAt;
    if (start < 0) continue;
    const word = `${found.verb} `;
    const sent = bytes.toString('latin1', start, start + word.length);
    if (sent.length <= found.refusedAt || !word.startsWith(sent)) continue;
    const before = bytes.toString('latin1', Math.max(0, start - LONGEST_VERB), start);
    if (found.confusing.some((prefix) => before.endsWith(prefix))) return none;
    return { kind: sent.length === word.length ? 'verb' : 'cut', found, start };
  }
  return none;
}

/** Undefined once the parser knows the verb: then there is nothing to teach. */
function describe(verb: string, standIn: string): ForeignVerb | undefined {
  if (METHODS.includes(verb)) return undefined;
  let refusedAt = 0;
  while (METHODS.some((method) => method.startsWith(verb.slice(0, refusedAt + 1)))) refusedAt += 1;
  const known = verb.slice(0, refusedAt);
  const confusing = METHODS.flatMap((method) =>
    Array.from(method, (_, at) => method.slice(0, at)).filter(
      (prefix) => prefix !== '' && method.startsWith(known, prefix.length),
    ),
  );
  return { verb, standIn, refusedAt, confusing };
}
