import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import type { GivenServer } from '../kit.ts';
import { createSend, objectAt, textAt } from './sent.ts';

/** An enabled auth method. */
export interface GivenAuthMethod {
  /** Without slashes at its ends: `userpass`. */
  readonly path: string;
  readonly accessor: string;
}

/** Enable an auth method, unless there is one at its path. */
export async function ensureAuthMethod(
  server: GivenServer,
  type: string,
  { path = type, config = {} }: { readonly path?: string; readonly config?: JsonObject } = {},
): Promise<GivenAuthMethod> {
  const send = createSend(server);
  const there = await server.request('GET', `sys/auth/${path}`);
  if (there.status !== 200) await send('POST', `sys/auth/${path}`, { type, ...config });
  const mount = objectAt(await send('GET', `sys/auth/${path}`), 'data');
  return { path, accessor: textAt(mount, 'accessor') };
}

/**
 * Mount a key-value store, unless there is a mount at its path.
 *
 * @returns the version of what is there
 */
export async function ensureKv(server: GivenServer, path: string): Promise<'1' | '2'> {
  const send = createSend(server);
  const there = await server.request('GET', `sys/mounts/${path}`);
  if (there.status !== 200) {
    await send('POST', `sys/mounts/${path}`, { type: 'kv', options: { version: '2' } });
  }
  const mount = objectAt(await send('GET', `sys/mounts/${path}`), 'data');
  const { options } = mount;
  return isJsonObject(options) && options['version'] === '2' ? '2' : '1';
}
