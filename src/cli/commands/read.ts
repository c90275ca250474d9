import { CliError, exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { InputReader, toQuery } from '../input.ts';
import { printSecret } from '../output/answer.ts';
import { cleanPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { sendForSecret } from '../secret-calls.ts';

/** `read`: GET a path, pairs as query; `-format=raw` prints the body's bytes. */
export const read: Run = async (context) => {
  const path = cleanPath(context.args[0] ?? '');
  const query = toQuery(await new InputReader(context).readPairs(context.args.slice(1)));
  const client = await context.client();
  const call = { method: 'GET', path, query } as const;
  if (context.format === 'raw') {
    const answer = await attempt(`Error reading ${path}`, () => client.send(call));
    context.io.stdout.write(answer.body);
    return exitCodes.done;
  }
  const secret = await attempt(`Error reading ${path}`, () => sendForSecret(client, call));
  if (!secret) throw new CliError(`No value found at ${path}`, exitCodes.remote);
  return printSecret(context, secret);
};
