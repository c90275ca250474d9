import { readFile } from 'node:fs/promises';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import type { Client } from './client.ts';
import { CliError } from './cli-error.ts';
import type { CommandContext } from './command.ts';
import { canAsk } from './input.ts';
import { secretOf } from './secret-calls.ts';
import { readVariable } from './settings.ts';
import { suggest } from './suggest.ts';
import { isJsonList, objectOf } from './wire-json.ts';
import { oidcHelp } from './oidc/help.ts';

/** What a method logs in with. */
export interface LoginRequest {
  readonly context: CommandContext;
  readonly client: Client;
  readonly mount: string;
  readonly fields: JsonObject;
}

/** One way to log in. */
export interface LoginMethod {
  readonly isToken: boolean;
  /** For `auth help`: how a login is written. */
  readonly help: string;
  login(request: LoginRequest): Promise<JsonObject>;
}

/** Where Kubernetes mounts the token of a pod's service account. */
const podTokenPath = '/var/run/secrets/kubernetes.io/serviceaccount/token';

const methods: Readonly<Record<string, LoginMethod>> = {
  token: {
    isToken: true,
    help: 'portcullis login [TOKEN | -]\n\nWithout an argument the token is asked for. lookup=false stores it unchecked.',
    login: loginWithToken,
  },
  userpass: byPassword('userpass', () => undefined),
  radius: byPassword('radius', () => undefined),
  ldap: byPassword('ldap', ({ context: { io } }) => io.env['LOGNAME'] || io.env['USER']),
  approle: byFields('approle', 'role_id=ID [secret_id=ID | secret_id=@FILE]', ['role_id']),
  jwt: byFields('jwt', '[role=NAME] jwt=@FILE', ['jwt']),
  kubernetes: {
    isToken: false,
    help: 'portcullis login -method=kubernetes role=NAME [jwt=@FILE]\n\nIn a pod the token of its service account is used.',
    login: async (request) => {
      requireField(request, 'role', 'kubernetes');
      const jwt =
        textField(request, 'jwt') ?? (await readPodToken()) ?? (await askFor(request, 'jwt'));
      return post(request, { ...request.fields, jwt });
    },
  },
  oidc: {
    isToken: false,
    help: oidcHelp,
    login: async (request) => (await import('./oidc/login.ts')).loginWithBrowser(request),
  },
  cert: byFields('cert', '[name=ROLE], with -client-cert and -client-key', []),
};

/**
 * The method of a name.
 *
 * @throws CliError (1) when there is none
 */
export function findLoginMethod(name: string): LoginMethod {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method) return method;
  const nearest = suggest(name, Object.keys(methods));
  const hint = nearest ? ` Did you mean ${nearest}?` : '';
  throw new CliError(`Unknown login method. Use ${Object.keys(methods).join(', ')}.${hint}`);
}

/** How to log in by a method, `undefined` when it is not known here. */
export function loginHelp(name: string): string | undefined {
  return Object.hasOwn(methods, name) ? methods[name]?.help : undefined;
}

function byPassword(
  name: string,
  defaultUser: (request: LoginRequest) => string | undefined,
): LoginMethod {
  return {
    isToken: false,
    help: `portcullis login -method=${name} username=NAME [password=@FILE]\n\nWithout password it is asked for.`,
    login: async (request) => {
      const username = textField(request, 'username') ?? defaultUser(request);
      if (!username) throw new CliError(`-method=${name} needs username=NAME.`);
      const fromEnv =
        name === 'ldap' ? readVariable(request.context.io.env, 'LDAP_PASSWORD') : undefined;
      const password =
        textField(request, 'password') ?? fromEnv ?? (await askFor(request, 'password'));
      const { username: _username, ...rest } = request.fields;
      return post(request, { ...rest, password }, `/${username}`);
    },
  };
}

function byFields(name: string, fields: string, required: readonly string[]): LoginMethod {
  return {
    isToken: false,
    help: `portcullis login -method=${name} ${fields}`,
    login: async (request) => {
      const asked: Record<string, JsonValue> = {};
      for (const field of required) {
        asked[field] = trimmed(request.fields[field]) ?? (await askFor(request, field));
      }
      const secretId = trimmed(request.fields['secret_id']);
      return post(request, {
        ...request.fields,
        ...asked,
        ...(secretId === undefined ? {} : { secret_id: secretId }),
      });
    },
  };
}

/** Credentials of machines come from files; the line end that such a file has is no part of them. */
function trimmed(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' ? value.trim() : value;
}

/** No token is sent with a login: it could only confuse quotas and audit. */
async function post(
  { client, mount }: LoginRequest,
  body: JsonObject,
  suffix = '',
): Promise<JsonObject> {
  const call = { method: 'PUT', path: `auth/${mount}/login${suffix}`, body } as const;
  const secret = secretOf(await client.withToken('').send(call));
  if (!secret) throw new CliError('The server answered the login with nothing.', 2);
  return secret;
}

async function loginWithToken(request: LoginRequest): Promise<JsonObject> {
  const { client, fields } = request;
  const token = (textField(request, 'token') ?? (await askFor(request, 'token'))).trim();
  if (token === '') throw new CliError('A token is needed: as argument, by - or at the prompt.');
  if (fields['lookup'] === 'false') return { auth: { client_token: token } };
  const call = { method: 'GET', path: 'auth/token/lookup-self' } as const;
  const secret = secretOf(await client.withToken(token).send(call)) ?? {};
  const data = objectOf(secret, 'data');
  if (!data) return secret;
  return { ...secret, data: null, auth: authOf(token, data) };
}

/** A lookup shown as if it were the answer of a login. */
function authOf(token: string, data: JsonObject): JsonObject {
  const own = data['policies'] ?? null;
  const identity = data['identity_policies'] ?? null;
  const all = [...(isJsonList(own) ? own : []), ...(isJsonList(identity) ? identity : [])];
  return {
    client_token: token,
    accessor: data['accessor'] ?? '',
    policies: [...new Set(all)],
    token_policies: own,
    identity_policies: identity,
    metadata: data['meta'] ?? null,
    orphan: data['orphan'] ?? false,
    entity_id: data['entity_id'] ?? '',
    lease_duration: data['ttl'] ?? 0,
    renewable: data['renewable'] ?? false,
  };
}

function textField({ fields }: LoginRequest, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function requireField(request: LoginRequest, name: string, method: string): void {
  if (textField(request, name) === undefined) {
    throw new CliError(`-method=${method} needs ${name}=VALUE.`);
  }
}

const labels: Readonly<Record<string, string>> = {
  password: 'Password',
  token: 'Token',
  jwt: 'JWT',
  role_id: 'RoleID',
};

async function askFor({ context }: LoginRequest, name: string): Promise<string> {
  if (!canAsk(context)) {
    throw new CliError(
      `There is no terminal to ask at: give ${name}=VALUE, ${name}=@FILE or ${name}=-.`,
    );
  }
  return context.io.ask({ text: `${labels[name] ?? name} (will be hidden): `, isHidden: true });
}

async function readPodToken(): Promise<string | undefined> {
  try {
    return (await readFile(podTokenPath, 'utf8')).trim();
  } catch {
    return undefined;
  }
}
