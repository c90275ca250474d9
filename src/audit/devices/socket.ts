import { connect, type Socket } from 'node:net';
import type { Clock } from '../../lib/time.ts';
import { type AuditDevice, AuditDeviceError, MAX_WAITING_BYTES } from '../audit-device.ts';

/** Time between two attempts to reach a peer that does not answer, in milliseconds. */
const RETRY_INTERVAL_MS = 250;

/** Where a socket device writes. */
export interface SocketDeviceOptions {
  /** `host:port`, or the path of a Unix stream socket. */
  readonly address: string;
  readonly clock: Clock;
  /** Bounds an attempt to connect, milliseconds. */
  readonly timeoutMs: number;
}

/** Writes lines to a stream socket, connected at the first line and again whenever it was lost. */
export class SocketDevice implements AuditDevice {
  readonly #options: SocketDeviceOptions;
  #connected: Promise<Socket> | undefined;
  #failedAt = -Infinity;

  constructor(options: SocketDeviceOptions) {
    this.#options = options;
  }

  async write(line: string): Promise<void> {
    try {
      await this.#send(line);
    } catch (error) {
      if (error instanceof AuditDeviceError) throw error;
      this.reopen();
      await this.#send(line);
    }
  }

  reopen(): void {
    const connected = this.#connected;
    this.#connected = undefined;
    void connected?.then((socket) => socket.destroy()).catch(() => undefined);
  }

  async close(): Promise<void> {
    const connected = this.#connected;
    this.#connected = undefined;
    const socket = await connected?.catch(() => undefined);
    if (socket && !socket.destroyed) await endSocket(socket, this.#options.timeoutMs);
  }

  async #send(line: string): Promise<void> {
    const socket = await this.#current();
    if (socket.writableLength > MAX_WAITING_BYTES) {
      throw new AuditDeviceError('the peer does not read');
    }
    await new Promise<void>((resolve, reject) => {
      socket.write(line, (error) => (error ? reject(error) : resolve()));
    });
  }

  async #current(): Promise<Socket> {
    const connected = (this.#connected ??= this.#connect());
    const forget = (): void => {
      if (this.#connected === connected) this.#connected = undefined;
    };
    try {
      const socket = await connected;
      // the peer never speaks: the end of its side is the end of the connection
      if (socket.readableEnded || socket.destroyed) throw new Error('the connection was lost');
      return socket;
    } catch (error) {
      forget();
      throw error;
    }
  }

  async #connect(): Promise<Socket> {
    const { clock, timeoutMs, address } = this.#options;
    if (Math.abs(clock() - this.#failedAt) < RETRY_INTERVAL_MS) {
      throw new AuditDeviceError('the peer could not be reached a moment ago');
    }
    try {
      const socket = await openSocket(address, timeoutMs);
      const destroy = (): void => void socket.destroy();
      socket.once('end', destroy).on('error', destroy).resume();
      return socket;
    } catch (cause) {
      this.#failedAt = clock();
      throw new AuditDeviceError('the peer cannot be reached', { cause });
    }
  }
}

function openSocket(address: string, timeoutMs: number): Promise<Socket> {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? [];
  const socket = address.startsWith('/')
    ? connect(address)
    : connect({ host: host.replace(/^\[|\]$/g, ''), port: Number(port) });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => socket.destroy(new Error('connecting took too long')),
      timeoutMs,
    );
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.unref();
      resolve(socket);
    });
  });
}

/** Send what waits, then close; a peer that does not read is left. */
async function endSocket(socket: Socket, timeoutMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => socket.destroy(), timeoutMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.end(() => socket.destroy());
  });
}
