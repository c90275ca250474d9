import { ConfigError } from '../../config/config-error.ts';
import { ApplyError, applyPlan } from '../../declared/apply.ts';
import { describeAnswer } from '../../declared/in-process.ts';
import { type LoadedFolder, loadFolder } from '../../declared/load-folder.ts';
import { findUnknown } from '../../declared/find-unknown.ts';
import type { RememberedObject } from '../../declared/marks.ts';
import { makePlan } from '../../declared/plan.ts';
import { findUndeclared, prune } from '../../declared/prune.ts';
import {
  type Ask,
  DeclaredConflict,
  type DeclaredRequest,
  RequestRefused,
  ServerState,
} from '../../declared/server-state.ts';
import {
  driftOf,
  formatChange,
  formatCount,
  formatPlan,
  planDocument,
  type ShownPlan,
} from '../../declared/show-plan.ts';
import type { JsonObject } from '../../lib/json.ts';
import { mountTypes } from '../../mount-types.ts';
import type { Call } from '../call.ts';
import { CliError, exitCodes } from '../cli-error.ts';
import type { Client } from '../client.ts';
import type { CommandContext, Run } from '../command.ts';
import { printDocument, printText, say } from '../output/print.ts';
import { ActError, attempt, RemoteError } from '../remote-error.ts';

/** There is something to change; a failure is 1 here, so that scripts can tell them apart. */
const DIFFERENT = 2;

/** `config validate`: no server is asked. */
export const validate: Run = async (context) => {
  const { objects } = load(context);
  if (context.format === 'table') printText(context.io, `${objects.length} objects, no faults.`);
  else await printDocument(context.io, { objects: objects.length, faults: [] }, context.format);
  return exitCodes.done;
};

/** `config plan`. */
export const plan: Run = async (context) =>
  failingWithOne(async () => {
    const folder = load(context);
    const server = await connect(context);
    const { changes } = await makePlan(server, folder.objects);
    const removals = await findRemovals(context, server, folder);
    return show(context, { changes, removals });
  });

/** `config drift`. */
export const drift: Run = async (context) =>
  failingWithOne(async () => {
    const { objects } = load(context);
    const changes = driftOf(await makePlan(await connect(context), objects));
    return show(context, { changes, removals: [] });
  });

/** `config apply`: what was done is told as it is done. */
export const apply: Run = async (context) => {
  const folder = load(context);
  return translated(exitCodes.remote, async () => {
    const server = await connect(context);
    const made = await makePlan(server, folder.objects);
    const { io, format } = context;
    const isTold = format === 'table';
    await applyPlan(server, made, (change) => {
      if (isTold) printText(io, formatChange(change));
    });
    const removals = await findRemovals(context, server, folder);
    await prune(server, removals, ({ title }) => {
      if (isTold) printText(io, `- ${title}`);
    });
    for (const warning of server.warnings) say(io, `WARNING! ${warning}`, 'yellow');
    const done = { changes: made.changes, removals };
    if (isTold) printText(io, formatCount(done, true));
    else await printDocument(io, planDocument(done), format);
    return exitCodes.done;
  });
};

async function show(context: CommandContext, shown: ShownPlan): Promise<number> {
  const { io, format } = context;
  if (format === 'table') printText(io, formatPlan(shown));
  else await printDocument(io, planDocument(shown), format);
  const isSame = shown.changes.length === 0 && shown.removals.length === 0;
  return isSame ? exitCodes.done : DIFFERENT;
}

/** What is declared no longer, and with `-prune-all` what never was. */
async function findRemovals(
  { flags }: CommandContext,
  server: ServerState,
  folder: LoadedFolder,
): Promise<readonly RememberedObject[]> {
  const all = flags.isSet('prune-all') ? await findUnknown(server, folder.objects, mountTypes) : [];
  if (!flags.isSet('prune') && !flags.isSet('prune-all')) return [];
  const known = new Set(all.map(({ path }) => path));
  const undeclared = await findUndeclared(server, folder);
  return [...undeclared.filter(({ path }) => !known.has(path)), ...all].toSorted(
    (left, right) => right.phase - left.phase,
  );
}

/** @throws CliError 1 with every fault of the folder */
function load({ args, io }: CommandContext): LoadedFolder {
  const [path = ''] = args;
  try {
    const loaded = loadFolder({ path, types: mountTypes, env: io.env });
    for (const warning of loaded.warnings) say(io, `WARNING! ${warning}`, 'yellow');
    return loaded;
  } catch (error) {
    if (error instanceof ConfigError) throw new CliError(error.message, exitCodes.local);
    throw error;
  }
}

async function connect(context: CommandContext): Promise<ServerState> {
  const client = await context.client();
  return new ServerState(askBy(client));
}

/** By HTTP, with the token in use. */
function askBy(client: Client): Ask {
  return async (request) => {
    try {
      const answer = await attempt('Error asking the server', () =>
        client.send({ ...callOf(request), isNeverWrapped: true }),
      );
      return describeAnswer(answer.status, answer.json ?? null);
    } catch (error) {
      if (!(error instanceof ActError) || !(error.cause instanceof RemoteError)) throw error;
      const { refusal } = error.cause;
      const described = describeAnswer(refusal.status, refusal.json ?? null);
      return { ...described, errors: refusal.errors, requestId: refusal.requestId };
    }
  };
}

function callOf({ operation, path, data = {} }: DeclaredRequest): Call {
  switch (operation) {
    case 'update':
      return { method: 'POST', path, body: data };
    case 'delete':
      return { method: 'DELETE', path };
    case 'list':
      return { method: 'GET', path, query: [['list', 'true']] };
    case 'read':
      return { method: 'GET', path, query: queryOf(data) };
  }
}

function queryOf(data: JsonObject): readonly (readonly [string, string])[] {
  return Object.entries(data).map(([name, value]) => [name, JSON.stringify(value)]);
}

function failingWithOne(work: () => Promise<number>): Promise<number> {
  return translated(exitCodes.local, work);
}

/** What declared configuration throws, as failures of a command. */
async function translated(exitCode: number, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApplyError) {
      const count = `Before it ${error.done} changes were made; ${error.left} after it were not tried.`;
      throw new CliError(`${error.message}\n${count}`, exitCode, { cause: error });
    }
    if (error instanceof RequestRefused || error instanceof DeclaredConflict) {
      throw new CliError(error.message, exitCode, { cause: error });
    }
    if (error instanceof ActError) throw new CliError(error.message, exitCode, { cause: error });
    throw error;
  }
}
