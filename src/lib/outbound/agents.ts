import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { parseCertificates } from './parse-certificates.ts';
import { createLookup } from './reachable-address.ts';

/** What a connection is made with; connections are shared by requests that agree in all of it. */
export interface ConnectionOptions {
  /** Certificates in PEM that replace those of the system. Absent or empty: those of the system. */
  readonly caPem?: string | undefined;
  /** A certificate for any of these is as good as one for the host. */
  readonly serverNames?: readonly string[] | undefined;
}

/** Kinds of connections that are kept at most; one that is forgotten finishes its requests. */
const MOST_AGENTS = 64;
/**
 * Connections to one origin; more requests than that wait in line, and their time runs. A whole cluster may log
 * in at once while its API server takes seconds for each answer.
 */
const MOST_CONNECTIONS = 64;
const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_MS = 4000;

const agents = new Map<string, Dispatcher>();

/**
 * The connections for a set of options. `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are honoured; a proxy
 * resolves names itself.
 *
 * @throws OutboundError `ca` for a text without a certificate
 */
export function agentFor({ caPem = '', serverNames = [] }: ConnectionOptions): Dispatcher {
  const key = JSON.stringify([caPem, ...serverNames]);
  const known = agents.get(key);
  if (known) agents.delete(key);
  const agent = known ?? createAgent(caPem, serverNames);
  // the latest used stands last
  agents.set(key, agent);
  const [oldest] = agents.keys();
  if (agents.size > MOST_AGENTS && oldest !== undefined) forget(oldest);
  return agent;
}

function forget(key: string): void {
  const agent = agents.get(key);
  agents.delete(key);
  void agent?.close();
}

function createAgent(caPem: string, serverNames: readonly string[]): Dispatcher {
  const trust = {
    ...(caPem === '' ? {} : { ca: parseCertificates(caPem) }),
    ...(serverNames.length === 0 ? {} : { checkServerIdentity: acceptAnyOf(serverNames) }),
  };
  return new EnvHttpProxyAgent({
    connections: MOST_CONNECTIONS,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    connect: { ...trust, timeout: CONNECT_TIMEOUT_MS, lookup: createLookup() },
    requestTls: { ...trust, timeout: CONNECT_TIMEOUT_MS },
  });
}

function acceptAnyOf(names: readonly string[]) {
  return (host: string, certificate: PeerCertificate): Error | undefined => {
    const failures = [host, ...names].map((name) => checkServerIdentity(name, certificate));
    return failures.includes(undefined) ? undefined : failures[0];
  };
}
