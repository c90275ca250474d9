import { DecryptionError } from '../crypto/aead.ts';
import { ApiError } from '../errors/api-error.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import { ERROR_CODE_HEADER, publicCode } from '../errors/public-code.ts';
import type { AnyAnswer } from '../framework/operation.ts';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import { isJsonObject } from '../lib/json.ts';
import { StoreConflictError } from '../storage/retry-commit.ts';
import { StoreError } from '../storage/store-error.ts';
import type { OutgoingAnswer } from './request.ts';

/** How an answer is written. */
export interface EnvelopeOptions {
  readonly requestId: string;
  /** Repeat the keys of `data` beside the envelope. */
  readonly topLevel: boolean;
}

/** The wire form of a successful answer. */
export function writeSuccess(answer: AnyAnswer, options: EnvelopeOptions): OutgoingAnswer {
  if (answer.raw) {
    return { status: answer.status, ...answer.raw };
  }
  if (answer.status === 204) return { status: 204 };
  const data = answer.data ? sortKeys(answer.data) : null;
  const envelope = {
    ...(options.topLevel ? data : {}),
    request_id: options.requestId,
    lease_id: '',
    renewable: false,
    lease_duration: answer.lease_duration ?? 0,
    data,
    wrap_info: null,
    warnings: answer.warnings && answer.warnings.length > 0 ? answer.warnings : null,
    auth: answer.auth ? writeAuth(answer.auth) : null,
  };
  return { status: answer.status, body: `${encodeJson(envelope)}\n` };
}

/** A document without envelope, its keys in the order given. */
export function writeBare(status: number, document: JsonObject): OutgoingAnswer {
  return { status, body: `${encodeJson(document)}\n` };
}

/**
 * The wire form of an error. Unknown errors are a bare 500.
 *
 * @param isLogin - paths that need no token never answer in the wrapped form
 */
export function writeError(error: unknown, isLogin: boolean): OutgoingAnswer {
  const known = toApiError(error);
  const text =
    known.isWrapped && !isLogin ? `1 error occurred:\n\t* ${known.message}\n\n` : known.message;
  const body = {
    errors: text === '' ? [] : [text],
    ...(known.data === undefined ? {} : { data: known.data }),
  };
  const headers = { [ERROR_CODE_HEADER]: publicCode(known, isLogin), ...known.headers };
  if (known.page) {
    const { page } = known;
    return { status: known.status, ...page, headers: { ...headers, ...page.headers } };
  }
  return { status: known.status, body: `${encodeJson(body)}\n`, headers };
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(codeOf(error), { cause: error });
}

/** What a caller may be told of a failing store: whether to repeat, or to call the operator. */
function codeOf(error: unknown): ErrorCode {
  if (error instanceof StoreConflictError) return 'STORE_BUSY';
  if (error instanceof DecryptionError) return 'STORE_DAMAGED';
  const codes = { busy: 'STORE_BUSY', full: 'STORE_FULL', corrupt: 'STORE_DAMAGED' } as const;
  return error instanceof StoreError && Object.hasOwn(codes, error.code)
    ? codes[error.code as keyof typeof codes]
    : 'INTERNAL';
}

function writeAuth(auth: NonNullable<AnyAnswer['auth']>): object {
  const { client_token, accessor, policies, token_policies, identity_policies, ...rest } = auth;
  const { metadata, lease_duration, renewable, entity_id, token_type, orphan, num_uses } = rest;
  return {
    client_token,
    accessor,
    policies,
    ...(token_policies.length > 0 ? { token_policies } : {}),
    ...(identity_policies.length > 0 ? { identity_policies } : {}),
    metadata,
    lease_duration,
    renewable,
    entity_id,
    token_type,
    orphan,
    mfa_requirement: null,
    num_uses,
  };
}

/**
 * Objects with their keys in alphabetical order, as the original answers them. What stands in that order
 * already is given back as it is.
 */
export function sortKeys(value: JsonObject): JsonObject {
  const keys = Object.keys(value);
  const inOrder = isSorted(keys) ? keys : keys.toSorted();
  let isAsItWas = inOrder === keys;
  const entries = inOrder.map((key): [string, JsonValue] => {
    const member = sortDeep(value[key] ?? null);
    isAsItWas &&= member === value[key];
    return [key, member];
  });
  return isAsItWas ? value : Object.fromEntries(entries);
}

function isSorted(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i++) {
    if ((keys[i] ?? '') < (keys[i - 1] ?? '')) return false;
  }
  return true;
}

function sortDeep(value: JsonValue): JsonValue {
  if (!Array.isArray(value)) return isJsonObject(value) ? sortKeys(value) : value;
  const members = value.map(sortDeep);
  return members.every((member, at) => member === value[at]) ? value : members;
}

const unsafeInHtml = /[<>&\u2028\u2029]/g;

/** JSON in which no character can end a script or be taken for markup. */
export function encodeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unsafeInHtml,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
