import type { MountContext } from '../../core/mount-context.ts';
import type { MountEntry } from '../../core/mount-entry.ts';
import type { MountTable } from '../../core/mount-table.ts';
import { randomUuid } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import { trimMountPath } from './fields.ts';
import { faultOfMountPath, isProtected } from './mount-path.ts';
import type { operations } from './operations.ts';
import type { remountRecord } from './records.ts';

type Context = MountContext<{ readonly remount: typeof remountRecord }, 'mounts'>;
type Handle = Pick<Handlers<typeof operations, Context>, 'remount' | 'remount-status'>;

/** How long the outcome of a move can be asked for. */
const STATUS_KEPT_MS = 7 * 86_400_000;

/** Move mounts. A move is done in the commit of its request, so that its status is never pending. */
export const handlers: Handle = {
  remount: async ({ body, now }, { services: { mounts }, records, random }) => {
    const { mount, path } = readMove(mounts.table, body);
    await mounts.move(mount, path);
    const migration_id = randomUuid(random);
    const move = { source_mount: mount.path, target_mount: path };
    records.remount.create(migration_id, move, now + STATUS_KEPT_MS);
    const warnings = ['The mount was moved. The tokens that it had issued are no longer valid.'];
    return { status: 200, data: { migration_id }, warnings };
  },

  'remount-status': async ({ params }, { records }) => {
    const { migration_id = '' } = params;
    const move = await records.remount.get(migration_id);
    if (!move) throw new ApiError('NOT_FOUND');
    const { source_mount, target_mount } = move;
    const migration_info = { source_mount, target_mount, status: 'success' };
    return { status: 200, data: { migration_id, migration_info } };
  },
};

interface Paths {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What is to be moved, and where to. */
function readMove(table: MountTable, { from, to }: Paths): { mount: MountEntry; path: string } {
  if (!from || !to) throw new ApiError('REMOUNT_PATH_MISSING');
  assertNoBlanks('from', from);
  assertNoBlanks('to', to);
  const source = `${trimMountPath(from)}/`;
  const path = `${trimMountPath(to)}/`;
  const isAuth = isAuthPath(source);
  assertSameKind(isAuth, path);
  const mount = table.get(source);
  if (mount?.is_builtin || (!isAuth && isProtected(source))) {
    throw new ApiError('REMOUNT_PERMANENT', { values: { path: source } });
  }
  if (!isAuth && isProtected(path)) throw new ApiError('REMOUNT_PROTECTED', { values: { path } });
  assertDestination(isAuth ? path.slice('auth/'.length, -1) : path.slice(0, -1));
  if (!mount) throw new ApiError('REMOUNT_UNKNOWN', { values: { path: source } });
  return { mount, path };
}

function assertNoBlanks(field: 'from' | 'to', path: string): void {
  const where =
    path.trimStart() === path ? (path.trimEnd() === path ? undefined : 'trailing') : 'leading';
  if (where) throw new ApiError('REMOUNT_PATH_BLANK', { values: { field, where } });
}

function isAuthPath(path: string): boolean {
  return path.startsWith('auth/') && path !== 'auth/';
}

function assertSameKind(isAuth: boolean, path: string): void {
  if (isAuthPath(path) === isAuth) return;
  const [kind, other] = isAuth ? ['auth', 'non-auth'] : ['non-auth', 'auth'];
  throw new ApiError('REMOUNT_KIND_MISMATCH', { values: { kind, other, path } });
}

function assertDestination(path: string): void {
  const fault = faultOfMountPath(path);
  if (fault) throw new ApiError('REMOUNT_PATH_INVALID', { values: { reason: fault } });
}
