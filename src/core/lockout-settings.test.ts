import { describe, expect, test } from 'vitest';
import type { UserLockoutConfig as LockoutBlock } from '../config/server-config.ts';
import type { UserLockoutConfig as LockoutTune } from './mount-entry.ts';
import {
  countedFailures,
  endOfFailures,
  isLockedOut,
  type LockoutOptions,
  lockoutSettings,
} from './lockout-settings.ts';

const block: LockoutBlock = {
  disable_lockout: false,
  lockout_threshold: 7,
  lockout_duration: 70,
  lockout_counter_reset: 700,
};

function settingsOf(user_lockout: Readonly<Record<string, LockoutBlock>>, tune?: LockoutTune) {
  const config = { default_lease_ttl: 0, max_lease_ttl: 0, force_no_cache: false };
  const options: LockoutOptions = { user_lockout, disable_user_lockout: false };
  return lockoutSettings(options, {
    type: 'userpass',
    config: tune ? { ...config, user_lockout: tune } : config,
  });
}

describe('the settings of a mount', () => {
  test('are five failures and a quarter of an hour where nobody says anything', () => {
    expect(settingsOf({})).toEqual({ threshold: 5, durationMs: 900_000, resetMs: 900_000 });
  });

  test('are those of its tune, then of the block of its type, then of the block "all"', () => {
    const all = { ...block, lockout_threshold: 9 };
    const threshold = (...from: Parameters<typeof settingsOf>) => settingsOf(...from)?.threshold;

    expect(threshold({ all, userpass: block }, { threshold: 2 })).toBe(2);
    expect(threshold({ all, userpass: block }, { duration: 1 })).toBe(7);
    expect(threshold({ all, ldap: block })).toBe(9);
  });

  test('are tuned one by one; 0 is not tuned', () => {
    const settings = settingsOf({ userpass: block }, { duration: 5, threshold: 0 });

    expect(settings).toEqual({ threshold: 7, durationMs: 5000, resetMs: 700_000 });
  });

  test('take nothing from an inherited name', () => {
    const options = { user_lockout: {}, disable_user_lockout: false };
    const config = { default_lease_ttl: 0, max_lease_ttl: 0, force_no_cache: false };

    expect(lockoutSettings(options, { type: 'constructor', config })?.threshold).toBe(5);
  });

  test('lock nobody out where the tune says so, or the block does and the tune does not', () => {
    const off = { ...block, disable_lockout: true };

    expect(settingsOf({}, { is_disabled: true })).toBeUndefined();
    expect(settingsOf({ userpass: off })).toBeUndefined();
    expect(settingsOf({ userpass: off }, { is_disabled: false })).toBeDefined();
  });

  test('lock nobody out where the whole server says so, whatever is tuned', () => {
    const config = {
      default_lease_ttl: 0,
      max_lease_ttl: 0,
      force_no_cache: false,
      user_lockout: { is_disabled: false, threshold: 1 },
    };
    const options = { user_lockout: {}, disable_user_lockout: true };

    expect(lockoutSettings(options, { type: 'userpass', config })).toBeUndefined();
  });
});

describe('failures', () => {
  const settings = { threshold: 3, durationMs: 1000, resetMs: 4000 };
  const at = (count: number) => ({ count, last_failed_at: 10_000 });

  test('lock from the threshold on, until the duration is over', () => {
    expect(isLockedOut(undefined, settings, 10_000)).toBe(false);
    expect(isLockedOut(at(2), settings, 10_000)).toBe(false);
    expect(isLockedOut(at(3), settings, 10_999)).toBe(true);
    expect(isLockedOut(at(3), settings, 11_000)).toBe(false);
  });

  test('count until the quiet time is over', () => {
    expect(countedFailures(undefined, settings, 10_000)).toBe(0);
    expect(countedFailures(at(2), settings, 13_999)).toBe(2);
    expect(countedFailures(at(2), settings, 14_000)).toBe(0);
  });

  test('are kept for as long as they say something', () => {
    const longLock = { ...settings, durationMs: 9000 };

    expect(endOfFailures(at(2), longLock)).toBe(14_000);
    expect(endOfFailures(at(3), longLock)).toBe(19_000);
    expect(endOfFailures(at(3), settings)).toBe(14_000);
  });
});
