/**
 * The program that makes load, in a process of its own: prebuilt requests on raw sockets, one at a time on
 * each connection, and next to no work for an answer.
 */
import { connect, type Socket } from 'node:net';
import { serveWork } from '../child.ts';
import { AnswerFramer } from './answer-framer.ts';
import { Samples } from './samples.ts';
import type { LoadReport, LoadWork } from './load.ts';

const HOST = '127.0.0.1';
/** How long answers may take once the time is over, in milliseconds. */
const DRAIN_MS = 10_000;

serveWork(async (work: LoadWork, report) => report(await generate(work)));

class Run {
  readonly work: LoadWork;
  readonly samples = new Samples();
  readonly #statuses = new Map<number, number>();
  #next: number;
  #isCounting = false;
  #isOver = false;
  #startedAt = 0;
  #endedAt = 0;
  #cpuAtStart = process.cpuUsage();
  #cpuMicros = 0;

  constructor(work: LoadWork) {
    this.work = work;
    this.#next = work.from ?? 0;
  }

  /** The request to send next, if any. */
  next(): Uint8Array | undefined {
    if (this.#isOver) return undefined;
    const { requests, isOnce } = this.work;
    const request = requests[isOnce ? this.#next : this.#next % requests.length];
    this.#next += 1;
    if (!request) this.stop();
    return request;
  }

  answered(status: number, ms: number): void {
    if (!this.#isCounting) return;
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    this.samples.add(ms);
    if (this.samples.count >= this.work.most) this.stop();
  }

  /** From now on answers count. */
  begin(): void {
    if (this.#isOver) return;
    this.#isCounting = true;
    this.#startedAt = performance.now();
    this.#cpuAtStart = process.cpuUsage();
  }

  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#endedAt = performance.now();
    const { user, system } = process.cpuUsage(this.#cpuAtStart);
    this.#cpuMicros = user + system;
    this.#isCounting = false;
  }

  report(): LoadReport {
    const { count } = this.samples;
    const seconds = (this.#endedAt - this.#startedAt) / 1000;
    const isWhole = this.#startedAt > 0 && count > 0;
    return {
      count,
      statuses: Object.fromEntries(this.#statuses),
      perSecond: isWhole ? count / seconds : 0,
      ...this.samples.spread(),
      cpuMicros: isWhole ? this.#cpuMicros / count : 0,
      used: this.#next,
    };
  }
}

async function generate(work: LoadWork): Promise<LoadReport> {
  const run = new Run(work);
  const connections = Array.from({ length: work.connections }, () => drive(run, work.port));
  const warm = setTimeout(() => run.begin(), work.warmSeconds * 1000);
  const over = setTimeout(() => run.stop(), (work.warmSeconds + work.seconds) * 1000);
  const cut = setTimeout(
    () => process.exit(1),
    (work.warmSeconds + work.seconds) * 1000 + DRAIN_MS,
  );
  await Promise.all(connections);
  run.stop();
  for (const timer of [warm, over, cut]) clearTimeout(timer);
  return run.report();
}

/** One connection: the next request leaves when the answer to the last one is whole. */
function drive(run: Run, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let sentAt = 0;
  const framer = new AnswerFramer((status) => {
    run.answered(status, performance.now() - sentAt);
    send();
  });
  const socket: Socket = connect({
    host: HOST,
    port,
    noDelay: true,
    onread: {
      buffer: Buffer.allocUnsafe(64 * 1024),
      callback: (length, buffer) => {
        framer.feed((buffer as Buffer).subarray(0, length));
        return true;
      },
    },
  });
  const send = (): void => {
    const request = run.next();
    if (!request) {
      socket.destroy();
      resolve();
      return;
    }
    sentAt = performance.now();
    socket.write(request);
  };
  socket.once('connect', send);
  socket.once('error', reject);
  socket.once('end', () => reject(new Error('the server closed a connection')));
  return promise;
}
