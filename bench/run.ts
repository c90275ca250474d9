/**
 * Measure the built server: `npm run bench -- --help` is `bench/README.md`.
 *
 * Everything listens on 127.0.0.1, lies in a folder that is removed, and ends by itself. Nothing is asserted.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Arguments, readArguments } from './arguments.ts';
import { fileSystemOf, measureSyncs } from './limits/sync-rate.ts';
import { measureScenario } from './measure.ts';
import {
  describeGrowth,
  describeInterference,
  describeRun,
  describeTree,
  type Results,
  tableHead,
  tableLine,
} from './report.ts';
import { measureGrowth } from './scenarios/growth.ts';
import { scenarios } from './scenarios/index.ts';
import { measureDuringPasswordLogins } from './scenarios/interference.ts';
import { measureTree } from './scenarios/tree.ts';
import { createRunFolder, removeRunFolder, startWorld, type World } from './world.ts';

const root = join(import.meta.dirname, '..');

await main(readArguments(process.argv.slice(2)));

async function main(args: Arguments): Promise<void> {
  if (args.isToBeBuilt) {
    execFileSync(process.execPath, [join(root, 'scripts/build.ts')], { stdio: 'inherit' });
  }
  const folder = createRunFolder(args);
  try {
    const results = begin(args, folder);
    console.log(describeRun(results));
    console.log(tableHead());
    await measureLines(args, folder, results);
    console.log('');
    await measureOthers(args, folder, results);
    writeFileSync(
      join(import.meta.dirname, 'results.json'),
      `${JSON.stringify(results, null, 2)}\n`,
    );
  } finally {
    removeRunFolder(folder);
  }
}

function begin(args: Arguments, folder: string): Results {
  return {
    startedAt: new Date().toISOString(),
    node: process.version,
    cores: availableParallelism(),
    fileSystem: fileSystemOf(folder),
    seconds: args.seconds,
    rounds: args.rounds,
    syncs: measureSyncs(folder, Math.min(2, args.seconds)),
    lines: [],
    skipped: {},
  };
}

async function measureLines(args: Arguments, folder: string, results: Results): Promise<void> {
  for (const scenario of scenarios.filter(({ name }) => name.includes(args.only))) {
    await inWorld(args, folder, async (world) => {
      const lines = await measureScenario(world, scenario);
      if (typeof lines === 'string') {
        results.skipped[scenario.name] = lines;
        console.log(`| ${scenario.name} is left out: ${lines} |`);
        return;
      }
      for (const line of lines) console.log(tableLine(line));
      results.lines.push(...lines);
    });
  }
}

async function measureOthers(args: Arguments, folder: string, results: Results): Promise<void> {
  const isWanted = (name: string): boolean => name.includes(args.only);
  if (isWanted('lookup-during-logins')) {
    results.passwords = await inWorld(args, folder, measureDuringPasswordLogins);
    console.log(describeInterference('logins with passwords', results.passwords));
  }
  if (isWanted('tree')) {
    results.tree = await inWorld(args, folder, measureTree);
    console.log(describeTree(results.tree));
  }
  if (isWanted('growth')) {
    results.growth = await inWorld(args, folder, measureGrowth);
    console.log(describeGrowth(results.growth));
  }
}

async function inWorld<T>(
  args: Arguments,
  folder: string,
  act: (world: World) => Promise<T>,
): Promise<T> {
  const world = await startWorld(args, folder);
  try {
    return await act(world);
  } finally {
    await world.server.end('SIGTERM');
  }
}
