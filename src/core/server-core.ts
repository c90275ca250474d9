import { ApiError } from '../errors/api-error.ts';
import { AuditTrail } from './audit-trail.ts';
import { writeBare, writeError } from './envelope.ts';
import { decodeRequest } from './decode-request.ts';
import type { LifecycleService } from './lifecycle-service.ts';
import { bareRequest, EarlyRefusals } from './early-refusals.ts';
import { healthOf } from './health-watch.ts';
import { type InFlight, inFlightOf } from './in-flight.ts';
import { listInFlight } from './list-in-flight.ts';
import { monitorsOf } from './log-monitors.ts';
import { Pipeline } from './pipeline.ts';
import { QuotaGate } from './quota/quota-gate.ts';
import { type ArrivingRequest, QuotaTicket } from './quota/quota-ticket.ts';
import { reportFailure } from './report-failure.ts';
import type { Arrival, IncomingRequest, OutgoingAnswer, RequestHandler } from './request.ts';
import { RequestMetrics } from './request-metrics.ts';
import { answerMetrics } from '../metrics/answer-metrics.ts';
import { Transaction, withKnownKeys } from '../storage/transaction.ts';
import { noWebSettings, type WebSettings } from './web-settings.ts';
import { findRoute, type Route } from './route-table.ts';
import { type CoreParts, typeKey, type Unsealed } from './scope.ts';
import type { MountType } from './mount-type.ts';

const SYSTEM_PREFIX = 'sys/';
/** Path of the requests in flight. */
const IN_FLIGHT_PATH = 'sys/in-flight-req';
/** Path of the metrics. */
const METRICS_PATH = 'sys/metrics';

const noTicket: Arrival = {};

/** Whether requests in flight are asked for where that needs no token. */
function asksOpenInFlight({ opensInFlight, path, operation }: IncomingRequest): boolean {
  return opensInFlight === true && path === IN_FLIGHT_PATH && operation === 'read';
}

function asksOpenMetrics({ opensMetrics, path, operation }: IncomingRequest): boolean {
  return opensMetrics === true && path === METRICS_PATH && operation === 'read';
}

/**
 * The whole server behind its HTTP layer: lifecycle operations in any state, everything else only while
 * unsealed.
 */
export class ServerCore implements RequestHandler {
  readonly #parts: CoreParts;
  readonly #pipeline: Pipeline;
  readonly #system: MountType;
  readonly #inFlight: InFlight;
  readonly #earlyRefusals: EarlyRefusals;
  readonly #quotas: QuotaGate;
  readonly #metrics: RequestMetrics;
  readonly lifecycle: LifecycleService;

  constructor(parts: CoreParts, lifecycle: LifecycleService) {
    const system = parts.types.get(typeKey('system', 'system'));
    if (!system) throw new Error('the registry has no system type');
    this.#parts = parts;
    this.#system = system;
    this.#inFlight = inFlightOf(parts);
    this.#earlyRefusals = new EarlyRefusals(parts);
    this.#quotas = new QuotaGate(parts);
    this.#metrics = new RequestMetrics(parts.metrics);
    const gates = { quotas: this.#quotas, metrics: this.#metrics };
    this.#pipeline = new Pipeline(parts, lifecycle, gates);
    this.lifecycle = lifecycle;
    this.#metrics.tellState(() => lifecycle.unsealed !== undefined);
  }

  arrive(request: ArrivingRequest): Arrival | Promise<Arrival> {
    const { unsealed } = this.lifecycle;
    if (!unsealed) return noTicket;
    try {
      const ticket = this.#quotas.arrive(request, unsealed);
      if (ticket === undefined) return noTicket;
      if (!(ticket instanceof Promise)) return { ticket };
      return ticket.then(
        (found) => ({ ticket: found }),
        (error: unknown) => this.#refuse(request, error),
      );
    } catch (error) {
      return this.#refuse(request, error);
    }
  }

  async handle(request: IncomingRequest, given?: QuotaTicket): Promise<OutgoingAnswer> {
    const place = this.#inFlight.add(request, this.#parts.clock());
    try {
      return await this.#handleArrived(request, given);
    } finally {
      this.#inFlight.remove(place);
    }
  }

  async #handleArrived(request: IncomingRequest, given?: QuotaTicket): Promise<OutgoingAnswer> {
    // what did not come by a listener has not arrived yet
    const arrival = given || request.actor ? { ticket: given } : this.arrive(request);
    const { refusal, ticket = new QuotaTicket() } =
      arrival instanceof Promise ? await arrival : arrival;
    if (refusal) return refusal;
    const startedAt = this.#metrics.begin();
    const answer = await this.#handle(request, ticket);
    const kind = ticket.isLogin ? 'login' : request.operation;
    this.#metrics.end(kind, { status: answer.status, startedAt });
    const { headers } = ticket;
    return headers ? { ...answer, headers: { ...headers, ...answer.headers } } : answer;
  }

  /** One read, so that a change holds from its answer on; a store that fails tells what was known last. */
  async webSettings(): Promise<WebSettings> {
    const { unsealed } = this.lifecycle;
    if (!unsealed) return noWebSettings;
    const { open, configurations } = unsealed;
    try {
      const transaction = new Transaction(open);
      const generation = await transaction.generation([]);
      return (await configurations.at(generation, transaction)).web;
    } catch {
      return configurations.latest?.web ?? noWebSettings;
    }
  }

  /** End the answers that go on, so that listeners can stop. */
  endStreams(): void {
    monitorsOf(this.#parts).endAll();
  }

  refused(request: ArrivingRequest, error: ApiError): void {
    const { unsealed } = this.lifecycle;
    if (unsealed) this.#earlyRefusals.note(error, bareRequest(request), unsealed);
  }

  /** Nothing of the request was looked at but what a limit goes by, and that is all that audit may have. */
  async #refuse(request: ArrivingRequest, error: unknown): Promise<Arrival> {
    const { unsealed } = this.lifecycle;
    const startedAt = this.#metrics.begin();
    const bare = bareRequest(request);
    const trail = new AuditTrail(this.#parts, bare);
    const latest = unsealed?.configurations.latest;
    if (unsealed && latest) trail.follow(latest, unsealed.open.barrier);
    const recorded = await trail.recordFailure(error);
    reportFailure(this.#parts.log, bare, recorded);
    if (unsealed) this.#earlyRefusals.note(recorded, bare, unsealed);
    const refusal = writeError(recorded, true);
    this.#metrics.end(request.operation, { status: refusal.status, startedAt });
    return { refusal };
  }

  async #handle(request: IncomingRequest, ticket: QuotaTicket): Promise<OutgoingAnswer> {
    const { unsealed } = this.lifecycle;
    try {
      const opened = this.#answerOpened(request, unsealed);
      if (opened) return await opened;
      const route = this.#systemRoute(request);
      const declaration = route?.operation?.declaration;
      if (request.namespace !== '') throw new ApiError('NAMESPACE_UNKNOWN');
      if (route && declaration?.lifecycle) return await this.#audited(request, route);
      if (unsealed) return await this.#pipeline.handle(request, unsealed, ticket);
      if (declaration?.doneWhenSealed) return { status: 204 };
      throw new ApiError('SEALED');
    } catch (error) {
      return this.#fail(request, error);
    }
  }

  #fail(request: IncomingRequest, error: unknown): OutgoingAnswer {
    const { unsealed } = this.lifecycle;
    reportFailure(this.#parts.log, request, error);
    if (unsealed) this.#earlyRefusals.note(error, request, unsealed);
    return writeError(error, true);
  }

  /** Where the listener says so, metrics need neither a token nor an unsealed server. */
  #answerMetrics({ data, header }: IncomingRequest): OutgoingAnswer {
    const { format = '' } = data;
    return answerMetrics(this.#parts.metrics, {
      format: typeof format === 'string' ? format : '',
      accept: header?.('accept'),
      now: this.#parts.clock(),
    });
  }

  /** What a listener may open to callers without a token; undefined: it is not asked for that. */
  #answerOpened(
    request: IncomingRequest,
    unsealed: Unsealed | undefined,
  ): OutgoingAnswer | Promise<OutgoingAnswer> | undefined {
    if (asksOpenMetrics(request)) return this.#answerMetrics(request);
    return unsealed && asksOpenInFlight(request) ? this.#answerInFlight(unsealed) : undefined;
  }

  async #answerInFlight({ open, configurations }: Unsealed): Promise<OutgoingAnswer> {
    const transaction = new Transaction(open);
    const { latest } = configurations;
    const known =
      latest ?? (await configurations.at(await transaction.generation([]), transaction));
    return writeBare(200, listInFlight(this.#parts, known));
  }

  #systemRoute(request: IncomingRequest): Route | undefined {
    if (!request.path.startsWith(SYSTEM_PREFIX)) return undefined;
    const path = request.path.slice(SYSTEM_PREFIX.length);
    const route = findRoute(this.#system.routes, path, request.operation);
    const isLifecycle = [...(route?.verbs.values() ?? [])].some(
      (bound) => bound.declaration.lifecycle,
    );
    if (route && isLifecycle && !route.operation && request.operation !== 'help') {
      throw new ApiError('VERB_UNKNOWN');
    }
    return route;
  }

  /** What changes a state is recorded while there are keys to do so; asking for the state never is. */
  async #audited(request: IncomingRequest, route: Route): Promise<OutgoingAnswer> {
    const { unsealed } = this.lifecycle;
    // a store that fails is told of by the requests that need it
    if (unsealed) void this.#quotas.refresh(unsealed)?.catch(() => undefined);
    const trail = new AuditTrail(this.#parts, request);
    if (request.pending) request.pending.late = trail;
    if (!unsealed || request.operation !== 'update') {
      return this.#answerLifecycle(request, route, trail);
    }
    try {
      const configuration = await withKnownKeys(unsealed.open, async () => {
        const transaction = new Transaction(unsealed.open);
        return unsealed.configurations.at(await transaction.generation([]), transaction);
      });
      trail.follow(configuration, unsealed.open.barrier);
      const mount = configuration.mounts.get(SYSTEM_PREFIX);
      if (mount) trail.aim({ mount, route });
      await trail.recordRequest();
      const answer = await this.#answerLifecycle(request, route, trail);
      await trail.recordAnswer(answer);
      return answer;
    } catch (error) {
      throw await trail.recordFailure(error);
    }
  }

  async #answerLifecycle(
    request: IncomingRequest,
    route: Route,
    trail: AuditTrail,
  ): Promise<OutgoingAnswer> {
    const { operation } = route;
    const handler = operation && this.#system.handlers[operation.operationId];
    if (!handler) throw new ApiError('OPERATION_UNSUPPORTED');
    const { declaration } = operation;
    const decoded = decodeRequest(request, { declaration, route, now: this.#parts.clock() });
    const { audit } = this.#parts;
    const health = healthOf(this.#parts);
    const services = { lifecycle: this.lifecycle, auditHealth: audit, health };
    const answer = await handler(decoded.request, { services, random: this.#parts.random });
    trail.noteAnswer(answer);
    if (!answer.bare) return { status: answer.status };
    return writeBare(answer.status, answer.bare);
  }
}
