import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { buildRequest, runLoad, runLostLoad } from '../load/load.ts';
import { median } from '../load/samples.ts';
import { startBuiltServer } from '../server/built-server.ts';
import { residentBytes } from '../server/process-usage.ts';
import type { World } from '../world.ts';

/** What a start costs and what is held in memory afterwards; medians. */
export interface StartReport {
  readonly startMs: number;
  /** After the start, and after some thousand look-ups. */
  readonly residentBytes: number;
  readonly residentBytesInUse: number;
}

/** Starts with few tokens and with many. */
export interface GrowthReport {
  readonly liveTokens: number;
  readonly storeBytes: number;
  readonly seedSeconds: number;
  readonly empty: StartReport;
  readonly full: StartReport;
  /** The first start after the process was killed while it wrote. */
  readonly afterKill: StartReport;
}

const STARTS = 5;
const LOOKUPS = 20_000;

/** Start-up and memory with next to nothing in the store and with many live tokens. Ends the server. */
export async function measureGrowth(world: World): Promise<GrowthReport> {
  const { liveTokens } = world.args;
  const [token = ''] = await world.seed({
    count: 1,
    policies: ['default'],
    isTree: false,
    tell: 1,
  });
  await world.server.end('SIGTERM');
  const empty = await measureStarts(world, token);
  const startedAt = performance.now();
  await world.seed({ count: liveTokens, policies: ['default'], isTree: false, tell: 0 });
  const seedSeconds = (performance.now() - startedAt) / 1000;
  const full = await measureStarts(world, token);
  const afterKill = await measureAfterKill(world, token);
  const storeBytes = statSync(world.files.database).size;
  return { liveTokens, storeBytes, seedSeconds, empty, full, afterKill };
}

async function measureStarts(world: World, token: string): Promise<StartReport> {
  const reports: StartReport[] = [];
  for (let i = 0; i < STARTS; i++) reports.push(await measureStart(world, token));
  return middle(reports);
}

/** Each start comes after a process that was killed in the middle of its writes. */
async function measureAfterKill(world: World, token: string): Promise<StartReport> {
  const reports: StartReport[] = [];
  for (let i = 0; i < STARTS; i++) {
    const server = await startBuiltServer(world.args.program, world.files);
    const body = { policies: ['default'], ttl: '1h' };
    const path = 'auth/token/create';
    const load = runLostLoad({
      port: server.port,
      requests: [buildRequest('POST', path, { token: world.rootToken, body })],
      isOnce: false,
      connections: 16,
      warmSeconds: 0,
      seconds: 10,
      most: 1_000_000,
    });
    await wait(1500);
    await server.end('SIGKILL');
    await load;
    reports.push(await measureStart(world, token));
  }
  return middle(reports);
}

async function measureStart(world: World, token: string): Promise<StartReport> {
  const server = await startBuiltServer(world.args.program, world.files);
  const atStart = residentBytes(server.pid);
  await runLoad({
    port: server.port,
    requests: [buildRequest('GET', 'auth/token/lookup-self', { token })],
    isOnce: false,
    connections: 16,
    warmSeconds: 0,
    seconds: 20,
    most: LOOKUPS,
  });
  const inUse = residentBytes(server.pid);
  await server.end('SIGTERM');
  return { startMs: server.startMs, residentBytes: atStart, residentBytesInUse: inUse };
}

function middle(reports: readonly StartReport[]): StartReport {
  return {
    startMs: median(reports.map(({ startMs }) => startMs)),
    residentBytes: median(reports.map((report) => report.residentBytes)),
    residentBytesInUse: median(reports.map((report) => report.residentBytesInUse)),
  };
}
