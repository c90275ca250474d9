import type { JsonObject } from '../lib/json.ts';
import type { Client } from './client.ts';
import type { CommandContext } from './command.ts';
import { formatGo } from './output/go-notation.ts';
import { printDocument, printLine } from './output/print.ts';
import { formatTable, keyValueHeading, type Row } from './output/table.ts';
import { RemoteError } from './remote-error.ts';
import { textOf } from './wire-json.ts';

/** The seal status with what the server says of its leader, as one object. */
export async function fetchSealStatus(client: Client): Promise<JsonObject> {
  const answer = await client.send({ method: 'GET', path: 'sys/seal-status', isRoot: true });
  return withLeader(client, answer.json ?? {});
}

/** Merge `sys/leader` into a seal status; a sealed node that cannot say belongs to a cluster. */
export async function withLeader(client: Client, status: JsonObject): Promise<JsonObject> {
  try {
    const call = { method: 'GET', path: 'sys/leader', isRoot: true, isHelper: true } as const;
    const { json } = await client.send(call);
    return { ...status, ...json };
  } catch (error) {
    if (error instanceof RemoteError && error.refusal.errors.some(isSealed)) {
      return { ...status, ha_enabled: true };
    }
    throw error;
  }
}

function isSealed(text: string): boolean {
  return text.includes('Vault is sealed');
}

/** Print a seal status as table, JSON or YAML. */
export async function printSealStatus(
  { io, format }: CommandContext,
  status: JsonObject,
): Promise<void> {
  if (format === 'table') printLine(io, formatTable(keyValueHeading, statusRows(status)));
  else await printDocument(io, status, format);
}

function statusRows(status: JsonObject): Row[] {
  const isRecovery = status['recovery_seal'] === true;
  const rows: Row[] = [['Seal Type', textOf(status, 'type')]];
  if (isRecovery) {
    rows.push(['Recovery Seal Type', textOf(status, 'recovery_seal_type') || 'shamir']);
  }
  rows.push(['Initialized', shown(status, 'initialized')], ['Sealed', shown(status, 'sealed')]);
  rows.push([isRecovery ? 'Total Recovery Shares' : 'Total Shares', shown(status, 'n')]);
  rows.push(['Threshold', shown(status, 't')]);
  if (status['sealed'] === true) {
    rows.push(['Unseal Progress', `${shown(status, 'progress')}/${shown(status, 't')}`]);
    rows.push(['Unseal Nonce', textOf(status, 'nonce')]);
  }
  if (status['migration'] === true) rows.push(['Seal Migration in Progress', 'true']);
  rows.push(['Version', textOf(status, 'version')]);
  rows.push(
    ...optional(status, [
      // some servers tell both, to please the clients of either side
      status['commit_date'] ? ['Commit Date', 'commit_date'] : ['Build Date', 'build_date'],
      ['Storage Type', 'storage_type'],
      ['Cluster Name', 'cluster_name'],
      ['Cluster ID', 'cluster_id'],
      ['Removed From Cluster', 'removed_from_cluster'],
    ]),
  );
  return [...rows, ...clusterRows(status)];
}

function clusterRows(status: JsonObject): Row[] {
  const rows: Row[] = [['HA Enabled', shown(status, 'ha_enabled')]];
  if (status['ha_enabled'] !== true) return rows;
  if (status['sealed'] === true) return rows;
  rows.push(['HA Cluster', textOf(status, 'leader_cluster_address')]);
  rows.push(['HA Mode', status['is_self'] === true ? 'active' : 'standby']);
  if (status['is_self'] === true) rows.push(...optional(status, [['Active Since', 'active_time']]));
  else rows.push(['Active Node Address', textOf(status, 'leader_address')]);
  return [
    ...rows,
    ...optional(status, [
      ['Raft Committed Index', 'raft_committed_index'],
      ['Raft Applied Index', 'raft_applied_index'],
    ]),
  ];
}

function optional(status: JsonObject, labels: readonly (readonly [string, string])[]): Row[] {
  return labels
    .filter(([, key]) => status[key] !== undefined && status[key] !== '')
    .map(([label, key]) => [label, shown(status, key)]);
}

function shown(status: JsonObject, key: string): string {
  const value = status[key];
  return value === undefined || value === null ? 'false' : formatGo(value);
}
