import { CliError, exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { InputReader } from '../input.ts';
import { resolveMfa } from '../mfa.ts';
import { printSecret, printSuccess } from '../output/answer.ts';
import { cleanPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { secretOf } from '../secret-calls.ts';

/** `write`: PUT pairs to a path. */
export const write: Run = async (context) => send(context, 'PUT');

/** `patch`: PATCH pairs to a path. */
export const patch: Run = async (context) => send(context, 'PATCH');

async function send(context: Parameters<Run>[0], method: 'PUT' | 'PATCH'): Promise<number> {
  const path = cleanPath(context.args[0] ?? '');
  if (context.args.length < 2 && !context.flags.isSet('force')) {
    throw new CliError('There is no data to send: give key=value pairs, or -force for none.');
  }
  const body = await new InputReader(context).readPairs(context.args.slice(1));
  const client = await context.client();
  const secret = await attempt(`Error writing data to ${path}`, async () => {
    const answer = secretOf(await client.send({ method, path, body }));
    return answer && resolveMfa(context, client, answer);
  });
  if (secret) return printSecret(context, secret);
  if (context.format === 'table') printSuccess(context, `Data written to: ${path}`);
  return exitCodes.done;
}
