import { ApiError } from '../errors/api-error.ts';
import { writeBare, writeError } from './envelope.ts';
import { decodeRequest } from './decode-request.ts';
import type { LifecycleService } from './lifecycle-service.ts';
import { Pipeline } from './pipeline.ts';
import { reportFailure } from './report-failure.ts';
import type { IncomingRequest, OutgoingAnswer, RequestHandler } from './request.ts';
import { findRoute, type Route } from './route-table.ts';
import { type CoreParts, typeKey } from './scope.ts';
import type { MountType } from './mount-type.ts';

const SYSTEM_PREFIX = 'sys/';

/**
 * The whole server behind its HTTP layer: lifecycle operations in any state, everything else only while
 * unsealed.
 */
export class ServerCore implements RequestHandler {
  readonly #parts: CoreParts;
  readonly #pipeline: Pipeline;
  readonly #system: MountType;
  readonly lifecycle: LifecycleService;

  constructor(parts: CoreParts, lifecycle: LifecycleService) {
    const system = parts.types.get(typeKey('system', 'system'));
    if (!system) throw new Error('the registry has no system type');
    this.#parts = parts;
    this.#system = system;
    this.#pipeline = new Pipeline(parts, lifecycle);
    this.lifecycle = lifecycle;
  }

  async handle(request: IncomingRequest): Promise<OutgoingAnswer> {
    const { unsealed } = this.lifecycle;
    try {
      const route = this.#systemRoute(request);
      const declaration = route?.operation?.declaration;
      if (request.namespace !== '') throw new ApiError('NAMESPACE_UNKNOWN');
      if (route && declaration?.lifecycle) return await this.#answerLifecycle(request, route);
      if (unsealed) return await this.#pipeline.handle(request, unsealed);
      if (declaration?.doneWhenSealed) return { status: 204 };
      throw new ApiError('SEALED');
    } catch (error) {
      reportFailure(this.#parts.log, request, error);
      return writeError(error, true);
    }
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

  async #answerLifecycle(request: IncomingRequest, route: Route): Promise<OutgoingAnswer> {
    const { operation } = route;
    const handler = operation && this.#system.handlers[operation.operationId];
    if (!handler) throw new ApiError('OPERATION_UNSUPPORTED');
    const { declaration } = operation;
    const decoded = decodeRequest(request, { declaration, route, now: this.#parts.clock() });
    const context = { services: { lifecycle: this.lifecycle }, random: this.#parts.random };
    const answer = await handler(decoded.request, context);
    if (!answer.bare) return { status: answer.status };
    return writeBare(answer.status, answer.bare);
  }
}
