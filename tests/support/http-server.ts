import { defaultListenerConfig, type ListenerConfig } from '../../src/config/listener.ts';
import { type RunningListener, startListener } from '../../src/http/listener.ts';
import {
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../../src/testing/test-server.ts';

/** A test server behind a real socket. */
export interface HttpTestServer extends TestServer {
  readonly url: string;
  readonly port: number;
  readonly listener: RunningListener;
  stop(): Promise<void>;
}

/** Start a server in memory and open a listener on a free port. */
export async function startHttpTestServer(
  options: TestServerOptions = {},
  config: Partial<ListenerConfig> = {},
): Promise<HttpTestServer> {
  const server = await startTestServer(options);
  const listener = await startListener(
    { address: '127.0.0.1:0', ...defaultListenerConfig, ...config },
    server.core,
    { log: options.log ?? (() => undefined) },
  );
  return {
    ...server,
    listener,
    url: listener.url,
    port: Number(listener.address.split(':').at(-1)),
    stop: () => listener.stop(1000),
  };
}

/** A store that counts the commits that changed it. */
export function countCommits(store: TestServer['store']): {
  store: TestServer['store'];
  count: () => number;
} {
  let applied = 0;
  return {
    count: () => applied,
    store: {
      get: (keys) => store.get(keys),
      scan: (prefix, bounds) => store.scan(prefix, bounds),
      expired: (notAfter, limit) => store.expired(notAfter, limit),
      close: () => store.close(),
      commit: async (commit) => {
        const result = await store.commit(commit);
        if (result.applied) applied += 1;
        return result;
      },
    },
  };
}
