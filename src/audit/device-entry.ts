import { defineRecord } from '../framework/record.ts';

/** Kinds of devices. */
export const deviceTypes = ['file', 'socket', 'syslog'] as const;
export type DeviceType = (typeof deviceTypes)[number];

/** An audit device as it was declared, in the configuration or through the API. */
export interface AuditDeviceDeclaration {
  /** With a trailing `/`. */
  readonly path: string;
  readonly type: string;
  readonly description: string;
  readonly options: Readonly<Record<string, string>>;
  readonly local: boolean;
}

/** A device and the key of its hashes. */
export interface AuditDeviceEntry extends AuditDeviceDeclaration {
  /** Key of the HMAC, used as text. */
  readonly salt: string;
}

/** The record of a device that was made through the API, named by its path. */
export const auditDeviceRecord = defineRecord<AuditDeviceEntry>({
  collection: 'audit-device',
  version: 1,
  isConfiguration: true,
});

/** How a request header is recorded. */
export interface AuditedHeader {
  readonly hmac: boolean;
}

/** The record of an audited request header, named by its lower-case name. */
export const auditedHeaderRecord = defineRecord<AuditedHeader>({
  collection: 'audited-header',
  version: 1,
  isConfiguration: true,
});

/** What the store says of audit, as of one generation of the configuration. */
export interface AuditSettings {
  readonly devices: readonly AuditDeviceEntry[];
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, AuditedHeader>;
}

/** No devices, no headers. */
export const noAuditSettings: AuditSettings = { devices: [], headers: new Map() };
