import { hostname } from 'node:os';
import { toRfc3339 } from '../../lib/time.ts';
import type { AuditDevice } from '../audit-device.ts';
import { SocketDevice, type SocketDeviceOptions } from './socket.ts';

/** RFC 5424 section 6.2.1: informational. */
const SEVERITY_INFO = 6;

/** Where a syslog device writes, and as whom. */
export interface SyslogDeviceOptions extends SocketDeviceOptions {
  /** Number of the facility, RFC 5424 section 6.2.1. */
  readonly facility: number;
  readonly tag: string;
}

/** Writes RFC 5424 messages to a stream, framed by line feeds (RFC 6587 section 3.4.2). */
export class SyslogDevice implements AuditDevice {
  readonly #options: SyslogDeviceOptions;
  readonly #socket: SocketDevice;

  constructor(options: SyslogDeviceOptions) {
    this.#options = options;
    this.#socket = new SocketDevice(options);
  }

  async write(line: string): Promise<void> {
    const { facility, tag, clock } = this.#options;
    const priority = facility * 8 + SEVERITY_INFO;
    const head = `<${priority}>1 ${toRfc3339(clock())} ${hostname() || '-'} ${tag} ${process.pid}`;
    await this.#socket.write(`${head} - - ${line}`);
  }

  reopen(): void {
    this.#socket.reopen();
  }

  close(): Promise<void> {
    return this.#socket.close();
  }
}
