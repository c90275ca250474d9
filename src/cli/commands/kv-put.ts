import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { CliError, exitCodes } from '../cli-error.ts';
import type { Client } from '../client.ts';
import type { CommandContext, Run } from '../command.ts';
import { InputReader } from '../input.ts';
import { resolveKvPath, resolveVersion2 } from '../kv-path.ts';
import { printSecret, printSuccess, printWarnings } from '../output/answer.ts';
import { formatDataBlock, formatPathBlock } from '../output/kv.ts';
import { printLine } from '../output/print.ts';
import { secondsOf } from '../output/secret.ts';
import { attempt, RemoteError } from '../remote-error.ts';
import { secretOf, sendForSecret } from '../secret-calls.ts';
import { objectOf } from '../wire-json.ts';

/** `kv put`. */
export const putKv: Run = async (context) => {
  const data = await readData(context);
  const client = await context.client();
  const kv = await resolveKvPath(context, client);
  const path = kv.in('data');
  const body = kv.isVersion2 ? { data, options: casOptions(context) } : data;
  const secret = await attempt(`Error writing data to ${path}`, async () =>
    secretOf(await client.send({ method: 'PUT', path, body })),
  );
  return printWritten(context, secret, path);
};

/** `kv patch`: one request, or read and write back where the server or the policy has no PATCH. */
export const patchKv: Run = async (context) => {
  const removed = context.flags.list('remove-data');
  const data = await readData(context, removed.length > 0);
  const method = context.flags.text('method') ?? '';
  if (!['', 'patch', 'rw'].includes(method)) throw new CliError('-method takes patch or rw.');
  const client = await context.client();
  const path = (await resolveVersion2(context, client)).in('data');
  const nulls = Object.fromEntries(removed.map((key) => [key, null]));
  const change = { data: { ...data, ...nulls }, options: casOptions(context) };
  const secret = await attempt(`Error writing data to ${path}`, async () => {
    if (method === 'rw') return readAndWrite(client, path, change);
    try {
      return secretOf(await client.send({ method: 'PATCH', path, body: change }));
    } catch (error) {
      const isUnsupported = error instanceof RemoteError && [403, 405].includes(error.status);
      if (!isUnsupported || method === 'patch') throw error;
      return readAndWrite(client, path, change);
    }
  });
  return printWritten(context, secret, path);
};

/** `kv rollback`: the newest version is named as the one to replace, so that nothing newer is lost. */
export const rollbackKv: Run = async (context) => {
  const version = context.flags.number('version');
  if (version === undefined || version <= 0) throw new CliError('-version=N is needed.');
  const client = await context.client();
  const path = (await resolveVersion2(context, client)).in('data');
  const secret = await attempt(`Error rolling back ${path}`, async () => {
    const newest = await readVersion(client, path, []);
    const old = await readVersion(client, path, [['version', String(version)]]);
    if (!old?.data)
      throw new CliError(`Version ${version} of ${path} holds no data.`, exitCodes.remote);
    const body = { data: old.data, options: { cas: newest?.version ?? 0 } };
    return secretOf(await client.send({ method: 'PUT', path, body }));
  });
  return printWritten(context, secret, path);
};

async function readData(context: CommandContext, mayBeEmpty = false): Promise<JsonObject> {
  const words = context.args.slice(1);
  if (words.length === 0 && !mayBeEmpty) {
    throw new CliError('There is no data to send: give key=value pairs.');
  }
  return new InputReader(context).readPairs(words);
}

function casOptions({ flags }: CommandContext): Record<string, JsonValue> {
  const cas = flags.number('cas') ?? -1;
  return cas < 0 ? {} : { cas };
}

interface StoredVersion {
  readonly version: number;
  /** Absent when the version is deleted. */
  readonly data: JsonObject | undefined;
}

async function readVersion(
  client: Client,
  path: string,
  query: readonly (readonly [string, string])[],
): Promise<StoredVersion | undefined> {
  const secret = await sendForSecret(client, { method: 'GET', path, query, isHelper: true });
  const outer = objectOf(secret, 'data');
  if (!outer) return undefined;
  const version = secondsOf(objectOf(outer, 'metadata') ?? {}, 'version');
  return { version, data: objectOf(outer, 'data') };
}

async function readAndWrite(
  client: Client,
  path: string,
  change: { data: JsonObject; options: JsonObject },
): Promise<JsonObject | undefined> {
  const newest = await readVersion(client, path, []);
  if (!newest?.data) throw new CliError(`No value found at ${path}`, exitCodes.remote);
  const merged = Object.entries({ ...newest.data, ...change.data }).filter(
    ([, value]) => value !== null,
  );
  const body = {
    data: Object.fromEntries(merged),
    options: { cas: newest.version, ...change.options },
  };
  return secretOf(await client.send({ method: 'PUT', path, body }));
}

async function printWritten(
  context: CommandContext,
  secret: JsonObject | undefined,
  path: string,
): Promise<number> {
  if (!secret) {
    if (context.format === 'table') printSuccess(context, `Data written to: ${path}`);
    return exitCodes.done;
  }
  const metadata = objectOf(secret, 'data');
  if (context.format !== 'table' || context.flags.isGiven('field') || !metadata) {
    return printSecret(context, secret);
  }
  printWarnings(context.io, secret);
  const blocks = [formatPathBlock('Secret Path', path), formatDataBlock('Metadata', metadata)];
  printLine(context.io, blocks.join('\n\n'));
  return exitCodes.done;
}
