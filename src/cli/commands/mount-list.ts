import type { JsonObject } from '../../lib/json.ts';
import { exitCodes } from '../cli-error.ts';
import type { CommandContext, Run } from '../command.ts';
import { formatGo } from '../output/go-notation.ts';
import { printDocument, printLine } from '../output/print.ts';
import { formatTable, type Row } from '../output/table.ts';
import { attempt } from '../remote-error.ts';
import { isJsonObject } from '../../lib/json.ts';
import { objectOf } from '../wire-json.ts';

interface MountList {
  readonly act: string;
  readonly path: string;
  readonly plain: readonly Column[];
  readonly detailed: readonly Column[];
}

type Column = readonly [string, (path: string, mount: JsonObject) => string];

const shown = (key: string) => (_path: string, mount: JsonObject) => textAt(mount, key);

const plainColumns: readonly Column[] = [
  ['Path', (path) => path],
  ['Type', shown('type')],
  ['Accessor', shown('accessor')],
  ['Description', shown('description')],
];

const versionColumn: Column = ['Version', shown('running_plugin_version')];

/** The columns between TTLs and replication differ between the two kinds. */
function detailedColumns(own: Column): readonly Column[] {
  return [
    ['Path', (path) => path],
    ['Plugin', shown('type')],
    ['Accessor', shown('accessor')],
    ['Default TTL', (_path, mount) => ttlAt(mount, 'default_lease_ttl')],
    ['Max TTL', (_path, mount) => ttlAt(mount, 'max_lease_ttl')],
    own,
    ['Replication', (_path, mount) => (mount['local'] === true ? 'local' : 'replicated')],
    ['Seal Wrap', shown('seal_wrap')],
    ['External Entropy Access', shown('external_entropy_access')],
    ['Options', (_path, mount) => formatGo(objectOf(mount, 'options') ?? {})],
    ['Description', shown('description')],
    ['UUID', shown('uuid')],
    ['Version', shown('plugin_version')],
    ['Running Version', shown('running_plugin_version')],
    ['Running SHA256', shown('running_sha256')],
    ['Deprecation Status', shown('deprecation_status')],
  ];
}

/** `auth list`. */
export const listAuth: Run = async (context) =>
  list(context, {
    act: 'Error listing enabled authentications',
    path: 'sys/auth',
    plain: [...plainColumns, versionColumn],
    detailed: detailedColumns([
      'Token Type',
      (_path, mount) => textAt(configOf(mount), 'token_type'),
    ]),
  });

/** `secrets list`. */
export const listSecrets: Run = async (context) =>
  list(context, {
    act: 'Error listing secrets engines',
    path: 'sys/mounts',
    plain: plainColumns,
    detailed: detailedColumns([
      'Force No Cache',
      (_path, mount) => textAt(configOf(mount), 'force_no_cache'),
    ]),
  });

async function list(context: CommandContext, kind: MountList): Promise<number> {
  const client = await context.client();
  const answer = await attempt(kind.act, () =>
    client.send({ method: 'GET', path: kind.path, isNeverWrapped: true }),
  );
  const mounts = objectOf(answer.json, 'data') ?? answer.json ?? {};
  if (context.format !== 'table') {
    await printDocument(context.io, mounts, context.format);
    return exitCodes.done;
  }
  const columns = context.flags.isSet('detailed') ? kind.detailed : kind.plain;
  printLine(
    context.io,
    formatTable(
      columns.map(([heading]) => heading),
      rowsOf(mounts, columns),
    ),
  );
  return exitCodes.done;
}

function rowsOf(mounts: JsonObject, columns: readonly Column[]): Row[] {
  return Object.keys(mounts)
    .sort()
    .flatMap((path) => {
      const mount = mounts[path];
      return isJsonObject(mount) ? [columns.map(([, cell]) => cell(path, mount))] : [];
    });
}

function configOf(mount: JsonObject): JsonObject {
  return objectOf(mount, 'config') ?? {};
}

function textAt(object: JsonObject, key: string): string {
  const value = object[key];
  return value === undefined || value === null ? '' : formatGo(value);
}

/** 0 is the server's default; other values in seconds, as the original prints them. */
function ttlAt(mount: JsonObject, key: string): string {
  const text = textAt(configOf(mount), key);
  return text === '' || text === '0' ? 'system' : text;
}
