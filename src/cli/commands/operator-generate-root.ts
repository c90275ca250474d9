import { decodeWithPad } from '../../crypto/one-time-pad.ts';
import { randomBase62, systemRandom } from '../../crypto/random.ts';
import type { JsonObject } from '../../lib/json.ts';
import { CliError, exitCodes } from '../cli-error.ts';
import type { CommandContext, Run } from '../command.ts';
import { InputReader } from '../input.ts';
import { sendKeyCall } from '../key-call.ts';
import { readShare } from '../key-share.ts';
import { printSuccess } from '../output/answer.ts';
import { formatGo } from '../output/go-notation.ts';
import { printDocument, printLine } from '../output/print.ts';
import { formatColumns } from '../output/table.ts';
import { readPgpKeys } from '../pgp-files.ts';
import { textOf } from '../wire-json.ts';

const ATTEMPT = 'sys/generate-root/attempt';

/** `operator generate-root`: one step of an attempt, chosen by flag; without one, a key share is given. */
export const generateRoot: Run = async (context) => {
  const { flags } = context;
  if (flags.isGiven('decode')) await decode(context);
  else if (flags.isSet('generate-otp')) await generateOtp(context);
  else if (flags.isSet('init')) await begin(context);
  else if (flags.isSet('cancel')) await cancel(context);
  else if (flags.isSet('status')) await print(context, await fetchStatus(context));
  else await give(context);
  return exitCodes.done;
};

/** Without the server: nobody but whoever has the pad sees the token. */
async function decode(context: CommandContext): Promise<void> {
  const otp = context.flags.text('otp') ?? '';
  if (otp === '') throw new CliError('-decode needs the one-time pad of the attempt: -otp.');
  const given = context.flags.text('decode') ?? '';
  const encoded = (await new InputReader(context).readText(given)).trim();
  const token = decodeWithPad(encoded, otp);
  if (token === undefined) throw new CliError('The encoded token and the pad do not fit together.');
  if (context.format === 'table') printLine(context.io, token);
  else await printDocument(context.io, { token }, context.format);
}

async function generateOtp(context: CommandContext): Promise<void> {
  const length = Number((await fetchStatus(context))['otp_length'] ?? 0);
  const otp = randomBase62(systemRandom, length);
  if (context.format === 'table') printLine(context.io, otp);
  else await printDocument(context.io, { otp, otp_length: length }, context.format);
}

async function begin(context: CommandContext): Promise<void> {
  const { flags } = context;
  const path = flags.text('pgp-key');
  const [pgp_key = ''] = (await readPgpKeys(path === undefined ? [] : [path])) ?? [];
  const body = { otp: flags.text('otp') ?? '', pgp_key };
  const call = { method: 'PUT', path: ATTEMPT, body } as const;
  await print(context, await sendKeyCall(context, 'Error initializing root generation', call));
}

async function cancel(context: CommandContext): Promise<void> {
  const call = { method: 'DELETE', path: ATTEMPT } as const;
  await sendKeyCall(context, 'Error canceling root generation', call);
  printSuccess(context, 'The root generation is canceled, if there was one.');
}

async function give(context: CommandContext): Promise<void> {
  const fetchNonce = async (): Promise<string> => textOf(await fetchStatus(context, true), 'nonce');
  const body = await readShare(context, { name: 'Key', fetchNonce });
  const call = { method: 'PUT', path: 'sys/generate-root/update', body } as const;
  await print(context, await sendKeyCall(context, 'Error posting the key', call));
}

function fetchStatus(context: CommandContext, isHelper = false): Promise<JsonObject> {
  const call = {
    method: 'GET',
    path: ATTEMPT,
    ...(isHelper && { isHelper: true as const }),
  } as const;
  return sendKeyCall(context, 'Error reading the status of root generation', call);
}

async function print({ io, format }: CommandContext, status: JsonObject): Promise<void> {
  if (format !== 'table') return printDocument(io, status, format);
  const text = (key: string): string => formatGo(status[key] ?? '');
  const rows = [
    ['Nonce', text('nonce')],
    ['Started', text('started')],
    ['Progress', `${text('progress')}/${text('required')}`],
    ['Complete', text('complete')],
    ['PGP Fingerprint', text('pgp_fingerprint')],
    ['Encoded Token', text('encoded_token') || text('encoded_root_token')],
    ['OTP', text('otp')],
    ['OTP Length', text('otp_length')],
  ];
  const shown = rows.filter(([, value]) => value !== '');
  printLine(io, formatColumns(shown));
}
