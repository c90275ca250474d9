export {
  type Client,
  type ClientOptions,
  createClient,
  type TokenSource,
  type Verb,
} from './client.ts';
export type {
  CallOptions,
  Duration,
  KeyValues,
  MountAt,
  NoInput,
  Operation,
  OptionalOperation,
  TextList,
  TokenAnswer,
  WrapInfo,
  WrapOptions,
} from './method.ts';
export type * from './operation-types.gen.ts';
export {
  type ClientErrorCode,
  type ErrorCode,
  PortcullisError,
  unlessAbsent,
} from './portcullis-error.ts';
export type { Answer } from './read-answer.ts';
export type { Fetch, FetchAnswer, FetchInit, Runtime } from './runtime.ts';
export { createSession, type Session, type SessionEvent, type SessionOptions } from './session.ts';
export {
  unwrap,
  type Unwrapped,
  type UnwrapOptions,
  unwrapSecretId,
  type WrappedSecretId,
} from './unwrap.ts';
