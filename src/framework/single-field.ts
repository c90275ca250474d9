import { ApiError } from '../errors/api-error.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import type { JsonValue } from '../lib/json.ts';
import type { Fields } from './field.ts';

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

/** As much of a collection of records as is needed to change one of them. */
export interface RecordsToChange<T> {
  get(name: string): Promise<T | undefined>;
  put(name: string, record: T): void;
}

/** Where the handlers find a record. `P` are the path parameters, `C` what the mount hands to handlers. */
export interface SingleFieldOptions<P, C, T> {
  readonly collection: (context: C) => RecordsToChange<T>;
  readonly nameOf: (params: P) => string;
  /** What is answered when there is no such record. */
  readonly absent: ErrorCode;
}

/** The answer of a read. */
export interface FieldAnswer<A> {
  readonly status: 200;
  readonly data: A;
}

/** The answer of a write. */
export interface FieldWritten {
  readonly status: 204;
}

/**
 * The handlers of single-field operations: load the record, look at it or change it, save it.
 *
 * What `write` is given returns the changed record. It may run again when another request came first.
 *
 * @throws ApiError (the handlers) the code `absent`, and what the given function throws
 */
export function singleFieldHandlers<P, C, T>(options: SingleFieldOptions<P, C, T>) {
  const { collection, nameOf, absent } = options;
  const load = async (params: P, context: C): Promise<T> => {
    const record = await collection(context).get(nameOf(params));
    if (record === undefined) throw new ApiError(absent);
    return record;
  };
  return {
    /** Answer what `show` makes of the record. */
    read:
      <A extends Readonly<Record<string, JsonValue>>>(show: (record: T) => A) =>
      async (request: { readonly params: P }, context: C): Promise<FieldAnswer<A>> => ({
        status: 200,
        data: show(await load(request.params, context)),
      }),
    /** Save what `change` makes of the record and the body; a reset has no body to look at. */
    write:
      <B>(change: (record: T, body: B, context: C) => Promise<T> | T) =>
      async (
        request: { readonly params: P; readonly body: B },
        context: C,
      ): Promise<FieldWritten> => {
        const record = await load(request.params, context);
        const changed = await change(record, request.body, context);
        collection(context).put(nameOf(request.params), changed);
        return { status: 204 };
      },
  };
}
