import { ApiError } from '../errors/api-error.ts';
import { Metrics } from '../metrics/metrics.ts';
import { AuditMetrics } from './audit-metrics.ts';
import {
  type AuditDeviceDeclaration,
  type AuditDeviceEntry,
  type AuditSettings,
} from './device-entry.ts';
import { readDeviceOptions } from './device-options.ts';
import type { AuditEvent } from './entry.ts';
import { LiveDevice } from './live-device.ts';
import type { OpenDevice } from './open-device.ts';

/** What a broker is made from. */
export interface AuditBrokerParts {
  readonly open: OpenDevice;
  /** Devices of the configuration: there from the first request on, whatever the store says. */
  readonly configured?: readonly AuditDeviceDeclaration[];
  /** Folders in which devices made through the API may write; empty: none can be made. */
  readonly folders?: readonly string[];
  /** Absent: nobody asks. */
  readonly metrics?: Metrics;
  readonly log: (
    level: 'info' | 'error',
    message: string,
    details: Readonly<Record<string, unknown>>,
  ) => void;
}

/** The state of the store that devices follow from. */
export interface AuditState {
  readonly generation: number;
  readonly settings: AuditSettings;
  /** Salt of a device of the configuration, by its path: different in each store, the same on each node. */
  readonly saltOf: (path: string) => string;
}

/**
 * Sends each entry to all devices; at least one must record it.
 *
 * All devices that work are waited for, each for no longer than its own limit. One that fails is tried with
 * each entry, but waited for only where no other device has recorded the entry.
 */
export class AuditBroker {
  readonly #parts: AuditBrokerParts;
  #configured: readonly AuditDeviceDeclaration[];
  #devices: readonly LiveDevice[] = [];
  #state: AuditState | undefined;
  #isUnavailable = false;
  readonly #metrics: AuditMetrics;

  /** @throws ApiError when the configuration declares a device that cannot be */
  constructor(parts: AuditBrokerParts) {
    this.#parts = parts;
    const { metrics = new Metrics() } = parts;
    this.#metrics = new AuditMetrics(metrics);
    metrics.onCollect(() => this.#metrics.tellDevices(this.#devices));
    this.#configured = checked(parts.configured ?? []);
  }

  /** Without devices nothing is recorded, and nothing needs to be. */
  get hasDevices(): boolean {
    return this.#devices.length > 0;
  }

  get configured(): readonly AuditDeviceDeclaration[] {
    return this.#configured;
  }

  get folders(): readonly string[] {
    return this.#parts.folders ?? [];
  }

  /** Paths of the devices that do not work now. */
  get failing(): string[] {
    return this.#devices.filter(({ isFailing }) => isFailing).map(({ entry }) => entry.path);
  }

  /** Whether the last entry was recorded nowhere: requests are refused. */
  get isUnavailable(): boolean {
    return this.#isUnavailable;
  }

  /** Take over other devices from the configuration. @throws ApiError, and keeps those it has */
  configure(configured: readonly AuditDeviceDeclaration[]): void {
    this.#configured = checked(configured);
    if (this.#state) this.#apply(this.#state);
  }

  /** Follow what the store says; an older state than the last is ignored. */
  sync(state: AuditState): void {
    const known = this.#state;
    if (known && (known.generation > state.generation || known.settings === state.settings)) return;
    this.#state = state;
    this.#apply(state);
  }

  /** @throws ApiError `AUDIT_UNAVAILABLE` when no device has recorded it */
  async record(event: AuditEvent): Promise<void> {
    if (this.#devices.length === 0) return;
    const failing: Promise<boolean>[] = [];
    const working: Promise<boolean>[] = [];
    for (const device of this.#devices) {
      (device.isFailing ? failing : working).push(device.record(event));
    }
    const startedAt = performance.now();
    const isRecorded = (await Promise.all(working)).includes(true) || (await anyOf(failing));
    this.#noteAvailability(isRecorded);
    this.#metrics.note(event.type, { isRecorded, ms: performance.now() - startedAt });
    if (!isRecorded) throw new ApiError('AUDIT_UNAVAILABLE');
  }

  /**
   * Write one entry to a device that is not in use yet.
   *
   * @throws ApiError `AUDIT_TEST_FAILED`, and what its options are refused with
   */
  async test(entry: AuditDeviceEntry, event: AuditEvent): Promise<void> {
    let failure = '';
    const device = this.#create(entry, (_path, reason = '') => (failure = reason));
    try {
      if (await device.record(event)) return;
      throw new ApiError('AUDIT_TEST_FAILED', { values: { reason: failure } });
    } finally {
      await device.close().catch(() => undefined);
    }
  }

  /** Have all devices open what they write to anew. */
  reopen(): void {
    for (const device of this.#devices) device.reopen();
  }

  /** Finish what was begun. */
  async close(): Promise<void> {
    await Promise.all(this.#devices.map((device) => device.close()));
  }

  /** Devices that stay the same are kept, with what waits in them. */
  #apply({ settings, saltOf }: AuditState): void {
    const own = this.#configured.map((device) => ({ ...device, salt: saltOf(device.path) }));
    const taken = new Set(own.map(({ path }) => path));
    const wanted = [...own, ...settings.devices.filter(({ path }) => !taken.has(path))];
    const known = new Map(this.#devices.map((device) => [identityOf(device.entry), device]));
    const next = wanted.map(
      (entry) => known.get(identityOf(entry)) ?? this.#create(entry, this.#onChange),
    );
    const gone = this.#devices.filter((device) => !next.includes(device));
    this.#devices = next;
    for (const device of gone) void device.close().catch(() => undefined);
  }

  #create(
    entry: AuditDeviceEntry,
    onChange: (path: string, failure: string | undefined) => void,
  ): LiveDevice {
    const isConfigured = this.#configured.some(({ path }) => path === entry.path);
    const { open } = this.#parts;
    return new LiveDevice(entry, {
      open,
      onChange,
      onEntry: (path, outcome) => this.#metrics.noteDevice(path, outcome),
      folders: isConfigured ? undefined : this.folders,
    });
  }

  readonly #onChange = (path: string, reason: string | undefined): void => {
    if (reason === undefined) this.#parts.log('info', 'audit device works again', { device: path });
    else this.#parts.log('error', 'audit device fails', { device: path, reason });
  };

  #noteAvailability(isRecorded: boolean): void {
    if (this.#isUnavailable === !isRecorded) return;
    this.#isUnavailable = !isRecorded;
    const details = { failing: this.failing };
    if (isRecorded) this.#parts.log('info', 'audit is available again', details);
    else {
      this.#parts.log('error', 'audit unavailable: no device records, requests fail', details);
    }
  }
}

function checked(declared: readonly AuditDeviceDeclaration[]): readonly AuditDeviceDeclaration[] {
  for (const device of declared) readDeviceOptions(device);
  return declared;
}

function identityOf(entry: AuditDeviceEntry): string {
  return JSON.stringify([entry.path, entry.type, entry.salt, entry.options]);
}

/** Whether one of them is true, as soon as one is. */
function anyOf(outcomes: readonly Promise<boolean>[]): Promise<boolean> {
  const wins = outcomes.map(async (outcome) => {
    if (!(await outcome)) throw new Error('not recorded');
    return true;
  });
  return Promise.any(wins).catch(() => false);
}
