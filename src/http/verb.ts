import type { IncomingRequest } from '../core/request.ts';
import { ApiError } from '../errors/api-error.ts';
import type { JsonObject } from '../lib/json.ts';
import { pairsToData, parsePairs, type Pairs } from './query.ts';

/** What the verb and the query say together. */
export interface VerbMeaning {
  readonly operation: IncomingRequest['operation'];
  /** Where the arguments stand. */
  readonly source: 'query' | 'body';
  /** Arguments of the query; empty when the source is the body. */
  readonly data: JsonObject;
  /** Whether the path must end in `/`. */
  readonly isList: boolean;
}

const nothing: JsonObject = Object.freeze(Object.create(null));

type Plain = Exclude<IncomingRequest['operation'], 'help'>;

const verbs: ReadonlyMap<string, Plain> = new Map([
  ['GET', 'read'],
  ['LIST', 'list'],
  ['SCAN', 'scan'],
  ['POST', 'update'],
  ['PUT', 'update'],
  ['PATCH', 'patch'],
  ['DELETE', 'delete'],
  ['HEAD', 'header'],
]);

/**
 * Turn verb and query into an operation.
 *
 * @param verb - as sent; verbs are case-sensitive
 * @param query - what follows the first `?`, undecoded
 * @throws ApiError `VERB_UNKNOWN`, `VERB_INTERNAL` (OPTIONS), `QUERY_INVALID` (`list` or `scan` is no boolean,
 * or both are true)
 */
export function readVerb(verb: string, query: string): VerbMeaning {
  const pairs = query === '' ? undefined : parsePairs(query, { broken: 'skip' });
  if (verb === 'HELP' || asksForHelp(pairs)) {
    return { operation: 'help', source: 'query', data: dataOf(pairs), isList: false };
  }
  const plain = operationOf(verb);
  if (plain === 'update' || plain === 'patch') {
    return { operation: plain, source: 'body', data: nothing, isList: false };
  }
  const operation = plain === 'read' && pairs ? readOrList(pairs) : plain;
  const isList = operation === 'list' || operation === 'scan';
  return { operation, source: 'query', data: dataOf(pairs), isList };
}

function operationOf(verb: string): Plain {
  if (verb === 'OPTIONS') throw new ApiError('VERB_INTERNAL');
  const operation = verbs.get(verb);
  if (operation === undefined) throw new ApiError('VERB_UNKNOWN');
  return operation;
}

/** Any value but an empty one asks, on every verb. */
function asksForHelp(pairs: Pairs | undefined): boolean {
  return (pairs?.get('help')?.[0] ?? '') !== '';
}

/** GET with `?list=true` is a LIST, with `?scan=true` a SCAN; the flag that counted is taken out. */
function readOrList(pairs: Pairs): 'read' | 'list' | 'scan' {
  const isList = isTrue(pairs.get('list'));
  const isScan = isTrue(pairs.get('scan'));
  if (isList && isScan) throw new ApiError('QUERY_INVALID');
  if (isList) pairs.delete('list');
  if (isScan) pairs.delete('scan');
  if (isList) return 'list';
  return isScan ? 'scan' : 'read';
}

function isTrue(values: readonly string[] | undefined): boolean {
  const text = values?.[0] ?? '';
  if (text === '' || /^(?:0|f|F|false|False|FALSE)$/.test(text)) return false;
  if (/^(?:1|t|T|true|True|TRUE)$/.test(text)) return true;
  throw new ApiError('QUERY_INVALID');
}

function dataOf(pairs: Pairs | undefined): JsonObject {
  if (!pairs) return nothing;
  pairs.delete('help');
  return pairsToData(pairs);
}
