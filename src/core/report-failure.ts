import { ApiError } from '../errors/api-error.ts';
import type { CheckRow } from '../errors/check-row.ts';
import type { IncomingRequest } from './request.ts';
import type { Log } from './scope.ts';

/** Tell the log why a request failed: refusals in debug, faults of the server as errors. */
export function reportFailure(log: Log, request: IncomingRequest, error: unknown): void {
  const about = { request_id: request.id, operation: request.operation, path: request.path };
  if (error instanceof ApiError && error.status < 500) {
    const detail = error.detail === undefined ? {} : { detail: error.detail };
    const check = error.check ? { check: describeCheck(error.check) } : {};
    log('debug', 'request refused', { ...about, code: error.code, ...detail, ...check });
    return;
  }
  const cause = error instanceof ApiError ? error.cause : error;
  const stack = cause instanceof Error ? { error: cause.message, stack: cause.stack } : {};
  log('error', 'request failed', { ...about, ...stack });
}

function describeCheck({ name, expected, received }: CheckRow): object {
  return { name, ...(expected && { expected }), ...(received && { received }) };
}
