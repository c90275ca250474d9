import { ApiError } from '../errors/api-error.ts';
import { Checks } from '../framework/checks.ts';
import type { AnyAnswer, OperationDeclaration } from '../framework/operation.ts';
import type { JsonObject } from '../lib/json.ts';
import { decisionLine } from '../policy/explain-access.ts';
import { filterListedKeys } from '../policy/filter-listed-keys.ts';
import type { Acl } from '../policy/acl.ts';
import type { Decision } from '../policy/decision.ts';
import { inTransaction, type Transaction } from '../storage/transaction.ts';
import type { Token } from '../token/token-entry.ts';
import { tokenRowKeys } from '../token/token-store.ts';
import { type AdmittedCaller, findCaller } from './admitted-caller.ts';
import { assertSoundAnswer } from './assert-sound-answer.ts';
import { AuditTrail } from './audit-trail.ts';
import { countUse, spendUse } from './authenticate.ts';
import { type ContextTarget, createContext, type GivenServices } from './create-context.ts';
import { decideByEveryName } from './decide-by-every-name.ts';
import { writeError, writeSuccess } from './envelope.ts';
import { noteRefusal } from './note-refusal.ts';
import { refusalsOf } from './refusals.ts';
import type { RequestMetrics } from './request-metrics.ts';
import { reportFailure } from './report-failure.ts';
import { decodeRequest, type DecodedRequest } from './decode-request.ts';
import { healthOf } from './health-watch.ts';
import { writeHelp } from './help.ts';
import type { LifecycleService } from './lifecycle-service.ts';
import { LoginAttempt } from './lockout-attempt.ts';
import { LockoutGate } from './lockout-gate.ts';
import { answerLogin } from './login.ts';
import { createOnce } from './once.ts';
import { LiveTokenGate } from './quota/live-token-gate.ts';
import type { QuotaGate } from './quota/quota-gate.ts';
import type { QuotaTicket } from './quota/quota-ticket.ts';
import { findTarget, isLogin as isLoginTarget, type Target } from './target.ts';
import type { IncomingRequest, Operation, OutgoingAnswer } from './request.ts';
import type { CoreParts, Scope, Unsealed } from './scope.ts';
import { type AskForRenewal, TokenService } from './token-service.ts';
import { WrappingService } from './wrapping-service.ts';
import { assertWrappingToken, bringsWrappingToken, checksWrappingToken } from './wrapping-token.ts';

/** What is decided once per request, before its transaction is first tried. */
interface Admission {
  readonly caller?: AdmittedCaller;
  readonly decision?: Decision;
}

/**
 * The way of an ordinary request through an unsealed server; the steps stand in their order.
 *
 * Everything from the decision on may run again when another commit moved what was read. The use of a
 * limited token is part of the commit of its request, so that a failing store cannot spend it in vain, and
 * is counted by itself where the request is refused.
 */
export class Pipeline {
  readonly #parts: CoreParts;
  readonly #lifecycle: LifecycleService;
  readonly #gate = new LockoutGate();
  readonly #quotas: QuotaGate;
  readonly #metrics: RequestMetrics;
  readonly #liveTokens: LiveTokenGate;

  constructor(
    parts: CoreParts,
    lifecycle: LifecycleService,
    gates: { readonly quotas: QuotaGate; readonly metrics: RequestMetrics },
  ) {
    this.#parts = parts;
    this.#quotas = gates.quotas;
    this.#metrics = gates.metrics;
    this.#liveTokens = new LiveTokenGate(parts);
    this.#lifecycle = lifecycle;
  }

  /** Answer a request; every failure is an answer. */
  async handle(
    request: IncomingRequest,
    unsealed: Unsealed,
    ticket: QuotaTicket,
  ): Promise<OutgoingAnswer> {
    let isLogin = true;
    const once = createOnce();
    const checks = new Checks();
    const attempt = new LoginAttempt({ parts: this.#parts, gate: this.#gate, unsealed, request });
    const trail = new AuditTrail(this.#parts, request);
    if (request.pending) request.pending.late = trail;
    let admission: Admission | undefined;
    let aim: Target | undefined;
    let began: number | undefined;
    try {
      const answer = await inTransaction(unsealed.open, async (transaction) => {
        checks.restart();
        trail.issued = undefined;
        const begun = await this.#begin(attempt, transaction, unsealed);
        began ??= begun.configuration.generation;
        const base = { ...begun, began, once, checks, trail };
        trail.follow(base.configuration, transaction.barrier);
        if (!request.actor) this.#quotas.confirm(request, base.configuration, ticket);
        assertWritablePath(request);
        const target = findTarget(this.#parts, base.configuration, request);
        trail.aim(target);
        aim = target;
        ({ isUnauthenticated: isLogin } = target);
        ticket.isLogin = isLoginTarget(target);
        admission = admission
          ? await this.#decideAgain(base, target, admission)
          : await this.#admit(base, target, { unsealed, ticket });
        trail.noteCaller(admission);
        await trail.recordRequest();
        const known = admission.caller;
        const caller = known?.with(await spendUse(known.token, base));
        if (request.operation === 'help') return writeHelp(target);
        return this.#answer(caller ? { ...base, caller } : base, target, admission.decision);
      });
      // what fails from here on is told without the frame of an operation
      isLogin = true;
      if (isSystemChange(request)) this.#quotas.expectChange();
      if (trail.issued) this.#metrics.noteIssued(trail.issued, ticket.isLogin);
      await trail.recordAnswer(answer);
      return answer;
    } catch (thrown) {
      if (trail.slot) this.#liveTokens.giveBack(trail.slot);
      const token = admission?.caller?.token;
      const settled = await attempt.settle(thrown);
      const error = await trail.recordFailure(await this.#countRefusal(settled, token, unsealed));
      reportFailure(this.#parts.log, request, error);
      healthOf(this.#parts).note(error);
      if (ticket.isLogin && aim) this.#metrics.noteRefusal(aim.mount, error);
      const now = this.#parts.clock();
      noteRefusal(refusalsOf(unsealed.open.barrier), error, {
        request,
        trail,
        checks,
        target: aim,
        now,
      });
      return writeError(error, isLogin);
    }
  }

  /** A request that is refused costs a use too; one that fails costs none, it may be repeated. */
  async #countRefusal(
    error: unknown,
    token: Token | undefined,
    unsealed: Unsealed,
  ): Promise<unknown> {
    const isRefusal = error instanceof ApiError && error.status < 500;
    if (!token || token.entry.num_uses === 0 || !isRefusal) return error;
    try {
      await countUse(token.id, unsealed, this.#parts.clock());
      return error;
    } catch (failure) {
      // others used it up in the meantime: then not even a refusal is answered
      return failure;
    }
  }

  /** One read: the token, what lockout looks at, and the generation of the configuration. */
  async #begin(
    attempt: LoginAttempt,
    transaction: Transaction,
    unsealed: Unsealed,
  ): Promise<Omit<Scope, 'began' | 'once' | 'checks' | 'trail'>> {
    const { request } = attempt;
    const rows = [...tokenRowKeys(transaction, request.token), ...attempt.rowKeys()];
    const generation = await transaction.generation(rows);
    const configuration = await unsealed.configurations.at(generation, transaction);
    const parts = this.#parts;
    return { parts, transaction, configuration, request, attempt, now: parts.clock() };
  }

  /** Token, existence check, policy: who may go on. */
  async #admit(
    base: Scope,
    target: Target,
    { unsealed, ticket }: { unsealed: Unsealed; ticket: QuotaTicket },
  ): Promise<Admission> {
    if (ticket.awaitsRole) {
      await this.#quotas.countByRole(base, { target, ticket }, () => this.#roleOf(base, target));
    }
    await this.#liveTokens.admit(base, target, () => this.#roleOf(base, target));
    if (checksWrappingToken(base, target)) {
      await assertWrappingToken(base, new WrappingService(base, this.#tokens(base)));
    }
    if (target.isUnauthenticated || bringsWrappingToken(base, target)) {
      return this.#admitStranger(base, target);
    }
    const caller = await findCaller(base.request, base, target.aclPath);
    const { token, acl } = caller;
    const decision = await this.#decide({ ...base, caller }, target, acl);
    base.trail.noteCaller({ caller, decision });
    if (decision.allowed) return { caller, decision };
    if (token.entry.num_uses > 0) await countUse(token.id, unsealed, base.now);
    throw refusal(decision, base);
  }

  /** The role that a login asks for. */
  #roleOf(scope: Scope, target: Target): Promise<string | undefined> | string | undefined {
    const { operationId = '' } = target.route?.operation ?? {};
    const { request } = this.#decode(scope, target);
    return target.type?.roleName[operationId]?.(request, this.#context(scope, target));
  }

  /** What was absent at the first try may exist now: then the request became an update. */
  async #decideAgain(base: Scope, target: Target, admission: Admission): Promise<Admission> {
    const { caller, decision } = admission;
    if (!caller || !decision) return admission;
    const again = await this.#decide({ ...base, caller }, target, caller.acl);
    if (!again.allowed) throw refusal(again, base);
    return { caller, decision: again };
  }

  async #decide(scope: Scope, target: Target, acl: Acl): Promise<Decision> {
    const { request, trail } = scope;
    const operation = await this.#operationOf(scope, target);
    trail.resolveOperation(operation);
    const access = {
      operation,
      path: target.aclPath,
      data: request.data,
      wrapTtlSeconds: request.wrapTtlSeconds,
      isSudoPath: target.isSudo,
    };
    trail.asked = { acl, access };
    return decideByEveryName(acl, target.route?.operation?.declaration, access);
  }

  /** Some paths need no token but look at one that is sent: they show more to its owner. */
  async #admitStranger(base: Scope, target: Target): Promise<Admission> {
    const declaration = target.route?.operation?.declaration;
    if (!declaration?.readsToken || base.request.token === '') return {};
    return { caller: await findCaller(base.request, base) };
  }

  /** POST is `create` where the operation can tell that the thing is absent, else `update`. */
  async #operationOf(scope: Scope, target: Target): Promise<Operation> {
    const { operation } = scope.request;
    const bound = target.route?.operation;
    if (operation !== 'update' || !bound?.declaration.createSupported) return operation;
    const exists = target.type?.exists[bound.operationId];
    if (!exists) return operation;
    const { request } = this.#decode(scope, target);
    return (await exists(request, this.#context(scope, target))) ? 'update' : 'create';
  }

  /** Route, fields, handler, and for logins identity and token. */
  async #answer(
    scope: Scope,
    target: Target,
    decision: Decision | undefined,
  ): Promise<OutgoingAnswer> {
    const { type, route, bound } = requireOperation(target, scope.request);
    const limited = withLimit(scope, decision, bound.declaration);
    const decoded = this.#decode(limited, { ...target, route });
    const context = this.#context(limited, target);
    const handler = type.handlers[bound.operationId];
    if (!handler) throw new Error(`operation ${bound.operationId} has no handler`);
    const answer = await scope.attempt.guard(limited, () => handler(decoded.request, context));
    assertSoundAnswer(answer);
    const finished = answer.login
      ? await answerLogin(answer.login, {
          scope: limited,
          mount: target.mount,
          path: target.aclPath,
          tokens: this.#tokens(limited),
        })
      : answer;
    const complete = withWarnings(filterKeys(finished, limited, decision), decoded, answer);
    scope.trail.noteAnswer(complete);
    const topLevel = bound.declaration.topLevel === true;
    const written = writeSuccess(complete, { requestId: scope.request.id, topLevel });
    // a stranger has nothing stored but the login that proves who it is
    const isStranger = target.isUnauthenticated && !scope.caller && !complete.auth;
    const isPlain = written.status === 204 || bound.declaration.wrapsItself === true;
    const isWrapped = scope.request.wrapTtlSeconds > 0 && !isPlain;
    return isWrapped && !isStranger
      ? new WrappingService(limited, this.#tokens(limited)).wrap(written, complete)
      : written;
  }

  #decode(scope: Scope, target: Target): DecodedRequest {
    const { route } = target;
    if (!route?.operation) throw new ApiError('OPERATION_UNSUPPORTED');
    const { declaration } = route.operation;
    return decodeRequest(scope.request, { declaration, route, now: scope.now });
  }

  #context(scope: Scope, target: ContextTarget): unknown {
    return createContext(scope, target, {
      lifecycle: this.#lifecycle,
      tokens: this.#tokens(scope),
      contextOf: this.#contextOf,
    });
  }

  readonly #contextOf: GivenServices['contextOf'] = (scope, target) => this.#context(scope, target);

  #tokens(scope: Scope): TokenService {
    const askForRenewal: AskForRenewal = async (mount, entry) => {
      const type = this.#parts.types.get(`${mount.kind}:${mount.type}`);
      return type?.renew?.(entry, this.#context(scope, { mount, type }));
    };
    return new TokenService(scope, { askForRenewal, liveTokens: this.#liveTokens });
  }
}

function assertWritablePath({ operation, path }: IncomingRequest): void {
  const isWrite = operation === 'update' || operation === 'patch';
  if (isWrite && path.endsWith('/')) throw new ApiError('PATH_WRITE_TO_FOLDER');
}

/** Quotas and the mounts that they name are changed by nothing else. */
function isSystemChange({ operation, path }: IncomingRequest): boolean {
  return path.startsWith('sys/') && (operation === 'update' || operation === 'delete');
}

function refusal(decision: Decision, { checks, trail }: Scope): ApiError {
  const detail = decisionLine(decision);
  const expected = `a policy that grants ${trail.operation}`;
  const seen = { expected, received: detail };
  return checks.fail('policy', seen, new ApiError('ACL_DENIED', { detail }));
}

function requireOperation(target: Target, request: IncomingRequest) {
  const { type, route, mount } = target;
  if (!type) throw new ApiError('ROUTE_UNKNOWN', { values: { path: request.path } });
  if (!route) throw new ApiError('PATH_UNSUPPORTED', { detail: `no such path in ${mount.path}` });
  if (!route.operation) throw new ApiError('OPERATION_UNSUPPORTED');
  return { type, route, bound: route.operation };
}

/** A policy may lower the `limit` of a list; one that reads none is not told of it as if the caller had sent it. */
function withLimit(
  scope: Scope,
  decision: Decision | undefined,
  { body }: Pick<OperationDeclaration, 'body'>,
): Scope {
  if (decision?.limit === undefined || !body || !Object.hasOwn(body, 'limit')) return scope;
  const data: JsonObject = { ...scope.request.data, limit: decision.limit };
  return { ...scope, request: { ...scope.request, data } };
}

/** A policy may hide keys of a list from those who may not read them. */
function filterKeys(answer: AnyAnswer, scope: Scope, decision: Decision | undefined): AnyAnswer {
  const keys = answer.data?.['keys'];
  if (decision?.keysFilter === undefined || !scope.caller || !Array.isArray(keys)) return answer;
  const kept = filterListedKeys(scope.caller.acl, {
    template: decision.keysFilter,
    path: scope.request.path,
    keys: keys as string[],
  });
  if (kept.length === 0) throw new ApiError('NOT_FOUND');
  return { ...answer, data: { keys: kept } };
}

function withWarnings(finished: AnyAnswer, decoded: DecodedRequest, raw: AnyAnswer): AnyAnswer {
  const own = raw === finished ? [] : (raw.warnings ?? []);
  const warnings = [...own, ...(finished.warnings ?? []), ...decoded.warnings];
  return warnings.length === 0 || finished.status === 204 ? finished : { ...finished, warnings };
}
