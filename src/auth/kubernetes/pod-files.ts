import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Kubernetes mounts token and certificate of the service account of a pod. */
export const POD_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** How long a file is not read again: the kubelet renews the token long before its end. */
const MAX_AGE_MS = 60_000;
/** Longest file that is taken, characters. */
const MAX_LENGTH = 1_048_576;

/** A file of the pod cannot be read, or is empty. The message names the file and the system's reason. */
export class PodFileError extends Error {
  override readonly name = 'PodFileError';
}

interface ReadFile {
  readonly at: number;
  readonly text: string;
}

/**
 * Token and certificate of the pod that this server runs in, if it does.
 *
 * What was read is used for a minute. What cannot be read is not replaced by an older copy.
 */
export class PodFiles {
  readonly #folder: string;
  readonly #read = new Map<string, ReadFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * The token of the pod's service account, without the blanks around it.
   *
   * @param at - milliseconds since the epoch
   * @throws PodFileError
   */
  token(at: number): Promise<string> {
    return this.#text('token', at);
  }

  /**
   * The certificates that the API server is trusted by, in PEM.
   *
   * @param at - milliseconds since the epoch
   * @throws PodFileError
   */
  ca(at: number): Promise<string> {
    return this.#text('ca.crt', at);
  }

  async #text(name: string, at: number): Promise<string> {
    const known = this.#read.get(name);
    if (known && at >= known.at && at - known.at < MAX_AGE_MS) return known.text;
    this.#read.delete(name);
    const text = (await this.#load(name)).trim();
    if (text === '' || text.length > MAX_LENGTH) {
      throw new PodFileError(`${join(this.#folder, name)} is empty or too long`);
    }
    this.#read.set(name, { at, text });
    return text;
  }

  async #load(name: string): Promise<string> {
    const path = join(this.#folder, name);
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      const reason = code === 'ENOENT' ? 'no such file or directory' : code;
      throw new PodFileError(`open ${path}: ${reason}`, { cause: error });
    }
  }
}
