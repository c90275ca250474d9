/** A length of time: seconds, or a text like `90s`, `1h30m`, `7d`. */
export type Duration = string | number;

/** Texts; a bare text is one of them, and of names and addresses several divided by commas. */
export type TextList = string | readonly string[];

/** Names with texts: an object, or texts of the form `name=text`. */
export type KeyValues = Readonly<Record<string, string>> | readonly string[];

/** Of what takes no fields. */
export type NoInput = Readonly<Record<string, never>>;

/** Where something is mounted. */
export interface MountAt {
  /** Path of the mount without the `auth/` in front of it: `approle`, `team/kv`. */
  readonly mount?: string;
}

/** The token of an answer. */
export interface TokenAnswer {
  readonly client_token: string;
  readonly accessor: string;
  readonly policies: readonly string[];
  /** Left out where there are none. */
  readonly token_policies?: readonly string[];
  /** Left out where there are none. */
  readonly identity_policies?: readonly string[];
  readonly metadata: Readonly<Record<string, string>> | null;
  /** Seconds; 0: the token does not end. */
  readonly lease_duration: number;
  readonly renewable: boolean;
  readonly entity_id: string;
  readonly token_type: 'service' | 'batch';
  readonly orphan: boolean;
  /** 0: any number of times. */
  readonly num_uses: number;
}

/** Told in the place of an answer that is wrapped. */
export interface WrapInfo {
  /** The wrapping token, which opens the answer once. */
  readonly token: string;
  readonly accessor: string;
  /** Seconds. */
  readonly ttl: number;
  /** RFC 3339. */
  readonly creation_time: string;
  readonly creation_path: string;
  /** Accessor of the token that is wrapped, where one is. */
  readonly wrapped_accessor?: string;
}

/** What can be said about one call. */
export interface CallOptions {
  /** In the place of the token of the client; empty: none. */
  readonly token?: string;
  /** Below the namespace of the client. */
  readonly namespace?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds that each attempt may take. */
  readonly timeoutMs?: number;
  /** How often a call that is safe to repeat is repeated; 0: never. */
  readonly retries?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Options of a call whose answer shall be wrapped. */
export interface WrapOptions extends CallOptions {
  /** How long the wrapping token lives. */
  readonly wrapTtl: Duration;
}

/** A method whose input has fields that are needed. */
export interface Operation<Input, Answer> {
  (input: Input, options: WrapOptions): Promise<WrapInfo>;
  (input: Input, options?: CallOptions): Promise<Answer>;
}

/** A method that may be called without input. */
export interface OptionalOperation<Input, Answer> {
  (input: Input | undefined, options: WrapOptions): Promise<WrapInfo>;
  (input?: Input, options?: CallOptions): Promise<Answer>;
}
