import type { ApiError } from '../errors/api-error.ts';
import type { CheckRow, CheckSeen } from '../errors/check-row.ts';

export type { CheckRow, CheckSeen } from '../errors/check-row.ts';

/** What is told of a check, or how to find out: then it costs nothing while nobody asks. */
export type Seen = CheckSeen | (() => CheckSeen);

/**
 * The row of named checks that a login goes through, in the order in which it reached them.
 *
 * A check that holds costs one entry of a list: texts are made when somebody reads the rows, or when a check
 * fails.
 */
export class Checks {
  /** Made with the first: most requests note nothing. */
  #passed: { readonly name: string; readonly seen: Seen | undefined }[] | undefined;
  #failed: CheckRow | undefined;

  /** What was noted so far. */
  get rows(): readonly CheckRow[] {
    const passed = (this.#passed ?? []).map(({ name, seen }): CheckRow => ({
      name,
      outcome: 'passed',
      ...tell(seen),
    }));
    return this.#failed ? [...passed, this.#failed] : passed;
  }

  /** Note a check that held. */
  pass(name: string, seen?: Seen): void {
    (this.#passed ??= []).push({ name, seen });
  }

  /**
   * Note the check that failed.
   *
   * @returns the error to throw, which carries the row (`error.check`) for audit, log and explain
   */
  fail(name: string, seen: Seen, error: ApiError): ApiError {
    failedCheck(name, seen, error);
    this.#failed = error.check;
    return error;
  }

  /** Take over rows that were found out elsewhere. */
  adopt(rows: readonly CheckRow[]): void {
    for (const { name, outcome, code: _code, ...seen } of rows) {
      if (outcome === 'passed') this.pass(name, seen);
    }
    this.#failed = rows.find(({ outcome }) => outcome === 'failed');
  }

  /** Begin again: the request is decided anew. */
  restart(): void {
    this.#passed = undefined;
    this.#failed = undefined;
  }
}

/** Name the check that an error stands for, where there is no row that it could be noted in. */
export function failedCheck(name: string, seen: Seen, error: ApiError): ApiError {
  error.check = { name, outcome: 'failed', ...tell(seen), code: error.code };
  return error;
}

/** A secret as a check may show it: `a value of 36 characters`. */
export function masked(value: string): string {
  return value === '' ? 'none' : `a value of ${value.length} characters`;
}

/**
 * All checks of a method in the order of their declaration, those that were not reached as `skipped`; what was
 * noted and not declared comes last. Of a name that was noted twice the later one counts.
 */
export function withSkipped(
  rows: readonly CheckRow[],
  declared: readonly string[],
): readonly CheckRow[] {
  const others = rows.filter(({ name }) => !declared.includes(name));
  const own = declared.map(
    (name): CheckRow => rows.findLast((row) => row.name === name) ?? { name, outcome: 'skipped' },
  );
  return [...own, ...others];
}

function tell(seen: Seen | undefined): CheckSeen {
  return typeof seen === 'function' ? seen() : (seen ?? {});
}
