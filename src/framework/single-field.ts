import { ApiError } from '../errors/api-error.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import type { JsonValue } from '../lib/json.ts';
import type { Decoded, Fields } from './field.ts';

/**
 * Some settings of a role or user have paths of their own beside the path of the whole record. Each is a
 * row here: `readField`, `writeField` and `resetField` turn a row into the declaration of one operation,
 * and `singleFieldHandlers` makes the handlers of all of them.
 */
export interface FieldRow<P extends string, Q extends Fields, F extends Fields> {
  /** Whole path template, such as `role/{role_name}/period`. */
  readonly path: P;
  /** What the setting is, to stand behind "Read", "Change" and "Reset": `the period of a role`. */
  readonly of: string;
  readonly params: Q;
  /** What a write takes and a read answers. */
  readonly fields: F;
}

/** Declare the operation that reads the setting of a row. */
export function readField<const P extends string, Q extends Fields, F extends Fields>(
  row: FieldRow<P, Q, F>,
) {
  const { path, params, fields } = row;
  const summary = `Read ${row.of}.`;
  return { method: 'GET', path, summary, params, responses: { 200: fields } } as const;
}

/** Declare the operation that changes the setting of a row. */
export function writeField<const P extends string, Q extends Fields, F extends Fields>(
  row: FieldRow<P, Q, F>,
) {
  const { path, params, fields } = row;
  const summary = `Change ${row.of}.`;
  return { method: 'POST', path, summary, params, body: fields, responses: { 204: {} } } as const;
}

/** Declare the operation that gives the setting of a row its default back. */
export function resetField<const P extends string, Q extends Fields, F extends Fields>(
  row: FieldRow<P, Q, F>,
) {
  const { path, params } = row;
  const summary = `Reset ${row.of}.`;
  return { method: 'DELETE', path, summary, params, responses: { 204: {} } } as const;
}

/** Settings with a path each, all of which can be read, changed and reset; by the last part of the path. */
export type FieldRows = Readonly<Record<string, FieldRow<string, Fields, Fields>>>;

type Read<R> =
  R extends FieldRow<infer P, infer Q, infer F> ? ReturnType<typeof readField<P, Q, F>> : never;
type Write<R> =
  R extends FieldRow<infer P, infer Q, infer F> ? ReturnType<typeof writeField<P, Q, F>> : never;
type Reset<R> =
  R extends FieldRow<infer P, infer Q, infer F> ? ReturnType<typeof resetField<P, Q, F>> : never;
type NameOf<R> = keyof R & string;

/** The three operations of each row: `…-read-period`, `…-write-period`, `…-delete-period`. */
export type FieldOperations<I extends string, R extends FieldRows> = {
  readonly [K in NameOf<R> as `${I}-read-${K}`]: Read<R[K]>;
} & { readonly [K in NameOf<R> as `${I}-write-${K}`]: Write<R[K]> } & {
  readonly [K in NameOf<R> as `${I}-delete-${K}`]: Reset<R[K]>;
};

/** Declare the operations of a table of settings. The ids are made of `idPrefix` and the names of the rows. */
export function fieldOperations<const I extends string, const R extends FieldRows>(
  idPrefix: I,
  rows: R,
): FieldOperations<I, R> {
  const declared = Object.entries(rows).flatMap(([name, row]) => [
    [`${idPrefix}-read-${name}`, readField(row)],
    [`${idPrefix}-write-${name}`, writeField(row)],
    [`${idPrefix}-delete-${name}`, resetField(row)],
  ]);
  return Object.fromEntries(declared) as FieldOperations<I, R>;
}

/** As much of a collection of records as is needed to change one of them. */
export interface RecordsToChange<T> {
  get(name: string): Promise<T | undefined>;
  put(name: string, record: T): void;
}

/** Where the handlers find a record. `P` are the path parameters, `C` what the mount hands to handlers. */
export interface SingleFieldOptions<P, C, T> {
  readonly collection: (context: C) => RecordsToChange<T>;
  readonly nameOf: (params: P) => string;
  /** What a change answers when there is no such record; a read finds nothing, a reset is done. */
  readonly absent: ErrorCode;
}

/** The answer of a read. */
export interface FieldAnswer<A> {
  readonly status: 200;
  readonly data: A;
  readonly warnings?: readonly string[];
}

/** The answer of a write. */
export interface FieldWritten {
  readonly status: 204;
}

/** How one setting is shown, changed and reset: a row of the table of handlers. */
export interface FieldBehaviour<T, C, F extends Fields> {
  readonly show: (record: T) => { readonly [K in keyof F]?: JsonValue };
  readonly change: (record: T, body: Decoded<F>, context: C) => Promise<T> | T;
  readonly reset: (record: T, context: C) => Promise<T> | T;
  /** Told beside what is shown. */
  readonly warning?: string;
}

/** A behaviour for each row of a table of settings. */
export type FieldBehaviours<T, C, R extends FieldRows> = {
  readonly [K in keyof R]: FieldBehaviour<T, C, R[K]['fields']>;
};

/**
 * The handlers of single-field operations: load the record, look at it or change it, save it.
 *
 * What `write` is given returns the changed record. It may run again when another request came first.
 *
 * @throws ApiError (the handlers) `NOT_FOUND` (a read) or the code `absent` (a change), and what the given
 *   function throws
 */
export function singleFieldHandlers<P, C, T>(options: SingleFieldOptions<P, C, T>) {
  const { collection, nameOf, absent } = options;
  const find = (params: P, context: C) => collection(context).get(nameOf(params));
  return {
    /** Answer what `show` makes of the record. */
    read:
      <A extends Readonly<Record<string, JsonValue>>>(show: (record: T) => A, warning?: string) =>
      async (request: { readonly params: P }, context: C): Promise<FieldAnswer<A>> => {
        const record = await find(request.params, context);
        if (record === undefined) throw new ApiError('NOT_FOUND');
        const warnings = warning === undefined ? {} : { warnings: [warning] };
        return { status: 200, data: show(record), ...warnings };
      },
    /** Save what `change` makes of the record and the body. */
    write:
      <B>(change: (record: T, body: B, context: C) => Promise<T> | T) =>
      async (
        request: { readonly params: P; readonly body: B },
        context: C,
      ): Promise<FieldWritten> => {
        const record = await find(request.params, context);
        if (record === undefined) throw new ApiError(absent);
        const changed = await change(record, request.body, context);
        collection(context).put(nameOf(request.params), changed);
        return { status: 204 };
      },
    /** Save what `change` makes of the record, if there is one. */
    reset:
      (change: (record: T, context: C) => Promise<T> | T) =>
      async (request: { readonly params: P }, context: C): Promise<FieldWritten> => {
        const record = await find(request.params, context);
        if (record === undefined) return { status: 204 };
        collection(context).put(nameOf(request.params), await change(record, context));
        return { status: 204 };
      },
  };
}

/** A handler for each operation that `fieldOperations` declares of the same rows. */
export type FieldHandlers<I extends string, R extends FieldRows, P, C> = {
  readonly [K in NameOf<R> as `${I}-read-${K}`]: (
    request: { readonly params: P },
    context: C,
  ) => Promise<FieldAnswer<{ readonly [N in keyof R[K]['fields']]?: JsonValue }>>;
} & {
  readonly [K in NameOf<R> as `${I}-write-${K}`]: (
    request: { readonly params: P; readonly body: Decoded<R[K]['fields']> },
    context: C,
  ) => Promise<FieldWritten>;
} & {
  readonly [K in NameOf<R> as `${I}-delete-${K}`]: (
    request: { readonly params: P },
    context: C,
  ) => Promise<FieldWritten>;
};

/** The handlers of the operations that `fieldOperations` declares of the same rows. */
export function fieldHandlers<P, C, T>(options: SingleFieldOptions<P, C, T>) {
  const { read, write, reset } = singleFieldHandlers(options);
  return <const I extends string, R extends FieldRows>(
    idPrefix: I,
    behaviours: FieldBehaviours<T, C, R>,
  ): FieldHandlers<I, R, P, C> => {
    const handlers = Object.entries(behaviours).flatMap(
      ([name, { show, change, reset: clear, warning }]) => [
        [
          `${idPrefix}-read-${name}`,
          read(show as (record: T) => Record<string, JsonValue>, warning),
        ],
        [`${idPrefix}-write-${name}`, write(change)],
        [`${idPrefix}-delete-${name}`, reset(clear)],
      ],
    );
    return Object.fromEntries(handlers) as FieldHandlers<I, R, P, C>;
  };
}
