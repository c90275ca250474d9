/**
 * Measure how soon the test kit of the built package is ready: `node bench/test-kit.ts`, after `npm run build`.
 *
 * Cold is a process of its own: what it takes to load the kit, and then to start the first server. Warm are the
 * servers after it.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROUNDS = 20;
const entry = join(import.meta.dirname, '../dist/npm/dist/testing/index.js');

const program = `
const before = performance.now();
const { startTestServer } = await import(${JSON.stringify(pathToFileURL(entry).href)});
const loaded = performance.now();
const first = await startTestServer();
const started = performance.now();
const warm = [];
for (let round = 0; round < ${ROUNDS}; round += 1) {
  const began = performance.now();
  const server = await startTestServer();
  warm.push(performance.now() - began);
  await server.stop();
}
await first.stop();
warm.sort((a, b) => a - b);
console.log(JSON.stringify([loaded - before, started - loaded, warm[${ROUNDS / 2}]]));
`;

const rounds = Array.from({ length: ROUNDS }, () => {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as number[];
});
for (const [i, name] of ['load the kit', 'start, cold', 'start, warm'].entries()) {
  const times = rounds.map((round) => round[i] ?? 0).sort((a, b) => a - b);
  const [least = 0, median = 0] = [times[0], times[ROUNDS / 2]];
  console.log(`${name}: median ${median.toFixed(1)} ms, least ${least.toFixed(1)} ms`);
}
