/**
 * The thread that writes: it opens the file, then applies what is posted to it in groups.
 *
 * While one transaction is being synced the next commits gather in the port; all of them become the
 * next transaction, so that one sync serves as many as are waiting.
 */
import type { DatabaseSync } from 'node:sqlite';
import {
  parentPort,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from 'node:worker_threads';
import { systemRandom } from '../../crypto/random.ts';
import type { Commit } from '../store.ts';
import { CommitApplier } from './commit-applier.ts';
import { checkpoint, openWriteConnection, type WriteConnectionOptions } from './connection.ts';
import { toStoreError } from './to-store-error.ts';
import {
  unpackCommits,
  type WriterFailure,
  type WriterReply,
  type WriterRequest,
} from './writer-messages.ts';

/** Commits after which a group is closed, so that the first of it does not wait for ever. */
const MAX_GROUP = 1024;

if (parentPort) start(parentPort, workerData as WriteConnectionOptions);

function start(port: MessagePort, options: WriteConnectionOptions): void {
  const reply = (message: WriterReply): void => port.postMessage(message);
  try {
    const db = openWriteConnection(options);
    const applier = new CommitApplier(db);
    port.on('message', (first: WriterRequest) => {
      const { commits, isClosing } = gather(port, first);
      if (commits.length > 0) reply(applyGroup(applier, commits));
      if (isClosing) finish(port, db, reply);
    });
    reply({ kind: 'ready' });
  } catch (error) {
    reply({ kind: 'refused', failure: toFailure(error) });
    port.close();
  }
}

/** All that waits in the port, up to the bound of a group or to the request to close. */
function gather(
  port: MessagePort,
  first: WriterRequest,
): { commits: Commit[]; isClosing: boolean } {
  const commits: Commit[] = [];
  let request: WriterRequest | undefined = first;
  while (request !== undefined) {
    if (request === 'close') return { commits, isClosing: true };
    for (const commit of unpackCommits(request, systemRandom)) commits.push(commit);
    if (commits.length >= MAX_GROUP) break;
    request = receiveMessageOnPort(port)?.message as WriterRequest | undefined;
  }
  return { commits, isClosing: false };
}

function applyGroup(applier: CommitApplier, commits: readonly Commit[]): WriterReply {
  try {
    return { kind: 'applied', outcomes: applier.apply(commits), syncMs: applier.syncMs };
  } catch (error) {
    return { kind: 'failed', count: commits.length, failure: toFailure(error) };
  }
}

function finish(port: MessagePort, db: DatabaseSync, reply: (message: WriterReply) => void): void {
  try {
    checkpoint(db);
    db.close();
  } catch (error) {
    reply({ kind: 'unclosed', failure: toFailure(error) });
  }
  port.close();
}

function toFailure(error: unknown): WriterFailure {
  const { code, message } = toStoreError(error);
  return { code, message };
}
