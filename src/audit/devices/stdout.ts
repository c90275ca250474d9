import { type AuditDevice, AuditDeviceError, MAX_WAITING_BYTES } from '../audit-device.ts';

/** What the device writes to: the standard output of the process. */
export interface OutputStream {
  readonly writableLength: number;
  write(text: string, done: (error?: Error | null) => void): unknown;
}

/** Writes to the standard output. */
export class StdoutDevice implements AuditDevice {
  readonly #stream: OutputStream;

  constructor(stream: OutputStream) {
    this.#stream = stream;
  }

  async write(line: string): Promise<void> {
    if (this.#stream.writableLength > MAX_WAITING_BYTES) {
      throw new AuditDeviceError('nobody reads the standard output');
    }
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(line, (error) => (error ? reject(error) : resolve()));
    });
  }

  reopen(): void {
    // the stream is not the device's own
  }

  async close(): Promise<void> {
    // others write to it too
  }
}

/** Takes every entry and keeps none. */
export class DiscardDevice implements AuditDevice {
  async write(): Promise<void> {
    // that is its purpose
  }

  reopen(): void {
    // nothing is open
  }

  async close(): Promise<void> {
    // nothing is open
  }
}
