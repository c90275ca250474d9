import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { CliError, exitCodes } from '../cli-error.ts';
import type { CommandContext, Run } from '../command.ts';
import { formatGoDuration } from '../../lib/go-duration.ts';
import { resolveVersion2 } from '../kv-path.ts';
import { printSecret, printSuccess, printWarnings } from '../output/answer.ts';
import { formatDataBlock, formatPathBlock } from '../output/kv.ts';
import { printLine } from '../output/print.ts';
import { attempt } from '../remote-error.ts';
import { secretOf, sendForSecret } from '../secret-calls.ts';
import { objectOf } from '../wire-json.ts';

/** `kv metadata get`. */
export const getMetadata: Run = async (context) => {
  const client = await context.client();
  const path = (await resolveVersion2(context, client)).in('metadata');
  const secret = await attempt(`Error reading ${path}`, () =>
    sendForSecret(client, { method: 'GET', path }),
  );
  if (!secret) throw new CliError(`No value found at ${path}`, exitCodes.remote);
  const isPlain = context.format !== 'table' || context.flags.isGiven('field');
  if (isPlain || secret['wrap_info']) return printSecret(context, secret);
  printWarnings(context.io, secret);
  const { versions: _versions, ...own } = objectOf(secret, 'data') ?? {};
  const versions = objectOf(objectOf(secret, 'data'), 'versions') ?? {};
  const blocks = [
    formatPathBlock('Metadata Path', path),
    formatDataBlock('Metadata', own),
    ...Object.keys(versions)
      .sort((a, b) => Number(a) - Number(b))
      .map((number) => formatDataBlock(`Version ${number}`, objectOf(versions, number) ?? {})),
  ];
  printLine(context.io, blocks.join('\n\n'));
  return exitCodes.done;
};

/** `kv metadata put`: what is not given falls back to the default. */
export const putMetadata: Run = async (context) => write(context, 'PUT', givenMetadata(context));

/** `kv metadata patch`: what is not given stays. */
export const patchMetadata: Run = async (context) => {
  const removed = context.flags.list('remove-custom-metadata');
  const given = givenMetadata(context);
  if (removed.length === 0) return write(context, 'PATCH', given);
  const nulls = Object.fromEntries(removed.map((key) => [key, null]));
  const custom_metadata = { ...context.flags.map('custom-metadata'), ...nulls };
  return write(context, 'PATCH', { ...given, custom_metadata });
};

/** `kv metadata delete`. */
export const deleteMetadata: Run = async (context) => {
  const client = await context.client();
  const path = (await resolveVersion2(context, client)).in('metadata');
  await attempt(`Error deleting ${path}`, () => client.send({ method: 'DELETE', path }));
  if (context.format === 'table') {
    printSuccess(context, `Data deleted (if it existed) at: ${path}`);
  }
  return exitCodes.done;
};

async function write(
  context: CommandContext,
  method: 'PUT' | 'PATCH',
  body: JsonObject,
): Promise<number> {
  const client = await context.client();
  const path = (await resolveVersion2(context, client)).in('metadata');
  const secret = await attempt(`Error writing data to ${path}`, async () =>
    secretOf(await client.send({ method, path, body })),
  );
  if (secret) return printSecret(context, secret);
  if (context.format === 'table') printSuccess(context, `Data written to: ${path}`);
  return exitCodes.done;
}

function givenMetadata({ flags }: CommandContext): Record<string, JsonValue> {
  return {
    ...(flags.isGiven('max-versions') ? { max_versions: flags.number('max-versions') ?? 0 } : {}),
    ...(flags.isGiven('cas-required') ? { cas_required: flags.isSet('cas-required') } : {}),
    ...(flags.isGiven('delete-version-after')
      ? {
          delete_version_after: formatGoDuration(
            Math.max(0, flags.number('delete-version-after') ?? 0),
          ),
        }
      : {}),
    ...(flags.isGiven('custom-metadata') ? { custom_metadata: flags.map('custom-metadata') } : {}),
  };
}
