import type { JsonObject } from '../lib/json.ts';

/** One call of the API. */
export interface Call {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/v1/`, not encoded. */
  readonly path: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly body?: JsonObject;
  /** A call that only helps another: made even when the request is to be shown, and never wrapped. */
  readonly isHelper?: boolean;
  /** The answer is read here and not handed on: never wrapped. */
  readonly isNeverWrapped?: boolean;
  /** Root namespace, whatever the settings say. */
  readonly isRoot?: boolean;
}
