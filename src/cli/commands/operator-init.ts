import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { CliError, exitCodes, RequestShown } from '../cli-error.ts';
import type { Client } from '../client.ts';
import type { CommandContext, Run } from '../command.ts';
import { describeFailure } from '../errors.ts';
import type { FlagValues } from '../flag-values.ts';
import { formatGo } from '../output/go-notation.ts';
import { printDocument, printLine } from '../output/print.ts';
import { readPgpKeys } from '../pgp-files.ts';
import { attempt } from '../remote-error.ts';
import { listOf, textOf } from '../wire-json.ts';

/** `operator init`: a server with an auto-unseal key makes recovery keys in place of unseal keys. */
export const initServer: Run = async (context) => {
  if (context.flags.isSet('status')) return reportStatus(context);
  const client = await context.client();
  const body = await attempt('Error initializing', async () =>
    initRequest(context.flags, await sealStatus(client)),
  );
  const answer = await attempt('Error initializing', () =>
    client.send({ method: 'PUT', path: 'sys/init', isRoot: true, body }),
  );
  const result = answer.json ?? {};
  if (context.format === 'table') printKeys(context, result, body);
  else await printDocument(context.io, initDocument(result, body), context.format);
  return exitCodes.done;
};

/** Exit 0 initialised, 2 not, 1 on any error. */
async function reportStatus(context: CommandContext): Promise<number> {
  try {
    const client = await context.client();
    const { json } = await attempt('Error checking init status', () =>
      client.send({ method: 'GET', path: 'sys/init', isRoot: true }),
    );
    const isDone = json?.['initialized'] === true;
    if (context.format === 'table') {
      printLine(
        context.io,
        isDone ? 'The server is initialized.' : 'The server is not initialized.',
      );
    } else await printDocument(context.io, { Initialized: isDone }, context.format);
    return isDone ? exitCodes.done : exitCodes.remote;
  } catch (error) {
    if (error instanceof RequestShown) throw error;
    throw new CliError(describeFailure(error).text, exitCodes.local, { cause: error });
  }
}

async function sealStatus(client: Client): Promise<JsonObject> {
  const call = { method: 'GET', path: 'sys/seal-status', isRoot: true, isHelper: true } as const;
  return (await client.send(call)).json ?? {};
}

async function initRequest(flags: FlagValues, status: JsonObject): Promise<JsonObject> {
  const rootKey = flags.text('root-token-pgp-key');
  const pgpKeys = await readPgpKeys(flags.list('pgp-keys'));
  const recoveryKeys = await readPgpKeys(flags.list('recovery-pgp-keys'));
  const isRecovery = status['recovery_seal'] === true;
  const shares = flags.number('key-shares');
  const threshold = flags.number('key-threshold');
  return {
    secret_shares: shares ?? (isRecovery ? 0 : 5),
    secret_threshold: threshold ?? (isRecovery ? 0 : 3),
    pgp_keys: pgpKeys,
    recovery_shares: flags.number('recovery-shares') ?? (isRecovery ? 5 : 0),
    recovery_threshold: flags.number('recovery-threshold') ?? (isRecovery ? 3 : 0),
    recovery_pgp_keys: recoveryKeys,
    root_token_pgp_key: rootKey === undefined ? '' : ((await readPgpKeys([rootKey]))?.[0] ?? ''),
  };
}

function printKeys({ io }: CommandContext, result: JsonObject, request: JsonObject): void {
  const keys = listOf(result, 'keys_base64');
  const recovery = listOf(result, 'recovery_keys_base64');
  const lines = [
    ...keys.map((key, at) => `Unseal Key ${at + 1}: ${formatGo(key)}`),
    ...recovery.map((key, at) => `Recovery Key ${at + 1}: ${formatGo(key)}`),
    '',
    `Initial Root Token: ${textOf(result, 'root_token')}`,
    '',
    ...advice(keys.length > 0, request),
  ];
  printLine(io, lines.join('\n'));
}

function advice(hasUnsealKeys: boolean, request: JsonObject): string[] {
  if (!hasUnsealKeys) {
    return [
      'Success! The server is initialized and unseals itself.',
      'Keep the recovery keys apart from each other: they allow a new root token to be made.',
    ];
  }
  return [
    'Success! The server is initialized, and sealed.',
    `Give the keys to different people. Any ${formatGo(request['secret_threshold'] ?? 0)} of them unseal the server after each start:`,
    '  portcullis operator unseal',
    'Fewer than that cannot, and nobody can make them again: losing them is losing the data.',
  ];
}

function initDocument(result: JsonObject, request: JsonObject): JsonObject {
  const list = (key: string): readonly JsonValue[] => listOf(result, key);
  return {
    unseal_keys_b64: list('keys_base64'),
    unseal_keys_hex: list('keys'),
    unseal_shares: request['secret_shares'] ?? 0,
    unseal_threshold: request['secret_threshold'] ?? 0,
    recovery_keys_b64: list('recovery_keys_base64'),
    recovery_keys_hex: list('recovery_keys'),
    recovery_keys_shares: request['recovery_shares'] ?? 0,
    recovery_keys_threshold: request['recovery_threshold'] ?? 0,
    root_token: result['root_token'] ?? '',
  };
}
