import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command.ts';
import { objectOf } from '../wire-json.ts';
import { formatGo } from './go-notation.ts';
import { formatJson } from './json.ts';

const authFields: Readonly<Record<string, string>> = {
  token: 'client_token',
  token_accessor: 'accessor',
  token_duration: 'lease_duration',
  token_renewable: 'renewable',
  token_policies: 'token_policies',
  identity_policies: 'identity_policies',
  policies: 'policies',
};

const wrapFields: Readonly<Record<string, string>> = {
  wrapping_token: 'token',
  wrapping_accessor: 'accessor',
  wrapping_token_ttl: 'ttl',
  wrapping_token_creation_time: 'creation_time',
  wrapping_token_creation_path: 'creation_path',
  wrapped_accessor: 'wrapped_accessor',
};

const plainFields: Readonly<Record<string, string>> = {
  lease_id: 'lease_id',
  lease_duration: 'lease_duration',
  refresh_interval: 'lease_duration',
  renewable: 'renewable',
  request_id: 'request_id',
  data: 'data',
};

/** One value of an answer by the name that `-field` gives it; null counts as absent. */
export function fieldOf(secret: JsonObject, name: string): JsonValue | undefined {
  const auth = objectOf(secret, 'auth');
  const wrapInfo = objectOf(secret, 'wrap_info');
  const [source, names] = auth
    ? ([auth, authFields] as const)
    : wrapInfo
      ? ([wrapInfo, wrapFields] as const)
      : ([secret, plainFields] as const);
  const key = Object.hasOwn(names, name) ? names[name] : undefined;
  const found = key === undefined ? undefined : source[key];
  return found ?? objectOf(secret, 'data')?.[name] ?? undefined;
}

/**
 * Print one value bare; a line end follows exactly when stdout is a terminal.
 *
 * @throws CliError (1) when the field is missing or null
 */
export async function printField(
  context: CommandContext,
  secret: JsonObject,
  name: string,
): Promise<number> {
  const value = fieldOf(secret, name);
  if (value === undefined) throw new CliError(`Field "${name}" not present in secret`);
  await printBare(context, value);
  return 0;
}

/** The value alone, in the format that was asked for. */
export async function printBare({ io, format }: CommandContext, value: JsonValue): Promise<void> {
  io.stdout.write((await encode(value, format)) + (io.stdout.isTTY ? '\n' : ''));
}

async function encode(value: JsonValue, format: CommandContext['format']): Promise<string> {
  if (format === 'json') return formatJson(value);
  if (format === 'yaml') {
    const { formatYaml } = await import('./yaml.ts');
    return formatYaml(value);
  }
  return typeof value === 'string' ? value : formatGo(value);
}
