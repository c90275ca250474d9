import type * as Jose from 'jose';

let loading: Promise<typeof Jose> | undefined;

/** The library that checks signatures; loaded by the first who needs it, so that others start sooner. */
export function loadJose(): Promise<typeof Jose> {
  loading ??= import('jose');
  return loading;
}
