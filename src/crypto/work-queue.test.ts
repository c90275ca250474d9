import { describe, expect, test } from 'vitest';
import { QueueFullError, WorkQueue } from './work-queue.ts';

/** A job that ends when told to. */
function openJob(name: string, started: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const job = (): Promise<string> => {
    started.push(name);
    return promise;
  };
  return { job, finish: () => resolve(name), fail: () => reject(new Error(name)) };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

describe('a work queue', () => {
  test('runs so many at once, and the others in the order of their coming', async () => {
    const queue = new WorkQueue({ concurrent: 2, waiting: 10 });
    const started: string[] = [];
    const jobs = ['a', 'b', 'c', 'd'].map((name) => openJob(name, started));
    const outcomes = jobs.map(({ job }) => queue.run(job));

    await settle();
    expect(started).toEqual(['a', 'b']);
    jobs[1]?.finish();
    await settle();
    expect(started).toEqual(['a', 'b', 'c']);
    for (const { finish } of jobs) finish();

    expect(await Promise.all(outcomes)).toEqual(['a', 'b', 'c', 'd']);
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  test('refuses at once what would wait too long, and takes more later', async () => {
    const queue = new WorkQueue({ concurrent: 1, waiting: 1 });
    const started: string[] = [];
    const jobs = ['a', 'b', 'c'].map((name) => openJob(name, started));
    const [first, second] = jobs.slice(0, 2).map(({ job }) => queue.run(job));

    await expect(queue.run(async () => 'refused')).rejects.toThrow(QueueFullError);

    for (const { finish } of jobs) finish();
    await Promise.all([first, second]);
    expect(await queue.run(async () => 'taken')).toBe('taken');
    expect(started).toEqual(['a', 'b']);
  });

  test('gives the place of a failed job to the next', async () => {
    const queue = new WorkQueue({ concurrent: 1, waiting: 5 });
    const failing = openJob('a', []);
    const first = queue.run(failing.job);
    const second = queue.run(async () => 'b');

    failing.fail();

    await expect(first).rejects.toThrow('a');
    expect(await second).toBe('b');
  });

  test('gives the place of a job that throws before it begins to the next', async () => {
    const queue = new WorkQueue({ concurrent: 1, waiting: 0 });
    const thrower = (): Promise<never> => {
      throw new Error('early');
    };

    await expect(queue.run(thrower)).rejects.toThrow('early');
    expect(await queue.run(async () => 'b')).toBe('b');
  });

  test('tells how long jobs waited, what was refused, and what there is to do', async () => {
    const waits: number[] = [];
    let refusals = 0;
    const report = { noteWait: (ms: number) => waits.push(ms), noteRefusal: () => (refusals += 1) };
    const queue = new WorkQueue({ concurrent: 1, waiting: 1 }, report);
    const first = openJob('a', []);
    const running = queue.run(first.job);
    const waiting = queue.run(async () => 'b');
    await expect(queue.run(async () => 'c')).rejects.toThrow(QueueFullError);

    expect(queue.load).toEqual({ running: 1, waiting: 1 });
    first.finish();
    await Promise.all([running, waiting]);

    expect(queue.load).toEqual({ running: 0, waiting: 0 });
    expect([waits[0], waits.length, refusals]).toEqual([0, 2, 1]);
  });

  test('lets nobody overtake those who wait', async () => {
    const queue = new WorkQueue({ concurrent: 1, waiting: 5 });
    const started: string[] = [];
    const first = openJob('a', started);
    const running = queue.run(first.job);
    const waiting = queue.run(async () => started.push('b'));

    first.finish();
    const late = queue.run(async () => started.push('c'));
    await Promise.all([running, waiting, late]);

    expect(started).toEqual(['a', 'b', 'c']);
  });
});
