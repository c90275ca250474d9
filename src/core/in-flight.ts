import { Slots } from '../lib/slots.ts';
import type { IncomingRequest } from './request.ts';
import type { CoreParts } from './scope.ts';

/** A request, and when it began in milliseconds. */
export type Begun = readonly [request: IncomingRequest, startedAt: number];

/** Requests that are being answered by this process. Costs a place for each, and no copies. */
export class InFlight {
  readonly #requests = new Slots<Begun>();

  /** @returns what `remove` takes */
  add(request: IncomingRequest, now: number): number {
    return this.#requests.add([request, now]);
  }

  remove(place: number): void {
    this.#requests.remove(place);
  }

  /** The oldest first. */
  list(): readonly Begun[] {
    return [...this.#requests].sort(([, a], [, b]) => a - b);
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
