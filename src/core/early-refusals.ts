import { Checks } from '../framework/checks.ts';
import { AuditTrail } from './audit-trail.ts';
import { noteRefusal } from './note-refusal.ts';
import type { ArrivingRequest } from './quota/quota-ticket.ts';
import { refusalsOf } from './refusals.ts';
import type { IncomingRequest } from './request.ts';
import type { CoreParts, Unsealed } from './scope.ts';
import { findTarget, type Target } from './target.ts';

/** Refusals that are kept in a second: a flood that a limit holds back shall not cost more than the limit. */
const MAX_PER_SECOND = 50;

/** A request of which nothing is known but what stands in its first line. */
export function bareRequest(request: ArrivingRequest): IncomingRequest {
  const { remoteAddress } = request;
  const unread = { data: {}, token: '', namespace: '', wrapTtlSeconds: 0 };
  return { ...request, ...unread, peerAddress: remoteAddress };
}

/** Keeps for `sys/explain` what was refused before anybody looked for a token. */
export class EarlyRefusals {
  readonly #parts: CoreParts;
  #second = 0;
  #count = 0;

  constructor(parts: CoreParts) {
    this.#parts = parts;
  }

  note(error: unknown, request: IncomingRequest, unsealed: Unsealed): void {
    const now = this.#parts.clock();
    if (!this.#hasRoom(now)) return;
    noteRefusal(refusalsOf(unsealed.open.barrier), error, {
      request,
      trail: new AuditTrail(this.#parts, request),
      checks: new Checks(),
      target: this.#targetOf(request, unsealed),
      now,
    });
  }

  #hasRoom(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) this.#count = 0;
    this.#second = second;
    this.#count += 1;
    return this.#count <= MAX_PER_SECOND;
  }

  /** For the mount, and for what is secret in the path; goes by the latest configuration that was seen. */
  #targetOf(request: IncomingRequest, { configurations }: Unsealed): Target | undefined {
    const { latest } = configurations;
    try {
      return latest && findTarget(this.#parts, latest, request);
    } catch {
      return undefined;
    }
  }
}
