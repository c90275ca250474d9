import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';
import type { Io } from '../io.ts';
import { listOf, objectOf, textOf } from '../wire-json.ts';
import { formatGo } from './go-notation.ts';
import { printLine } from './print.ts';
import { formatTable, keyValueHeading, type Row } from './table.ts';

/** What is shown in tables of its own. */
const apart = new Set(['checks', 'policy', 'matching', 'rule', 'nearest', 'unresolved']);

/** Print an explanation for people: what it is about, its checks, and the rules that were in play. */
export function printExplanation(io: Io, data: JsonObject): void {
  printLine(io, formatTable(keyValueHeading, plainRows(data)));
  printChecks(io, listOf(data, 'checks'));
  const policy = objectOf(data, 'policy');
  if (policy) {
    printLine(io, '');
    printLine(io, formatTable(keyValueHeading, plainRows(policy)));
  }
  printRules(io, policy ?? data);
}

/** Members that are no explanation of their own; what an object holds stands below its name. */
function plainRows(data: JsonObject): Row[] {
  return Object.entries(data)
    .filter(([name]) => !apart.has(name))
    .flatMap(([name, value]) =>
      isJsonObject(value)
        ? Object.entries(value).map(([inner, of]): Row => [`${name}.${inner}`, cell(of)])
        : [[name, cell(value)]],
    );
}

function cell(value: JsonValue): string {
  if (typeof value === 'string') return value;
  const isTexts = Array.isArray(value) && value.every((one) => typeof one === 'string');
  return isTexts ? value.join(', ') : formatGo(value);
}

function printChecks(io: Io, checks: readonly JsonValue[]): void {
  const rows = checks
    .filter((check) => isJsonObject(check))
    .map((check) => ['name', 'outcome', 'expected', 'received'].map((key) => textOf(check, key)));
  if (rows.length === 0) return;
  printLine(io, '');
  printLine(io, formatTable(['Check', 'Outcome', 'Expected', 'Received'], rows));
}

function printRules(io: Io, decision: JsonObject): void {
  const winner = objectOf(decision, 'rule');
  const nearest = objectOf(decision, 'nearest');
  const path = winner && textOf(winner, 'path');
  const others = listOf(decision, 'matching').filter(
    (rule) => isJsonObject(rule) && textOf(rule, 'path') !== path,
  );
  const rows = [
    ...(winner ? [ruleRow('decided', winner)] : []),
    ...others.map((rule) => ruleRow('weaker', rule)),
    ...(nearest ? [ruleRow('nearest', nearest)] : []),
  ];
  if (rows.length === 0) return;
  printLine(io, '');
  printLine(io, formatTable(['Rule', 'Path', 'Policies', 'Capabilities'], rows));
}

function ruleRow(kind: string, rule: JsonValue): Row {
  const of = isJsonObject(rule) ? rule : {};
  const texts = (name: string): string => listOf(of, name).map(String).join(', ');
  return [kind, textOf(of, 'path'), texts('policies'), texts('capabilities')];
}
