import { buildRequest } from './build-request.ts';
import type { CallOptions, MountAt, WrapInfo, WrapOptions } from './method.ts';
import { groupRows } from './operation-rows.gen.ts';
import type { Api, OperationTypes } from './operation-types.gen.ts';
import { PortcullisError } from './portcullis-error.ts';
import type { Answer } from './read-answer.ts';
import { type GroupRow, type OperationRow, parseRow, rowsOf } from './row.ts';
import { type Fetch, type Runtime, systemFetch, systemRuntime } from './runtime.ts';
import { send, type Transport } from './transport.ts';

/** Where the token of a client comes from, where it changes. */
export interface TokenSource {
  current(): Promise<string>;
  /**
   * A request with this token was answered by 403.
   *
   * @returns whether there is another token, with which to repeat it
   */
  refused(token: string): Promise<boolean>;
}

/** What a client is made with. */
export interface ClientOptions {
  /** `https://vault.example:8200`; empty in a page of the server itself. */
  readonly address: string;
  /** Default: none, which does for logins and for what needs no token. */
  readonly token?: string | TokenSource;
  readonly namespace?: string;
  /** Default: the global one. */
  readonly fetch?: Fetch;
  /** Milliseconds that each attempt may take. Default: 60,000. */
  readonly timeoutMs?: number;
  /** How often a call that is safe to repeat is repeated. Default: 2. */
  readonly retries?: number;
  /** Told of the warnings of every answer. */
  readonly onWarnings?: (warnings: readonly string[], operationId: string) => void;
  /** Default: `JSON.parse`, which rounds whole numbers above 2^53. */
  readonly parseJson?: (text: string) => unknown;
  /** Default: clock, randomness and timers of the system. */
  readonly runtime?: Runtime;
}

type OperationId = keyof OperationTypes;
type Input<Id extends OperationId> = Parameters<OperationTypes[Id]>[0];
type Value<Id extends OperationId> = Awaited<ReturnType<OperationTypes[Id]>>;
type Options = CallOptions & Partial<WrapOptions> & MountAt;

/** Verbs of a request by path. */
export type Verb = 'GET' | 'LIST' | 'SCAN' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD';

/** A client: all operations by where they are mounted, and the two ways to call them by name or path. */
export interface Client extends Api {
  /** Call an operation by its id and have the whole answer: status, request id, warnings, value. */
  call<Id extends OperationId>(
    operationId: Id,
    input?: Input<Id>,
    options?: Options,
  ): Promise<Answer<Value<Id>>>;
  /**
   * Ask for any path below `/v1/`. The value is what stands in `data`, or else in `auth`.
   *
   * @param fields - body of a write, query of anything else
   */
  request(
    verb: Verb,
    path: string,
    fields?: Readonly<Record<string, unknown>>,
    options?: CallOptions & Partial<WrapOptions>,
  ): Promise<Answer<unknown>>;
  /** The same client with other options. */
  with(options: Partial<ClientOptions>): Client;
}

/** Make a client. Nothing is sent before the first call. */
export function createClient(options: ClientOptions): Client {
  const caller = new Caller(options);
  const ways: Pick<Client, 'call' | 'request' | 'with'> = {
    call: (operationId, input, given = {}) =>
      caller.callById(operationId, input, given) as Promise<Answer<never>>,
    request: (verb, path, ...[fields = {}, given = {}]) =>
      caller.callPath({ verb, path }, fields, given),
    with: (other) => createClient({ ...options, ...other }),
  };
  return Object.assign(bindAll(caller), ways);
}

/** What exists once is bound when it is first asked for: most programs use little of it. */
function bindAll(caller: Caller): Api {
  const api = { auth: {}, secrets: {} };
  for (const [name, group] of Object.entries(groupRows)) {
    const holder = group.place === 'sys' ? api : api[group.place];
    const bind = (at: MountAt = {}): object => caller.bind(group, at);
    let single: object | undefined;
    const get = (): unknown => (group.isSingle ? (single ??= bind()) : bind);
    Object.defineProperty(holder, name, { get, enumerable: true });
  }
  return api as unknown as Api;
}

interface Found {
  readonly row: OperationRow;
  readonly group: GroupRow;
}

class Caller {
  readonly #options: ClientOptions;
  readonly #transport: Transport;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#transport = {
      fetch: options.fetch ?? systemFetch,
      runtime: options.runtime ?? systemRuntime,
      parseJson: options.parseJson ?? JSON.parse,
    };
  }

  /** The methods of a mount. */
  bind(group: GroupRow, at: MountAt): Record<string, unknown> {
    const methods: Record<string, unknown> = {};
    for (const row of rowsOf(group)) {
      methods[row.name] = async (input: object = {}, options: Options = {}) => {
        const answer = await this.#call({ row, group }, input, { ...at, ...options });
        return options.wrapTtl === undefined ? answer.value : this.#wrapped(row, answer);
      };
    }
    return methods;
  }

  callById(operationId: string, input: object = {}, options: Options): Promise<Answer<unknown>> {
    const found = findRow(operationId);
    if (found) return this.#call(found, input, options);
    const errors = ['there is no such operation'];
    return Promise.reject(new PortcullisError('INPUT_INVALID', { operationId, errors }));
  }

  callPath(
    { verb, path }: { verb: Verb; path: string },
    fields: object,
    options: Options,
  ): Promise<Answer<unknown>> {
    const row = parseRow(`|${verb}||`, `${verb} ${path}`);
    return this.#perform(row, path, { input: fields, options });
  }

  #call({ row, group }: Found, input: object, options: Options): Promise<Answer<unknown>> {
    const { mount } = options;
    const above = group.place === 'auth' ? 'auth/' : '';
    const path = mount === undefined || group.isSingle ? group.mount : `${above}${mount}`;
    return this.#perform(row, path, { input, options });
  }

  async #perform(
    row: OperationRow,
    mount: string,
    { input, options }: { input: object; options: Options },
  ): Promise<Answer<unknown>> {
    const { address, namespace = '', timeoutMs = 60_000, retries = 2, onWarnings } = this.#options;
    const given = { input: input as Readonly<Record<string, unknown>>, options };
    const request = buildRequest(row, { address, namespace, mount }, given);
    const { signal } = options;
    const sending = { row, request, signal, timeoutMs, retries, ...pickSet(options) };
    const answer = await this.#withToken(row, options, (token) =>
      send(this.#transport, { ...sending, token }),
    );
    if (answer.warnings.length > 0) onWarnings?.(answer.warnings, row.operationId);
    return answer;
  }

  /** A token that has ended is replaced once: whoever was refused for it was not served. */
  async #withToken<T>(
    { isStranger, isOnce }: OperationRow,
    { token }: Options,
    attempt: (token: string) => Promise<T>,
  ): Promise<T> {
    const { token: own = '' } = this.#options;
    if (token !== undefined || isStranger) return attempt(token ?? '');
    if (typeof own === 'string') return attempt(own);
    const current = await own.current();
    try {
      return await attempt(current);
    } catch (error) {
      const isRefused = error instanceof PortcullisError && error.status === 403;
      // whoever lacks a right would lack it with the next token too
      if (!isRefused || isOnce || error.code === 'ACL_DENIED') throw error;
      if (!(await own.refused(current))) throw error;
      return attempt(await own.current());
    }
  }

  #wrapped({ operationId }: OperationRow, { wrapInfo, status }: Answer<unknown>): WrapInfo {
    if (wrapInfo) return wrapInfo;
    const errors = ['the answer has nothing to wrap'];
    throw new PortcullisError('WRAPPING_UNEXPECTED', { operationId, status, errors });
  }
}

function findRow(operationId: string): Found | undefined {
  for (const group of Object.values(groupRows)) {
    const row = rowsOf(group).find((one) => one.operationId === operationId);
    if (row) return { row, group };
  }
  return undefined;
}

function pickSet({ timeoutMs, retries }: CallOptions): { timeoutMs?: number; retries?: number } {
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(retries !== undefined && { retries }),
  };
}
