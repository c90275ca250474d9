import { exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { printListing } from '../output/listing.ts';
import { cleanPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { sendForSecret } from '../secret-calls.ts';

/** `list`: the keys below a path, as GET with `list=true`, which every proxy lets through. */
export const list: Run = async (context) => {
  const path = cleanPath(context.args[0] ?? '');
  const after = context.flags.text('after');
  const limit = context.flags.number('limit');
  const query: [string, string][] = [['list', 'true']];
  if (after) query.push(['after', after]);
  if (limit !== undefined) query.push(['limit', String(limit)]);
  const client = await context.client();
  const secret = await attempt(`Error listing ${path}`, () =>
    sendForSecret(client, { method: 'GET', path, query }),
  );
  return (await printListing(context, secret, path)) ? exitCodes.done : exitCodes.remote;
};
