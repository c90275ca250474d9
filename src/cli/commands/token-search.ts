import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';
import { CliError, exitCodes } from '../cli-error.ts';
import type { CommandContext, Run } from '../command.ts';
import type { FlagValues } from '../flag-values.ts';
import { printSuccess } from '../output/answer.ts';
import { printDocument, printLine, say } from '../output/print.ts';
import { formatCell } from '../output/secret.ts';
import { formatTable, type Row } from '../output/table.ts';
import { attempt } from '../remote-error.ts';
import { isJsonList, listOf, objectOf, textOf } from '../wire-json.ts';

/** Fields of the request, by the flag that fills each. */
const personFlags = {
  entity: 'entity_id',
  'entity-name': 'entity_name',
  alias: 'alias_name',
  mount: 'mount',
  'mount-accessor': 'mount_accessor',
} as const;
const searchFlags = { ...personFlags, role: 'role', policy: 'policy' } as const;

const DEFAULT_LIMIT = 100;
/** The most that one answer holds. */
const MOST_PER_CALL = 1000;

/** Columns of the table: heading and field. */
const columns = [
  ['Accessor', 'accessor'],
  ['Name', 'display_name'],
  ['Path', 'path'],
  ['Created', 'creation_time'],
  ['TTL', 'ttl'],
  ['Policies', 'policies'],
] as const;

interface Found {
  readonly tokens: readonly JsonValue[];
  /** Where to go on; empty when all tokens were looked at. */
  readonly after: string;
}

/** `token search`: asks again and again until enough are found, or all tokens were looked at. */
export const searchTokens: Run = async (context) => {
  const limit = context.flags.number('limit') ?? DEFAULT_LIMIT;
  if (limit < 1) throw new CliError('-limit takes a number from 1 on.');
  const { io, format } = context;
  const { tokens, after } = await collect(context, limit);
  const more = after === '' ? {} : { after };
  if (format !== 'table') await printDocument(io, { tokens, ...more }, format);
  else if (tokens.length > 0) printLine(io, tableOf(tokens));
  else say(io, 'No tokens found', 'red');
  if (format === 'table' && after !== '') say(io, `There may be more: go on with -after=${after}`);
  return tokens.length > 0 ? exitCodes.done : exitCodes.remote;
};

/** `token end`: all tokens of one person. */
export const endTokens: Run = async (context) => {
  const body = bodyOf(context.flags, personFlags);
  const named = ['entity_id', 'entity_name', 'alias_name'].filter((field) => field in body);
  if (named.length !== 1) throw new CliError('Give one of -entity, -entity-name and -alias.');
  if ('alias_name' in body && !('mount' in body) && !('mount_accessor' in body)) {
    throw new CliError('-alias needs -mount or -mount-accessor.');
  }
  const client = await context.client();
  await attempt('Error ending tokens', () =>
    client.send({ method: 'POST', path: 'sys/tokens/end', body }),
  );
  printSuccess(context, 'All their tokens have ended, with logins that were running.');
  return exitCodes.done;
};

async function collect(context: CommandContext, limit: number): Promise<Found> {
  const client = await context.client();
  const filter = bodyOf(context.flags, searchFlags);
  const tokens: JsonValue[] = [];
  let after = context.flags.text('after') ?? '';
  do {
    const body = { ...filter, after, limit: Math.min(limit - tokens.length, MOST_PER_CALL) };
    const answer = await attempt('Error searching tokens', () =>
      client.send({ method: 'POST', path: 'sys/tokens/search', body, isNeverWrapped: true }),
    );
    const data = objectOf(answer.json, 'data');
    tokens.push(...listOf(data, 'tokens'));
    after = textOf(data, 'after');
  } while (after !== '' && tokens.length < limit);
  return { tokens, after };
}

function bodyOf(flags: FlagValues, fields: Readonly<Record<string, string>>): JsonObject {
  const given = Object.entries(fields).map(([flag, field]) => [field, flags.text(flag)] as const);
  return Object.fromEntries(
    given.flatMap(([field, value]) => (value ? [[field, value] as const] : [])),
  );
}

function tableOf(tokens: readonly JsonValue[]): string {
  const rows = tokens.map((token): Row => {
    const fields = isJsonObject(token) ? token : {};
    return columns.map(([, field]) => cellOf(field, fields[field] ?? ''));
  });
  return formatTable(
    columns.map(([heading]) => heading),
    rows,
  );
}

/** Policies go without brackets, for people. */
function cellOf(field: string, value: JsonValue): string {
  return isJsonList(value) ? value.map(String).join(', ') : formatCell(field, value);
}
