import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { CliError, exitCodes } from '../cli-error.ts';
import type { CommandContext, Run } from '../command.ts';
import { sendKeyCall } from '../key-call.ts';
import { readShare } from '../key-share.ts';
import { printSuccess } from '../output/answer.ts';
import { formatGo } from '../output/go-notation.ts';
import { printDocument, printLine, say } from '../output/print.ts';
import { formatTable, keyValueHeading, type Row } from '../output/table.ts';
import { readPgpKeys } from '../pgp-files.ts';
import { listOf, textOf } from '../wire-json.ts';

/** `operator rekey`: one step of an attempt, chosen by flag; without one, a share of the present key is given. */
export const rekey: Run = async (context) => {
  const { flags } = context;
  const paths = pathsOf(flags.text('target') ?? 'barrier');
  const steps = [
    ['init', () => begin(context, paths)],
    ['cancel', () => cancel(context, paths)],
    ['status', () => showStatus(context, paths)],
    ['backup-retrieve', () => showBackup(context, paths)],
    ['backup-delete', () => removeBackup(context, paths)],
  ] as const;
  const chosen = steps.filter(([name]) => flags.isSet(name));
  if (chosen.length > 1)
    throw new CliError(`-${chosen[0]?.[0]} and -${chosen[1]?.[0]} exclude each other.`);
  await (chosen[0] ? chosen[0][1]() : give(context, paths));
  return exitCodes.done;
};

interface RekeyPaths {
  readonly attempt: string;
  readonly update: string;
  readonly verify: string;
  readonly backup: string;
}

/** @throws CliError (1) */
function pathsOf(target: string): RekeyPaths {
  if (target !== 'barrier' && target !== 'recovery') {
    throw new CliError('-target takes barrier or recovery.');
  }
  const folder = target === 'barrier' ? 'sys/rekey' : 'sys/rekey-recovery-key';
  const backup = target === 'barrier' ? 'sys/rekey/backup' : 'sys/rekey/recovery-key-backup';
  return {
    attempt: `${folder}/init`,
    update: `${folder}/update`,
    verify: `${folder}/verify`,
    backup,
  };
}

async function begin(context: CommandContext, paths: RekeyPaths): Promise<void> {
  const { flags } = context;
  const pgpKeys = await readPgpKeys(flags.list('pgp-keys'));
  const body = {
    secret_shares: flags.number('key-shares') ?? 5,
    secret_threshold: flags.number('key-threshold') ?? 3,
    pgp_keys: pgpKeys,
    backup: flags.isSet('backup'),
    require_verification: flags.isSet('verify'),
  };
  const status = await sendKeyCall(context, 'Error initializing rekey', {
    method: 'PUT',
    path: paths.attempt,
    body,
  });
  if (pgpKeys === null && context.format === 'table') {
    say(
      context.io,
      'WARNING! Without -pgp-keys whoever gives the last share sees all new ones.',
      'yellow',
    );
  }
  await print(context, status);
}

async function cancel(context: CommandContext, paths: RekeyPaths): Promise<void> {
  const isVerification = context.flags.isSet('verify');
  const path = isVerification ? paths.verify : paths.attempt;
  await sendKeyCall(context, 'Error canceling rekey', { method: 'DELETE', path });
  printSuccess(
    context,
    isVerification ? 'The verification begins anew.' : 'The rekey is canceled, if there was one.',
  );
}

async function showStatus(context: CommandContext, paths: RekeyPaths): Promise<void> {
  const path = context.flags.isSet('verify') ? paths.verify : paths.attempt;
  await print(
    context,
    await sendKeyCall(context, 'Error reading rekey status', { method: 'GET', path }),
  );
}

async function give(context: CommandContext, paths: RekeyPaths): Promise<void> {
  const isVerification = context.flags.isSet('verify');
  const path = isVerification ? paths.verify : paths.update;
  const fetchNonce = async (): Promise<string> => {
    const from = isVerification ? paths.verify : paths.attempt;
    const call = { method: 'GET', path: from, isHelper: true } as const;
    return textOf(await sendKeyCall(context, 'Error reading rekey status', call), 'nonce');
  };
  const name = isVerification ? 'New key' : 'Present key';
  const body = await readShare(context, { name, fetchNonce });
  const status = await sendKeyCall(context, 'Error posting the key', { method: 'PUT', path, body });
  const isComplete = status['complete'] === true;
  if (context.format !== 'table') await printDocument(context.io, status, context.format);
  else if (!isComplete) await print(context, status);
  else if (isVerification) printSuccess(context, 'The new keys count from now on.');
  else printNewKeys(context, status);
}

async function showBackup(context: CommandContext, paths: RekeyPaths): Promise<void> {
  const call = { method: 'GET', path: paths.backup } as const;
  await print(context, await sendKeyCall(context, 'Error retrieving the backup of keys', call));
}

async function removeBackup(context: CommandContext, paths: RekeyPaths): Promise<void> {
  const call = { method: 'DELETE', path: paths.backup } as const;
  await sendKeyCall(context, 'Error deleting the backup of keys', call);
  printSuccess(context, 'The backup of keys is deleted, if there was one.');
}

async function print({ io, format }: CommandContext, status: JsonObject): Promise<void> {
  if (format === 'table') printLine(io, formatTable(keyValueHeading, statusRows(status)));
  else await printDocument(io, status, format);
}

const labels = [
  ['Nonce', 'nonce'],
  ['Started', 'started'],
  ['Verification Nonce', 'verification_nonce'],
  ['New Shares', 'n'],
  ['New Threshold', 't'],
  ['PGP Fingerprints', 'pgp_fingerprints'],
  ['Backup', 'backup'],
  ['Verification Required', 'verification_required'],
  ['Keys', 'keys_base64'],
] as const;

function statusRows(status: JsonObject): Row[] {
  const rows: Row[] = [];
  for (const [label, key] of labels) {
    const value = status[key];
    if (value === undefined || value === null || value === '') continue;
    rows.push([label, formatGo(value)]);
    if (key === 'started' && status['progress'] !== undefined) {
      rows.push(['Rekey Progress', progressOf(status)]);
    }
  }
  return rows;
}

function progressOf(status: JsonObject): string {
  return `${formatGo(status['progress'] ?? 0)}/${formatGo(status['required'] ?? status['t'] ?? 0)}`;
}

function printNewKeys({ io }: CommandContext, result: JsonObject): void {
  const fingerprints = listOf(result, 'pgp_fingerprints');
  const keys = listOf(result, 'keys_base64').map((key, at) => keyLine(at, key, fingerprints[at]));
  const lines = [...keys, '', `Operation nonce: ${textOf(result, 'nonce')}`, '', ...advice(result)];
  printLine(io, lines.join('\n'));
}

function keyLine(at: number, key: JsonValue, fingerprint: JsonValue | undefined): string {
  const value = formatGo(key);
  if (fingerprint === undefined) return `Key ${at + 1}: ${value}`;
  return `Key ${at + 1} fingerprint: ${formatGo(fingerprint)}; value: ${value}`;
}

function advice(result: JsonObject): string[] {
  if (result['verification_required'] !== true) {
    return [
      'The new keys count from now on, and the old ones no longer. Give them to different people.',
    ];
  }
  return [
    'The old keys still count. Give the new ones to different people, and let enough of them be entered once:',
    `  portcullis operator rekey -verify   (nonce ${textOf(result, 'verification_nonce')})`,
  ];
}
