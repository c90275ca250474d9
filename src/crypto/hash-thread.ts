/** One of the threads that hash passwords: nothing else waits for it. */
import { argon2Sync } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { compareSync } from 'bcryptjs';
import type { HashAnswer, HashQuestion } from './hash-threads.ts';

/**
 * What the system is asked for, from -20 to 19: a request that needs a millisecond shall not wait for hashes
 * that need fifty each, yet logins must go on while the server is busy.
 */
const NICENESS = 10;

yieldToOthers();

parentPort?.on('message', (question: HashQuestion) => {
  parentPort?.postMessage({ id: question.id, ...answer(question) } satisfies HashAnswer);
});

function answer({ work }: HashQuestion): Omit<HashAnswer, 'id'> {
  try {
    return {
      value:
        work.kind === 'bcrypt'
          ? compareSync(work.password, work.hash)
          : argon2Sync('argon2id', work.parameters),
    };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Linux gives each thread a priority of its own; elsewhere it stays as it is. */
function yieldToOthers(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), NICENESS);
  } catch {
    // no such link, or not allowed: hashes compete with requests
  }
}
