import { defineKubernetes } from '../auth/kubernetes/index.ts';
import type { JsonObject } from '../lib/json.ts';
import { clusterCa, KubeApiServer } from './kube-api-server.ts';
import type { TokenOptions } from './kube-tokens.ts';
import {
  startTestServer,
  type TestAnswer,
  type TestRequest,
  type TestServer,
  type TestServerOptions,
  type Verb,
} from './test-server.ts';

/** A server with a Kubernetes mount at `auth/k8s/`, and a cluster. */
export class KubernetesServer {
  readonly server: TestServer;
  readonly cluster: KubeApiServer;

  constructor(server: TestServer, cluster: KubeApiServer) {
    this.server = server;
    this.cluster = cluster;
  }

  /** Send a request below the mount, as root. */
  send(verb: Verb, path: string, data: JsonObject = {}): Promise<TestAnswer> {
    return this.server.request(verb, `auth/k8s/${path}`, data);
  }

  /** Write the configuration: the cluster, and nothing of a pod. */
  configure(data: JsonObject = {}): Promise<TestAnswer> {
    return this.send('POST', 'config', {
      kubernetes_host: this.cluster.url,
      kubernetes_ca_cert: clusterCa,
      disable_local_ca_jwt: true,
      ...data,
    });
  }

  /** A role for the account `shop/web`. @throws Error when that is refused */
  async writeRole(data: JsonObject = {}, name = 'dev'): Promise<TestAnswer> {
    const answer = await this.send('POST', `role/${name}`, {
      bound_service_account_names: 'web',
      bound_service_account_namespaces: 'shop',
      ...data,
    });
    if (answer.status >= 400) throw new Error(JSON.stringify(answer.body));
    return answer;
  }

  /** Try to log in, without a token. */
  login(jwt: string, data: JsonObject = {}, options: TestRequest = {}): Promise<TestAnswer> {
    const body = { role: 'dev', jwt, ...data };
    return this.server.request('POST', 'auth/k8s/login', body, { token: '', ...options });
  }

  /** Try to log in as an account of the cluster. */
  loginAs(account: string, options: TokenOptions = {}): Promise<TestAnswer> {
    return this.login(this.cluster.createToken(account, options));
  }
}

/** What a test may choose. */
export interface KubernetesOptions extends TestServerOptions {
  /** Default: one that is not there. */
  readonly podFolder?: string;
}

/**
 * Start a server with a mount, and a cluster with the account `shop/web`, whose token may review, and
 * `kube-system/reviewer`, which may all. Whoever starts it stops the cluster.
 */
export async function startKubernetes({
  podFolder = '/nowhere',
  ...options
}: KubernetesOptions = {}): Promise<KubernetesServer> {
  const types = [defineKubernetes(podFolder)];
  const server = await startTestServer({ types, ...options });
  const cluster = new KubeApiServer(() => server.now());
  await cluster.start();
  cluster.namespaces.set('shop', { env: 'prod' });
  cluster.namespaces.set('lab', { env: 'dev' });
  for (const name of ['shop/web', 'lab/web', 'shop/db', 'kube-system/reviewer']) {
    cluster.createAccount(name);
    cluster.rights.set(name, ['create tokenreviews']);
  }
  const all = ['create tokenreviews', 'get namespaces', 'get serviceaccounts'] as const;
  cluster.rights.set('kube-system/reviewer', all);
  await server.given.authMethod('kubernetes', 'k8s');
  return new KubernetesServer(server, cluster);
}
