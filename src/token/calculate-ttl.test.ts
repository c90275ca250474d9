import { describe, expect, test } from 'vitest';
import { calculateTtl, type TtlInput } from './calculate-ttl.ts';

const base: TtlInput = { mountDefault: 3600, mountMax: 7200, startedAt: 0, now: 0 };

function calculate(input: Partial<TtlInput>) {
  return calculateTtl({ ...base, ...input });
}

describe('a lifetime', () => {
  test.each([
    ['the default of the mount', {}, 3600],
    ['that of the role', { roleTtl: 600 }, 600],
    ['what was asked for, before that of the role', { increment: 60, roleTtl: 600 }, 60],
    ['the maximum of the mount at most', { increment: 9000 }, 7200],
    ['the maximum of the role at most', { increment: 9000, roleMax: 1000 }, 1000],
    ['no more than the mount for a role that allows more', { increment: 9e4, roleMax: 9e4 }, 7200],
    ['the explicit maximum at most', { increment: 9000, explicitMax: 500 }, 500],
    ['the lower of both maxima', { roleMax: 400, explicitMax: 500 }, 400],
    ['the period', { period: 1800, increment: 60, roleTtl: 60 }, 1800],
    ['a period up to the maximum', { period: 9000 }, 7200],
    ['a period up to the explicit maximum', { period: 1800, explicitMax: 600 }, 600],
  ])('is %s', (_what, input, ttl) => {
    expect(calculate(input)).toMatchObject({ ttl, expiresAt: ttl * 1000 });
  });

  test('is what is left of the maximum at a renewal, in words', () => {
    expect(calculate({ increment: 3600, now: 5_430_000 })).toEqual({
      ttl: 1770,
      expiresAt: 7_200_000,
      warnings: [
        'TTL of "1h" exceeded the effective max_ttl of "29m30s"; TTL value is capped accordingly',
      ],
    });
  });

  test('within the last second is never 0, and ends with the second', () => {
    expect(calculate({ increment: 60, now: 7_199_999 })).toMatchObject({
      ttl: 1,
      expiresAt: 7_200_000,
    });
  });

  test('of a period has no deadline without an explicit maximum', () => {
    expect(calculate({ period: 1800, now: 1e9 })).toMatchObject({ ttl: 1800 });
  });

  test.each([
    ['the maximum of the mount', { now: 7_200_000 }],
    ['the maximum of the role', { roleMax: 60, now: 60_000 }],
    ['the explicit maximum of a period', { period: 30, explicitMax: 60, now: 60_001 }],
  ])('is refused once %s is reached', (_what, input) => {
    expect(() => calculate(input)).toThrow(
      expect.objectContaining({ code: 'TTL_PAST_MAXIMUM', status: 400 }),
    );
  });

  test('is refused where the bounds leave none', () => {
    expect(() => calculate({ mountMax: 0 })).toThrow(
      expect.objectContaining({ code: 'TTL_MAXIMUM_INVALID' }),
    );
  });
});
