import { describe, expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { Checks, masked, withSkipped } from './checks.ts';

describe('a row of checks', () => {
  test('holds what passed and what failed, in their order', () => {
    const checks = new Checks();
    checks.pass('role', { received: 'web' });
    const error = checks.fail(
      'secret_id',
      { expected: 'a SecretID', received: 'none' },
      new ApiError('PERMISSION_DENIED'),
    );
    expect(checks.rows).toEqual([
      { name: 'role', outcome: 'passed', received: 'web' },
      {
        name: 'secret_id',
        outcome: 'failed',
        expected: 'a SecretID',
        received: 'none',
        code: 'PERMISSION_DENIED',
      },
    ]);
    expect(error.check).toEqual(checks.rows[1]);
  });

  test('makes no text of a check that held until somebody asks', () => {
    let made = 0;
    const checks = new Checks();
    checks.pass('role', () => ({ received: `text ${(made += 1)}` }));
    expect(made).toBe(0);
    expect(checks.rows[0]?.received).toBe('text 1');
  });

  test('forgets everything when the request is decided anew', () => {
    const checks = new Checks();
    checks.pass('role');
    checks.fail('user', {}, new ApiError('PERMISSION_DENIED'));
    checks.restart();
    expect(checks.rows).toEqual([]);
  });
});

test('checks that were not reached are shown as skipped, in the order of the method', () => {
  const checks = new Checks();
  checks.pass('extra');
  checks.pass('b');
  expect(withSkipped(checks.rows, ['a', 'b', 'c'])).toEqual([
    { name: 'a', outcome: 'skipped' },
    { name: 'b', outcome: 'passed' },
    { name: 'c', outcome: 'skipped' },
    { name: 'extra', outcome: 'passed' },
  ]);
});

test('of a check that was noted twice the later outcome is shown', () => {
  const checks = new Checks();
  checks.pass('address');
  checks.fail('address', {}, new ApiError('PERMISSION_DENIED'));
  expect(withSkipped(checks.rows, ['address'])).toMatchObject([{ outcome: 'failed' }]);
});

test('a secret is shown by its length only', () => {
  expect(masked('hunter2')).toBe('a value of 7 characters');
  expect(masked('')).toBe('none');
});
