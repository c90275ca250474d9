import { type Cluster, clusterCa } from './cluster.ts';

const rbac = '/apis/rbac.authorization.k8s.io/v1';
const core = '/api/v1';

/** What the server under test answered, as far as sessions look at it. */
export interface ServerAnswer {
  readonly status: number;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  readonly token: string;
  /** The first error; empty: none. */
  readonly error: string;
  /** The first warning; empty: none. */
  readonly warning: string;
  /** What the failed check of an explanation received; empty: none. */
  readonly received: string;
}

interface Body {
  readonly auth?: {
    readonly client_token: string;
    readonly metadata: Readonly<Record<string, string>>;
  } | null;
  readonly data?: {
    readonly checks?: readonly { readonly outcome: string; readonly received?: string }[];
  } | null;
  readonly warnings?: readonly string[] | null;
  readonly errors?: readonly string[];
}

/** A cluster and a server that asks it, with what sessions do to both. */
export class Parties {
  readonly cluster: Cluster;
  readonly #url: string;

  /** @param url - of a development server whose root token is `root` */
  constructor(cluster: Cluster, url: string) {
    this.cluster = cluster;
    this.#url = url;
  }

  /** Make a namespace. */
  async createNamespace(name: string, labels: Readonly<Record<string, string>>): Promise<void> {
    await this.#must('POST', `${core}/namespaces`, { metadata: { name, labels } });
  }

  /** Make an account, `namespace/name`. @returns its uid */
  async createAccount(account: string, annotations: object = {}): Promise<string> {
    const [namespace = '', name = ''] = account.split('/');
    const path = `${core}/namespaces/${namespace}/serviceaccounts`;
    const { metadata } = await this.#must('POST', path, { metadata: { name, annotations } });
    return metadata?.uid ?? '';
  }

  async deleteAccount(account: string): Promise<void> {
    await this.#must('DELETE', pathOf(account));
  }

  /** Have the API server make a token. Without audiences: for itself. */
  async createToken(account: string, ...audiences: string[]): Promise<string> {
    const spec = { expirationSeconds: 600, ...(audiences.length > 0 ? { audiences } : {}) };
    const { status } = await this.#must('POST', `${pathOf(account)}/token`, { spec });
    return status?.token ?? '';
  }

  /** Make a role that may look at namespaces and accounts. */
  async createLooker(): Promise<void> {
    await this.#must('POST', `${rbac}/clusterroles`, {
      metadata: { name: 'looker' },
      rules: [{ apiGroups: [''], resources: ['namespaces', 'serviceaccounts'], verbs: ['get'] }],
    });
  }

  /** Give an account a role of the cluster. */
  async bind(role: string, account: string): Promise<void> {
    const [namespace = '', name = ''] = account.split('/');
    await this.#must('POST', `${rbac}/clusterrolebindings`, {
      metadata: { name: `${role}-${name}`.replaceAll(':', '-') },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'ServiceAccount', namespace, name }],
    });
  }

  /** Write the configuration: the cluster, and nothing of a pod. */
  configure(data: object = {}): Promise<ServerAnswer> {
    return this.request('auth/kubernetes/config', {
      kubernetes_host: this.cluster.url,
      kubernetes_ca_cert: clusterCa,
      disable_local_ca_jwt: true,
      ...data,
    });
  }

  /** Write the configuration with a reviewer that may all. */
  async configureReviewer(data: object = {}): Promise<ServerAnswer> {
    const token_reviewer_jwt = await this.createToken('kube-system/reviewer');
    return this.configure({ token_reviewer_jwt, ...data });
  }

  /** Write the role `dev`, by default for `shop/web`. */
  writeRole(data: object = {}): Promise<ServerAnswer> {
    return this.request('auth/kubernetes/role/dev', {
      bound_service_account_names: 'web',
      bound_service_account_namespaces: 'shop',
      ...data,
    });
  }

  login(jwt: string): Promise<ServerAnswer> {
    return this.request('auth/kubernetes/login', { role: 'dev', jwt }, '');
  }

  /** Log in with a fresh token. */
  async loginAs(account: string, ...audiences: string[]): Promise<ServerAnswer> {
    return this.login(await this.createToken(account, ...audiences));
  }

  explain(jwt: string): Promise<ServerAnswer> {
    return this.request('auth/kubernetes/explain', { role: 'dev', jwt });
  }

  /** Write to the server under test. */
  async request(path: string, body: object, token = 'root'): Promise<ServerAnswer> {
    const answer = await fetch(`${this.#url}/v1/${path}`, {
      method: 'POST',
      headers: { 'x-vault-token': token, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    return summarise(answer.status, text === '' ? {} : (JSON.parse(text) as Body));
  }

  async #must(...of: Parameters<Cluster['ask']>) {
    const { status, body } = await this.cluster.ask(...of);
    if (status >= 300) throw new Error(`${of[0]} ${of[1]}: ${status} ${JSON.stringify(body)}`);
    return body;
  }
}

function pathOf(account: string): string {
  return `${core}/namespaces/${account.replace('/', '/serviceaccounts/')}`;
}

function summarise(status: number, { auth, data, errors, warnings }: Body): ServerAnswer {
  return {
    status,
    metadata: auth?.metadata,
    token: auth?.client_token ?? '',
    error: errors?.[0] ?? '',
    warning: warnings?.[0] ?? '',
    received: data?.checks?.find(({ outcome }) => outcome === 'failed')?.received ?? '',
  };
}
