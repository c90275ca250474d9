import { setImmediate as nextTurn } from 'node:timers/promises';
import { randomUuid, type RandomBytes } from '../crypto/random.ts';
import type { Clock } from '../lib/time.ts';
import { Metrics } from '../metrics/metrics.ts';
import { removedRowsPrefix, sweepRemovedRows } from '../storage/removed-rows.ts';
import type { OpenStore } from '../storage/transaction.ts';
import { sweepVoided, VOID_SWEEP_KEY } from '../token/sweep-voided.ts';
import { sweepTokens } from '../token/sweeper.ts';
import { TIDY_KEY } from '../token/tidy.ts';
import { tokenKeys } from '../token/token-store.ts';
import type { LifecycleService } from './lifecycle-service.ts';
import { takeLease } from './process-lease.ts';
import { type CountLocked, TokenCensus } from './count-tokens.ts';
import type { Log, Unsealed } from './scope.ts';
import { tendKeys } from './seal/tend-keys.ts';
import { removedMountPrefix, sweepRemovedMounts } from './sweep-mounts.ts';

const LEASE_KEY = 'lease/sweeper';
/** Pause when nothing was left to do, and between two helpings when something was. */
const IDLE_MS = 5000;
const BUSY_MS = 100;
/** Work in one helping. */
const BUDGET_MS = 50;
/** What a helping can come to. */
const outcomes = ['done', 'more', 'failed'] as const;

/** What background work needs of the process. */
export interface BackgroundParts {
  readonly lifecycle: Pick<LifecycleService, 'unsealed' | 'keys' | 'rotate'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Absent: nobody asks. */
  readonly metrics?: Metrics;
  /** Between two counts of tokens and locked names, milliseconds; absent: none is made for the metrics. */
  readonly usageGaugeMs?: number;
  /** Absent: locked names are not counted. */
  readonly countLocked?: CountLocked;
  readonly log: Log;
}

/** Background work that is under way. */
export interface Background {
  /** Do all there is to do now, lease or not: two that sweep at once only waste each other's time. */
  runNow(): Promise<void>;
  /** Finish the running step and do no more. */
  stop(): Promise<void>;
}

/**
 * Free space in the background, a little at a time, in one of the processes that share the store. Nothing
 * that callers see depends on it, and it does not keep the process alive.
 */
export function startBackground(parts: BackgroundParts): Background {
  return new Sweeping(parts);
}

class Sweeping implements Background {
  readonly #parts: BackgroundParts;
  readonly #holder: string;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #isStopped = false;
  readonly #metrics: Metrics;
  readonly #census: TokenCensus;

  constructor(parts: BackgroundParts) {
    this.#parts = parts;
    this.#metrics = parts.metrics ?? new Metrics();
    // there from the start: a rate cannot be told of what appears
    for (const outcome of outcomes) this.#metrics.counter('sweeper.helpings_total').of(outcome);
    this.#census = new TokenCensus({
      metrics: this.#metrics,
      periodMs: parts.usageGaugeMs ?? 0,
      ...(parts.countLocked && { countLocked: parts.countLocked }),
    });
    this.#holder = randomUuid(parts.random);
    this.#schedule(IDLE_MS);
  }

  async runNow(): Promise<void> {
    await this.#inTurn(async () => {
      await tendKeys({ ...this.#parts, holder: this.#holder });
      await this.#sweep(Infinity);
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(ms: number): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.#inTurn(() => this.#tick()), ms).unref();
  }

  /** One after the other, whoever asks. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#running.then(act);
    this.#running = turn.catch(() => undefined);
    return turn;
  }

  async #tick(): Promise<void> {
    let hasMore = false;
    try {
      await tendKeys({ ...this.#parts, holder: this.#holder });
      hasMore = await this.#helping();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#metrics.counter('sweeper.helpings_total').of('failed').add();
      this.#parts.log('warn', 'background work failed and is tried again', { reason });
    }
    this.#schedule(hasMore ? BUSY_MS : IDLE_MS);
  }

  async #helping(): Promise<boolean> {
    const { lifecycle, clock } = this.#parts;
    const { unsealed } = lifecycle;
    if (!unsealed || !(await this.#isDue(unsealed))) return false;
    const isHolder = await takeLease(unsealed.open, {
      key: LEASE_KEY,
      holder: this.#holder,
      now: clock(),
    });
    if (!isHolder) return false;
    const { monotonic } = this.#metrics;
    const startedAt = monotonic();
    const hasMore = await this.#sweep(BUDGET_MS);
    this.#metrics
      .histogram('sweeper.helping_seconds')
      .of()
      .observe((monotonic() - startedAt) / 1000);
    this.#metrics
      .counter('sweeper.helpings_total')
      .of(hasMore ? 'more' : 'done')
      .add();
    return hasMore;
  }

  async #isDue(unsealed: Unsealed): Promise<boolean> {
    const now = this.#parts.clock();
    return this.#census.isDue(unsealed, now) || (await isAnythingDue(unsealed.open, now));
  }

  /** @returns whether the budget was used up before the work was */
  async #sweep(budgetMs: number): Promise<boolean> {
    const { lifecycle, clock } = this.#parts;
    const startedAt = clock();
    for (;;) {
      const { unsealed } = lifecycle;
      if (!unsealed) return false;
      const tally = (rows: number) => this.#metrics.counter('sweeper.removed_total').of().add(rows);
      const hasMoreTokens = await sweepTokens(unsealed.open, clock(), tally);
      const hasMoreVoided = await sweepVoided(unsealed.open);
      const hasMoreMounts = await sweepRemovedMounts(unsealed.open, clock());
      const hasMoreRows = await sweepRemovedRows(unsealed.open);
      if (!hasMoreTokens && !hasMoreVoided && !hasMoreMounts && !hasMoreRows) {
        const until = () => this.#isStopped || clock() - startedAt >= budgetMs;
        return this.#census.work(unsealed, { now: clock(), until });
      }
      if (this.#isStopped || clock() - startedAt >= budgetMs) return true;
      // stores in memory answer without ever leaving the turn
      await nextTurn();
    }
  }
}

/** A few reads that tell an idle store from one with something to sweep; idle ones are not written to. */
async function isAnythingDue({ store }: OpenStore, now: number): Promise<boolean> {
  const found = await Promise.all([
    store.expired(now, 1),
    store.scan(tokenKeys.revokedPrefix, { limit: 1 }),
    store.scan(removedMountPrefix, { limit: 1 }),
    store.scan(removedRowsPrefix, { limit: 1 }),
    store.get([TIDY_KEY, VOID_SWEEP_KEY]),
  ]);
  return found.flat().some((entry) => entry !== undefined);
}
