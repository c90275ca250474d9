import { compareBytes } from '../lib/compare-bytes.ts';
import { parseJson } from '../lib/json.ts';
import type { PlainEntry, Transaction } from './transaction.ts';
import { type ListBounds, pageOfNames } from './records.ts';

/** Children that one step of a list reads. */
const PAGE = 500;

interface StoredChild {
  readonly n: string;
  readonly d?: unknown;
}

/** A scan on its way through the folders. */
interface Walk {
  readonly folder: string;
  readonly root: string;
  readonly after: string;
  readonly limit: number;
  readonly found: string[];
}

/**
 * Values under slash-separated paths that can be listed folder by folder at the cost of what is
 * listed, although no name is readable on disk.
 *
 * A child lies at hash(folder)/hash(name); a folder is a child of its parent with a name ending in `/`.
 * Making a child writes its folder's row and emptying a folder removes it, so that the two conflict.
 */
export class Folders<T> {
  readonly #transaction: Transaction;
  readonly #prefix: string;

  constructor(transaction: Transaction, prefix: string) {
    this.#transaction = transaction;
    this.#prefix = prefix;
  }

  async get(path: string): Promise<T | undefined> {
    const entry = await this.#transaction.get(this.#key(path));
    return entry && (decodeChild(entry).d as T);
  }

  async put(path: string, value: T, expiresAt?: number): Promise<void> {
    const isNew = (await this.#transaction.get(this.#key(path))) === undefined;
    this.#write(path, { n: lastSegment(path), d: value }, expiresAt);
    if (isNew) await this.#enterFolders(path);
  }

  /** Remove a value, and the folders that it leaves empty. A folder itself is no value. */
  async remove(path: string): Promise<void> {
    if (path.endsWith('/')) return;
    if ((await this.#transaction.get(this.#key(path))) === undefined) return;
    this.#transaction.remove(this.#key(path));
    await this.#leaveFolders(path);
  }

  /** Names in a folder (`''` or ending in `/`) in byte order; folders end in `/`. */
  async list(folder: string, bounds: ListBounds = {}): Promise<string[]> {
    const names: string[] = [];
    const prefix = this.#folderPrefix(folder);
    let after = prefix;
    for (;;) {
      const page = await this.#transaction.scan(prefix, { after, limit: PAGE });
      names.push(...page.map((entry) => decodeChild(entry).n));
      const last = page.at(-1);
      if (!last || page.length < PAGE) return pageOfNames(names, bounds);
      after = last.key;
    }
  }

  /** Paths of all values below a folder, relative to it, in byte order. */
  async scan(folder: string, bounds: ListBounds = {}): Promise<string[]> {
    const limit = bounds.limit && bounds.limit > 0 ? bounds.limit : Infinity;
    const found: string[] = [];
    await this.#walk({ folder, root: folder, after: bounds.after ?? '', limit, found });
    return found;
  }

  /** Depth first is byte order, since the name of a folder ends in the `/` of the paths below it. */
  async #walk(walk: Walk): Promise<void> {
    const { folder, root, after, limit, found } = walk;
    for (const name of await this.list(folder)) {
      if (found.length >= limit) return;
      const path = folder.slice(root.length) + name;
      if (path.endsWith('/')) {
        // all below a folder comes before `after`, unless `after` lies in it
        if (compareBytes(path, after) < 0 && !after.startsWith(path)) continue;
        await this.#walk({ ...walk, folder: folder + name });
      } else if (compareBytes(path, after) > 0) {
        found.push(path);
      }
    }
  }

  async #enterFolders(path: string): Promise<void> {
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
      const existed = (await this.#transaction.get(this.#key(folder))) !== undefined;
      this.#write(folder, { n: lastSegment(folder) });
      if (existed) return;
    }
  }

  async #leaveFolders(path: string): Promise<void> {
    let removed = path;
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
      await this.#transaction.get(this.#key(folder));
      const children = await this.#transaction.scanKeys(this.#folderPrefix(folder), { limit: 2 });
      if (children.some((key) => key !== this.#key(removed))) {
        this.#write(folder, { n: lastSegment(folder) });
        return;
      }
      this.#transaction.remove(this.#key(folder));
      removed = folder;
    }
  }

  #write(path: string, child: StoredChild, expiresAt?: number): void {
    this.#transaction.put(this.#key(path), Buffer.from(JSON.stringify(child)), expiresAt);
  }

  #folderPrefix(folder: string): string {
    return `${this.#prefix}${this.#transaction.barrier.hashName(this.#prefix, folder)}/`;
  }

  #key(path: string): string {
    const prefix = this.#folderPrefix(parentOf(path));
    return prefix + this.#transaction.barrier.hashName(prefix, lastSegment(path));
  }
}

/** A path as that of a folder: `a` → `a/`; empty stays empty. */
export function folderOf(path: string): string {
  return path === '' || path.endsWith('/') ? path : `${path}/`;
}

/** `a/b/c` → `a/b/`; `a/b/` → `a/`; `a` → `''`. */
function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}

function lastSegment(path: string): string {
  return path.slice(parentOf(path).length);
}

function decodeChild(entry: PlainEntry): StoredChild {
  return parseJson(entry.value.toString()) as unknown as StoredChild;
}
