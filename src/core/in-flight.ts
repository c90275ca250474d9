import type { IncomingRequest } from './request.ts';
import type { CoreParts } from './scope.ts';

/** Requests that are noted at once; beyond, a server has other troubles than to list them. */
const MAX_REQUESTS = 10_000;

/** Requests that are being answered by this process. Costs a place in a map per request, and no copies. */
export class InFlight {
  /** When each began, milliseconds; in the order of arrival. */
  readonly #requests = new Map<IncomingRequest, number>();

  add(request: IncomingRequest, now: number): void {
    if (this.#requests.size < MAX_REQUESTS) this.#requests.set(request, now);
  }

  remove(request: IncomingRequest): void {
    this.#requests.delete(request);
  }

  /** The oldest first. */
  list(): readonly (readonly [request: IncomingRequest, startedAt: number])[] {
    return [...this.#requests];
  }
}

const inFlightByParts = new WeakMap<CoreParts, InFlight>();

/** The requests of one process. */
export function inFlightOf(parts: CoreParts): InFlight {
  let inFlight = inFlightByParts.get(parts);
  if (!inFlight) {
    inFlight = new InFlight();
    inFlightByParts.set(parts, inFlight);
  }
  return inFlight;
}
