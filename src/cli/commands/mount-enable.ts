import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { exitCodes } from '../cli-error.ts';
import type { CommandContext, Run } from '../command.ts';
import type { FlagValues } from '../flag-values.ts';
import { formatGoDuration } from '../../lib/go-duration.ts';
import { printSuccess, printWarnings } from '../output/answer.ts';
import { SYSTEM_TTL } from '../parse.ts';
import { cleanPath, mountPath } from '../path.ts';
import { attempt } from '../remote-error.ts';

interface MountKind {
  readonly noun: string;
  readonly enableApi: string;
  readonly tuneApi: string;
}

const auth: MountKind = {
  noun: 'auth method',
  enableApi: 'sys/auth',
  tuneApi: 'sys/mounts/auth',
};

const secrets: MountKind = {
  noun: 'secrets engine',
  enableApi: 'sys/mounts',
  tuneApi: 'sys/mounts',
};

/** `auth enable`. */
export const enableAuth: Run = async (context) => enable(context, auth);

/** `secrets enable`. */
export const enableSecrets: Run = async (context) => enable(context, secrets);

/** `auth tune`; its API lives below `sys/mounts/auth`, so that no sudo is needed. */
export const tuneAuth: Run = async (context) => tune(context, auth);

/** `secrets tune`. */
export const tuneSecrets: Run = async (context) => tune(context, secrets);

async function enable(context: CommandContext, kind: MountKind): Promise<number> {
  const { flags } = context;
  const type = context.args[0]?.trim() ?? '';
  const path = mountPath(flags.text('path') || flags.text('plugin-name') || type);
  const body = {
    type: flags.text('plugin-name') || type,
    description: flags.text('description') ?? '',
    config: {
      default_lease_ttl: enableTtl(flags, 'default-lease-ttl'),
      max_lease_ttl: enableTtl(flags, 'max-lease-ttl'),
      ...(flags.isGiven('force-no-cache') ? { force_no_cache: flags.isSet('force-no-cache') } : {}),
      ...givenConfig(flags),
    },
    local: flags.isSet('local'),
    seal_wrap: flags.isSet('seal-wrap'),
    external_entropy_access: flags.isSet('external-entropy-access'),
    options: optionsOf(flags),
  };
  const call = { method: 'POST', path: `${kind.enableApi}/${cleanPath(path)}`, body } as const;
  await send(context, `Error enabling ${kind.noun}`, call);
  printSuccess(context, `Enabled the ${type} ${kind.noun} at: ${path}`);
  return exitCodes.done;
}

async function tune(context: CommandContext, kind: MountKind): Promise<number> {
  const { flags } = context;
  const path = mountPath(context.args[0] ?? '');
  const lockout = lockoutConfig(flags);
  const body = {
    default_lease_ttl: tuneTtl(flags, 'default-lease-ttl'),
    max_lease_ttl: tuneTtl(flags, 'max-lease-ttl'),
    ...(flags.isGiven('description') ? { description: flags.text('description') ?? '' } : {}),
    ...givenConfig(flags),
    ...(flags.isGiven('options') || flags.isGiven('version') ? { options: optionsOf(flags) } : {}),
    ...(lockout === undefined ? {} : { user_lockout_config: lockout }),
  };
  const call = { method: 'POST', path: `${kind.tuneApi}/${cleanPath(path)}/tune`, body } as const;
  await send(context, `Error tuning ${kind.noun} ${path}`, call);
  printSuccess(context, `Tuned the ${kind.noun} at: ${path}`);
  return exitCodes.done;
}

async function send(
  context: CommandContext,
  act: string,
  call: { method: 'POST'; path: string; body: JsonObject },
): Promise<void> {
  const client = await context.client();
  const { json } = await attempt(act, () => client.send({ ...call, isNeverWrapped: true }));
  if (json) printWarnings(context.io, json);
}

/** Fields that are sent only if their flag was given, so that an empty one clears. */
function givenConfig(flags: FlagValues): Record<string, JsonValue> {
  const given: Record<string, JsonValue> = {};
  for (const name of ['listing-visibility', 'token-type', 'plugin-version']) {
    if (flags.isGiven(name)) given[wireName(name)] = flags.text(name) ?? '';
  }
  const lists = [
    'audit-non-hmac-request-keys',
    'audit-non-hmac-response-keys',
    'passthrough-request-headers',
    'allowed-response-headers',
  ];
  for (const name of lists) if (flags.isGiven(name)) given[wireName(name)] = flags.list(name);
  return given;
}

function lockoutConfig(flags: FlagValues): Record<string, JsonValue> | undefined {
  const given: Record<string, JsonValue> = {};
  if (flags.isGiven('user-lockout-threshold')) {
    given['lockout_threshold'] = String(flags.number('user-lockout-threshold') ?? 0);
  }
  for (const name of ['user-lockout-duration', 'user-lockout-counter-reset-duration']) {
    if (flags.isGiven(name)) given[wireName(name.replace('user-', ''))] = tuneTtl(flags, name);
  }
  if (flags.isGiven('user-lockout-disable')) {
    given['lockout_disable'] = flags.isSet('user-lockout-disable');
  }
  return Object.keys(given).length > 0 ? given : undefined;
}

function wireName(flag: string): string {
  return flag.replaceAll('-', '_');
}

function optionsOf(flags: FlagValues): Record<string, string> | null {
  const version = flags.number('version');
  const options = {
    ...flags.map('options'),
    ...(version === undefined ? {} : { version: String(version) }),
  };
  return Object.keys(options).length > 0 ? options : null;
}

/** When enabling, zero is the server's default. */
function enableTtl(flags: FlagValues, name: string): string {
  return formatGoDuration(Math.max(0, flags.number(name) ?? 0));
}

/** When tuning, an empty text keeps what is set, and `system` goes back to the server's default. */
function tuneTtl(flags: FlagValues, name: string): string {
  const seconds = flags.number(name);
  if (seconds === undefined) return '';
  return seconds === SYSTEM_TTL ? 'system' : formatGoDuration(seconds);
}
