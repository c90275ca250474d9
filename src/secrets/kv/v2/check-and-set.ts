import { ApiError } from '../../../errors/api-error.ts';
import { FieldError, integer } from '../../../framework/field.ts';
import type { JsonObject } from '../../../lib/json.ts';

/** What check-and-set compares. */
export interface CasCheck {
  readonly sent: number | undefined;
  readonly current: number;
  readonly isRequired: boolean;
}

/**
 * Refuse a write that was made for another version than the current one.
 *
 * @throws ApiError `KV_CAS_REQUIRED`, `KV_CAS_MISMATCH`
 */
export function assertCas({ sent, current, isRequired }: CasCheck): void {
  if (sent === undefined && isRequired) throw new ApiError('KV_CAS_REQUIRED');
  if (sent !== undefined && sent !== current) throw new ApiError('KV_CAS_MISMATCH');
}

/** The `cas` among the options of a write. @throws ApiError `KV_CAS_INVALID` */
export function casOf(options: JsonObject | undefined): number | undefined {
  const sent = options && Object.hasOwn(options, 'cas') ? options['cas'] : undefined;
  if (sent === undefined) return undefined;
  try {
    return integer('').decode(sent);
  } catch (error) {
    if (error instanceof FieldError) throw new ApiError('KV_CAS_INVALID', { cause: error });
    throw error;
  }
}
