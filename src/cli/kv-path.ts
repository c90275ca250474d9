import type { Client } from './client.ts';
import { CliError } from './cli-error.ts';
import type { CommandContext } from './command.ts';
import { cleanPath } from './path.ts';
import { RemoteError, attempt } from './remote-error.ts';
import { objectOf, textOf } from './wire-json.ts';

/** Part of a version 2 store that a call goes to. */
export type KvPart = 'data' | 'metadata' | 'delete' | 'undelete' | 'destroy';

/** Where a secret lies. */
export interface KvPath {
  readonly isVersion2: boolean;
  /** Mount path without its slash; empty when the server could not name it. */
  readonly mount: string;
  /** Path in the mount. */
  readonly rest: string;
  /** API path; a version 1 store has no parts. */
  in(part: KvPart): string;
}

/**
 * Ask the server which mount a path belongs to, and of which version it is.
 *
 * @throws ActError when the server refuses; a server without the question counts as version 1
 */
export async function resolveKvPath(context: CommandContext, client: Client): Promise<KvPath> {
  const named = cleanPath(context.flags.text('mount') ?? '');
  const given = cleanPath(context.args[0] ?? '');
  if (named === '' && given === '') throw new CliError('Give a path, or -mount=NAME.');
  const asked = named || given;
  const path = `sys/internal/ui/mounts/${asked}`;
  const found = await attempt(`Error looking up the mount of ${asked}`, () => ask(client, path));
  const mount = cleanPath(found.mount) || named;
  const rest = named === '' ? withoutMount(given, mount) : given;
  return {
    isVersion2: found.isVersion2,
    mount,
    rest,
    in: (part) => [mount, ...(found.isVersion2 ? [part] : []), rest].filter(Boolean).join('/'),
  };
}

async function ask(client: Client, path: string): Promise<{ mount: string; isVersion2: boolean }> {
  try {
    const { json } = await client.send({ method: 'GET', path, isHelper: true });
    const data = objectOf(json, 'data');
    return {
      mount: textOf(data, 'path'),
      isVersion2: textOf(objectOf(data, 'options'), 'version') === '2',
    };
  } catch (error) {
    if (error instanceof RemoteError && error.status === 404)
      return { mount: '', isVersion2: false };
    throw error;
  }
}

function withoutMount(path: string, mount: string): string {
  if (path === mount) return '';
  return mount !== '' && path.startsWith(`${mount}/`) ? path.slice(mount.length + 1) : path;
}

/**
 * The same, for what only version 2 can do.
 *
 * @throws CliError (1) on a version 1 store
 */
export async function resolveVersion2(context: CommandContext, client: Client): Promise<KvPath> {
  const path = await resolveKvPath(context, client);
  if (!path.isVersion2) {
    throw new CliError('This store keeps no versions: see portcullis kv enable-versioning.');
  }
  return path;
}
