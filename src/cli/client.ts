import type { JsonObject } from '../lib/json.ts';
import type { Call } from './call.ts';
import { formatCurl } from './curl-string.ts';
import { CliError, exitCodes, RequestShown } from './cli-error.ts';
import type { Connection, WireAnswer, WireRequest } from './http.ts';
import type { Io } from './io.ts';
import { formatPolicy } from './output-policy.ts';
import { ConnectionError, RemoteError } from './remote-error.ts';
import { say } from './output/print.ts';
import { isSecretName } from './secret-name.ts';
import type { Settings } from './settings.ts';
import { isJsonList, parseJsonObject, textOf } from './wire-json.ts';

/** An answer below 400. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  /** The body as object; `undefined` when empty or something else. */
  readonly json: JsonObject | undefined;
  readonly headers: WireAnswer['headers'];
  readonly certificateEnds?: string;
}

/** What a client is made of. */
export interface ClientOptions {
  readonly io: Io;
  readonly settings: Settings;
  readonly connection: Connection;
  readonly token: string;
}

const RETRY_BASE_MS = 1000;
const RETRY_SPREAD_MS = 500;

/** Speaks to one server with one token. */
export class Client {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    if (/[^\x20-\x7e]/.test(options.token)) {
      throw new CliError('The token holds characters that cannot be sent.', exitCodes.remote);
    }
    this.#options = options;
  }

  get token(): string {
    return this.#options.token;
  }

  get settings(): Settings {
    return this.#options.settings;
  }

  /** The same client with another token; an empty one sends none. */
  withToken(token: string): Client {
    return new Client({ ...this.#options, token });
  }

  /**
   * Make a call.
   *
   * @throws RemoteError on a status of 400 and above
   * @throws ConnectionError when no answer comes
   * @throws RequestShown in place of the first call that is no helper, when the user asked to see it
   */
  async send(call: Call): Promise<Answer> {
    const { settings, connection, token } = this.#options;
    const request = this.#wireRequest(call);
    if (!call.isHelper && settings.showsCurl) {
      warnOfSecrets(this.#options.io, call);
      throw new RequestShown(formatCurl({ request, settings, origin: connection.origin }));
    }
    if (!call.isHelper && settings.showsPolicy) throw new RequestShown(formatPolicy(call));
    const answer = await this.#exchange(request);
    if (answer.status >= 400) {
      throw new RemoteError(
        readRefusal(answer, { call, method: request.method, hasToken: token !== '' }),
      );
    }
    return {
      status: answer.status,
      body: answer.body,
      json: parseJsonObject(answer.body.toString()),
      headers: answer.headers,
      ...(answer.certificateEnds === undefined ? {} : { certificateEnds: answer.certificateEnds }),
    };
  }

  #wireRequest(call: Call): WireRequest {
    const { connection } = this.#options;
    const query = new URLSearchParams((call.query ?? []).map(([key, value]) => [key, value]));
    const base = connection.origin.pathname.replace(/\/+$/, '');
    const suffix = query.size > 0 ? `?${query.toString()}` : '';
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    return {
      method: call.method,
      target: `${base}/v1/${encodePath(call.path)}${suffix}`,
      headers: {
        ...this.#headers(call),
        ...(body === undefined ? {} : { 'Content-Type': contentType(call.method) }),
        ...(body === undefined && call.method !== 'PUT' && call.method !== 'POST'
          ? {}
          : { 'Content-Length': String(Buffer.byteLength(body ?? '')) }),
      },
      ...(body === undefined ? {} : { body }),
    };
  }

  #headers(call: Call): Record<string, string | string[]> {
    const { settings, token } = this.#options;
    const wrapTtl = wrapTtlOf(call, settings.wrapTtl);
    return {
      'X-Vault-Request': 'true',
      ...(token === '' ? {} : { 'X-Vault-Token': token }),
      ...(settings.namespace === '' || call.isRoot
        ? {}
        : { 'X-Vault-Namespace': settings.namespace }),
      ...(wrapTtl === undefined ? {} : { 'X-Vault-Wrap-TTL': wrapTtl }),
      ...(settings.mfa.length > 0 ? { 'X-Vault-MFA': [...settings.mfa] } : {}),
      ...(settings.overridesPolicy ? { 'X-Vault-Policy-Override': 'true' } : {}),
      ...settings.headers,
    };
  }

  async #exchange(request: WireRequest): Promise<WireAnswer> {
    const { io, settings, connection } = this.#options;
    for (let left = settings.maxRetries; ; left -= 1) {
      const started = io.clock();
      const outcome = await this.#tryOnce(request);
      if (settings.isDebug) this.#trace(request, outcome, io.clock() - started);
      const isFinal = left <= 0 || !isWorthRetrying(outcome);
      if (isFinal && outcome instanceof Error) throw outcome;
      if (isFinal && !(outcome instanceof Error)) return outcome;
      await io.sleep(RETRY_BASE_MS + io.random() * RETRY_SPREAD_MS);
    }
    function isWorthRetrying(outcome: WireAnswer | ConnectionError): boolean {
      if (outcome instanceof Error) return !isTlsFault(outcome.code);
      if (outcome.status === 412 || outcome.status === 429) return true;
      return outcome.status >= 500 && outcome.status !== 501;
    }
    function isTlsFault(code: string): boolean {
      return /CERT|TLS|SSL/.test(code) || connection.origin.hostname === '';
    }
  }

  async #tryOnce(request: WireRequest): Promise<WireAnswer | ConnectionError> {
    const { io, settings, connection } = this.#options;
    try {
      return await io.exchange(connection, request);
    } catch (error) {
      return new ConnectionError(settings.address, error);
    }
  }

  /** Method, address, outcome, time; never headers or bodies, which hold secrets. */
  #trace(request: WireRequest, outcome: WireAnswer | ConnectionError, ms: number): void {
    const path = request.target.split('?')[0] ?? '';
    const result = outcome instanceof Error ? outcome.code : String(outcome.status);
    this.#options.io.stderr.write(`debug: ${request.method} ${path} -> ${result} (${ms} ms)\n`);
  }
}

/** The body is printed as it would be sent: whoever asks for a login in this form sees the password. */
function warnOfSecrets(io: Io, { body }: Call): void {
  if (!Object.keys(body ?? {}).some(isSecretName)) return;
  say(io, 'WARNING! The command below holds the secrets of the body in clear.', 'yellow');
}

/** For how long the answer is asked to be wrapped; what can only be wrapped is, for five minutes, as by other clients. */
function wrapTtlOf(
  { isHelper, isNeverWrapped, path }: Call,
  wanted: string | undefined,
): string | undefined {
  if (isHelper || isNeverWrapped) return undefined;
  return wanted ?? (path === 'sys/wrapping/wrap' ? '5m' : undefined);
}

function contentType(method: string): string {
  return method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
}

/** Encode each segment, leaving what a path may hold (RFC 3986 §3.3 pchar) as it is. */
function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment).replaceAll(/%(?:24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent),
    )
    .join('/');
}

function readRefusal(
  answer: WireAnswer,
  sent: { call: Call; method: string; hasToken: boolean },
): RemoteError['refusal'] {
  const text = answer.body.toString();
  const json = parseJsonObject(text);
  const errors = json?.['errors'];
  const namespace = headerOf(answer, 'x-vault-namespace');
  return {
    status: answer.status,
    method: sent.method,
    url: answer.url,
    call: sent.call,
    errors: isJsonList(errors) ? errors.map(String) : [],
    raw: json === undefined ? text : undefined,
    json,
    namespace: namespace === 'root' || namespace === 'root/' ? '' : namespace,
    requestId:
      headerOf(answer, 'x-vault-request-id') ||
      headerOf(answer, 'x-request-id') ||
      textOf(json, 'request_id'),
    hadToken: sent.hasToken,
  };
}

function headerOf(answer: WireAnswer, name: string): string {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : '';
}
