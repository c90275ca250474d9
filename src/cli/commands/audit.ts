import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';
import { exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { InputReader } from '../input.ts';
import { printSuccess } from '../output/answer.ts';
import { formatGo } from '../output/go-notation.ts';
import { printDocument, printLine, say } from '../output/print.ts';
import { formatTable, type Row } from '../output/table.ts';
import { cleanPath, mountPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { objectOf, textOf } from '../wire-json.ts';

/** `audit enable`: pairs are the options of the device. */
export const enableAudit: Run = async (context) => {
  const { flags } = context;
  const type = context.args[0]?.trim() ?? '';
  const path = mountPath(flags.text('path') || type);
  const body = {
    type,
    description: flags.text('description') ?? '',
    options: await new InputReader(context).readPairs(context.args.slice(1)),
    local: flags.isSet('local'),
  };
  const client = await context.client();
  await attempt('Error enabling audit device', () =>
    client.send({ method: 'PUT', path: `sys/audit/${cleanPath(path)}`, body }),
  );
  printSuccess(context, `Enabled the ${type} audit device at: ${path}`);
  return exitCodes.done;
};

/** `audit disable`. */
export const disableAudit: Run = async (context) => {
  const path = mountPath(context.args[0] ?? '');
  const client = await context.client();
  await attempt('Error disabling audit device', () =>
    client.send({ method: 'DELETE', path: `sys/audit/${cleanPath(path)}` }),
  );
  printSuccess(context, `Disabled the audit device (if it was enabled) at: ${path}`);
  return exitCodes.done;
};

/** `audit list`: without devices 2 in a table, 0 in a document. */
export const listAudit: Run = async (context) => {
  const { io, format, flags } = context;
  const client = await context.client();
  const answer = await attempt('Error listing audits', () =>
    client.send({ method: 'GET', path: 'sys/audit', isNeverWrapped: true }),
  );
  const devices = objectOf(answer.json, 'data') ?? {};
  if (format !== 'table') {
    await printDocument(io, devices, format);
    return exitCodes.done;
  }
  if (Object.keys(devices).length === 0) {
    say(io, 'No audit devices are enabled.', 'red');
    return exitCodes.remote;
  }
  const extra = flags.isSet('detailed') ? ['Replication', 'Options'] : [];
  printLine(
    io,
    formatTable(['Path', 'Type', 'Description', ...extra], rowsOf(devices, extra.length > 0)),
  );
  return exitCodes.done;
};

function rowsOf(devices: JsonObject, isDetailed: boolean): Row[] {
  return Object.keys(devices)
    .sort()
    .map((path) => deviceRow(path, devices[path] ?? null, isDetailed));
}

function deviceRow(path: string, value: JsonValue, isDetailed: boolean): Row {
  const device = isJsonObject(value) ? value : {};
  const plain = [path, textOf(device, 'type'), textOf(device, 'description')];
  if (!isDetailed) return plain;
  const options = objectOf(device, 'options') ?? {};
  const pairs = Object.keys(options)
    .sort()
    .map((key) => `${key}=${formatGo(options[key] ?? null)}`);
  return [...plain, device['local'] === true ? 'local' : 'replicated', pairs.join(' ')];
}
