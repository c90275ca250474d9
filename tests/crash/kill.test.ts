import { cpus } from 'node:os';
import { expect, test } from 'vitest';
import { Lane } from './lane.ts';
import { seededNumbers } from './seeded-numbers.ts';

/** Kills in all; each costs about a second. */
const rounds = Number(process.env['CRASH_ROUNDS'] ?? (process.env['CI'] ? 300 : 30));
/** The seed of the moments: given again, a run is repeated as far as two processes can be. */
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);
const lanes = Math.min(2, cpus().length);

test(
  `a server killed in ${rounds} moments keeps what it acknowledged, by whole commits (seed ${seed})`,
  { timeout: 60_000 + rounds * 5000 },
  async () => {
    // settled, so that no lane leaves a server behind when another one fails
    const played = await Promise.allSettled(
      Array.from({ length: lanes }, (_, lane) =>
        new Lane(seededNumbers(seed + lane)).play(Math.ceil(rounds / lanes)),
      ),
    );
    const broken = played.filter((lane) => lane.status === 'rejected');
    const found = played.flatMap((lane) => (lane.status === 'fulfilled' ? [lane.value] : []));

    const sum = (of: 'things' | 'answers') => found.reduce((all, lane) => all + lane[of], 0);
    expect(broken).toEqual([]);
    expect(found.flatMap(({ faults }) => faults)).toEqual([]);
    expect(sum('things')).toBeGreaterThan(5 * rounds);
    expect(sum('answers')).toBeGreaterThan(20 * rounds);
  },
);
