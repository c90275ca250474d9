import type { Field, Fields } from '../../framework/field.ts';
import { boolean, duration, integer, object } from '../../framework/field.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';
import { enableBody, tuneBody } from '../../sys/mounts/fields.ts';
import { phases, type Target, type TargetField } from '../schema/target.ts';
import { DeclaredConflict, type ServerState } from '../server-state.ts';
import { textOf } from '../text-of.ts';

/** A mount of a folder. */
export interface DeclaredMount {
  readonly kind: 'auth' | 'secret';
  readonly type: string;
  /** Without a slash at either end. */
  readonly path: string;
  /** There is one in every server: it is neither made nor completed. */
  readonly isBuiltin: boolean;
}

const { type: _type, plugin_name: _name, plugin_version: _version, ...enabling } = enableBody;
const { config: _config, ...atTheMount } = enabling;
const { description: _description, options: _options, ...tuned } = tuneBody;

/** Lifetimes are compared in seconds; `system` is 0. */
function lifetime(doc: string): Field<number | undefined> {
  const field = duration(doc);
  return { ...field, decode: (raw) => (raw === 'system' || raw === '' ? 0 : field.decode(raw)) };
}

const lockout = {
  lockout_threshold: integer('Failed logins before a user is locked out.'),
  lockout_duration: lifetime('How long.'),
  lockout_counter_reset_duration: lifetime('Quiet time after which failures are forgotten.'),
  lockout_disable: boolean('Lock nobody out.'),
};

/** Fields of the block of a mount, and of the block `tune` in it. */
export const mountFields: { readonly mount: Fields; readonly tune: Fields } = {
  mount: atTheMount,
  tune: {
    ...tuned,
    default_lease_ttl: lifetime(tuneBody.default_lease_ttl.doc),
    max_lease_ttl: lifetime(tuneBody.max_lease_ttl.doc),
    force_no_cache: boolean('Do not cache what the mount reads. Decided when the mount is made.'),
    token_type: { ...tuneBody.token_type, shown: 'default-service' },
    user_lockout_config: lockoutField(),
  },
};

/** Complete, so that it compares with what is answered. */
function lockoutField(): Field<JsonObject | undefined> {
  const field = object('How users are locked out after failed logins.', { members: lockout });
  const decode = (raw: JsonValue): JsonObject => {
    const given = field.decode(raw) ?? {};
    const members = Object.entries(lockout).map(([name, member]) => {
      const value = Object.hasOwn(given, name) ? member.decode(given[name] ?? null) : undefined;
      return [name, value ?? (name === 'lockout_disable' ? false : 0)] as const;
    });
    return Object.fromEntries(members);
  };
  return { ...field, decode, shown: decode({}) };
}

/** What can be said only when a mount is made. */
const fixed = new Set(['local', 'seal_wrap', 'external_entropy_access', 'force_no_cache']);

/** The object behind `auth` and `mount` blocks. */
export function mountTarget(mount: DeclaredMount): Target {
  const table = mount.kind === 'auth' ? 'sys/auth' : 'sys/mounts';
  const path = `${table}/${mount.path}`;
  const word = mount.kind === 'auth' ? 'auth' : 'mount';
  return {
    path,
    title: `${word} "${mount.type}" "${mount.path}/"`,
    phase: phases.mount,
    fields: fieldsOf(mount),
    isMerging: true,
    read: async (server) => flatten(await find(server, table, mount), mount),
    write: async (server, { values, current }) => {
      if (!current) await server.update(path, enableRequest(mount.type, values));
      else await tune(server, `${path}/tune`, { values, current });
    },
    removal: () => (mount.isBuiltin ? '' : path),
  };
}

function fieldsOf({ kind, isBuiltin }: DeclaredMount): Target['fields'] {
  const all = { ...mountFields.mount, ...mountFields.tune };
  const entries = Object.entries(all).map(([name, field]) => {
    const isCompleted = !isBuiltin && !(name === 'token_type' && kind === 'secret');
    return [name, { field, readAs: name, isCompleted } satisfies TargetField] as const;
  });
  return Object.fromEntries(entries);
}

async function find(
  server: ServerState,
  table: string,
  { path, type }: DeclaredMount,
): Promise<JsonObject | undefined> {
  const found = (await server.read(table))?.[`${path}/`];
  if (!isJsonObject(found)) return undefined;
  if (found['type'] === type) return found;
  throw new DeclaredConflict(
    `${path}/ is a mount of type ${textOf(found['type'])}, not ${type}; it is not replaced, since what it stores would be lost`,
  );
}

/** Settings beside the rest, and lockout by the names that it is written with. */
function flatten(found: JsonObject | undefined, { kind }: DeclaredMount): JsonObject | undefined {
  if (!found) return undefined;
  const { config, ...rest } = found;
  const settings = isJsonObject(config) ? config : {};
  const shown = settings['user_lockout_config'];
  const read = isJsonObject(shown) ? shown : {};
  const user_lockout_config = Object.fromEntries(
    Object.keys(lockout).map((name) => {
      const value = read[`user_${name}`];
      return [name, value ?? (name === 'lockout_disable' ? false : 0)];
    }),
  );
  const token_type = kind === 'auth' ? { token_type: settings['token_type'] ?? '' } : {};
  return { ...rest, ...settings, ...token_type, user_lockout_config };
}

function enableRequest(type: string, values: JsonObject): JsonObject {
  const { mount, settings } = divide(values);
  const config = Object.keys(settings).length > 0 ? { config: settings } : {};
  return { type, ...mount, ...config };
}

async function tune(
  server: ServerState,
  path: string,
  { values, current }: { values: JsonObject; current: JsonObject },
): Promise<void> {
  const { mount, settings } = divide(values);
  for (const name of fixed) {
    const wanted = values[name];
    if (wanted === undefined || wanted === current[name]) continue;
    throw new DeclaredConflict(`${name} is decided when a mount is made, and cannot be changed`);
  }
  const { description, options } = mount;
  const { force_no_cache: _cache, ...tunable } = settings;
  await server.update(path, {
    ...(description !== undefined && { description }),
    ...(options !== undefined && { options: changedOptions(options, current['options']) }),
    ...tunable,
  });
}

/** Tuning keeps options that it does not name: those that are gone are named with an empty text. */
function changedOptions(wanted: JsonValue, current: JsonValue | undefined): JsonObject {
  const given = isJsonObject(wanted) ? wanted : {};
  const gone = Object.keys(isJsonObject(current) ? current : {}).filter(
    (name) => !Object.hasOwn(given, name),
  );
  return { ...Object.fromEntries(gone.map((name) => [name, ''])), ...given };
}

/** Lifetimes go out as texts, where 0 is the word for "as the server has it". */
function divide(values: JsonObject): { mount: JsonObject; settings: JsonObject } {
  const isAtMount = ([name]: readonly [string, JsonValue]): boolean =>
    Object.hasOwn(atTheMount, name);
  const entries = Object.entries(values);
  return {
    mount: Object.fromEntries(entries.filter(isAtMount)),
    settings: Object.fromEntries(
      entries
        .filter((entry) => !isAtMount(entry))
        .map(([name, value]) => [name, sent(name, value)]),
    ),
  };
}

function sent(name: string, value: JsonValue): JsonValue {
  if (name.endsWith('_lease_ttl')) return value === 0 ? 'system' : `${textOf(value)}s`;
  if (name !== 'user_lockout_config' || !isJsonObject(value)) return value;
  const members = Object.entries(value).map(([member, inner]) => [
    member,
    member.endsWith('_duration') ? (inner === 0 ? 'system' : `${textOf(inner)}s`) : inner,
  ]);
  return Object.fromEntries(members);
}
