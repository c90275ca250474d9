import type { CoreParts } from './scope.ts';

/** Reads something of the process anew. @throws Error when it keeps what it had */
export type Reload = () => Promise<void> | void;

const reloadsByParts = new WeakMap<CoreParts, Map<string, Reload>>();

/** What of a process can be read anew, by its name on the wire. */
export function reloadsOf(parts: CoreParts): Map<string, Reload> {
  let reloads = reloadsByParts.get(parts);
  if (!reloads) {
    reloads = new Map();
    reloadsByParts.set(parts, reloads);
  }
  return reloads;
}
