import type { Counter, Histogram } from '../metrics/instruments.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { AuditEvent } from './entry.ts';
import type { LiveDevice } from './live-device.ts';

/** What became of an entry. */
export interface EntryOutcome {
  readonly isRecorded: boolean;
  readonly ms: number;
}

interface Instruments {
  readonly duration: Histogram;
  readonly failures: Counter;
}

/** What audit tells of its work; the instruments of all entries are looked up once. */
export class AuditMetrics {
  readonly #metrics: Metrics;
  readonly #byType: Readonly<Record<AuditEvent['type'], Instruments>>;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
    this.#byType = {
      request: {
        duration: metrics.histogram('audit.log_request').of(),
        failures: metrics.counter('audit.log_request_failure').of(),
      },
      response: {
        duration: metrics.histogram('audit.log_response').of(),
        failures: metrics.counter('audit.log_response_failure').of(),
      },
    };
  }

  /** An entry was recorded by all devices that work, or by none. */
  note(type: AuditEvent['type'], { isRecorded, ms }: EntryOutcome): void {
    const { duration, failures } = this.#byType[type];
    duration.observe(ms);
    if (!isRecorded) failures.add();
  }

  /** One device is done with an entry. */
  noteDevice(device: string, { isRecorded, ms }: EntryOutcome): void {
    const name = isRecorded ? 'audit.device.entries_total' : 'audit.device.failures_total';
    this.#metrics.counter(name).of(device).add();
    this.#metrics
      .histogram('audit.device.write_seconds')
      .of(device)
      .observe(ms / 1000);
  }

  /** Tell which devices there are, and which of them work. */
  tellDevices(devices: readonly LiveDevice[]): void {
    const family = this.#metrics.gauge('audit.device.up');
    family.clear();
    for (const { entry, isFailing } of devices) {
      family.of(entry.path).set(isFailing ? 0 : 1);
      // there from the start: a rate cannot be told of what appears
      this.#metrics.counter('audit.device.entries_total').of(entry.path);
      this.#metrics.counter('audit.device.failures_total').of(entry.path);
    }
  }
}
