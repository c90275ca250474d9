import { stat } from 'node:fs/promises';
import { exitCodes } from '../cli-error.ts';
import type { Client } from '../client.ts';
import type { CommandContext, Run } from '../command.ts';
import { currentToken } from '../context.ts';
import { describeFailure } from '../errors.ts';
import type { Environment } from '../io.ts';
import { printDocument, printLine } from '../output/print.ts';
import { attempt } from '../remote-error.ts';
import { formatDuration } from '../../lib/duration.ts';
import { tokenPath } from '../token-helper.ts';
import { objectOf, textOf } from '../wire-json.ts';

/** One thing that was looked at. */
interface Finding {
  readonly check: string;
  readonly result: 'ok' | 'warning' | 'failure';
  readonly text: string;
}

/** Clocks further apart than this make tokens and certificates seem expired, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 30;
/** A certificate or token that ends sooner is worth a warning, in seconds. */
const SOON_SECONDS = 7 * 86_400;
const TOKEN_SOON_SECONDS = 600;

/** `doctor`: every check is made, whatever the ones before it found. */
export const doctor: Run = async (context) => {
  const findings = [...conflicts(context.io.env), ...(await tokenFile(context))];
  findings.push(...(await guarded('settings', async () => connectionChecks(context))));
  if (context.format === 'table') {
    for (const { check, result, text } of findings) {
      printLine(context.io, `[ ${result} ] ${check}: ${text.replaceAll('\n', '\n    ')}`);
    }
  } else {
    const document = findings.map(({ check, result, text }) => ({ check, result, text }));
    await printDocument(context.io, document, context.format);
  }
  if (findings.some(({ result }) => result === 'failure')) return exitCodes.local;
  return findings.some(({ result }) => result === 'warning') ? exitCodes.remote : exitCodes.done;
};

/** A failure of a check is what it found. */
async function guarded(check: string, work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await work();
  } catch (error) {
    return [{ check, result: 'failure', text: describeFailure(error).text }];
  }
}

/** Pairs of variables that disagree; the values are not shown, some are secrets. */
function conflicts(env: Environment): Finding[] {
  const names = Object.keys(env).filter((name) => name.startsWith('BAO_'));
  const differing = names.filter((name) => {
    const twin = env[`VAULT_${name.slice('BAO_'.length)}`];
    return twin !== undefined && twin !== env[name];
  });
  if (differing.length === 0) return [{ check: 'variables', result: 'ok', text: 'none disagree' }];
  return differing.map((name) => ({
    check: 'variables',
    result: 'warning',
    text: `${name} and VAULT_${name.slice('BAO_'.length)} disagree; ${name} wins`,
  }));
}

async function tokenFile({ io }: CommandContext): Promise<Finding[]> {
  const check = 'token file';
  const path = tokenPath(io);
  const found = await stat(path).catch(() => undefined);
  if (!found) return [{ check, result: 'ok', text: `none at ${path}` }];
  const isPrivate = (found.mode & 0o077) === 0 || process.platform === 'win32';
  return isPrivate
    ? [{ check, result: 'ok', text: `${path} is readable by its owner alone` }]
    : [{ check, result: 'warning', text: `${path} is readable by others: chmod 600 ${path}` }];
}

async function connectionChecks(context: CommandContext): Promise<Finding[]> {
  const client = await context.client();
  return [
    ...(await guarded('server', () => serverChecks(context, client))),
    ...(await guarded('token', () => tokenCheck(context, client))),
  ];
}

async function serverChecks({ io }: CommandContext, client: Client): Promise<Finding[]> {
  const answer = await attempt('not reached', () =>
    client.withToken('').send({ method: 'GET', path: 'sys/seal-status', isRoot: true }),
  );
  const { address } = client.settings;
  const isSealed = answer.json?.['sealed'] === true;
  const unsealing = answer.json?.['migration'] === true ? 'unseal -migrate' : 'unseal';
  return [
    { check: 'server', result: 'ok', text: `${address.replace(/\/\/[^/@]*@/, '//')} answers` },
    {
      check: 'seal',
      result: isSealed ? 'failure' : 'ok',
      text: isSealed ? `sealed: portcullis operator ${unsealing}` : 'unsealed',
    },
    ...clockCheck(answer.headers['date'], io.clock()),
    ...certificateCheck(answer.certificateEnds, io.clock()),
  ];
}

function clockCheck(date: string | string[] | undefined, now: number): Finding[] {
  const there = typeof date === 'string' ? Date.parse(date) : NaN;
  if (Number.isNaN(there)) return [];
  const apart = Math.round(Math.abs(there - now) / 1000);
  const isFine = apart <= CLOCK_TOLERANCE_SECONDS;
  const text = isFine
    ? 'the same here and there'
    : `${formatDuration(apart)} apart from the server's`;
  return [{ check: 'clock', result: isFine ? 'ok' : 'warning', text }];
}

function certificateCheck(ends: string | undefined, now: number): Finding[] {
  if (ends === undefined) return [];
  const left = Math.floor((Date.parse(ends) - now) / 1000);
  const text = `the server's certificate is valid until ${ends}`;
  return [{ check: 'certificate', result: left < SOON_SECONDS ? 'warning' : 'ok', text }];
}

async function tokenCheck({ io, settings }: CommandContext, client: Client): Promise<Finding[]> {
  const check = 'token';
  if ((await currentToken(io, settings)) === '') {
    return [{ check, result: 'warning', text: 'there is none: portcullis login' }];
  }
  const { json } = await attempt('not accepted', () =>
    client.send({ method: 'GET', path: 'auth/token/lookup-self', isHelper: true }),
  );
  const data = objectOf(json, 'data');
  const ttl = data?.['ttl'];
  const isEndless = textOf(data, 'expire_time') === '';
  if (isEndless || typeof ttl !== 'number')
    return [{ check, result: 'ok', text: 'valid, without end' }];
  const isSoon = ttl < TOKEN_SOON_SECONDS;
  return [{ check, result: isSoon ? 'warning' : 'ok', text: `valid for ${formatDuration(ttl)}` }];
}
