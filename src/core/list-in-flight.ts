import type { JsonObject } from '../lib/json.ts';
import { toRfc3339 } from '../lib/time.ts';
import type { Configuration } from './configuration.ts';
import { inFlightOf } from './in-flight.ts';
import { maskPath } from './mask-path.ts';
import type { IncomingRequest } from './request.ts';
import type { CoreParts } from './scope.ts';
import { findTarget } from './target.ts';

/** Requests that one answer lists; the oldest are what one looks for. */
const MAX_LISTED = 1000;
/** Characters of a path that are shown; callers choose paths. */
const MAX_PATH = 512;

const methodOf: Readonly<Record<IncomingRequest['operation'], string>> = {
  read: 'GET',
  list: 'LIST',
  scan: 'SCAN',
  update: 'POST',
  patch: 'PATCH',
  delete: 'DELETE',
  header: 'HEAD',
  help: 'HELP',
};

/**
 * The requests that this process is answering, by their ids: who asks for what since when. No token, no body;
 * what is secret in a path is masked.
 */
export function listInFlight(parts: CoreParts, configuration: Configuration): JsonObject {
  const rows = inFlightOf(parts)
    .list()
    .slice(0, MAX_LISTED)
    .map(([request, startedAt]) => {
      const path = shownPath(request, { parts, configuration });
      const described = {
        start_time: toRfc3339(startedAt),
        client_remote_address: request.remoteAddress,
        request_path: path,
        request_method: methodOf[request.operation],
        client_id: request.pending?.late?.entityId ?? '',
      };
      return [request.id, described] as const;
    });
  return Object.fromEntries(rows);
}

/** What leads nowhere may be anything, also a secret in the wrong place. */
function shownPath(
  request: IncomingRequest,
  { parts, configuration }: { parts: CoreParts; configuration: Configuration },
): string {
  try {
    const target = findTarget(parts, configuration, request);
    return `/v1/${maskPath(request.path, target).slice(0, MAX_PATH)}`;
  } catch {
    return '';
  }
}
