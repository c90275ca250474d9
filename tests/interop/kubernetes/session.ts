import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Parties } from './parties.ts';

const denied = 'permission denied';
/** The API server goes on for ten seconds with what it found out of a token. */
const MEMORY_MS = 11_000;

/** Logins of a real cluster, each with what must come of it. */
export class Session {
  passed = 0;
  failed = 0;
  readonly #parties: Parties;

  constructor(parties: Parties) {
    this.#parties = parties;
  }

  /** All of it, on a fresh cluster. */
  async play(): Promise<void> {
    await this.#prepare();
    await this.#tryConfigurations();
    await this.#logIn();
    await this.#useLabels();
    await this.#useAudiences();
    await this.#reviewOneself();
    await this.#endAccounts();
  }

  async #prepare(): Promise<void> {
    const parties = this.#parties;
    await parties.createNamespace('shop', { env: 'prod' });
    await parties.createNamespace('lab', { env: 'dev' });
    for (const name of ['shop/web', 'lab/web', 'shop/other', 'kube-system/reviewer']) {
      await parties.createAccount(name);
    }
    await parties.createLooker();
    await parties.bind('system:auth-delegator', 'kube-system/reviewer');
    await parties.bind('looker', 'kube-system/reviewer');
    await parties.request('sys/auth/kubernetes', { type: 'kubernetes' });
  }

  async #tryConfigurations(): Promise<void> {
    const parties = this.#parties;
    const warning = async (data: object) => (await parties.configure(data)).warning;
    const powerless = { token_reviewer_jwt: await parties.createToken('shop/other') };

    this.#expect('a good reviewer', (await parties.configureReviewer()).status, 204);
    this.#expect('no reviewer', await warning({}), '');
    this.#expect('an unknown reviewer', await warning({ token_reviewer_jwt: 'x' }), /\(401\)/);
    this.#expect('a powerless reviewer', await warning(powerless), /\(403\)/);
    this.#expect('no CA', await warning({ kubernetes_ca_cert: '' }), /certificate of/);
  }

  async #logIn(): Promise<void> {
    const parties = this.#parties;
    await parties.configureReviewer();
    await parties.writeRole();
    const token = await parties.createToken('shop/web');
    const forged = token.replace(/\.[^.]*$/, `.${'A'.repeat(342)}`);

    this.#expect('a login', (await parties.login(token)).metadata?.['service_account_name'], 'web');
    this.#expect(
      'another name',
      (await parties.loginAs('shop/other')).error,
      /name not authorized/,
    );
    this.#expect('a forgery', (await parties.login(forged)).error, denied);
    this.#expect(
      'a forgery, explained',
      (await parties.explain(forged)).received,
      /invalid bearer/,
    );
    await parties.configureReviewer({ pem_keys: [parties.cluster.publicKey] });
    this.#expect('a login with pem_keys', (await parties.login(token)).status, 200);
    this.#expect('a forgery with pem_keys', (await parties.login(forged)).error, denied);
  }

  async #useLabels(): Promise<void> {
    const parties = this.#parties;
    const selector = 'matchLabels: {env: prod}';
    await parties.configureReviewer({ use_annotations_as_alias_metadata: true });
    await parties.writeRole({
      bound_service_account_names: '*',
      bound_service_account_namespaces: [],
      bound_service_account_namespace_selector: selector,
    });
    const reserved = 'vault.hashicorp.com/alias-metadata-service_account_name';
    await parties.createAccount('shop/annotated', { [reserved]: 'x' });

    this.#expect('labels that fit', (await parties.loginAs('shop/web')).status, 200);
    this.#expect('labels that do not', (await parties.loginAs('lab/web')).status, 403);
    this.#expect('an annotation', (await parties.loginAs('shop/annotated')).error, /keys=\[/);
  }

  async #useAudiences(): Promise<void> {
    const parties = this.#parties;
    await parties.configureReviewer();
    const status = async (audience: string, ...audiences: string[]) => {
      await parties.writeRole({ audience });
      return (await parties.loginAs('shop/web', ...audiences)).status;
    };

    this.#expect('role a, token a', await status('a', 'a'), 200);
    this.#expect('role a, token b', await status('a', 'b'), 403);
    this.#expect('role a, token of the API server', await status('a'), 403);
    this.#expect('role a, token b and a', await status('a', 'b', 'a'), 200);
    this.#expect('no audience, token a', await status('', 'a'), 200);
    this.#expect('no audience, token of the API server', await status(''), 200);
  }

  async #reviewOneself(): Promise<void> {
    const parties = this.#parties;
    await parties.configure();
    await parties.writeRole();

    this.#expect('no right to review', (await parties.loginAs('shop/web')).status, 403);
    await parties.bind('system:auth-delegator', 'shop/web');
    this.#expect('an own review', (await parties.loginAs('shop/web')).status, 200);
    const token = await parties.createToken('shop/web', 'a');
    this.#expect('a token for others', (await parties.login(token)).error, denied);
    this.#expect('the same, explained', (await parties.explain(token)).received, / 401: /);
  }

  async #endAccounts(): Promise<void> {
    const parties = this.#parties;
    await parties.configureReviewer();
    await parties.writeRole();
    const jwt = await parties.createToken('shop/web');
    const { token } = await parties.login(jwt);
    const renew = async () => (await parties.request('auth/token/renew-self', {}, token)).status;

    this.#expect('a renewal', await renew(), 200);
    await parties.deleteAccount('shop/web');
    this.#expect('a renewal without the account', await renew(), 403);
    await pause(MEMORY_MS);
    this.#expect('a login without the account', (await parties.login(jwt)).error, denied);
    this.#expect('the same, explained', (await parties.explain(jwt)).received, /bearer token/);
    const uid = await parties.createAccount('shop/web');
    this.#expect('a renewal, the account made anew', await renew(), 403);
    await pause(MEMORY_MS);
    this.#expect('a login, the account made anew', (await parties.login(jwt)).error, denied);
    this.#expect('the same, explained', (await parties.explain(jwt)).received, /bearer token/);
    const { metadata } = await parties.loginAs('shop/web');
    this.#expect('its own token', metadata?.['service_account_uid'], uid);
  }

  #expect(what: string, received: unknown, expected: unknown): void {
    const isAsExpected =
      expected instanceof RegExp
        ? expected.test(String(received))
        : isDeepStrictEqual(received, expected);
    if (isAsExpected) this.passed += 1;
    else this.failed += 1;
    const seen = isAsExpected && !process.env['VERBOSE'] ? '' : `: ${String(received)}`;
    console.log(`${isAsExpected ? 'ok  ' : 'FAIL'} ${what}${seen}`);
  }
}
