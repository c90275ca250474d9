import type { JsonObject } from '../../lib/json.ts';
import { CliError, exitCodes } from '../cli-error.ts';
import type { Client } from '../client.ts';
import type { CommandContext, Run } from '../command.ts';
import { canAsk, InputReader } from '../input.ts';
import { printSuccess } from '../output/answer.ts';
import { formatGo } from '../output/go-notation.ts';
import { printDocument, printLine } from '../output/print.ts';
import { formatColumns } from '../output/table.ts';
import { attempt } from '../remote-error.ts';
import { printSealStatus, withLeader } from '../seal-status.ts';
import { objectOf, textOf } from '../wire-json.ts';

/** `operator unseal`: one key; exit 0 also while more are missing. */
export const unseal: Run = async (context) => {
  const { flags } = context;
  const isReset = flags.isSet('reset');
  const key = isReset ? '' : await readKey(context);
  const body = isReset ? { reset: true } : { key, reset: false, migrate: flags.isSet('migrate') };
  const client = await context.client();
  const status = await attempt('Error unsealing', async () => {
    const answer = await client.send({ method: 'PUT', path: 'sys/unseal', isRoot: true, body });
    return withLeader(client, answer.json ?? {});
  });
  await printSealStatus(context, status);
  return exitCodes.done;
};

async function readKey(context: CommandContext): Promise<string> {
  const [given] = context.args;
  if (given !== undefined) return (await new InputReader(context).readText(given)).trim();
  if (!canAsk(context)) {
    throw new CliError('There is no terminal to ask at: give the key as argument, or by -.');
  }
  const question = { text: 'Unseal Key (will be hidden): ', isHidden: true };
  return (await context.io.ask(question)).trim();
}

/** `operator seal`. */
export const seal: Run = async (context) => {
  const client = await context.client();
  await attempt('Error sealing', () =>
    client.send({ method: 'PUT', path: 'sys/seal', isRoot: true }),
  );
  printSuccess(context, 'The server is sealed.');
  return exitCodes.done;
};

/** `operator step-down`. */
export const stepDown: Run = async (context) => {
  const client = await context.client();
  await attempt('Error stepping down', () =>
    client.send({ method: 'PUT', path: 'sys/step-down', isRoot: true }),
  );
  printSuccess(context, 'The active node was asked to give way.');
  return exitCodes.done;
};

/** `operator key-status`. */
export const keyStatus: Run = async (context) => {
  const client = await context.client();
  const status = await attempt('Error reading key status', () => fetchKeyStatus(client, false));
  await printKeyStatus(context, status);
  return exitCodes.done;
};

/** `operator rotate`: answers with the status of the new key. */
export const rotate: Run = async (context) => {
  const client = await context.client();
  const status = await attempt('Error rotating key', async () => {
    await client.send({ method: 'POST', path: 'sys/rotate' });
    return fetchKeyStatus(client, true);
  });
  if (context.format === 'table') printSuccess(context, 'A new encryption key is in use.\n');
  await printKeyStatus(context, status);
  return exitCodes.done;
};

async function fetchKeyStatus(client: Client, isHelper: boolean): Promise<JsonObject> {
  const { json } = await client.send({
    method: 'GET',
    path: 'sys/key-status',
    isHelper,
    isNeverWrapped: true,
  });
  return objectOf(json, 'data') ?? json ?? {};
}

async function printKeyStatus({ io, format }: CommandContext, status: JsonObject): Promise<void> {
  if (format !== 'table') return printDocument(io, status, format);
  const rows = [
    ['Key Term', formatGo(status['term'] ?? '')],
    ['Install Time', formatInstallTime(textOf(status, 'install_time'))],
    ['Encryption Count', formatGo(status['encryptions'] ?? '')],
  ];
  printLine(io, formatColumns(rows));
}

/** RFC 3339 in the form of RFC 822, in UTC: `22 Nov 26 00:20 UTC`. */
function formatInstallTime(text: string): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return text;
  const parts = new Date(ms).toUTCString().split(' ');
  return `${parts[1]} ${parts[2]} ${parts[3]?.slice(2)} ${parts[4]?.slice(0, 5)} UTC`;
}
