import { ApiError } from '../errors/api-error.ts';
import { toRfc3339 } from '../lib/time.ts';
import { cubbyholeOf } from '../token/token-store.ts';
import type { Token } from '../token/token-entry.ts';
import type { AnyAnswer, RawAnswer } from '../framework/operation.ts';
import { encodeJson } from './envelope.ts';
import type { OutgoingAnswer } from './request.ts';
import type { Scope } from './scope.ts';
import type { TokenService } from './token-service.ts';

/** Policy of the tokens around wrapped answers. */
const WRAPPING_POLICY = 'response-wrapping';
/** Where in the cubbyhole of its token a wrapped answer lies. */
const RESPONSE_PATH = 'response';

/** What is kept of a wrapped answer. */
interface WrappedResponse {
  /** Text of the answer, or base64 where it is no text. */
  readonly response: string;
  readonly status?: number;
  readonly content_type?: string;
  readonly is_base64?: boolean;
}

/** What is told of a wrapped answer without opening it. */
export interface WrapInfo {
  readonly creation_path: string;
  readonly creation_time: string;
  /** Seconds. */
  readonly creation_ttl: number;
}

/** Response wrapping: an answer is put into the cubbyhole of a token that can be used once. */
export class WrappingService {
  readonly #scope: Scope;
  readonly #tokens: TokenService;

  constructor(scope: Scope, tokens: TokenService) {
    this.#scope = scope;
    this.#tokens = tokens;
  }

  /**
   * Wrap an answer instead of sending it.
   *
   * @param answer - as the handler gave it, for the accessor of what is inside
   * @returns the answer that names the wrapping token
   */
  async wrap(written: OutgoingAnswer, answer: AnyAnswer): Promise<OutgoingAnswer> {
    const { path, wrapTtlSeconds } = this.#scope.request;
    // nothing that a request asks for may lie here for longer than a token would
    const creation_ttl = Math.min(wrapTtlSeconds, this.#scope.parts.ttls.max_lease_ttl);
    const wrapping = { creation_path: path, creation_ttl };
    return this.#answer(wrapping, toWrapped(written), accessorInside(answer));
  }

  /**
   * @param id - the wrapping token; undefined: the request's own
   * @throws ApiError `WRAPPING_TOKEN_INVALID`, `WRAPPING_TOKEN_MISSING`
   */
  async lookup(id: string | undefined): Promise<WrapInfo> {
    const { entry, wrapping } = await this.#find(id);
    return { ...wrapping, creation_time: toRfc3339(entry.created_at) };
  }

  /** Take a wrapped answer out; its token is used up in the same commit. Throws as `lookup` does. */
  async unwrap(id: string | undefined): Promise<{ status: number; raw: RawAnswer }> {
    const {
      response,
      status = 200,
      content_type,
      is_base64,
    } = await this.#take(await this.#find(id));
    const body = is_base64 ? Buffer.from(response, 'base64') : response;
    return { status, raw: { body, contentType: content_type ?? 'application/json' } };
  }

  /** Put a wrapped answer behind a fresh token: the path of the old one, and its lifetime or a shorter one. */
  async rewrap(id: string | undefined): Promise<{ status: number; raw: RawAnswer }> {
    const { wrapTtlSeconds } = this.#scope.request;
    const found = await this.#find(id);
    const { creation_path, creation_ttl: former } = found.wrapping;
    const creation_ttl = wrapTtlSeconds > 0 ? Math.min(wrapTtlSeconds, former) : former;
    const wrapping = { creation_path, creation_ttl };
    const { status, body = '' } = await this.#answer(wrapping, await this.#take(found), '');
    return { status, raw: { body, contentType: 'application/json' } };
  }

  async #find(id: string | undefined) {
    const wanted = id ?? this.#scope.request.token;
    if (wanted === '') {
      const reason = id === undefined ? 'token is empty' : 'empty token in request body';
      throw new ApiError('WRAPPING_TOKEN_MISSING', { values: { reason } });
    }
    const token = await this.#tokens.store.find(wanted);
    const wrapping = token?.entry.wrapping;
    if (!token || !wrapping) throw new ApiError('WRAPPING_TOKEN_INVALID');
    return { token, entry: token.entry, wrapping };
  }

  async #take({ token }: { token: Token }): Promise<WrappedResponse> {
    const cubbyhole = cubbyholeOf<WrappedResponse>(this.#scope.transaction, token);
    const wrapped = await cubbyhole.get(RESPONSE_PATH);
    await cubbyhole.remove(RESPONSE_PATH);
    await this.#tokens.store.revoke(token);
    if (!wrapped) throw new ApiError('WRAPPING_TOKEN_INVALID');
    return wrapped;
  }

  async #answer(
    wrapping: { creation_path: string; creation_ttl: number },
    wrapped: WrappedResponse,
    wrappedAccessor: string,
  ): Promise<OutgoingAnswer> {
    const token = await this.#issue(wrapping);
    const cubbyhole = cubbyholeOf<WrappedResponse>(this.#scope.transaction, token);
    await cubbyhole.put(RESPONSE_PATH, wrapped, token.entry.expires_at);
    return writeWrapped({
      token: token.id,
      accessor: token.entry.accessor,
      ttl: wrapping.creation_ttl,
      creation_time: toRfc3339(token.entry.created_at),
      creation_path: wrapping.creation_path,
      ...(wrappedAccessor === '' ? {} : { wrapped_accessor: wrappedAccessor }),
    });
  }

  #issue(wrapping: { creation_path: string; creation_ttl: number }): Promise<Token> {
    const { now, configuration } = this.#scope;
    const ttl = wrapping.creation_ttl;
    return this.#tokens.issue({
      type: 'service',
      policies: [WRAPPING_POLICY],
      path: wrapping.creation_path,
      meta: null,
      display_name: 'wrapping',
      num_uses: 1,
      created_at: now,
      creation_ttl: ttl,
      explicit_max_ttl: ttl,
      period: 0,
      entity_id: '',
      bound_cidrs: [],
      renewable: false,
      expires_at: now + ttl * 1000,
      renewed_at: 0,
      granted_ttl: ttl,
      mount_uuid: configuration.mounts.get('auth/token/')?.uuid ?? '',
      has_lease: true,
      wrapping,
    });
  }
}

/** An answer that names its wrapping token; every other part of the envelope is at its zero value. */
function writeWrapped(wrap_info: Readonly<Record<string, string | number>>): OutgoingAnswer {
  const envelope = {
    request_id: '',
    lease_id: '',
    renewable: false,
    lease_duration: 0,
    data: null,
    wrap_info,
    warnings: null,
    auth: null,
  };
  return { status: 200, body: `${encodeJson(envelope)}\n` };
}

function toWrapped({ status, body = '', contentType }: OutgoingAnswer): WrappedResponse {
  const isText = typeof body === 'string';
  return {
    response: isText ? body : Buffer.from(body).toString('base64'),
    ...(isText ? {} : { is_base64: true }),
    ...(status === 200 ? {} : { status }),
    ...(contentType === undefined ? {} : { content_type: contentType }),
  };
}

/** The accessor of a wrapped token or SecretID, by which it can be ended without opening it. */
function accessorInside(answer: AnyAnswer): string {
  const secretId = answer.data?.['secret_id_accessor'];
  return answer.auth?.accessor ?? (typeof secretId === 'string' ? secretId : '');
}
