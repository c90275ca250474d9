import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { type MountEntry, shownPath } from '../../core/mount-entry.ts';
import { hasAccess, isVisible } from '../../core/mount-visibility.ts';
import type { MountService } from '../../core/mount-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { writeMountInfo } from '../mounts/write-mount-info.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'mounts'>;

/** What user interfaces show of mounts, namespaces and policies. */
export const handlers: Handlers<typeof operations, Context> = {
  'internal-ui-list-enabled-visible-mounts': (_request, { services: { mounts }, caller }) => {
    const visible = mounts.table.all().filter((mount) => isVisible(mount, caller?.acl));
    const describe = caller ? writeMountInfo : writeBrief;
    const listed = (isAuth: boolean): JsonObject =>
      Object.fromEntries(
        visible
          .filter(({ kind }) => (kind === 'auth') === isAuth)
          .map((mount) => [shownPath(mount), describe(mount, mounts)]),
      );
    return { status: 200, data: { auth: listed(true), secret: listed(false) } };
  },

  'internal-ui-read-mount-information': ({ params }, { services: { mounts }, caller }) => {
    if (!caller) throw new ApiError('TOKEN_INVALID', { detail: 'no token was sent' });
    const path = `${params.path ?? ''}/`;
    const mount = mounts.table.match(path)?.mount;
    // nobody learns of a mount by asking for it
    if (!mount || !hasAccess(mount, caller.acl)) {
      throw new ApiError('MOUNT_NOT_VISIBLE', { values: { path } });
    }
    return { status: 200, data: { ...writeMountInfo(mount, mounts), path: shownPath(mount) } };
  },

  'internal-ui-list-namespaces': (_request, { caller }) => {
    if (!caller) throw new ApiError('TOKEN_INVALID', { detail: 'no token was sent' });
    return { status: 200, data: { keys: [] } };
  },

  'internal-ui-read-resultant-acl': (_request, { caller }) => {
    if (!caller) throw new ApiError('TOKEN_INVALID', { detail: 'no token was sent' });
    if (caller.acl.isRoot) return { status: 200, data: { root: true } };
    return { status: 200, data: caller.acl.resultant() as unknown as JsonObject };
  },
};

/** What strangers see. */
function writeBrief({ type, description, options }: MountEntry, _mounts: MountService): JsonObject {
  return { type, description, options };
}
