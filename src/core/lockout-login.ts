import { ApiError } from '../errors/api-error.ts';
import type { Configuration } from './configuration.ts';
import { decodeRequest } from './decode-request.ts';
import { type LockoutSettings, lockoutSettings } from './lockout-settings.ts';
import type { MountEntry } from './mount-entry.ts';
import type { IncomingRequest } from './request.ts';
import { findRoute } from './route-table.ts';
import { type CoreParts, typeKey } from './scope.ts';

/** A login whose failures are counted. */
export interface CountedLogin {
  readonly mount: MountEntry;
  /** The name that failures are counted for, in its one canonical spelling. */
  readonly name: string;
  readonly settings: LockoutSettings;
  /** Any number of them may be verified at once. */
  readonly isCheap: boolean;
}

/**
 * Tell from a request alone whether it is a login that lockout watches, and of whom.
 *
 * @returns undefined for every other request, and for logins that do not say who asks or are malformed:
 *   their method refuses them
 */
export function findCountedLogin(
  parts: CoreParts,
  configuration: Configuration,
  request: IncomingRequest,
): CountedLogin | undefined {
  if (request.operation !== 'update') return undefined;
  const match = configuration.mounts.match(request.path);
  if (!match) return undefined;
  const { mount, rest } = match;
  const type = parts.types.get(typeKey(mount.kind, mount.type));
  if (!type?.hasUserLockout) return undefined;
  const route = findRoute(type.routes, rest, request.operation);
  const bound = route?.operation;
  const loginName = bound && type.loginName[bound.operationId];
  if (!loginName) return undefined;
  const settings = lockoutSettings(parts.lockout, mount);
  if (!settings) return undefined;
  const from = { declaration: bound.declaration, route, now: parts.clock() };
  const decoded = decodeIfSound(request, from);
  const name = decoded && loginName(decoded);
  if (name === undefined || name === '') return undefined;
  return { mount, name, settings, isCheap: type.hasCheapLogins };
}

function decodeIfSound(request: IncomingRequest, from: Parameters<typeof decodeRequest>[1]) {
  try {
    return decodeRequest(request, from).request;
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
