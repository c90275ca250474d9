import type { BareCommits } from './limits/bare-commits.ts';
import type { FixedAnswer, PlainWork } from './limits/plain-handler.ts';
import {
  freshDatabase,
  type LimitReport,
  measureCommits,
  measurePasswords,
  measurePlainHandler,
  type ServedLoad,
  withCpu,
} from './limits/limits.ts';
import { lastWrittenRows } from './limits/written-rows.ts';
import { buildRequest, type LoadReport, type LoadWork, runLoad } from './load/load.ts';
import { median } from './load/samples.ts';
import type { Call, Prepared, Scenario } from './scenarios/scenario.ts';
import type { World } from './world.ts';

/** What the server is compared to; `committing` also verifies where there is a signature. */
export type LimitName = 'handler' | 'verify' | 'commits' | 'committing' | 'hashes';

/** One line of the table: medians of the rounds, but each ratio is the median of the rounds' ratios. */
export interface Line {
  readonly scenario: string;
  readonly connections: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time for one request, of the server and of the generator, in microseconds. */
  readonly serverCpuMicros: number;
  readonly generatorCpuMicros: number;
  /** Answers that were no success, of all rounds. */
  readonly failures: number;
  readonly limits: readonly LineLimit[];
}

/** A limit beside a line. */
export interface LineLimit extends Omit<LimitReport, 'max'> {
  readonly name: LimitName;
  /** The server's rate by that of the limit. */
  readonly ratio: number;
}

type Round = ServedLoad & { readonly limits: ReadonlyMap<LimitName, LimitReport> };

const MOST_ANSWERS = 4_000_000;

/** Measure a scenario: for each number of connections the server and its limits in turn. */
export async function measureScenario(
  world: World,
  scenario: Scenario,
): Promise<readonly Line[] | string> {
  const prepared = await scenario.prepare(world);
  if (typeof prepared === 'string') return prepared;
  // a first login makes an entity: the second call is like all that follow
  if (!prepared.isOnce) await firstAnswer(world, prepared);
  const answer = await firstAnswer(world, prepared);
  const rows = prepared.rows ?? (prepared.commits ? lastWrittenRows(world.files.database) : []);
  const requests = prepared.calls.map((call) => buildRequest(call.method, call.path, call));
  const lines: Line[] = [];
  let from = await makeReady(world, requests, prepared);
  for (const connections of world.args.connections) {
    const rounds: Round[] = [];
    for (let round = 0; round < world.args.rounds; round++) {
      const { seconds, warmSeconds } = world.args;
      const isOnce = prepared.isOnce === true;
      const load = { requests, connections, seconds, warmSeconds, most: MOST_ANSWERS };
      const { port, pid } = world.server;
      const report = await withCpu(pid, () => runLoad({ ...load, port, isOnce, from }), from);
      if (isOnce) from = report.used;
      const limits = await measureLimits(world, { prepared, answer, rows, load });
      rounds.push({ ...report, limits });
    }
    lines.push(toLine(scenario.name, connections, rounds));
  }
  return lines;
}

/** What the limits of one round are measured with. */
interface LimitWork {
  readonly prepared: Prepared;
  readonly answer: FixedAnswer;
  readonly rows: BareCommits['rows'];
  readonly load: Omit<LoadWork, 'port' | 'isOnce'>;
}

async function measureLimits(
  world: World,
  { prepared, answer, rows, load }: LimitWork,
): Promise<ReadonlyMap<LimitName, LimitReport>> {
  const { verifies, commits: kind, isOnce = false } = prepared;
  const { connections: callers, seconds, warmSeconds } = load;
  const handlerThat = (does: Partial<PlainWork>): Promise<LimitReport> =>
    measurePlainHandler({ ...answer, ...does }, { ...load, isOnce });
  const limits = new Map<LimitName, LimitReport>();
  limits.set('handler', await handlerThat({}));
  if (verifies) limits.set('verify', await handlerThat({ verifies }));
  if (kind) {
    const commits = { rows, kind, database: freshDatabase(world.folder) };
    limits.set(
      'commits',
      await measureCommits(world.folder, { rows, kind, callers, seconds, warmSeconds }),
    );
    limits.set('committing', await handlerThat({ commits, ...(verifies && { verifies }) }));
  }
  if (prepared.isHashing) limits.set('hashes', await measurePasswords({ callers, seconds }));
  return limits;
}

/** Load until the server is as fast as it gets. @returns the first request that was not used */
async function makeReady(
  { server, args }: World,
  requests: readonly Uint8Array[],
  prepared: Prepared,
): Promise<number> {
  const isOnce = prepared.isOnce === true;
  const { used } = await runLoad({
    port: server.port,
    requests,
    isOnce,
    from: 1,
    connections: 16,
    warmSeconds: 0,
    // what is limited by hashing is not limited by what gets faster
    seconds: prepared.isHashing ? 1 : args.readySeconds,
    most: MOST_ANSWERS,
  });
  return isOnce ? used : 1;
}

function toLine(scenario: string, connections: number, rounds: readonly Round[]): Line {
  const names = [...(rounds[0]?.limits.keys() ?? [])];
  return {
    scenario,
    connections,
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
    serverCpuMicros: cpuOf(rounds),
    generatorCpuMicros: median(rounds.map((round) => round.generatorMicros)),
    failures: rounds.reduce((sum, { statuses }) => sum + failuresOf(statuses), 0),
    limits: names.map((name) => toLineLimit(name, rounds)),
  };
}

function toLineLimit(name: LimitName, rounds: readonly Round[]): LineLimit {
  const reports = rounds.flatMap(({ limits }) => limits.get(name) ?? []);
  return {
    name,
    perSecond: median(reports.map(({ perSecond }) => perSecond)),
    p50: median(reports.map(({ p50 }) => p50)),
    p99: median(reports.map(({ p99 }) => p99)),
    cpuMicros: cpuOf(reports),
    ratio: median(
      rounds.map(({ perSecond, limits }) => perSecond / (limits.get(name)?.perSecond ?? Infinity)),
    ),
  };
}

function cpuOf(reports: readonly Pick<LimitReport, 'cpuMicros'>[]): number {
  return median(reports.map(({ cpuMicros }) => cpuMicros ?? 0));
}

function failuresOf(statuses: LoadReport['statuses']): number {
  return Object.entries(statuses)
    .filter(([status]) => !status.startsWith('2'))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** The answer to the first call, whose bytes the limit gives to every request. */
async function firstAnswer(world: World, { calls }: Prepared): Promise<FixedAnswer> {
  const [call] = calls;
  if (!call) throw new Error('a scenario has no calls');
  const response = await fetch(`${world.server.url}/v1/${call.path}`, requestInit(call));
  const body = await response.text();
  if (!response.ok) throw new Error(`${call.method} ${call.path}: ${response.status} ${body}`);
  const own = new Set(['connection', 'content-length', 'date', 'keep-alive']);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !own.has(name)));
  return { status: response.status, headers, body };
}

function requestInit({ method, token, body }: Call): RequestInit {
  return {
    method,
    headers: {
      ...(token === undefined ? {} : { 'X-Vault-Token': token }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}
