import { runChild } from '../child.ts';
import type { Spread } from './samples.ts';

/** What the generator is to do. */
export interface LoadWork {
  readonly port: number;
  /** Whole requests, as they go over the wire. */
  readonly requests: readonly Uint8Array[];
  /** Send each request once and stop after the last; else begin anew. */
  readonly isOnce: boolean;
  /** Index of the first request. */
  readonly from?: number;
  readonly connections: number;
  /** Before answers count. */
  readonly warmSeconds: number;
  readonly seconds: number;
  /** Answers after which it stops in any case. */
  readonly most: number;
}

/** What came of it; times in milliseconds. */
export interface LoadReport extends Spread {
  readonly count: number;
  readonly statuses: Readonly<Record<number, number>>;
  readonly perSecond: number;
  /** Processor time of the generator for one request, in microseconds. */
  readonly cpuMicros: number;
  /** Index behind the last request that was sent. */
  readonly used: number;
}

/** Make load in a process of its own. */
export function runLoad(work: LoadWork): Promise<LoadReport> {
  return runChild<LoadReport>('./load/generator.ts', work);
}

/** Make load on a server that is about to be killed; nothing comes of it. */
export async function runLostLoad(work: LoadWork): Promise<void> {
  await runChild('./load/generator.ts', work, 'ignore').catch(() => undefined);
}

/** A request as it goes over the wire. */
export function buildRequest(
  method: string,
  path: string,
  from: { token?: string; body?: object },
): Buffer {
  const body = from.body === undefined ? '' : JSON.stringify(from.body);
  const lines = [
    `${method} /v1/${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...(from.token === undefined ? [] : [`X-Vault-Token: ${from.token}`]),
    ...(body === ''
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
