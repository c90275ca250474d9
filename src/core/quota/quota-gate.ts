import { ApiError } from '../../errors/api-error.ts';
import type { Clock } from '../../lib/time.ts';
import { Transaction, withKnownKeys } from '../../storage/transaction.ts';
import type { Configuration } from '../configuration.ts';
import type { CoreParts, Scope, Unsealed } from '../scope.ts';
import { findTarget, type Target } from '../target.ts';
import { QuotaTicket, type ArrivingRequest } from './quota-ticket.ts';
import type { RateLimitRule } from './rate-limit-rule.ts';
import { RateLimiter } from './rate-limiter.ts';

/** How old the configuration may grow while every request is refused and none reads it. */
const REFRESH_MS = 1000;

/**
 * Decides by the rate-limit quotas whether a request may cost anything.
 *
 * First with the configuration that is in memory, before a body is read or the store is asked. A request that
 * passes is looked at again once the configuration is known to be fresh, so that a quota holds as soon as its
 * change is answered. It is counted once.
 */
export class QuotaGate {
  readonly #parts: CoreParts;
  readonly #clock: Clock;
  readonly #limiter = new RateLimiter();
  #refreshedAt = 0;
  #loading: Promise<unknown> | undefined;

  constructor(parts: CoreParts) {
    this.#parts = parts;
    this.#clock = parts.clock;
  }

  /**
   * Count a request that has arrived. Asks the store only where no configuration is in memory yet.
   *
   * @returns undefined where no rule is there
   * @throws ApiError `RATE_LIMITED`
   */
  arrive(
    request: ArrivingRequest,
    unsealed: Unsealed,
  ): QuotaTicket | undefined | Promise<QuotaTicket | undefined> {
    const { latest } = unsealed.configurations;
    if (latest) return this.#admit(request, latest, unsealed);
    return this.#load(unsealed).then((loaded) => this.#admit(request, loaded, unsealed));
  }

  /**
   * Look again, with a configuration that is fresh.
   *
   * @param ticket - what became of the first look
   * @throws ApiError `RATE_LIMITED`
   */
  confirm(request: ArrivingRequest, configuration: Configuration, ticket: QuotaTicket): void {
    if (ticket.generation === configuration.generation) return;
    ticket.generation = configuration.generation;
    if (!configuration.quotas.isEmpty) this.#countByPath(request, configuration, ticket);
  }

  /**
   * Count a login by its role, where a rule of its mount goes by roles; else by its path.
   *
   * @param roleOf - the role that the login asks for, as the method tells it
   * @throws ApiError `RATE_LIMITED`
   */
  async countByRole(
    { configuration, request }: Scope,
    { target, ticket }: { target: Target; ticket: QuotaTicket },
    roleOf: () => Promise<string | undefined> | string | undefined,
  ): Promise<void> {
    if (!ticket.awaitsRole) return;
    ticket.awaitsRole = false;
    const { quotas } = configuration;
    const role = await roleOf();
    const rule =
      (role === undefined ? undefined : quotas.ofRole(target.mount.uuid, role)) ??
      quotas.ofPath(target.mount.uuid, target.aclPath.slice(target.mount.path.length));
    this.#count(request, { rule, configuration, ticket });
  }

  /** What is in memory may be older than what was just written here: no refusal may come of it. */
  expectChange(): void {
    this.#refreshedAt = -Infinity;
  }

  /** Keep up with others' changes where nothing else reads the configuration; at most once in a while. */
  refresh(unsealed: Unsealed): Promise<Configuration> | undefined {
    const now = this.#clock();
    if (Math.abs(now - this.#refreshedAt) < REFRESH_MS) return undefined;
    this.#refreshedAt = now;
    return this.#load(unsealed);
  }

  #admit(
    request: ArrivingRequest,
    configuration: Configuration,
    unsealed: Unsealed,
  ): QuotaTicket | undefined | Promise<QuotaTicket | undefined> {
    if (configuration.quotas.isEmpty) return undefined;
    const ticket = new QuotaTicket(configuration.generation);
    try {
      this.#countByPath(request, configuration, ticket);
    } catch (refusal) {
      const fresh = this.refresh(unsealed);
      if (!fresh) throw refusal;
      return this.#admitAgain(request, { fresh, ticket, refusal });
    }
    return ticket;
  }

  /** Others may have changed the quotas; while all is refused nothing else would find out. */
  async #admitAgain(
    request: ArrivingRequest,
    {
      fresh,
      ticket,
      refusal,
    }: { fresh: Promise<Configuration>; ticket: QuotaTicket; refusal: unknown },
  ): Promise<QuotaTicket> {
    const configuration = await fresh;
    if (configuration.generation === ticket.generation) throw refusal;
    const refusedBy = ticket.rule;
    this.confirm(request, configuration, ticket);
    const isSame = refusedBy !== undefined && ticket.rule?.id === refusedBy.id;
    if (isSame && configuration.quotas.rules.some(({ id }) => id === refusedBy.id)) throw refusal;
    return ticket;
  }

  #countByPath(request: ArrivingRequest, configuration: Configuration, ticket: QuotaTicket): void {
    const { quotas, mounts } = configuration;
    ticket.awaitsRole = false;
    if (quotas.isExempt(request.path)) return;
    const mount = mounts.match(request.path)?.mount;
    if (!mount || !quotas.looksBeyond(mount.uuid)) {
      this.#count(request, { rule: quotas.ofPath(mount?.uuid ?? '', ''), configuration, ticket });
      return;
    }
    const target = findTarget(this.#parts, configuration, request);
    if (quotas.hasRoles(mount.uuid) && asksForRole(target)) {
      ticket.awaitsRole = ticket.rule === undefined;
      return;
    }
    const rule = quotas.ofPath(mount.uuid, target.aclPath.slice(mount.path.length));
    this.#count(request, { rule, configuration, ticket });
  }

  #count(
    request: ArrivingRequest,
    by: { rule: RateLimitRule | undefined; configuration: Configuration; ticket: QuotaTicket },
  ): void {
    const { rule, configuration, ticket } = by;
    if (!rule || ticket.rule?.id === rule.id) return;
    if (ticket.rule) this.#limiter.giveBack(ticket.rule, request.remoteAddress);
    const verdict = this.#limiter.take(rule, request.remoteAddress, this.#clock());
    const { enable_rate_limit_response_headers } = configuration.quotas.config;
    ticket.note(rule, verdict, enable_rate_limit_response_headers);
    if (verdict.isAllowed) return;
    this.#parts.metrics.counter('quota.rate_limit.violation').of(rule.name).add();
    throw new ApiError('RATE_LIMITED', {
      values: { path: request.path },
      detail: `quota ${rule.name}`,
      headers: { ...ticket.headers, 'Retry-After': String(verdict.retrySeconds) },
    });
  }

  /** One read at a time, whoever waits for it; others may have changed the quotas. */
  #load({ open, configurations }: Unsealed): Promise<Configuration> {
    const loading = (this.#loading as Promise<Configuration> | undefined) ?? load();
    this.#loading = loading;
    return loading.finally(() => {
      this.#loading = undefined;
    });

    async function load(): Promise<Configuration> {
      return withKnownKeys(open, async () => {
        const transaction = new Transaction(open);
        return configurations.at(await transaction.generation([]), transaction);
      });
    }
  }
}

/** Whether an operation is a login whose method can tell the role. */
function asksForRole({ type, route }: Target): boolean {
  const bound = route?.operation;
  return bound !== undefined && type?.roleName[bound.operationId] !== undefined;
}
