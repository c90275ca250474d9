import { setTimeout as wait } from 'node:timers/promises';
import { countRows } from '../limits/written-rows.ts';
import { askApi } from '../server/api.ts';
import type { World } from '../world.ts';
import { type Interference, lookUps } from './interference.ts';

/** How the end of a tree of tokens goes. Milliseconds. */
export interface TreeReport {
  readonly tokens: number;
  readonly callMs: number;
  /** From the call until a child, asked for again and again, is refused. */
  readonly refusedMs: number;
  /** From the call until no row of the tree is left. */
  readonly freedMs: number;
  readonly lookups: Interference;
}

const FREED_MS = 30 * 60_000;
/** A row is here from the call until nothing of the tree is left. */
const JOBS = 'ns/root/token-revoked/';

/** Revoke the parent of many tokens while others look up theirs. */
export async function measureTree(world: World): Promise<TreeReport> {
  const { treeTokens } = world.args;
  const [parent = '', ...children] = await world.seed({
    count: treeTokens,
    policies: ['default'],
    isTree: true,
    tell: 21,
  });
  const child = children.at(-1) ?? '';
  const alone = await lookUps(world, world.args.seconds);
  const startedAt = performance.now();
  const since = (): number => performance.now() - startedAt;
  await world.ask('POST', 'auth/token/revoke', { token: parent });
  const callMs = since();
  await untilRefused(world, child);
  const refusedMs = since();
  const freed = { ms: 0 };
  const freeing = untilFreed(world).then(() => {
    freed.ms = since();
  });
  // the sweeper sets out some seconds after the call: this load runs until it is done
  let beside = await lookUps(world, world.args.seconds + 6);
  while (freed.ms === 0) beside = worse(beside, await lookUps(world, world.args.seconds));
  await freeing;
  const freedMs = freed.ms;
  const lookups = { alone, beside, othersPerSecond: (treeTokens * 1000) / freedMs };
  return { tokens: treeTokens, callMs, refusedMs, freedMs, lookups };
}

async function untilRefused(world: World, token: string): Promise<void> {
  const to = { method: 'GET', path: 'auth/token/lookup-self', token };
  while ((await askApi(world.server.url, to)).status !== 403);
}

async function untilFreed({ files }: World): Promise<void> {
  const givenUpAt = performance.now() + FREED_MS;
  while (countRows(files.database, JOBS) > 0) {
    if (performance.now() > givenUpAt) throw new Error('the tree is not freed');
    await wait(500);
  }
}

function worse<T extends { readonly p99: number }>(one: T, other: T): T {
  return other.p99 > one.p99 ? other : one;
}
