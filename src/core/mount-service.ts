import { randomUuid } from '../crypto/random.ts';
import { ApiError } from '../errors/api-error.ts';
import { bindRecord, type Collection } from '../storage/records.ts';
import { createAccessor } from './builtin-mounts.ts';
import {
  type MountEntry,
  mountRecord,
  removedMountRecord,
  ROOT_NAMESPACE,
  shownPath,
} from './mount-entry.ts';
import type { MountTable } from './mount-table.ts';
import { LiveTokenQuotas } from './quota/live-token-quotas.ts';
import { rateLimitRecord } from './quota/rate-limit-rule.ts';
import type { MountType } from './mount-type.ts';
import { mountTtls, type Scope, type SystemTtls, typeKey } from './scope.ts';

/** A mount to be made. */
export type NewMount = Pick<
  MountEntry,
  | 'path'
  | 'type'
  | 'description'
  | 'config'
  | 'options'
  | 'local'
  | 'seal_wrap'
  | 'external_entropy_access'
> & { readonly kind: 'auth' | 'secret' };

/** Mounts, for the system's endpoints. Every change takes part in the commit of its request. */
export class MountService {
  readonly #scope: Scope;
  readonly #records: Collection<MountEntry>;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#records = bindRecord(scope.transaction, ROOT_NAMESPACE, mountRecord);
  }

  /** All mounts as of this request. */
  get table(): MountTable {
    return this.#scope.configuration.mounts;
  }

  /** The system's own lifetimes, seconds. */
  get systemTtls(): SystemTtls {
    return this.#scope.parts.ttls;
  }

  /** Lifetimes of a mount, the system's where it has none. */
  ttlsOf(mount: MountEntry): SystemTtls {
    return mountTtls(this.#scope.parts, mount);
  }

  /** The mount type behind a word; undefined when this server has none. */
  typeOf(kind: MountType['kind'], type: string): MountType | undefined {
    return this.#scope.parts.types.get(typeKey(kind, type));
  }

  /**
   * Enable a method or engine.
   *
   * @throws ApiError `MOUNT_PATH_IN_USE`, `MOUNT_TYPE_UNKNOWN`
   */
  async enable(mount: NewMount): Promise<void> {
    this.#assertFree(mount.path);
    if (!this.typeOf(mount.kind, mount.type)) {
      throw new ApiError('MOUNT_TYPE_UNKNOWN', { values: { type: mount.type } });
    }
    // two mounts whose paths contain each other conflict although their rows differ
    await this.#requireUnchangedTable();
    const { random } = this.#scope.parts;
    this.#records.create(mount.path, {
      ...mount,
      uuid: randomUuid(random),
      accessor: createAccessor(mount.kind, mount.type, random),
      tokens_revoked_until: 0,
      is_builtin: false,
    });
  }

  /**
   * Change a mount as it is stored now, which may be newer than the table.
   *
   * @throws ApiError `MOUNT_CHANGED` when it was disabled or moved since
   */
  async change(mount: MountEntry, change: (stored: MountEntry) => MountEntry): Promise<void> {
    this.#records.put(mount.path, change(await this.#stored(mount)));
  }

  /** Disable a mount: at once for callers, its storage is freed afterwards. Its tokens end with it. */
  async disable(mount: MountEntry): Promise<void> {
    await this.#stored(mount);
    this.#records.remove(mount.path);
    const removed = bindRecord(this.#scope.transaction, ROOT_NAMESPACE, removedMountRecord);
    removed.put(mount.uuid, { uuid: mount.uuid, removed_at: this.#scope.now });
    const quotas = bindRecord(this.#scope.transaction, ROOT_NAMESPACE, rateLimitRecord);
    const liveTokens = new LiveTokenQuotas(this.#scope);
    liveTokens.removeOf(mount);
    for (const { name, mount_uuid } of this.#scope.configuration.quotas.rules) {
      if (mount_uuid === mount.uuid) quotas.remove(name);
    }
  }

  /**
   * Give a mount another path. Identity and data stay; the tokens it issued end.
   *
   * @throws ApiError `REMOUNT_PATH_IN_USE`
   */
  async move(mount: MountEntry, path: string): Promise<void> {
    const others = this.table.all().filter(({ uuid }) => uuid !== mount.uuid);
    const conflict =
      path === mount.path
        ? mount
        : others.find((other) => other.path.startsWith(path) || path.startsWith(other.path));
    if (conflict) throw new ApiError('REMOUNT_PATH_IN_USE', { values: { path: conflict.path } });
    const stored = await this.#stored(mount);
    await this.#requireUnchangedTable();
    this.#records.remove(mount.path);
    this.#records.create(path, { ...stored, path, tokens_revoked_until: this.#scope.now });
  }

  #assertFree(path: string): void {
    const conflict = this.table.conflict(path);
    if (!conflict) return;
    throw new ApiError('MOUNT_PATH_IN_USE', { values: { path: shownPath(conflict) } });
  }

  /** The entry as stored; what is written over it is written only if it has not moved since. */
  async #stored(mount: MountEntry): Promise<MountEntry> {
    const stored = await this.#records.get(mount.path);
    if (stored?.uuid === mount.uuid) return stored;
    throw new ApiError('MOUNT_CHANGED', { values: { path: shownPath(mount) } });
  }

  /** No other configuration change may come between the look at the table and the commit. */
  async #requireUnchangedTable(): Promise<void> {
    await this.#scope.transaction.requireGeneration(this.#scope.configuration.generation);
  }
}
