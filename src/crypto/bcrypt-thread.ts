import { parentPort } from 'node:worker_threads';
import { compareSync } from 'bcryptjs';
import type { BcryptQuestion } from './bcrypt-verifier.ts';

// bcrypt in JavaScript costs tenths of a second of pure computing: here it holds up nobody
parentPort?.on('message', ({ id, password, hash }: BcryptQuestion) => {
  parentPort?.postMessage({ id, matches: compareSync(password, hash) });
});
