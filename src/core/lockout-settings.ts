import type { ServerConfig } from '../config/server-config.ts';
import type { MountEntry } from './mount-entry.ts';

/** What the server's configuration says about lockout. */
export type LockoutOptions = Pick<ServerConfig, 'user_lockout' | 'disable_user_lockout'>;

/** When a name is locked out at a mount; durations in milliseconds. */
export interface LockoutSettings {
  /** Failed logins in a row that lock a name out, 1 or more. */
  readonly threshold: number;
  readonly durationMs: number;
  /** Quiet time after which failures are forgotten. */
  readonly resetMs: number;
}

/** Failed logins of one name at one mount since its last success. */
export interface LoginFailures {
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly last_failed_at: number;
}

/** Where neither mount nor configuration says anything: 5 failures, a quarter of an hour. */
const defaults = {
  disable_lockout: false,
  lockout_threshold: 5,
  lockout_duration: 900,
  lockout_counter_reset: 900,
};

/**
 * How lockout works at a mount. What the mount was tuned to goes before the block of its type, that before
 * the block `all`; the server-wide switch goes before everything.
 *
 * @returns undefined where nobody is locked out
 */
export function lockoutSettings(
  options: LockoutOptions,
  { type, config }: Pick<MountEntry, 'type' | 'config'>,
): LockoutSettings | undefined {
  if (options.disable_user_lockout) return undefined;
  const blocks = new Map(Object.entries(options.user_lockout));
  const block = blocks.get(type) ?? blocks.get('all') ?? defaults;
  const tuned = config.user_lockout ?? {};
  if (tuned.is_disabled ?? block.disable_lockout) return undefined;
  // what is 0 counts as not tuned, as it is read back
  return {
    threshold: tuned.threshold || block.lockout_threshold,
    durationMs: (tuned.duration || block.lockout_duration) * 1000,
    resetMs: (tuned.counter_reset || block.lockout_counter_reset) * 1000,
  };
}

/** Whether a name is locked out at a moment (milliseconds). */
export function isLockedOut(
  failures: LoginFailures | undefined,
  settings: LockoutSettings,
  now: number,
): boolean {
  if (!failures || failures.count < settings.threshold) return false;
  return now - failures.last_failed_at < settings.durationMs;
}

/** The failures that still count at a moment (milliseconds). */
export function countedFailures(
  failures: LoginFailures | undefined,
  settings: LockoutSettings,
  now: number,
): number {
  if (!failures || now - failures.last_failed_at >= settings.resetMs) return 0;
  return failures.count;
}

/** Milliseconds since the epoch after which a record says nothing any more. */
export function endOfFailures(failures: LoginFailures, settings: LockoutSettings): number {
  const { threshold, durationMs, resetMs } = settings;
  const isLock = failures.count >= threshold;
  return failures.last_failed_at + (isLock ? Math.max(durationMs, resetMs) : resetMs);
}
