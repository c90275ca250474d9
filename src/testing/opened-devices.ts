import type { AuditDevice } from '../audit/audit-device.ts';
import { type OpenDevice, openDevices } from '../audit/open-device.ts';
import type { Clock } from '../lib/time.ts';

const opened = new Set<AuditDevice>();

/** Audit devices of a server under test; `closeTestDevices` closes them. */
export function openTestDevices(clock: Clock): OpenDevice {
  const open = openDevices(clock);
  return (settings, folders) => {
    const device = open(settings, folders);
    opened.add(device);
    return device;
  };
}

/** Close what servers under test left open: a file handle that is collected instead ends the process. */
export async function closeTestDevices(): Promise<void> {
  await Promise.all([...opened].map((device) => device.close()));
  opened.clear();
}
