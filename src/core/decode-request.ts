import { ApiError } from '../errors/api-error.ts';
import { type Field, FieldError, type Fields } from '../framework/field.ts';
import type { HandlerRequest, OperationDeclaration } from '../framework/operation.ts';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import type { IncomingRequest } from './request.ts';
import type { Route } from './route-table.ts';

/** A request in the types of its operation, and what its sender should be told of it. */
export interface DecodedRequest {
  readonly request: HandlerRequest<OperationDeclaration>;
  readonly warnings: readonly string[];
}

/** What does not change between the tries of a request. */
type Decoded = Pick<DecodedRequest['request'], 'params' | 'body'> &
  Pick<DecodedRequest, 'warnings'>;

/** Where a request keeps what was made of it: lockout, policy and handler each want it decoded. */
const memory = Symbol('decoded');

interface Remembering extends IncomingRequest {
  [memory]?: {
    readonly declaration: OperationDeclaration;
    /** A request with other data may be a copy of this one. */
    readonly data: JsonObject;
    readonly decoded: Decoded;
  };
}

/**
 * Turn what was sent into what the operation declares; the work is done once per request.
 *
 * @throws ApiError `FIELD_INVALID`, or `FIELD_INVALID_EARLY` for operations that are looked at before the
 *   policy; the value itself is never repeated
 */
export function decodeRequest(
  incoming: IncomingRequest,
  from: { declaration: OperationDeclaration; route: Route; now: number },
): DecodedRequest {
  const { params, body, warnings } = decodeOnce(incoming, from);
  const { id, data, path, remoteAddress, wrapTtlSeconds } = incoming;
  const { now } = from;
  return {
    request: { id, params, body, data, path, remoteAddress, wrapTtlSeconds, now },
    warnings,
  };
}

function decodeOnce(
  incoming: Remembering,
  { declaration, route }: { declaration: OperationDeclaration; route: Route },
): Decoded {
  const known = incoming[memory];
  const { data } = incoming;
  if (known?.declaration === declaration && known.data === data) return known.decoded;
  const decoded = decode(incoming, declaration, route);
  // on the request itself: a weak map of requests would cost the garbage collector more than this saves
  incoming[memory] = { declaration, data, decoded };
  return decoded;
}

function decode(
  incoming: IncomingRequest,
  declaration: OperationDeclaration,
  route: Route,
): Decoded {
  const { params = {}, body = {} } = declaration;
  // a query has texts only
  const isStrict = declaration.lifecycle && incoming.operation === 'update';
  const decodeOne = isStrict ? decodeStrictly : decodeField;
  const data = declaration.lifecycle ? foldNames(incoming.data, body) : incoming.data;
  const code = declaration.createSupported ? 'FIELD_INVALID_EARLY' : 'FIELD_INVALID';
  return {
    params: decodeFields(params, route.captures, { decode: decodeCapture, code }),
    body: decodeFields(body, data, { decode: decodeOne, code }),
    warnings: warn(incoming, declaration),
  };
}

/** The captures of a route in their canonical spelling. */
export function canonicalCaptures(
  declaration: OperationDeclaration,
  captures: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(captures).map(([name, value]) => [
      name,
      declaration.params?.[name]?.canonical?.(value) ?? value,
    ]),
  );
}

type Decode = (field: Field, raw: JsonValue) => unknown;

function decodeFields(
  fields: Fields,
  data: JsonObject,
  how: { decode: Decode; code: 'FIELD_INVALID' | 'FIELD_INVALID_EARLY' },
): Readonly<Record<string, unknown>> {
  const decoded: Record<string, unknown> = {};
  for (const [name, field] of entriesOf(fields)) {
    try {
      const raw = Object.hasOwn(data, name) ? data[name] : undefined;
      decoded[name] = raw === undefined ? field.absent : how.decode(field, raw);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      throw new ApiError(how.code, { values: { field: name, reason: error.message } });
    }
  }
  return decoded;
}

/** The fields of a declaration as a list, made once. */
const fieldLists = new WeakMap<Fields, readonly (readonly [string, Field])[]>();

function entriesOf(fields: Fields): readonly (readonly [string, Field])[] {
  let list = fieldLists.get(fields);
  if (!list) {
    list = Object.entries(fields);
    fieldLists.set(fields, list);
  }
  return list;
}

function decodeField(field: Field, raw: JsonValue): unknown {
  return field.decode(raw);
}

function decodeCapture(field: Field, raw: JsonValue): unknown {
  const value = field.decode(raw);
  return typeof value === 'string' && field.canonical ? field.canonical(value) : value;
}

/** Lifecycle endpoints take no `"5"` for 5 in a JSON body. */
function decodeStrictly(field: Field, raw: JsonValue): unknown {
  if (raw === null) return field.absent;
  const expected = { integer: 'number', boolean: 'boolean', string: 'string' } as const;
  const wanted = (expected as Partial<Record<string, string>>)[field.kind];
  if (wanted !== undefined && typeof raw !== wanted) {
    throw new FieldError(`expected a JSON ${wanted}`);
  }
  return field.decode(raw);
}

/** `Key`, `KEY` and `key` are one field for the lifecycle endpoints. */
function foldNames(data: JsonObject, fields: Fields): JsonObject {
  const folded = new Map(Object.entries(data).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    Object.keys(fields).flatMap((name) => {
      const value = folded.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function warn(incoming: IncomingRequest, declaration: OperationDeclaration): string[] {
  const { params = {}, body = {} } = declaration;
  if (declaration.arbitrary) return [];
  const names = Object.keys(incoming.data);
  const unknown = names.filter(
    (name) => !Object.hasOwn(body, name) && !Object.hasOwn(params, name),
  );
  const replaced = names.filter(
    (name) => Object.hasOwn(params, name) && incoming.data[name] !== null,
  );
  return [
    ...(unknown.length > 0
      ? [`Endpoint ignored these unrecognized parameters: [${unknown.sort().join(' ')}]`]
      : []),
    ...(replaced.length > 0
      ? [
          `Endpoint replaced the value of these parameters with the values captured from the endpoint's path: [${replaced.join(' ')}]`,
        ]
      : []),
  ];
}
