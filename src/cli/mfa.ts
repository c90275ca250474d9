import type { JsonObject } from '../lib/json.ts';
import type { Client } from './client.ts';
import type { CommandContext } from './command.ts';
import { canAsk } from './input.ts';
import { say } from './output/print.ts';
import { secretOf } from './secret-calls.ts';
import { listOf, objectOf, textOf } from './wire-json.ts';

/**
 * Finish a login that waits for a second factor, when there is one method to choose from and a person
 * to ask; else the answer stays as it is, with a note.
 */
export async function resolveMfa(
  context: CommandContext,
  client: Client,
  secret: JsonObject,
): Promise<JsonObject> {
  const requirement = objectOf(objectOf(secret, 'auth'), 'mfa_requirement');
  const requestId = textOf(requirement, 'mfa_request_id');
  if (requestId === '') return secret;
  const method = onlyMethod(objectOf(requirement, 'mfa_constraints') ?? {});
  if (!method || !canAsk(context)) {
    say(
      context.io,
      'A second factor is needed: portcullis write sys/mfa/validate, with this mfa_request_id.',
    );
    return secret;
  }
  const passcode = await askPasscode(context, method);
  const body = { mfa_request_id: requestId, mfa_payload: { [textOf(method, 'id')]: passcode } };
  const answer = await client.send({ method: 'POST', path: 'sys/mfa/validate', body });
  return secretOf(answer) ?? secret;
}

/** A push needs no passcode, only somebody who approves it. */
async function askPasscode({ io }: CommandContext, method: JsonObject): Promise<string[]> {
  if (method['uses_passcode'] === true) {
    const type = textOf(method, 'type');
    return [await io.ask({ text: `Passcode for ${type} (will be hidden): `, isHidden: true })];
  }
  say(io, 'Approve the login on your device.');
  return [];
}

function onlyMethod(constraints: JsonObject): JsonObject | undefined {
  const names = Object.keys(constraints);
  const methods = listOf(objectOf(constraints, names[0] ?? ''), 'any');
  return names.length === 1 && methods.length === 1 ? (methods[0] as JsonObject) : undefined;
}
