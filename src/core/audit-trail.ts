import type { AuditBroker } from '../audit/broker.ts';
import type { AuditedHeader } from '../audit/device-entry.ts';
import type { AuditEvent } from '../audit/entry.ts';
import { ApiError } from '../errors/api-error.ts';
import type { AnyAnswer } from '../framework/operation.ts';
import { toRfc3339 } from '../lib/time.ts';
import type { Decision } from '../policy/decision.ts';
import type { Barrier } from '../storage/barrier.ts';
import {
  type AuditedTarget,
  describeAnswer,
  describeCaller,
  describeError,
  describeRequest,
} from './audit-event.ts';
import { configuredSalt } from './audit-service.ts';
import type { Configuration } from './configuration.ts';
import type { Caller } from './mount-context.ts';
import type { AskedAccess } from './note-refusal.ts';
import type { IncomingRequest, Operation, OutgoingAnswer } from './request.ts';
import type { TakenSlot } from './quota/live-token-gate.ts';
import type { IssuedToken } from './request-metrics.ts';
import type { CoreParts } from './scope.ts';
import type { Target } from './target.ts';

/** Who asks, and what policy said. */
interface Admitted {
  readonly caller?: Caller;
  readonly decision?: Decision;
}

type Described = Pick<AuditEvent, 'auth' | 'request'>;

const noHeaders: ReadonlyMap<string, AuditedHeader> = new Map();

/**
 * One request, as audit sees it: costs nothing while there is no device.
 *
 * The request is recorded once, before its handler runs first, however often it is decided anew; the
 * answer is recorded once it is final and before it leaves.
 */
export class AuditTrail {
  readonly #broker: AuditBroker;
  readonly #parts: CoreParts;
  readonly #request: IncomingRequest;
  #configuration: Configuration | undefined;
  #target: AuditedTarget | undefined;
  #admitted: Admitted = {};
  #operation: Operation;
  #answer: AnyAnswer | undefined;
  #described: Described | undefined;
  #isRequestRecorded = false;
  /** What policies were asked last; for explanations only. */
  asked: AskedAccess | undefined;
  /** The token that was made by the last try; for metrics only. */
  issued: IssuedToken | undefined;
  /** The slot of a quota that the last try took; for that quota only. */
  slot: TakenSlot | undefined;

  constructor(parts: CoreParts, request: IncomingRequest) {
    this.#broker = parts.audit;
    this.#parts = parts;
    this.#request = request;
    this.#operation = request.operation;
  }

  /** Follow the devices of the configuration that the request is decided by. */
  follow(configuration: Configuration, barrier: Barrier): void {
    this.#configuration = configuration;
    this.#described = undefined;
    this.#broker.sync({
      generation: configuration.generation,
      settings: configuration.audit,
      saltOf: (path) => configuredSalt(barrier, path),
    });
  }

  /** Where the request goes. */
  aim(target: Pick<Target, 'mount' | 'route'>): void {
    this.#target = target;
    this.#described = undefined;
  }

  /** POST turned out to be `create` or `update`. */
  resolveOperation(operation: Operation): void {
    this.#operation = operation;
    this.#described = undefined;
  }

  get operation(): Operation {
    return this.#operation;
  }

  /** What the handler and the core made of the request; the last try counts. */
  noteAnswer(answer: AnyAnswer): void {
    this.#answer = answer;
  }

  /** Who asks, also where that is refused in the end. */
  noteCaller(admitted: Admitted): void {
    this.#admitted = admitted;
    this.#described = undefined;
  }

  /** Whose request it is, as far as that is known; empty: nobody's. */
  get entityId(): string {
    return this.#admitted.caller?.token.entry.entity_id ?? '';
  }

  get admitted(): Admitted {
    return this.#admitted;
  }

  /** @throws ApiError `AUDIT_UNAVAILABLE`: nothing may be done then */
  async recordRequest(): Promise<void> {
    if (!this.#broker.hasDevices || this.#isRequestRecorded) return;
    await this.#broker.record(this.#event('request'));
    this.#isRequestRecorded = true;
  }

  /** @throws ApiError `AUDIT_UNAVAILABLE`: nothing of the answer may leave then */
  async recordAnswer(written: OutgoingAnswer): Promise<void> {
    if (!this.#broker.hasDevices) return;
    await this.recordRequest();
    const answer = this.#answer ?? { status: written.status };
    const { response, newAuth } = describeAnswer(answer, {
      written,
      target: this.#target,
      isWrapped: this.#request.wrapTtlSeconds > 0,
    });
    const event = this.#event('response');
    await this.#broker.record({ ...event, response, auth: newAuth ?? event.auth });
  }

  /**
   * Record a refusal or failure: with the request, or as its answer where that is recorded already.
   *
   * @returns the error that may be answered
   */
  async recordFailure(error: unknown): Promise<unknown> {
    if (!this.#broker.hasDevices || isUnavailable(error)) return error;
    if (isRateLimit(error) && !this.#recordsRateLimits) return error;
    const event = this.#event(this.#isRequestRecorded ? 'response' : 'request');
    try {
      await this.#broker.record({ ...event, ...describeError(error) });
      return error;
    } catch (failure) {
      return failure;
    }
  }

  /** Record that the caller was told that it took too long; what becomes of it is recorded when it ends. */
  async recordLate(): Promise<void> {
    await this.recordFailure(new ApiError('REQUEST_TIMEOUT'));
  }

  get #recordsRateLimits(): boolean {
    return this.#configuration?.quotas.config.enable_rate_limit_audit_logging === true;
  }

  #event(type: AuditEvent['type']): AuditEvent {
    this.#described ??= this.#describe();
    return { type, time: toRfc3339(this.#parts.clock()), ...this.#described };
  }

  /** The same for all entries of a request, until more is known of it. */
  #describe(): Described {
    const { caller, decision } = this.#admitted;
    return {
      auth: caller && describeCaller(caller, decision),
      request: describeRequest(this.#request, {
        operation: this.#operation,
        target: this.#target,
        accessor: caller?.token.entry.accessor ?? '',
        headers: this.#configuration?.audit.headers ?? noHeaders,
      }),
    };
  }
}

function isRateLimit(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'RATE_LIMITED';
}

function isUnavailable(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'AUDIT_UNAVAILABLE';
}
