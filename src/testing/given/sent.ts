import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import type { GivenServer, TestAnswer, Verb } from '../kit.ts';

/** Sends what must succeed. */
export type Send = (
  verb: Verb,
  path: string,
  ...of: [data?: JsonObject, token?: string]
) => Promise<JsonObject>;

/**
 * Send as root what must succeed.
 *
 * @returns the body; empty where there is none. Its promise rejects with an Error that names path and status
 */
export function createSend(server: GivenServer): Send {
  return async (verb, path, ...[data = {}, token = server.rootToken]) => {
    const answer = await server.request<unknown>(verb, path, data, { token });
    return bodyOf(answer, `${verb} ${path}`);
  };
}

/** The body of an answer that is no refusal. @throws Error */
export function bodyOf({ status, body }: TestAnswer<unknown>, what: string): JsonObject {
  if (status < 300) return isJsonObject(body) ? body : {};
  const errors = isJsonObject(body) ? JSON.stringify(body['errors']) : '';
  throw new Error(`${what} was refused with ${status} ${errors}`);
}

/** An object inside of an answer. @throws Error where there is none */
export function objectAt(body: JsonObject, name: string): JsonObject {
  const value = body[name];
  if (!isJsonObject(value)) throw new Error(`the answer has no ${name}`);
  return value;
}

/** A text inside of an answer. @throws Error where there is none */
export function textAt(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw new Error(`the answer has no text ${name}`);
  return value;
}
