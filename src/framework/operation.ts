import type { JsonObject, JsonValue } from '../lib/json.ts';
import type { Decoded, Fields } from './field.ts';
import type { LoginResult } from './login.ts';

/** Verb of a declaration. POST stands for PUT too; LIST also for `GET ?list=true`. */
export type Method = 'GET' | 'LIST' | 'SCAN' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD';

/**
 * What a 200 holds: declared fields, a token, the outcome of a login (a token on the wire), any data, or
 * a document that is no envelope.
 */
export type ResponseShape = Fields | 'auth' | 'login' | 'any' | 'raw';

/** One operation of the API, as data. */
export interface OperationDeclaration {
  readonly method: Method;
  /**
   * Path below the mount. `{name}` takes one segment that begins and ends with a word character and
   * has word characters, `-` and `.` between; `{name+}` takes all the rest, slashes included;
   * `{name*}` likewise, but may be empty.
   */
  readonly path: string;
  /**
   * Older paths of the same operation, with the same names in them. They are spellings of `path` and nothing
   * more: policies see `path` alone, so that marks and denies cannot differ.
   */
  readonly olderPaths?: readonly string[];
  readonly summary: string;
  readonly params?: Fields;
  /** Query of GET, LIST and DELETE; body of POST and PATCH. */
  readonly body?: Fields;
  /** 404 where what is absent is told as data, in the envelope of a success. */
  readonly responses: Readonly<{
    200?: ResponseShape;
    202?: ResponseShape;
    204?: Fields;
    404?: Fields;
  }>;
  /** Needs no token. */
  readonly unauthenticated?: true;
  /** Needs no token where the listener by which a request came says so. */
  readonly openedBy?: 'opensRekey' | 'opensGenerateRoot';
  /** Beside `unauthenticated`: a token that is sent must be valid, and shows its owner more. */
  readonly readsToken?: true;
  /** Its field `token`, or else the request's own token, must be a wrapping token: told before the policy is asked. */
  readonly checksWrappingToken?: true;
  /**
   * Without a `token` among its fields the request's own token is a wrapping token, which the handler takes
   * and uses up itself: neither policy nor use count come before.
   */
  readonly takesWrappingToken?: true;
  /** Its answer names a wrapping token already, and is not wrapped once more: it reads the lifetime that was asked for. */
  readonly wrapsItself?: true;
  /** Needs the sudo capability beside that of its verb. */
  readonly sudo?: true;
  /** A POST counts as `create` where the mount's `exists` says that the thing is absent. */
  readonly createSupported?: true;
  /** Takes and keeps any body. */
  readonly arbitrary?: true;
  /** Repeats the keys of `data` beside the envelope, as the oldest clients expect. */
  readonly topLevel?: true;
  /**
   * Answers bare JSON without an envelope, before and without unsealing; its body is typed strictly and
   * its field names are compared without regard to case.
   */
  readonly lifecycle?: true;
  /** Done already where the server is sealed: 204 without asking for a token. */
  readonly doneWhenSealed?: true;
  readonly deprecated?: true;
  /** Answers where nothing is, to explain a mistake: no document tells of it. */
  readonly undocumented?: true;
}

export type Operations = Readonly<Record<string, OperationDeclaration>>;

/** The names in `{…}` of a path template. */
type PathNames<P extends string> = P extends `${string}{${infer N}}${infer Rest}`
  ? BareName<N> | PathNames<Rest>
  : never;
type BareName<N extends string> = N extends `${infer B}+` ? B : N extends `${infer B}*` ? B : N;

/** Refuses a path whose names differ from the declared parameters. */
type CheckedPaths<T extends Operations> = {
  readonly [K in keyof T]: [PathNames<T[K]['path']>] extends [never]
    ? T[K] extends { readonly params: Fields }
      ? { readonly params: never }
      : T[K]
    : T[K] extends { readonly params: infer P }
      ? [PathNames<T[K]['path']>, keyof P] extends [keyof P, PathNames<T[K]['path']>]
        ? T[K]
        : { readonly params: Readonly<Record<PathNames<T[K]['path']>, unknown>> }
      : { readonly params: Readonly<Record<PathNames<T[K]['path']>, unknown>> };
};

/** Declare operations, keyed by operationId. Data only: safe to import anywhere. */
export function defineOperations<const T extends Operations>(operations: T & CheckedPaths<T>): T {
  return operations;
}

type FieldsOf<D, K extends 'params' | 'body'> = D extends {
  readonly [P in K]: infer F extends Fields;
}
  ? F
  : NoFields;

/** The fields of an operation that declares none. */
interface NoFields {
  readonly [name: string]: never;
}

/** What a handler of an operation is given. */
export interface HandlerRequest<D extends OperationDeclaration> {
  readonly id: string;
  readonly params: Decoded<FieldsOf<D, 'params'>>;
  readonly body: Decoded<FieldsOf<D, 'body'>>;
  /** Everything that was sent, for operations that take any body. */
  readonly data: JsonObject;
  /** Path of the request below `/v1/`. */
  readonly path: string;
  readonly remoteAddress: string;
  /** Seconds for which the answer shall be wrapped; 0: not at all. */
  readonly wrapTtlSeconds: number;
  /** Milliseconds since the epoch at which the request is handled. */
  readonly now: number;
}

type DataOf<R> = R extends Fields ? { readonly [K in keyof R]?: JsonValue } : JsonObject;

/** The `auth` part of an answer. */
export interface AuthAnswer {
  readonly client_token: string;
  readonly accessor: string;
  readonly policies: readonly string[];
  readonly token_policies: readonly string[];
  readonly identity_policies: readonly string[];
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly lease_duration: number;
  readonly renewable: boolean;
  readonly entity_id: string;
  readonly token_type: 'service' | 'batch';
  readonly orphan: boolean;
  readonly num_uses: number;
}

/** A document that is answered as it is. */
export interface RawAnswer {
  /** Empty where there is a `stream`. */
  readonly body: string | Uint8Array;
  /** In the place of a body: one that goes on. Never with an answer that may be wrapped. */
  readonly stream?: AnswerStream;
  readonly contentType: string;
  /** Beside those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Takes a body piece by piece. */
export interface StreamOutlet {
  /** Does nothing once it has ended. */
  write(text: string): void;
  end(): void;
  /** What the reader has not taken yet. */
  readonly waitingBytes: number;
}

/** A body that goes on until it ends itself, or nobody reads it any more. */
export interface AnswerStream {
  /**
   * Begin, once the head of the answer has been sent.
   *
   * @returns called when the reader is gone, or the outlet has ended
   */
  begin(outlet: StreamOutlet): () => void;
}

interface Extras {
  readonly warnings?: readonly string[];
}

type SuccessAnswer<S extends 200 | 202 | 404, R> = R extends 'auth'
  ? { readonly status: S; readonly auth: AuthAnswer } & Extras
  : R extends 'login'
    ? | ({ readonly status: S; readonly login: LoginResult } & Extras)
      // a login that a browser makes is answered by a page
      | { readonly status: number; readonly raw: RawAnswer }
    : R extends 'raw'
      ? { readonly status: number; readonly raw: RawAnswer }
      : {
          readonly status: S;
          readonly data?: DataOf<R> | null;
          readonly lease_duration?: number;
        } & Extras;

/** The answers that a declaration allows. */
export type Answer<D extends OperationDeclaration> =
  | (D['responses'] extends { readonly 200: infer R } ? SuccessAnswer<200, R> : never)
  | (D['responses'] extends { readonly 202: infer R } ? SuccessAnswer<202, R> : never)
  | (D['responses'] extends { readonly 404: infer R } ? SuccessAnswer<404, R> : never)
  | (D['responses'] extends { readonly 204: unknown } ? { readonly status: 204 } : never)
  | (D extends { readonly lifecycle: true }
      ? { readonly status: number; readonly bare?: JsonObject }
      : never);

/** Any answer, once the declaration no longer matters. */
export interface AnyAnswer extends Extras {
  readonly status: number;
  readonly data?: JsonObject | null;
  readonly lease_duration?: number;
  readonly auth?: AuthAnswer;
  readonly login?: LoginResult;
  readonly raw?: RawAnswer;
  /** The whole document, for lifecycle operations. */
  readonly bare?: JsonObject;
}

/** The handlers of a set of operations. `C` is what the mount hands to them. */
export type Handlers<T extends Operations, C> = {
  readonly [K in keyof T]: (
    request: HandlerRequest<T[K]>,
    context: C,
  ) => Promise<Answer<T[K]>> | Answer<T[K]>;
};
