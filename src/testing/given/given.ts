import type { JsonObject } from '../../lib/json.ts';
import type { GivenServer } from '../kit.ts';
import { seededRandom } from '../seeded-random.ts';
import { JwtIssuer } from './jwt-issuer.ts';
import {
  createLogin,
  type GivenAlias,
  type GivenLogin,
  type GivenToken,
  givenTokenOf,
} from './logins.ts';
import { ensureAuthMethod, ensureKv, type GivenAuthMethod } from './mounts.ts';
import { createSend, objectAt, type Send, textAt } from './sent.ts';

/** A person with a password. */
export interface GivenUser extends GivenLogin {
  readonly username: string;
  readonly password: string;
}

/** A role of AppRole with one SecretID. */
export interface GivenAppRole extends GivenLogin {
  readonly role_id: string;
  readonly secret_id: string;
}

/** A role for signed tokens, and who signs them. */
export interface GivenJwtRole extends GivenLogin {
  /** A token that the role accepts; the claims named here replace the usual ones. */
  sign(claims?: JsonObject): string;
}

/** A record of a person or machine behind logins, or of a group of them. */
export interface GivenIdentity {
  readonly id: string;
  readonly name: string;
}

/** Who belongs to a group: entities, or those of whom a provider says so. */
export interface GivenMembers {
  readonly members?: readonly GivenIdentity[];
  readonly alias?: GivenAlias;
}

/** Where a builder puts things, when not at the usual path. */
export interface GivenAt {
  /** Path of the mount; default: the type of the auth method. Enabled where nothing is there. */
  readonly mount?: string;
}

const PASSWORD = 'correct horse battery staple';

/**
 * Builders of the state that a test begins with. Each sends the requests that an operator would send, as
 * root; fields have the names of the wire. What is refused is thrown as an Error.
 */
export class Given {
  readonly #server: GivenServer;
  readonly #send: Send;
  #issuer: JwtIssuer | undefined;

  constructor(server: GivenServer) {
    this.#server = server;
    this.#send = createSend(server);
  }

  /**
   * Write a policy.
   *
   * @param rules - its text, or capabilities by path: `{ 'secret/data/app/*': ['read'] }`
   * @returns its name
   */
  async policy(
    name: string,
    rules: string | Readonly<Record<string, readonly string[]>>,
  ): Promise<string> {
    const policy = typeof rules === 'string' ? rules : policyText(rules);
    await this.#send('POST', `sys/policies/acl/${name}`, { policy });
    return name;
  }

  /** Enable an auth method, unless there is one at its path, which is its type by default. */
  authMethod(type: string, path?: string, config?: JsonObject): Promise<GivenAuthMethod> {
    const at = { ...(path !== undefined && { path }), ...(config && { config }) };
    return ensureAuthMethod(this.#server, type, at);
  }

  /** Mount a secrets engine. */
  async secretsEngine(type: string, path = type, options: JsonObject = {}): Promise<void> {
    await this.#send('POST', `sys/mounts/${path}`, { type, ...options });
  }

  /**
   * Write a secret.
   *
   * @param path - mount and name: `secret/app/db`. Where nothing is mounted, a store with versions will be
   * @returns the path by which it is read, and which policies name: `secret/data/app/db`
   */
  async kvSecret(path: string, data: JsonObject): Promise<string> {
    const [mount = '', ...name] = path.split('/');
    const isVersioned = (await ensureKv(this.#server, mount)) === '2';
    const place = isVersioned ? `${mount}/data/${name.join('/')}` : path;
    await this.#send('POST', place, isVersioned ? { data } : data);
    return place;
  }

  /** Make a token: `given.token({ policies: ['reader'], ttl: '1h' })`. */
  async token(fields: JsonObject = {}): Promise<GivenToken> {
    return givenTokenOf(await this.#send('POST', 'auth/token/create', fields));
  }

  /** Write a user of userpass. Fields: those of `auth/userpass/users/:username`. */
  async user(
    username: string,
    fields: JsonObject = {},
    { mount = 'userpass' }: GivenAt = {},
  ): Promise<GivenUser> {
    const { accessor } = await this.authMethod('userpass', mount);
    const password = typeof fields['password'] === 'string' ? fields['password'] : PASSWORD;
    await this.#send('POST', `auth/${mount}/users/${username}`, { ...fields, password });
    const path = `auth/${mount}/login/${username}`;
    return {
      username,
      password,
      alias: { name: username.toLowerCase(), mount_accessor: accessor },
      login: createLogin(this.#server, path, () => ({ password })),
    };
  }

  /** Write a role of AppRole and issue a SecretID. Fields: those of `auth/approle/role/:role_name`. */
  async appRole(
    name: string,
    fields: JsonObject = {},
    { mount = 'approle' }: GivenAt = {},
  ): Promise<GivenAppRole> {
    const { accessor } = await this.authMethod('approle', mount);
    const role = `auth/${mount}/role/${name}`;
    await this.#send('POST', role, fields);
    const role_id = textAt(objectAt(await this.#send('GET', `${role}/role-id`), 'data'), 'role_id');
    const issued = objectAt(await this.#send('POST', `${role}/secret-id`), 'data');
    const secret_id = textAt(issued, 'secret_id');
    return {
      role_id,
      secret_id,
      alias: { name: role_id, mount_accessor: accessor },
      login: createLogin(this.#server, `auth/${mount}/login`, () => ({ role_id, secret_id })),
    };
  }

  /**
   * Write a role for signed tokens, at a mount that trusts the key of this test. Fields: those of
   * `auth/jwt/role/:name`; without any, the role takes tokens with the audience `app`.
   */
  async jwtRole(
    name: string,
    fields: JsonObject = {},
    { mount = 'jwt' }: GivenAt = {},
  ): Promise<GivenJwtRole> {
    const { accessor } = await this.authMethod('jwt', mount);
    const issuer = this.#jwtIssuer();
    const config = { jwt_validation_pubkeys: [issuer.publicKey] };
    await this.#send('POST', `auth/${mount}/config`, config);
    const usual = { role_type: 'jwt', user_claim: 'sub', bound_audiences: ['app'] };
    await this.#send('POST', `auth/${mount}/role/${name}`, { ...usual, ...fields });
    const sign = (claims: JsonObject = {}): string => {
      const now = Math.floor(this.#server.now() / 1000);
      return issuer.sign({ sub: name, aud: 'app', iat: now, exp: now + 600, ...claims });
    };
    return {
      sign,
      alias: { name, mount_accessor: accessor },
      login: createLogin(this.#server, `auth/${mount}/login`, () => ({ role: name, jwt: sign() })),
    };
  }

  /** Write an entity, with the logins that it stands behind. Fields: those of `identity/entity`. */
  async entity(
    name: string,
    fields: JsonObject = {},
    { logins = [] }: { readonly logins?: readonly GivenLogin[] } = {},
  ): Promise<GivenIdentity> {
    const made = objectAt(await this.#send('POST', 'identity/entity', { name, ...fields }), 'data');
    const id = textAt(made, 'id');
    for (const { alias } of logins) await this.#alias('entity-alias', { id, alias });
    return { id, name };
  }

  /**
   * Write a group: of entities, or, where an alias is named, of whoever a provider says belongs to it.
   * Fields: those of `identity/group`.
   */
  async group(
    name: string,
    fields: JsonObject = {},
    of: GivenMembers = {},
  ): Promise<GivenIdentity> {
    const { members = [], alias } = of;
    const kind: JsonObject = alias
      ? { type: 'external' }
      : { member_entity_ids: members.map(({ id }) => id) };
    const body = { name, ...kind, ...fields };
    const made = objectAt(await this.#send('POST', 'identity/group', body), 'data');
    const id = textAt(made, 'id');
    if (alias) await this.#alias('group-alias', { id, alias });
    return { id, name };
  }

  async #alias(
    kind: 'entity-alias' | 'group-alias',
    { id, alias }: { readonly id: string; readonly alias: GivenAlias },
  ): Promise<void> {
    await this.#send('POST', `identity/${kind}`, { ...alias, canonical_id: id });
  }

  #jwtIssuer(): JwtIssuer {
    this.#issuer ??= new JwtIssuer(seededRandom('jwt issuer'));
    return this.#issuer;
  }
}

function policyText(rules: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(rules)
    .map(
      ([path, capabilities]) =>
        `path ${JSON.stringify(path)} { capabilities = ${JSON.stringify(capabilities)} }`,
    )
    .join('\n');
}
