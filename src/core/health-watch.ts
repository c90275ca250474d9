import { DecryptionError } from '../crypto/aead.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Clock } from '../lib/time.ts';
import { StoreError } from '../storage/store-error.ts';
import type { LifecycleService, SealStatus } from './lifecycle-service.ts';
import type { CoreParts } from './scope.ts';

/** A store that takes longer for a small read is slow, milliseconds. */
const SLOW_MS = 500;
/** How long a failure of the store is told of, milliseconds. */
const FAILURE_MS = 30_000;
/** A clock that was set is told of for so long, milliseconds. */
const MOVED_MS = 600_000;
/** By how much two clocks may part between two looks, milliseconds: one that is slewed stays below. */
const MAX_DRIFT_MS = 5000;
/** How far the clock may be behind what the store has seen, milliseconds. */
const MAX_BEHIND_MS = 60_000;

/** What is wrong with a server, in a word that does not change and one for people. Never holds a secret. */
export interface HealthReason {
  readonly code:
    | 'not_initialized'
    | 'sealed'
    | 'audit_unavailable'
    | 'audit_device_failing'
    | 'store_failing'
    | 'store_slow'
    | 'clock_moved'
    | 'clock_behind';
  readonly detail: string;
}

/** What one look at a server has found. */
export interface HealthFinding {
  /** As it is stored, or what is known of it where the store does not answer. */
  readonly status: Pick<SealStatus, 'initialized' | 'sealed' | 'cluster'>;
  readonly reasons: readonly HealthReason[];
  /** Whether the store failed just now: no request that needs it can be answered. */
  readonly isStoreFailing: boolean;
}

/** What a watch needs of its surroundings. */
export type HealthParts = Pick<CoreParts, 'audit' | 'clock' | 'monotonic'>;

/** Knows what ails a server: looks at the store, and remembers what requests met with. */
export class HealthWatch {
  readonly #parts: HealthParts;
  readonly #clock: Clock;
  #failure: { readonly code: string; readonly at: number } | undefined;
  /** How far the clock was ahead of the one that nobody can set. */
  #lead: number | undefined;
  #moved: { readonly seconds: number; readonly at: number } | undefined;

  constructor(parts: HealthParts) {
    this.#parts = parts;
    this.#clock = parts.clock;
    this.#lookAtClock();
  }

  /** Remember an error that a request ended with, if it was the store's. */
  note(error: unknown): void {
    const code = storeFault(error);
    if (code !== undefined) this.#failure = { code, at: this.#clock() };
  }

  /**
   * Look now. A store that does not answer at once is not waited for where the server is open.
   *
   * @throws whatever the store fails with, where the server is not open: nothing is known then
   */
  async look(lifecycle: LifecycleService): Promise<HealthFinding> {
    this.#lookAtClock();
    const reading = lifecycle.status();
    const { unsealed } = lifecycle;
    if (!unsealed) return this.#found(await reading, []);
    const open = { initialized: true, sealed: false };
    try {
      const status = await withinMs(reading, SLOW_MS);
      const detail = `a small read takes longer than ${SLOW_MS} ms`;
      const slow: HealthReason[] = status ? [] : [{ code: 'store_slow', detail }];
      return this.#found(status ?? open, [...slow, ...this.#behind(lifecycle)]);
    } catch (error) {
      this.note(error);
      const code = storeFault(error) ?? 'failed';
      this.#failure ??= { code, at: this.#clock() };
      return { ...this.#found(open, []), isStoreFailing: true };
    }
  }

  #found(status: HealthFinding['status'], found: readonly HealthReason[]): HealthFinding {
    const reasons = [...sealReasons(status), ...this.#audit(), ...this.#remembered(), ...found];
    return { status, reasons, isStoreFailing: false };
  }

  #audit(): HealthReason[] {
    const { failing, isUnavailable } = this.#parts.audit;
    const detail = 'no audit device records, so requests are refused';
    return [
      ...(isUnavailable ? [{ code: 'audit_unavailable', detail } as const] : []),
      ...failing.map((path) => ({ code: 'audit_device_failing', detail: path }) as const),
    ];
  }

  #remembered(): HealthReason[] {
    const now = this.#clock();
    const [failure, moved] = [this.#failure, this.#moved];
    return [
      ...(failure && isRecent(failure.at, { now, ms: FAILURE_MS })
        ? [{ code: 'store_failing', detail: failure.code } as const]
        : []),
      ...(moved && isRecent(moved.at, { now, ms: MOVED_MS })
        ? [{ code: 'clock_moved', detail: `by ${moved.seconds} seconds` } as const]
        : []),
    ];
  }

  /** The key of the store was made at a moment that has not come yet. */
  #behind(lifecycle: LifecycleService): HealthReason[] {
    if (!lifecycle.unsealed) return [];
    const ms = lifecycle.keyStatus().installedAt - this.#clock();
    if (ms < MAX_BEHIND_MS) return [];
    const detail = `${Math.floor(ms / 1000)} seconds behind the store`;
    return [{ code: 'clock_behind', detail }];
  }

  /** Whoever sets the clock moves it against the one that nobody can set. */
  #lookAtClock(): void {
    const { monotonic } = this.#parts;
    if (!monotonic) return;
    const lead = this.#clock() - monotonic();
    const drift = lead - (this.#lead ?? lead);
    this.#lead = lead;
    if (Math.abs(drift) < MAX_DRIFT_MS) return;
    this.#moved = { seconds: Math.round(drift / 1000), at: this.#clock() };
  }
}

/** A server that is open has neither. */
function sealReasons({ initialized, sealed }: HealthFinding['status']): HealthReason[] {
  if (!initialized) return [{ code: 'not_initialized', detail: 'sys/init makes its keys' }];
  return sealed ? [{ code: 'sealed', detail: 'sys/unseal takes the shares of its key' }] : [];
}

function isRecent(at: number, { now, ms }: { now: number; ms: number }): boolean {
  return Math.abs(now - at) < ms;
}

function storeFault(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof StoreError) return cause.code;
  return cause instanceof DecryptionError ? 'damaged' : undefined;
}

/** What a promise becomes, or undefined where that takes too long. */
async function withinMs<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), ms);
  // a failure that comes too late is nobody's any more
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const watchByParts = new WeakMap<CoreParts, HealthWatch>();

/** The watch of one process. */
export function healthOf(parts: CoreParts): HealthWatch {
  let watch = watchByParts.get(parts);
  if (!watch) {
    watch = new HealthWatch(parts);
    watchByParts.set(parts, watch);
  }
  return watch;
}

/** A reason as it is answered. */
export function writeReason({ code, detail }: HealthReason): JsonObject {
  return { code, detail };
}
