import { CliError, exitCodes } from '../cli-error.ts';
import type { Client } from '../client.ts';
import type { CommandContext, Run } from '../command.ts';
import { printSuccess } from '../output/answer.ts';
import { say } from '../output/print.ts';
import { cleanPath, mountPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { objectOf, textOf } from '../wire-json.ts';

/** Time between two questions whether a move is done. */
const POLL_MS = 10_000;

/** `auth disable`. */
export const disableAuth: Run = async (context) =>
  disable(context, { noun: 'auth method', api: 'sys/auth' });

/** `secrets disable`. */
export const disableSecrets: Run = async (context) =>
  disable(context, { noun: 'secrets engine', api: 'sys/mounts' });

async function disable(
  context: CommandContext,
  { noun, api }: { noun: string; api: string },
): Promise<number> {
  const path = mountPath(context.args[0] ?? '');
  const client = await context.client();
  await attempt(`Error disabling ${noun} at ${path}`, () =>
    client.send({ method: 'DELETE', path: `${api}/${cleanPath(path)}` }),
  );
  printSuccess(context, `Disabled the ${noun} (if it existed) at: ${path}`);
  return exitCodes.done;
}

/** `auth move`: both paths with `auth/`, which is added where it is missing. */
export const moveAuth: Run = async (context) => {
  const [from, to] = [context.args[0] ?? '', context.args[1] ?? ''].map(withAuth);
  return move(context, { noun: 'auth method', from: from ?? '', to: to ?? '' });
};

/** `secrets move`. */
export const moveSecrets: Run = async (context) => {
  const [from, to] = [context.args[0] ?? '', context.args[1] ?? ''].map(mountPath);
  return move(context, { noun: 'secrets engine', from: from ?? '', to: to ?? '' });
};

function withAuth(text: string): string {
  const path = mountPath(text);
  return path.startsWith('auth/') ? path : `auth/${path}`;
}

interface Move {
  readonly noun: string;
  readonly from: string;
  readonly to: string;
}

/** The server moves in the background; a move that fails ends with 2. */
async function move(context: CommandContext, { noun, from, to }: Move): Promise<number> {
  const client = await context.client();
  const act = `Error moving ${noun} ${from} to ${to}`;
  const status = await attempt(act, async () => {
    const call = { method: 'POST', path: 'sys/remount', body: { from, to } } as const;
    const { json } = await client.send({ ...call, isNeverWrapped: true });
    const id = textOf(objectOf(json, 'data') ?? json, 'migration_id');
    return id === '' ? 'success' : waitForMove(context, client, id);
  });
  if (status !== 'success')
    throw new CliError(`${act}: the server reports ${status}.`, exitCodes.remote);
  printSuccess(context, `Moved the ${noun} ${from} to: ${to}`);
  return exitCodes.done;
}

async function waitForMove(context: CommandContext, client: Client, id: string): Promise<string> {
  for (let isFirst = true; ; isFirst = false) {
    const call = { method: 'GET', path: `sys/remount/status/${id}`, isHelper: true } as const;
    const { json } = await client.send(call);
    const status = textOf(objectOf(objectOf(json, 'data'), 'migration_info'), 'status');
    if (status !== 'in-progress') return status || 'no status';
    if (isFirst) say(context.io, `The move ${id} is in progress.`);
    await context.io.sleep(POLL_MS);
  }
}
