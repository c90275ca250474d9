import { auditHash } from '../audit/redact.ts';
import {
  type AuditDeviceDeclaration,
  type AuditDeviceEntry,
  auditDeviceRecord,
  type AuditedHeader,
  auditedHeaderRecord,
} from '../audit/device-entry.ts';
import { readDeviceOptions } from '../audit/device-options.ts';
import type { AuditEvent } from '../audit/entry.ts';
import { assertBelow } from '../audit/file-folders.ts';
import { randomUuid } from '../crypto/random.ts';
import { ApiError } from '../errors/api-error.ts';
import { toRfc3339 } from '../lib/time.ts';
import { bindRecord, type Collection } from '../storage/records.ts';
import { ROOT_NAMESPACE } from './mount-entry.ts';
import type { Scope } from './scope.ts';

/** Audit devices and audited headers, for the system's endpoints. Changes are part of the request's commit. */
export class AuditService {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** All devices, those of the configuration included. */
  list(): AuditDeviceDeclaration[] {
    const { configured } = this.#scope.parts.audit;
    const own = new Set(configured.map(({ path }) => path));
    const { devices } = this.#scope.configuration.audit;
    return [...configured, ...devices.filter(({ path }) => !own.has(path))];
  }

  /**
   * Make a device, once it has recorded a first entry.
   *
   * @throws ApiError `AUDIT_PATH_IN_USE`, `AUDIT_TYPE_UNKNOWN`, `AUDIT_OPTION_INVALID`,
   *   `AUDIT_API_FORBIDDEN`, `AUDIT_PREFIX_FORBIDDEN`, `AUDIT_FILE_FORBIDDEN`, `AUDIT_TEST_FAILED`
   */
  async enable(device: AuditDeviceDeclaration): Promise<void> {
    const { path } = device;
    const isTaken = this.list().some(
      (other) => other.path.startsWith(path) || path.startsWith(other.path),
    );
    if (isTaken) throw new ApiError('AUDIT_PATH_IN_USE');
    const { skip_test, target } = readDeviceOptions(device);
    const { audit, random } = this.#scope.parts;
    if (audit.folders.length === 0) throw new ApiError('AUDIT_API_FORBIDDEN');
    if (device.options['prefix']) throw new ApiError('AUDIT_PREFIX_FORBIDDEN');
    const isStream =
      target.type !== 'file' || target.file_path === 'stdout' || target.file_path === 'discard';
    if (!isStream) await assertBelow(target.file_path, audit.folders);
    const salt = randomUuid(random);
    if (!skip_test) {
      const probe = { ...device, salt: randomUuid(random) };
      await this.#scope.once('audit-test', () => audit.test(probe, probeEvent(this.#scope.now)));
    }
    const { transaction, configuration } = this.#scope;
    await transaction.requireGeneration(configuration.generation);
    this.#devices.create(path, { ...device, salt });
  }

  /** @throws ApiError `AUDIT_CONFIGURED` */
  disable(path: string): void {
    const { audit } = this.#scope.parts;
    if (audit.configured.some((device) => device.path === path)) {
      throw new ApiError('AUDIT_CONFIGURED');
    }
    const { devices } = this.#scope.configuration.audit;
    if (devices.some((device) => device.path === path)) this.#devices.remove(path);
  }

  /** What a device writes for a value. @throws ApiError `AUDIT_DEVICE_UNKNOWN` */
  hash(path: string, input: string): string {
    const salt = this.#saltOf(path);
    if (salt === undefined) throw new ApiError('AUDIT_DEVICE_UNKNOWN', { values: { path } });
    return auditHash(salt, input);
  }

  /** Audited request headers by lower-case name. */
  get headers(): ReadonlyMap<string, AuditedHeader> {
    return this.#scope.configuration.audit.headers;
  }

  /** @param name - in any case */
  setHeader(name: string, header: AuditedHeader): void {
    this.#headers.put(name.toLowerCase(), header);
  }

  /** @param name - in any case */
  removeHeader(name: string): void {
    if (this.headers.has(name.toLowerCase())) this.#headers.remove(name.toLowerCase());
  }

  #saltOf(path: string): string | undefined {
    const { parts, configuration, transaction } = this.#scope;
    if (parts.audit.configured.some((device) => device.path === path)) {
      return configuredSalt(transaction.barrier, path);
    }
    return configuration.audit.devices.find((device) => device.path === path)?.salt;
  }

  get #devices(): Collection<AuditDeviceEntry> {
    return bindRecord(this.#scope.transaction, ROOT_NAMESPACE, auditDeviceRecord);
  }

  get #headers(): Collection<AuditedHeader> {
    return bindRecord(this.#scope.transaction, ROOT_NAMESPACE, auditedHeaderRecord);
  }
}

/** Salt of a device that the configuration declares: it follows from the store, so all nodes have the same. */
export function configuredSalt(
  barrier: { mac(purpose: string, text: string): Buffer },
  path: string,
): string {
  return barrier.mac('audit-salt', path).toString('hex');
}

/** The first entry of a device; tells nothing of anybody. */
function probeEvent(now: number): AuditEvent {
  return {
    type: 'request',
    time: toRfc3339(now),
    request: {
      id: '',
      operation: 'update',
      path: 'sys/audit/test',
      secretParts: [],
      client_token: '',
      client_token_accessor: '',
      data: {},
      rules: { secret: new Set(), clear: new Set() },
      remote_address: '',
      peer_address: '',
      wrap_ttl: 0,
      headers: [],
    },
  };
}
