import type { JsonObject } from '../lib/json.ts';

/** A request of declared configuration, whatever way it goes. */
export interface DeclaredRequest {
  readonly operation: 'read' | 'list' | 'update' | 'delete';
  /** Below `/v1/`, not encoded. */
  readonly path: string;
  readonly data?: JsonObject;
}

/** Its answer. */
export interface DeclaredAnswer {
  readonly status: number;
  readonly data?: JsonObject | undefined;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly requestId: string;
}

/** Sends a request: by HTTP with the caller's token, or inside the process. */
export type Ask = (request: DeclaredRequest) => Promise<DeclaredAnswer>;

/** A request that the server refused. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly request: Pick<DeclaredRequest, 'operation' | 'path'>;
  readonly answer: DeclaredAnswer;

  constructor({ operation, path }: DeclaredRequest, answer: DeclaredAnswer) {
    super(describe({ operation, path }, answer));
    this.request = { operation, path };
    this.answer = answer;
  }
}

/** What of a folder cannot be brought about, told before anything is tried. */
export class DeclaredConflict extends Error {
  override readonly name = 'DeclaredConflict';
}

function describe(
  { operation, path }: DeclaredRequest,
  { status, errors, requestId }: DeclaredAnswer,
): string {
  const said = errors.join('; ').replaceAll(/\s+/g, ' ').trim();
  const id = requestId === '' ? '' : ` (request id ${requestId})`;
  return `${operation} of ${path} was answered by ${status}${said === '' ? '' : `: ${said}`}${id}`;
}

/** The server as declared configuration sees it: what was read is kept until something is written. */
export class ServerState {
  readonly #ask: Ask;
  readonly #kept = new Map<string, Promise<JsonObject | undefined>>();
  readonly warnings: string[] = [];

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** What a path answers; undefined where there is nothing. @throws RequestRefused */
  async read(path: string, query: JsonObject = {}): Promise<JsonObject | undefined> {
    return this.#get({ operation: 'read', path, data: query });
  }

  /** The keys of a folder. @throws RequestRefused */
  async list(path: string): Promise<readonly string[]> {
    const keys = (await this.#get({ operation: 'list', path }))?.['keys'];
    return Array.isArray(keys) ? keys.map(String) : [];
  }

  /** @throws RequestRefused */
  async update(path: string, data: JsonObject): Promise<JsonObject> {
    this.#kept.clear();
    const answer = await this.#send({ operation: 'update', path, data });
    this.warnings.push(...answer.warnings.map((warning) => `${path}: ${warning}`));
    return answer.data ?? {};
  }

  /** A question that is asked by POST and changes nothing. @throws RequestRefused */
  async question(path: string, data: JsonObject): Promise<JsonObject> {
    return (await this.#send({ operation: 'update', path, data })).data ?? {};
  }

  /** @throws RequestRefused but where there is nothing to remove */
  async remove(path: string): Promise<void> {
    this.#kept.clear();
    const request = { operation: 'delete', path } as const;
    const answer = await this.#ask(request);
    if (answer.status >= 400 && answer.status !== 404) throw new RequestRefused(request, answer);
  }

  #get(request: DeclaredRequest): Promise<JsonObject | undefined> {
    const key = `${request.operation} ${request.path}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const asked = this.#fetch(request);
    this.#kept.set(key, asked);
    return asked;
  }

  async #fetch(request: DeclaredRequest): Promise<JsonObject | undefined> {
    const answer = await this.#ask(request);
    if (answer.status === 404) return undefined;
    if (answer.status >= 400) throw new RequestRefused(request, answer);
    return answer.data;
  }

  async #send(request: DeclaredRequest): Promise<DeclaredAnswer> {
    const answer = await this.#ask(request);
    if (answer.status >= 400) throw new RequestRefused(request, answer);
    return answer;
  }
}
