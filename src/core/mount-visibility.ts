import type { Acl } from '../policy/acl.ts';
import type { MountEntry } from './mount-entry.ts';

/** Whether a mount is shown: to everybody, or to a token that may do something there. */
export function isVisible(mount: MountEntry, acl: Acl | undefined): boolean {
  return mount.config.listing_visibility === 'unauth' || (acl ? hasAccess(mount, acl) : false);
}

/** Whether a token may do anything at or below a mount. */
export function hasAccess({ path }: MountEntry, acl: Acl): boolean {
  return acl.grantsAnythingUnder(path) || acl.capabilities(path)[0] !== 'deny';
}
