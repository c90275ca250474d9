import {
  auditDeviceRecord,
  auditedHeaderRecord,
  type AuditSettings,
} from '../audit/device-entry.ts';
import { bindRecord } from '../storage/records.ts';
import type { Transaction } from '../storage/transaction.ts';
import { ROOT_NAMESPACE } from './mount-entry.ts';

/** Audit devices and audited headers as they are stored, by path and by name. */
export async function loadAuditSettings(transaction: Transaction): Promise<AuditSettings> {
  const devices = await bindRecord(transaction, ROOT_NAMESPACE, auditDeviceRecord).all();
  const headers = await bindRecord(transaction, ROOT_NAMESPACE, auditedHeaderRecord).all();
  return {
    devices: devices.map(({ record }) => record).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    headers: new Map(headers.map(({ name, record }) => [name, record])),
  };
}
