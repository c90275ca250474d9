import type { JsonObject } from '../lib/json.ts';
import type { Call } from './call.ts';
import type { CommandContext } from './command.ts';
import { attempt } from './remote-error.ts';
import { objectOf } from './wire-json.ts';

/** A request about the keys of the server. */
export type KeyCall = Pick<Call, 'method' | 'path'> & {
  readonly body?: JsonObject;
  readonly isHelper?: true;
};

/**
 * Send a request about keys, which no namespace has of its own; older paths answer without an envelope.
 *
 * @param act - what an error begins with: `Error posting the key`
 */
export async function sendKeyCall(
  context: CommandContext,
  act: string,
  call: KeyCall,
): Promise<JsonObject> {
  const client = await context.client();
  const { json } = await attempt(act, () =>
    client.send({ ...call, isRoot: true, isNeverWrapped: true }),
  );
  return objectOf(json, 'data') ?? json ?? {};
}
