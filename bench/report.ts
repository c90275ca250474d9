import type { LimitReport } from './limits/limits.ts';
import type { Line, LineLimit } from './measure.ts';
import type { GrowthReport, StartReport } from './scenarios/growth.ts';
import type { Interference } from './scenarios/interference.ts';
import type { TreeReport } from './scenarios/tree.ts';

/** All that a run has found out; what is written to `bench/results.json`. */
export interface Results {
  readonly startedAt: string;
  readonly node: string;
  readonly cores: number;
  readonly fileSystem: string;
  readonly seconds: number;
  readonly rounds: number;
  readonly syncs: LimitReport;
  readonly lines: Line[];
  readonly skipped: Record<string, string>;
  passwords?: Interference;
  tree?: TreeReport;
  growth?: GrowthReport;
}

const heads = [
  ['scenario', 'conn', 'requests/s', 'p50 ms', 'p99 ms', 'server µs', 'load µs', 'limits'],
  ['---', '--:', '--:', '--:', '--:', '--:', '--:', '---'],
];

/** The head of the table. */
export function tableHead(): string {
  return heads.map(toRow).join('\n');
}

/** One line of the table. */
export function tableLine(line: Line): string {
  const failures = line.failures > 0 ? ` (${line.failures} failures)` : '';
  return toRow([
    line.scenario,
    String(line.connections),
    whole(line.perSecond),
    fine(line.p50),
    fine(line.p99),
    fine(line.serverCpuMicros),
    fine(line.generatorCpuMicros),
    line.limits.map(tellLimit).join(', ') + failures,
  ]);
}

/** What stands above the table. */
export function describeRun(results: Results): string {
  const { node, cores, fileSystem, seconds, rounds, syncs } = results;
  return [
    `Node ${node}, ${cores} cores, store on ${fileSystem}; ${rounds} rounds of ${seconds} s each, medians.`,
    `A synced append of 4 KiB: ${whole(syncs.perSecond)}/s, p50 ${fine(syncs.p50)} ms, p99 ${fine(syncs.p99)} ms.`,
    '',
  ].join('\n');
}

/** Look-ups beside something else. */
export function describeInterference(title: string, of: Interference): string {
  return [
    `${title} (${whole(of.othersPerSecond)}/s of it):`,
    `  lookup-self alone:  ${tellSpread(of.alone)}`,
    `  lookup-self beside: ${tellSpread(of.beside)}`,
  ].join('\n');
}

/** The end of a tree. */
export function describeTree(tree: TreeReport): string {
  return [
    `a tree of ${tree.tokens} tokens: call ${fine(tree.callMs)} ms, refused after ${fine(tree.refusedMs)} ms, freed after ${fine(tree.freedMs / 1000)} s`,
    describeInterference('while it is freed', tree.lookups),
  ].join('\n');
}

/** Start-up and memory. */
export function describeGrowth(growth: GrowthReport): string {
  const { empty } = growth;
  return [
    `${growth.liveTokens} live tokens: ${mib(growth.storeBytes)} of store, written in ${whole(growth.seedSeconds)} s`,
    `  empty:         ${tellStart(empty, empty)}`,
    `  full:          ${tellStart(growth.full, empty)}`,
    `  after SIGKILL: ${tellStart(growth.afterKill, empty)}`,
  ].join('\n');
}

function tellStart(start: StartReport, empty: StartReport): string {
  const beside = (name: keyof StartReport): string => `(${fine(start[name] / empty[name])})`;
  return [
    `start ${whole(start.startMs)} ms ${beside('startMs')}`,
    `memory ${mib(start.residentBytes)} ${beside('residentBytes')}`,
    `after look-ups ${mib(start.residentBytesInUse)} ${beside('residentBytesInUse')}`,
  ].join(', ');
}

function tellSpread(of: Interference['alone']): string {
  return `${whole(of.perSecond)}/s, p50 ${fine(of.p50)} ms, p99 ${fine(of.p99)} ms, max ${fine(of.max)} ms`;
}

function tellLimit({ name, ratio, perSecond, cpuMicros = 0 }: LineLimit): string {
  const price = cpuMicros > 0 ? ` at ${fine(cpuMicros)} µs` : '';
  return `${Math.round(ratio * 100)} % of ${whole(perSecond)} ${name}${price}`;
}

function toRow(cells: readonly string[]): string {
  const widths = [18, 5, 10, 7, 7, 9, 7, 0];
  const padded = cells.map((cell, i) =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
  );
  return `| ${padded.join(' | ')} |`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function fine(value: number): string {
  return value >= 100 ? whole(value) : value.toFixed(value >= 10 ? 1 : 2);
}

function mib(bytes: number): string {
  return `${whole(bytes / 1024 / 1024)} MiB`;
}
