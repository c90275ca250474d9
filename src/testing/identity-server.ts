import type { JsonObject, JsonValue } from '../lib/json.ts';
import {
  startTestServer,
  type TestServer,
  type TestServerOptions,
  type Verb,
} from './test-server.ts';

/** An answer of the identity store. */
export interface IdentityAnswer {
  readonly status: number;
  /** Empty where there is none. Loosely typed: tests assert its shape. */
  readonly data: Readonly<Record<string, never>>;
  /** Status and first error text. */
  readonly refusal: readonly [number, string | undefined];
}

/** The `auth` part of a login. */
export interface LoginAnswer {
  readonly status: number;
  readonly client_token: string;
  readonly entity_id: string;
  readonly policies: readonly string[];
  readonly token_policies: readonly string[];
  readonly identity_policies?: readonly string[];
}

/** A server with userpass at `userpass/`, for tests of identity. */
export interface IdentityServer {
  readonly server: TestServer;
  /** Accessor of the userpass mount. */
  readonly accessor: string;
  /** As root, or with a token, below `identity/`. */
  send(
    verb: Verb,
    path: string,
    ...of: [body?: JsonObject, token?: string]
  ): Promise<IdentityAnswer>;
  addUser(name: string, body?: JsonObject, mount?: string): Promise<void>;
  login(name: string, mount?: string): Promise<LoginAnswer>;
  /** Enable userpass elsewhere. @returns its accessor */
  enable(path: string): Promise<string>;
  /** What a token may do at a path, as it sees it itself; the status where it is refused. */
  capabilities(token: string, path: string): Promise<JsonValue>;
}

const PASSWORD = 'one two three';

/** Start a server for tests of identity. */
export async function startIdentity(options: TestServerOptions = {}): Promise<IdentityServer> {
  const server = await startTestServer(options);
  const enable = async (path: string): Promise<string> =>
    (await server.given.authMethod('userpass', path)).accessor;
  const accessor = await enable('userpass');
  return {
    server,
    accessor,
    enable,
    send: async (verb, path, ...[body = {}, token = server.rootToken]) => {
      const answer = await server.request(verb, `identity/${path}`, body, { token });
      const { data, errors } = (answer.body ?? {}) as unknown as {
        data?: Readonly<Record<string, never>>;
        errors?: string[];
      };
      return { status: answer.status, data: data ?? {}, refusal: [answer.status, errors?.[0]] };
    },
    addUser: async (name, body = {}, mount = 'userpass') => {
      const path = `auth/${mount}/users/${name}`;
      await server.request('POST', path, { password: PASSWORD, ...body });
    },
    login: async (name, mount = 'userpass') => {
      const path = `auth/${mount}/login/${name}`;
      const { status, body } = await server.request('POST', path, { password: PASSWORD });
      const { auth } = body as unknown as { auth?: Omit<LoginAnswer, 'status'> };
      return { ...(auth as Omit<LoginAnswer, 'status'>), status };
    },
    capabilities: async (token, path) => {
      const body = { path: [path] };
      const answer = await server.request('POST', 'sys/capabilities-self', body, { token });
      const { data } = answer.body as unknown as { data?: { capabilities: JsonValue } };
      return data?.capabilities ?? answer.status;
    },
  };
}
