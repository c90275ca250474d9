import { setTimeout as startTimer, clearTimeout } from 'node:timers';
import type { AuditDevice } from './audit-device.ts';
import { AuditDeviceError } from './audit-device.ts';
import type { AuditDeviceEntry } from './device-entry.ts';
import { type DeviceSettings, readDeviceOptions } from './device-options.ts';
import { type AuditEvent, writeEntry } from './entry.ts';
import type { OpenDevice } from './open-device.ts';
import { createRedactor, type Redactor } from './redact.ts';

/** What a device needs of its surroundings. */
export interface LiveDeviceParts {
  readonly open: OpenDevice;
  /** Where its files must lie; absent: anywhere. */
  readonly folders?: readonly string[] | undefined;
  /** Told when the device begins to fail, with a reason that holds nothing of an entry, and when it works again. */
  readonly onChange: (path: string, failure: string | undefined) => void;
  /** Told of each entry: whether it was recorded, and how many milliseconds that took. */
  readonly onEntry?: (path: string, outcome: { isRecorded: boolean; ms: number }) => void;
}

/** A device in use: formats entries in its own way, and knows whether it works. */
export class LiveDevice {
  readonly entry: AuditDeviceEntry;
  readonly #settings: DeviceSettings;
  readonly #device: AuditDevice;
  readonly #redactor: Redactor;
  readonly #parts: LiveDeviceParts;
  #isFailing = false;

  /** @throws ApiError what `readDeviceOptions` throws */
  constructor(entry: AuditDeviceEntry, parts: LiveDeviceParts) {
    this.entry = entry;
    this.#settings = readDeviceOptions(entry);
    this.#device = parts.open(this.#settings, parts.folders);
    this.#redactor = createRedactor(entry.salt, this.#settings.format);
    this.#parts = parts;
  }

  /** Whether the last entry that was settled is not recorded. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  /** @returns whether the entry is recorded, within the time limit of the device */
  async record(event: AuditEvent): Promise<boolean> {
    const startedAt = performance.now();
    let isRecorded = false;
    try {
      const line = writeEntry(event, this.#redactor, this.#settings.format);
      await within(this.#settings.timeoutMs, this.#device.write(line));
      isRecorded = true;
      this.#note(undefined);
    } catch (error) {
      this.#note(describeFailure(error));
    }
    this.#parts.onEntry?.(this.entry.path, { isRecorded, ms: performance.now() - startedAt });
    return isRecorded;
  }

  reopen(): void {
    this.#device.reopen();
  }

  close(): Promise<void> {
    return this.#device.close();
  }

  #note(failure: string | undefined): void {
    const isFailing = failure !== undefined;
    if (isFailing === this.#isFailing) return;
    this.#isFailing = isFailing;
    this.#parts.onChange(this.entry.path, failure);
  }
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = startTimer(() => reject(new AuditDeviceError('the device took too long')), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** For the log: the code of the system, or our own words. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
