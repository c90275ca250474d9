import type { OutgoingAnswer } from '../core/request.ts';

/** Names and values in turn. */
export type HeaderPairs = string[];

/** Headers of every answer by status; filled on first use of a status. */
export interface ResponseHeaderTable {
  readonly configured: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly byStatus: Map<number, HeaderPairs>;
}

/** On every answer, plain HTTP included: clients of the API know it so. */
const everyAnswer: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
};

/** Headers that belong to the server's framing or to the API, and are never taken from configuration. */
const RESERVED =
  /^(?:x-vault-|x-portcullis-|content-length$|transfer-encoding$|connection$|content-type$)/i;

/**
 * Prepare `custom_response_headers` of a listener.
 *
 * For a status the groups `default`, `2xx` and `200` count, later ones winning over earlier ones.
 * Names that start with `X-Vault-` or `X-Portcullis-` and those of framing are left out.
 */
export function createResponseHeaderTable(
  configured: ResponseHeaderTable['configured'],
): ResponseHeaderTable {
  return { configured, byStatus: new Map() };
}

/** The headers of one answer; those that it brings itself win. */
export function headerPairsFor(
  table: ResponseHeaderTable,
  answer: OutgoingAnswer,
): readonly string[] {
  const common = commonPairs(table, answer.status);
  return answer.headers ? merge(common, answer.headers) : common;
}

function commonPairs(table: ResponseHeaderTable, status: number): readonly string[] {
  const known = table.byStatus.get(status);
  if (known) return known;
  let pairs: readonly string[] = merge([], everyAnswer);
  for (const group of ['default', `${String(status)[0]}xx`, String(status)]) {
    const headers = Object.hasOwn(table.configured, group) ? table.configured[group] : undefined;
    const allowed = Object.entries(headers ?? {}).filter(([name]) => !RESERVED.test(name));
    pairs = merge(pairs, Object.fromEntries(allowed));
  }
  const kept = [...pairs];
  table.byStatus.set(status, kept);
  return kept;
}

/** Replace by name, whatever the case, else append. */
function merge(pairs: readonly string[], headers: Readonly<Record<string, string>>): string[] {
  const merged = [...pairs];
  for (const [name, value] of Object.entries(headers)) {
    const at = merged.findIndex(
      (present, index) => index % 2 === 0 && present.toLowerCase() === name.toLowerCase(),
    );
    if (at < 0) merged.push(name, value);
    else merged[at + 1] = value;
  }
  return merged;
}
