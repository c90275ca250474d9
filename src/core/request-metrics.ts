import { ApiError } from '../errors/api-error.ts';
import type { Gauge, Histogram } from '../metrics/instruments.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { TokenEntry } from '../token/token-entry.ts';
import type { MountEntry } from './mount-entry.ts';
import type { IncomingRequest } from './request.ts';

/** The part of the operation that is told: what the caller asked for, or that it is a login. */
type Kind = IncomingRequest['operation'] | 'login';

/** What is told of a token that was made. */
export interface IssuedToken {
  readonly entry: Pick<TokenEntry, 'type' | 'creation_ttl' | 'login_role' | 'wrapping'>;
  readonly mount: Pick<MountEntry, 'type' | 'path'>;
}

const lifetimes: readonly (readonly [number, string])[] = [
  [60, '1m'],
  [600, '10m'],
  [1200, '20m'],
  [3600, '1h'],
  [7200, '2h'],
  [86_400, '1d'],
  [172_800, '2d'],
  [604_800, '7d'],
  [2_592_000, '30d'],
];

/** A lifetime as metrics tell it: rounded up to one of a few. @param seconds - 0: without an end */
export function lifetimeLabel(seconds: number): string {
  if (seconds === 0) return '+Inf';
  return lifetimes.find(([most]) => seconds <= most)?.[1] ?? '+Inf';
}

/** The instruments of requests, looked up once and kept: a request costs a few additions. */
export class RequestMetrics {
  readonly #metrics: Metrics;
  readonly #byKind = new Map<Kind, (Histogram | undefined)[]>();
  readonly #inFlight: Gauge;
  readonly #handled: Histogram;
  readonly #logins: Histogram;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
    this.#inFlight = metrics.gauge('core.in_flight_requests').of();
    this.#handled = metrics.histogram('core.handle_request').of();
    this.#logins = metrics.histogram('core.handle_login_request').of();
  }

  /** A request begins. @returns when, for `end` */
  begin(): number {
    this.#inFlight.add(1);
    return this.#metrics.monotonic();
  }

  /** A request is over. @param startedAt - what `begin` returned */
  end(kind: Kind, { status, startedAt }: { status: number; startedAt: number }): void {
    const ms = this.#metrics.monotonic() - startedAt;
    this.#inFlight.add(-1);
    (kind === 'login' ? this.#logins : this.#handled).observe(ms);
    this.#duration(kind, Math.floor(status / 100)).observe(ms / 1000);
  }

  /** A token was made, and its commit applied. */
  noteIssued({ entry, mount }: IssuedToken, isLogin: boolean): void {
    const { type, creation_ttl, login_role = '', wrapping } = entry;
    if (wrapping) return;
    const metrics = this.#metrics;
    const ttl = lifetimeLabel(creation_ttl);
    metrics.counter('token.creation').of(mount.type, mount.path, ttl, type).add();
    if (isLogin) {
      metrics.counter('login.successes_total').of(mount.type, mount.path, login_role).add();
    }
  }

  /** A login was refused: by the check that failed, or the code of an error that belongs to none. */
  noteRefusal({ type, path }: Pick<MountEntry, 'type' | 'path'>, error: unknown): void {
    if (!(error instanceof ApiError) || error.status >= 500 || error.isWait) return;
    const check = error.check?.name ?? error.code;
    this.#metrics.counter('login.refusals_total').of(type, path, check).add();
  }

  /** Tell whether the server is unsealed, whenever somebody asks. */
  tellState(isUnsealed: () => boolean): void {
    this.#metrics.onCollect(() => {
      const value = isUnsealed() ? 1 : 0;
      this.#metrics.gauge('core.unsealed').of().set(value);
      this.#metrics.gauge('core.active').of().set(value);
    });
  }

  #duration(kind: Kind, statusClass: number): Histogram {
    let row = this.#byKind.get(kind);
    if (!row) this.#byKind.set(kind, (row = []));
    return (row[statusClass] ??= this.#metrics
      .histogram('request.duration_seconds')
      .of(kind, `${statusClass}xx`));
  }
}
