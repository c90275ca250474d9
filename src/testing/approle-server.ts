import type { JsonObject } from '../lib/json.ts';
import { dataOf } from './make-token.ts';
import {
  startTestServer,
  type TestAnswer,
  type TestServer,
  type TestServerOptions,
} from './test-server.ts';

/** A server with an AppRole mount at `auth/ar/`, for tests. */
export class ApproleServer {
  readonly server: TestServer;

  constructor(server: TestServer) {
    this.server = server;
  }

  /** Send a request below the mount, as root. */
  send(
    verb: Parameters<TestServer['request']>[0],
    path: string,
    data: JsonObject = {},
  ): Promise<TestAnswer> {
    return this.server.request(verb, `auth/ar/${path}`, data);
  }

  /** Write a role. @throws Error when that is refused */
  async writeRole(name: string, data: JsonObject = {}): Promise<void> {
    expectStatus(await this.send('POST', `role/${name}`, data), [200, 204]);
  }

  /** Read the data of a path. @throws Error when that is refused */
  async read(path: string): Promise<JsonObject> {
    const answer = await this.send('GET', path);
    expectStatus(answer, [200]);
    return dataOf(answer);
  }

  async roleIdOf(name: string): Promise<string> {
    return textOf(await this.read(`role/${name}/role-id`), 'role_id');
  }

  /** Issue a SecretID. @throws Error when that is refused */
  async issue(
    name: string,
    data: JsonObject = {},
  ): Promise<{ secret_id: string; accessor: string }> {
    const answer = await this.send('POST', `role/${name}/secret-id`, data);
    expectStatus(answer, [200]);
    const issued = dataOf(answer);
    return {
      secret_id: textOf(issued, 'secret_id'),
      accessor: textOf(issued, 'secret_id_accessor'),
    };
  }

  /** Try to log in, without a token. */
  login(data: JsonObject, remoteAddress = '127.0.0.1'): Promise<TestAnswer> {
    return this.server.request('POST', 'auth/ar/login', data, { token: '', remoteAddress });
  }

  /** Try to log in at a role. */
  async loginAt(name: string, secret_id: string, remoteAddress?: string): Promise<TestAnswer> {
    return this.login({ role_id: await this.roleIdOf(name), secret_id }, remoteAddress);
  }
}

/** Start a server with an AppRole mount. Lockout is off unless asked for: tests guess wrong on purpose. */
export async function startApprole(
  options: TestServerOptions & { readonly hasLockout?: true } = {},
): Promise<ApproleServer> {
  const lockout = { disable_user_lockout: options.hasLockout !== true };
  const server = await startTestServer({ lockout, ...options });
  await server.given.authMethod('approle', 'ar');
  return new ApproleServer(server);
}

function textOf(data: JsonObject, name: string): string {
  const value = data[name];
  if (typeof value !== 'string') throw new Error(`${name} is no text`);
  return value;
}

function expectStatus(answer: TestAnswer, statuses: readonly number[]): void {
  if (statuses.includes(answer.status)) return;
  throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
}
