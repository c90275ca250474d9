import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { freePort } from '../../support/server-process.ts';

const tls = join(import.meta.dirname, '../../support/tls');
/** How long etcd and the API server may take until they answer. */
const START_MS = 120_000;
const ISSUER = 'https://kubernetes.default.svc.cluster.local';

/** The certificate that the API server is trusted by. */
export const clusterCa = readFileSync(join(tls, 'ca.crt'), 'utf8');

/** What an API server answered. */
export interface ClusterAnswer {
  readonly status: number;
  readonly body: {
    readonly metadata?: { readonly uid?: string };
    readonly status?: { readonly token?: string };
  };
}

/** A real API server with its etcd. */
export interface Cluster {
  readonly url: string;
  /** The key that signs the tokens of service accounts, in PEM. */
  readonly publicKey: string;
  /** Ask as an administrator. */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<ClusterAnswer>;
  stop(): Promise<void>;
}

/** Programs that are taken from the machine. */
export interface Programs {
  readonly etcd: string;
  readonly kubeApiserver: string;
}

/** Start etcd and an API server that listen on this machine only, with all that they write in a folder of their own. */
export async function startCluster({ etcd, kubeApiserver }: Programs): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'kubernetes-'));
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' });
  writeFileSync(join(folder, 'sa.pub'), publicKey);
  writeFileSync(join(folder, 'sa.key'), keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, 'tokens.csv'), 'admin-token,admin,1,"system:masters"\n');
  const [client, peer, port] = await Promise.all([freePort(), freePort(), freePort()]);
  const store = `http://127.0.0.1:${client}`;
  const processes = [
    spawn(etcd, etcdFlags({ folder, store, peer: `http://127.0.0.1:${peer}` }), {
      stdio: 'ignore',
    }),
    spawn(kubeApiserver, apiServerFlags({ folder, store, port }), {
      stdio: process.env['API_SERVER_LOG'] ? 'inherit' : 'ignore',
    }),
  ];
  const url = `https://127.0.0.1:${port}`;
  const cluster: Cluster = {
    url,
    publicKey,
    ask: (method, path, body) => askAs('admin-token', { url: url + path, method, body }),
    stop: async () => {
      await Promise.all(processes.map(stopProcess));
      rmSync(folder, { recursive: true });
    },
  };
  await untilReady(cluster);
  return cluster;
}

interface Place {
  readonly folder: string;
  readonly store: string;
}

function etcdFlags({ folder, store, peer }: Place & { readonly peer: string }): string[] {
  return [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${store}`,
    `--advertise-client-urls=${store}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
  ];
}

function apiServerFlags({ folder, store, port }: Place & { readonly port: number }): string[] {
  return [
    `--etcd-servers=${store}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=192.0.2.1',
    `--secure-port=${port}`,
    `--tls-cert-file=${join(tls, 'server.crt')}`,
    `--tls-private-key-file=${join(tls, 'server.key')}`,
    `--cert-dir=${folder}`,
    `--service-account-issuer=${ISSUER}`,
    `--service-account-key-file=${join(folder, 'sa.pub')}`,
    `--service-account-signing-key-file=${join(folder, 'sa.key')}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.0.0.0/24',
  ];
}

interface Sent {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly body: object | undefined;
}

const agent = new Agent({ connect: { ca: clusterCa } });

async function askAs(token: string, { url, method, body }: Sent): Promise<ClusterAnswer> {
  const answer = await request(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body ? JSON.stringify(body) : null,
    dispatcher: agent,
  });
  return { status: answer.statusCode, body: (await answer.body.json()) as ClusterAnswer['body'] };
}

async function untilReady({ ask }: Cluster): Promise<void> {
  const end = performance.now() + START_MS;
  while (performance.now() < end) {
    try {
      // the roles that Kubernetes comes with are made after the start
      const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:auth-delegator';
      const { status } = await ask('GET', path);
      if (status === 200) return;
    } catch {
      // not there yet
    }
    await pause(500);
  }
  throw new Error('the API server did not start');
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
