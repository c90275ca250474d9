import type { Context } from './context.ts';
import { Peer } from './keys/peer.ts';
import { CONFIG, type Config } from './records.ts';

/** The configuration of a mount with what the process knows of the other side; undefined: never written. */
export async function loadConfig(
  context: Context,
): Promise<{ readonly config: Config; readonly peer: Peer } | undefined> {
  const config = await context.records.config.cached(CONFIG);
  return config && { config, peer: peerOf(config, context) };
}

/** The role that a login names, or that of the configuration; told before anything is verified. */
export async function askedRole(
  named: string | undefined,
  { records }: Context,
): Promise<string | undefined> {
  return (named || (await records.config.cached(CONFIG))?.default_role)?.toLowerCase();
}

/** A configuration that was written anew has a peer of its own: nothing of the older one is used again. */
export function peerOf(config: Config, { keep, clock }: Context): Peer {
  return keep(`peer:${config.revision}`, () => new Peer(config, clock));
}

/** Whether browsers can log in. */
export function isOidc(config: Config): boolean {
  return config.oidc_discovery_url !== '' && config.oidc_client_id !== '';
}
