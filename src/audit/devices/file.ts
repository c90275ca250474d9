import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate as immediate } from 'node:timers/promises';
import type { Clock } from '../../lib/time.ts';
import { type AuditDevice, AuditDeviceError, MAX_WAITING_BYTES } from '../audit-device.ts';
import { assertBelow } from '../file-folders.ts';

/** How often the file may be looked at for a rename, in milliseconds. */
const LOOK_INTERVAL_MS = 1000;

/** Where and how a file device writes. */
export interface FileDeviceOptions {
  readonly path: string;
  /** Permissions of the file; undefined keeps those it has. */
  readonly mode: number | undefined;
  readonly clock: Clock;
  /** Folders it must stay below, symbolic links resolved; absent: anywhere, as an operator may choose. */
  readonly folders?: readonly string[];
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly device: number;
  readonly inode: number;
}

/** Appends to a file: off the event loop, in order, all lines that wait in one write. */
export class FileDevice implements AuditDevice {
  readonly #options: FileDeviceOptions;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #running: Promise<void> | undefined;
  #file: OpenFile | undefined;
  #mustReopen = false;
  #isClosed = false;
  /** A write ended within a line: the next begins with a line of its own. */
  #isTorn = false;
  #lookedAt = 0;

  constructor(options: FileDeviceOptions) {
    this.#options = options;
  }

  async write(line: string): Promise<void> {
    // nobody would close the file again
    if (this.#isClosed) throw new AuditDeviceError('the device is closed');
    if (this.#waitingBytes > MAX_WAITING_BYTES) {
      throw new AuditDeviceError('too many entries wait for the file');
    }
    this.#waitingBytes += line.length;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ line, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  reopen(): void {
    this.#mustReopen = true;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
    await this.#closeFile();
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // what else this turn of the event loop records goes into the same write
      await immediate();
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#record(batch);
    }
    this.#running = undefined;
  }

  async #record(batch: readonly Waiting[]): Promise<void> {
    const text = batch.map(({ line }) => line).join('');
    try {
      await this.#append(text);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.#waitingBytes -= text.length;
    }
  }

  /** Write; after a failure once more to a file that is opened anew. */
  async #append(text: string): Promise<void> {
    try {
      await this.#appendOnce(text);
    } catch {
      await this.#closeFile();
      await this.#appendOnce(text);
    }
  }

  async #appendOnce(text: string): Promise<void> {
    const { handle } = await this.#current();
    const bytes = Buffer.from(this.#isTorn ? `\n${text}` : text);
    let done = 0;
    try {
      while (done < bytes.length) {
        done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
      }
      this.#isTorn = false;
    } catch (error) {
      if (done > 0) this.#isTorn = true;
      throw error;
    }
  }

  /** The file under its path: another one once it was renamed, removed, or asked for. */
  async #current(): Promise<OpenFile> {
    const now = this.#options.clock();
    const mustLook = Math.abs(now - this.#lookedAt) >= LOOK_INTERVAL_MS;
    if (this.#mustReopen || (this.#file && mustLook && !(await this.#isInPlace(this.#file)))) {
      this.#mustReopen = false;
      await this.#closeFile();
    }
    if (mustLook) this.#lookedAt = now;
    this.#file ??= await this.#openFile();
    return this.#file;
  }

  async #isInPlace({ device, inode }: OpenFile): Promise<boolean> {
    try {
      const found = await stat(this.#options.path);
      return found.ino === inode && found.dev === device;
    } catch {
      // gone or out of reach: opening it tells
      return false;
    }
  }

  async #openFile(): Promise<OpenFile> {
    const { path, mode, folders } = this.#options;
    const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
    if (folders) await assertBelow(path, folders);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    if (folders) await assertBelow(path, folders);
    const flags = O_APPEND | O_CREAT | O_WRONLY | (folders ? O_NOFOLLOW : 0);
    const handle = await open(path, flags, mode ?? 0o600);
    try {
      const { dev, ino, mode: found, ...kind } = await handle.stat();
      const isRegular = (found & constants.S_IFMT) === constants.S_IFREG;
      // a device such as /dev/null is shared with others: its permissions are not ours
      if (isRegular && mode !== undefined && (found & 0o777) !== mode) await handle.chmod(mode);
      if (isRegular && kind.size === 0) this.#isTorn = false;
      return { handle, device: dev, inode: ino };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.handle.close().catch(() => undefined);
  }
}
