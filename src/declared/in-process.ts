import type { IncomingRequest, RequestHandler } from '../core/request.ts';
import { randomUuid, type RandomBytes } from '../crypto/random.ts';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../lib/json.ts';
import type { Ask, DeclaredAnswer, DeclaredRequest } from './server-state.ts';

/** As whom requests are made inside the process. */
export interface InProcess {
  readonly core: Pick<RequestHandler, 'handle'>;
  readonly random: RandomBytes;
  /** The server itself, or whoever has the token. */
  readonly as: Pick<IncomingRequest, 'actor'> | Pick<IncomingRequest, 'token'>;
}

/** Requests that never leave the process: they go the way of all others, audit included. */
export function askInProcess({ core, random, as }: InProcess): Ask {
  return async (request) => {
    const answer = await core.handle({
      id: randomUuid(random),
      ...describeRequest(request),
      token: '',
      namespace: '',
      wrapTtlSeconds: 0,
      remoteAddress: '127.0.0.1',
      peerAddress: '127.0.0.1',
      ...as,
    });
    const text = typeof answer.body === 'string' ? answer.body : 'null';
    return describeAnswer(answer.status, parseJson(text));
  };
}

function describeRequest({
  operation,
  path,
  data = {},
}: DeclaredRequest): Pick<IncomingRequest, 'operation' | 'path' | 'data'> {
  // what arrives over the wire has been JSON
  const sent = parseJson(JSON.stringify(data)) as JsonObject;
  return { operation, path: operation === 'list' ? `${path}/` : path, data: sent };
}

/** An answer of the API, whatever way it came. */
export function describeAnswer(status: number, body: JsonValue): DeclaredAnswer {
  const envelope = isJsonObject(body) ? body : {};
  const { data, errors, warnings, request_id } = envelope;
  return {
    status,
    data: isJsonObject(data) ? data : undefined,
    errors: Array.isArray(errors) ? errors.map(String) : [],
    warnings: Array.isArray(warnings) ? warnings.map(String) : [],
    requestId: typeof request_id === 'string' ? request_id : '',
  };
}
