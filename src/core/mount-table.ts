import type { MountEntry } from './mount-entry.ts';

/** Where a path leads: a mount and what follows its path. */
export interface MountMatch {
  readonly mount: MountEntry;
  readonly rest: string;
}

/** All mounts of one generation. */
export class MountTable {
  readonly #byPath = new Map<string, MountEntry>();
  readonly #byUuid = new Map<string, MountEntry>();
  readonly #byAccessor = new Map<string, MountEntry>();

  constructor(mounts: readonly MountEntry[]) {
    for (const mount of mounts.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
      this.#byPath.set(mount.path, mount);
      this.#byUuid.set(mount.uuid, mount);
      this.#byAccessor.set(mount.accessor, mount);
    }
  }

  /** Every mount, by path. */
  all(): MountEntry[] {
    return [...this.#byPath.values()];
  }

  get(path: string): MountEntry | undefined {
    return this.#byPath.get(path);
  }

  byUuid(uuid: string): MountEntry | undefined {
    return this.#byUuid.get(uuid);
  }

  byAccessor(accessor: string): MountEntry | undefined {
    return this.#byAccessor.get(accessor);
  }

  /** The mount with the longest path that a path begins with; `secret` also finds `secret/`. */
  match(path: string): MountMatch | undefined {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const mount = this.#byPath.get(path.slice(0, end + 1));
      if (mount) return { mount, rest: path.slice(end + 1) };
    }
    const whole = this.#byPath.get(`${path}/`);
    return whole && { mount: whole, rest: '' };
  }

  /** A mount whose path is, contains or lies below another, in either direction. */
  conflict(path: string): MountEntry | undefined {
    return this.all().find((mount) => mount.path.startsWith(path) || path.startsWith(mount.path));
  }
}
