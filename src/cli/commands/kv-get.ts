import type { JsonObject } from '../../lib/json.ts';
import { CliError, exitCodes } from '../cli-error.ts';
import type { CommandContext, Run } from '../command.ts';
import { resolveKvPath, type KvPath } from '../kv-path.ts';
import { printSecret, printWarnings } from '../output/answer.ts';
import { printBare } from '../output/field.ts';
import { formatDataBlock, formatPathBlock } from '../output/kv.ts';
import { printListing } from '../output/listing.ts';
import { printLine } from '../output/print.ts';
import { attempt } from '../remote-error.ts';
import { sendForSecret } from '../secret-calls.ts';
import { objectOf } from '../wire-json.ts';

/** `kv get`. */
export const getKv: Run = async (context) => {
  const client = await context.client();
  const kv = await resolveKvPath(context, client);
  const path = kv.in('data');
  const version = context.flags.number('version') ?? 0;
  const query: [string, string][] =
    kv.isVersion2 && version > 0 ? [['version', String(version)]] : [];
  const secret = await attempt(`Error reading ${path}`, () =>
    sendForSecret(client, { method: 'GET', path, query }),
  );
  if (!secret) throw new CliError(`No value found at ${path}`, exitCodes.remote);
  const field = context.flags.text('field');
  if (field && kv.isVersion2 && !secret['wrap_info'])
    return printInnerField(context, secret, { field, path });
  if (field || context.format !== 'table' || secret['wrap_info'])
    return printSecret(context, secret);
  printWarnings(context.io, secret);
  printLine(context.io, blocksOf(secret, kv, path).join('\n\n'));
  return exitCodes.done;
};

async function printInnerField(
  context: CommandContext,
  secret: JsonObject,
  { field, path }: { field: string; path: string },
): Promise<number> {
  const inner = objectOf(objectOf(secret, 'data'), 'data');
  if (!inner) throw new CliError(`No data found at ${path}`, exitCodes.remote);
  const value = Object.hasOwn(inner, field) ? inner[field] : undefined;
  if (value === undefined || value === null) {
    throw new CliError(`Field "${field}" not present in secret`);
  }
  await printBare(context, value);
  return exitCodes.done;
}

function blocksOf(secret: JsonObject, kv: KvPath, path: string): string[] {
  const outer = objectOf(secret, 'data') ?? {};
  if (!kv.isVersion2) return [formatDataBlock('Data', outer)];
  const metadata = objectOf(outer, 'metadata');
  const data = objectOf(outer, 'data');
  return [
    formatPathBlock('Secret Path', path),
    ...(metadata ? [formatDataBlock('Metadata', metadata)] : []),
    ...(data ? [formatDataBlock('Data', data)] : []),
  ];
}

/** `kv list`. */
export const listKv: Run = async (context) => {
  const client = await context.client();
  const kv = await resolveKvPath(context, client);
  const path = kv.in('metadata');
  const secret = await attempt(`Error listing ${path}`, () =>
    sendForSecret(client, { method: 'GET', path, query: [['list', 'true']] }),
  );
  return (await printListing(context, secret, path)) ? exitCodes.done : exitCodes.remote;
};
