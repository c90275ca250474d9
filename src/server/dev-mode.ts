import { tmpdir } from 'node:os';
import type { Environment } from '../config/environment.ts';
import { defaultListenerConfig } from '../config/listener.ts';
import { loadServerConfig } from '../config/load.ts';
import type { ServerConfig } from '../config/server-config.ts';
import type { ServerCore } from '../core/server-core.ts';
import { systemRandom, randomUuid } from '../crypto/random.ts';

/** What a development server shows to its user. */
export interface DevSecrets {
  /** Base64. */
  readonly unsealKey: string;
  readonly rootToken: string;
}

/** Whoever develops may look at the metrics. */
const openTelemetry = {
  unauthenticated_metrics_access: true,
  metrics_only: false,
  disallow_metrics: false,
};

/** Everything in memory, plain HTTP; audit files in the folder for such things. */
export function devConfig(address: string, env: Environment): ServerConfig {
  return loadServerConfig({
    paths: [],
    env,
    base: {
      listeners: [{ address, ...defaultListenerConfig, telemetry: openTelemetry }],
      storage: { type: 'inmem' },
      audit_file_folders: ['/dev/null', tmpdir()],
    },
  });
}

/**
 * Initialise and unseal a development server, and mount a key-value store at `secret/`.
 *
 * @param rootTokenId - a root token of one's own; absent: a random one
 */
export async function prepareDevServer(
  core: ServerCore,
  rootTokenId?: string,
): Promise<DevSecrets> {
  const { shares, rootToken } = await core.lifecycle.init({
    shares: 1,
    threshold: 1,
    ...(rootTokenId === undefined ? {} : { rootTokenId }),
  });
  const [share = new Uint8Array(0)] = shares;
  await core.lifecycle.unseal(share);
  await mountSecretStore(core, rootToken);
  return { unsealKey: Buffer.from(share).toString('base64'), rootToken };
}

async function mountSecretStore(core: ServerCore, token: string): Promise<void> {
  const answer = await core.handle({
    id: randomUuid(systemRandom),
    operation: 'update',
    path: 'sys/mounts/secret',
    data: { type: 'kv', description: 'key/value secret storage', options: { version: '2' } },
    token,
    namespace: '',
    wrapTtlSeconds: 0,
    remoteAddress: '127.0.0.1',
    peerAddress: '127.0.0.1',
  });
  if (answer.status !== 204) throw new Error(`cannot mount secret/: status ${answer.status}`);
}
