import { bool } from './option.ts';

/** Options of `profiling` inside of `listener "tcp"`. */
export const listenerProfilingOptions = {
  unauthenticated_in_flight_request_access: bool(
    'Answer sys/in-flight-req without a token, while unsealed.',
    false,
  ),
};

/** Options of `profiling` that Vault has and that mean nothing here; each gives a warning. */
export const ignoredProfilingOptions: ReadonlySet<string> = new Set([
  'unauthenticated_pprof_access',
]);
