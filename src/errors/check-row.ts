import type { ErrorCode } from './catalogue.ts';

/** What a check wanted and what it got. Never a secret: those are masked. */
export interface CheckSeen {
  readonly expected?: string;
  readonly received?: string;
}

/** One named check of a login, or of a decision. */
export interface CheckRow extends CheckSeen {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Of the error that a failed check ended in. */
  readonly code?: ErrorCode;
}
