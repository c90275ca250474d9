import { fetchBounded, type FetchOptions, OutboundError } from '../../../lib/outbound/index.ts';

/** For a document of a provider. */
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1_048_576;

/** How a provider is trusted, and where an address came from. */
export type Trust = Pick<FetchOptions, 'caPem' | 'serverNames' | 'learnedFrom'>;

/** A server answered something else than a document. The message names no more than its host. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}

/**
 * The text of a document at a URL.
 *
 * @throws OutboundError; DocumentError for any status but 200
 */
export async function fetchDocument(url: string, trust: Trust): Promise<string> {
  const headers = { accept: 'application/json' };
  const bounds = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES };
  const { status, body } = await fetchBounded(url, { ...trust, ...bounds, headers });
  if (status !== 200) throw new DocumentError(`${new URL(url).host} answered status ${status}`);
  return body.toString();
}

/** Why a document could not be had, for the log and the operator. */
export function reasonOf(error: unknown): string {
  if (error instanceof OutboundError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
}
