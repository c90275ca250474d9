import { exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { InputReader, toQuery } from '../input.ts';
import { printSecret, printSuccess } from '../output/answer.ts';
import { cleanPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { secretOf } from '../secret-calls.ts';

/** `delete`: DELETE a path, pairs as query. */
export const deletePath: Run = async (context) => {
  const path = cleanPath(context.args[0] ?? '');
  const query = toQuery(await new InputReader(context).readPairs(context.args.slice(1)));
  const client = await context.client();
  const secret = await attempt(`Error deleting ${path}`, async () =>
    secretOf(await client.send({ method: 'DELETE', path, query })),
  );
  if (secret) return printSecret(context, secret);
  if (context.format === 'table') {
    printSuccess(context, `Data deleted (if it existed) at: ${path}`);
  }
  return exitCodes.done;
};
