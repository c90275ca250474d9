import type { Handlers } from '../../../framework/operation.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../lib/json.ts';
import { readVersion } from './data.ts';
import type { operations } from './operations.ts';
import type { Context } from './records.ts';

type Handle = Handlers<typeof operations, Context>;

/** Read the names in a version, so that a patch can be written by who may not see the values. */
export const readSubkeys: Handle['kv-v2-read-subkeys'] = async (request, context) => {
  const { params, body, now } = request;
  const asked = { path: params.path, number: body.version, now };
  const { metadata, value } = await readVersion(context, asked);
  if (!value) return { status: 404, data: { subkeys: null, metadata } };
  const depth = body.depth && body.depth > 0 ? body.depth : Infinity;
  return { status: 200, data: { subkeys: withoutValues(value, depth), metadata } };
};

function withoutValues(value: JsonObject, depth: number): JsonObject {
  const entries = Object.entries(value).map(([name, member]): [string, JsonValue] => {
    const hasSubkeys = isJsonObject(member) && Object.keys(member).length > 0;
    return [name, hasSubkeys && depth > 1 ? withoutValues(member, depth - 1) : null];
  });
  return Object.fromEntries(entries);
}
