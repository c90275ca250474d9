import { ApiError } from '../errors/api-error.ts';
import type { AnswerStream, StreamOutlet } from '../framework/operation.ts';
import { type Loggers, type LogView, singleLogger } from './loggers.ts';
import type { CoreParts } from './scope.ts';

/** Readers of the log at once: each has every line written for it. */
const MAX_MONITORS = 10;
/** How long one goes on; the token is asked for again by the next one, milliseconds. */
const MAX_AGE_MS = 3_600_000;
/** How soon one notices that it has gone on for long enough, milliseconds. */
const CHECK_MS = 2000;
/** Bytes that may wait for a slow reader; lines on top are left out and counted. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** What decides whether a monitor goes on. */
export interface MonitorBounds {
  /** Whether the server is still open. */
  isOpen(): boolean;
}

/** Those who read the log of this process along, over the API. */
export class LogMonitors {
  readonly #loggers: Loggers;
  readonly #ends = new Set<() => void>();

  constructor(loggers: Loggers) {
    this.#loggers = loggers;
  }

  /** @throws ApiError `MONITORS_TOO_MANY` */
  open(view: LogView, bounds: MonitorBounds): AnswerStream {
    if (this.#ends.size >= MAX_MONITORS) throw new ApiError('MONITORS_TOO_MANY');
    return { begin: (outlet) => this.#begin(view, { bounds, outlet }) };
  }

  /** Send all of them home, so that a server can stop. */
  endAll(): void {
    for (const end of this.#ends) end();
  }

  #begin(view: LogView, to: { bounds: MonitorBounds; outlet: StreamOutlet }): () => void {
    const { bounds, outlet } = to;
    if (this.#ends.size >= MAX_MONITORS) {
      // others who came at the same moment have begun first
      outlet.end();
      return () => undefined;
    }
    const unfollow = this.#loggers.follow(view, boundedSink(outlet));
    let checksLeft = MAX_AGE_MS / CHECK_MS;
    const timer = setInterval(() => {
      checksLeft -= 1;
      if (checksLeft <= 0 || !bounds.isOpen()) end();
    }, CHECK_MS).unref();
    const end = (): void => {
      if (!this.#ends.delete(end)) return;
      unfollow();
      clearInterval(timer);
      outlet.end();
    };
    this.#ends.add(end);
    return end;
  }
}

/** Leaves lines out while they are not read. */
function boundedSink(outlet: StreamOutlet): (line: string) => void {
  let dropped = 0;
  return (line) => {
    if (outlet.waitingBytes > MAX_WAITING_BYTES) {
      dropped += 1;
      return;
    }
    if (dropped > 0) outlet.write(`(${dropped} lines are missing: they were not read in time)\n`);
    dropped = 0;
    outlet.write(line);
  };
}

const monitorsByParts = new WeakMap<CoreParts, LogMonitors>();

/** The monitors of one process. */
export function monitorsOf(parts: CoreParts): LogMonitors {
  let monitors = monitorsByParts.get(parts);
  if (!monitors) {
    monitors = new LogMonitors(parts.loggers ?? singleLogger(parts.log));
    monitorsByParts.set(parts, monitors);
  }
  return monitors;
}
