import { CliError, exitCodes } from '../cli-error.ts';
import type { Call } from '../call.ts';
import type { CommandContext, Run } from '../command.ts';
import { resolveKvPath, resolveVersion2, type KvPart } from '../kv-path.ts';
import { printSecret, printSuccess, printWarnings } from '../output/answer.ts';
import { cleanPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { secretOf } from '../secret-calls.ts';

/** `kv delete`: the newest version, or with `-versions` those. */
export const deleteKv: Run = async (context) => {
  const versions = context.flags.list('versions');
  const client = await context.client();
  const kv = await resolveKvPath(context, client);
  if (versions.length > 0 && !kv.isVersion2) throw new CliError('This store keeps no versions.');
  const call: Call =
    versions.length > 0
      ? { method: 'PUT', path: kv.in('delete'), body: { versions } }
      : { method: 'DELETE', path: kv.in('data') };
  return act(context, call, `Data deleted (if it existed) at: ${kv.in('data')}`);
};

/** `kv undelete`. */
export const undeleteKv: Run = async (context) => changeVersions(context, 'undelete');

/** `kv destroy`. */
export const destroyKv: Run = async (context) => changeVersions(context, 'destroy');

async function changeVersions(
  context: CommandContext,
  part: Extract<KvPart, 'undelete' | 'destroy'>,
): Promise<number> {
  const versions = context.flags.list('versions');
  if (versions.length === 0) throw new CliError('-versions=N[,N...] is needed.');
  const kv = await resolveVersion2(context, await context.client());
  const path = kv.in(part);
  const call = { method: 'PUT', path, body: { versions } } as const;
  return act(context, call, `Data written to: ${path}`);
}

/** `kv enable-versioning`. */
export const enableVersioning: Run = async (context) => {
  const mount = cleanPath(context.args[0] ?? '');
  const client = await context.client();
  const body = { options: { version: '2' } };
  const { json } = await attempt(`Error tuning secrets engine ${mount}`, () =>
    client.send({ method: 'POST', path: `sys/mounts/${mount}/tune`, body }),
  );
  if (json) printWarnings(context.io, json);
  printSuccess(context, `The store keeps versions from now on: ${mount}/`);
  return exitCodes.done;
};

async function act(context: CommandContext, call: Call, done: string): Promise<number> {
  const client = await context.client();
  const verb = call.method === 'DELETE' ? 'deleting' : 'writing data to';
  const secret = await attempt(`Error ${verb} ${call.path}`, async () =>
    secretOf(await client.send(call)),
  );
  if (secret) return printSecret(context, secret);
  if (context.format === 'table') printSuccess(context, done);
  return exitCodes.done;
}
