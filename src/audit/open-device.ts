import type { Clock } from '../lib/time.ts';
import type { AuditDevice } from './audit-device.ts';
import type { DeviceSettings } from './device-options.ts';
import { FileDevice } from './devices/file.ts';
import { SocketDevice } from './devices/socket.ts';
import { DiscardDevice, StdoutDevice } from './devices/stdout.ts';
import { SyslogDevice } from './devices/syslog.ts';

/** Makes the live device of some settings. `folders`: where its files must lie; absent: anywhere. */
export type OpenDevice = (
  settings: DeviceSettings,
  folders: readonly string[] | undefined,
) => AuditDevice;

/** Devices of the machine. Nothing is opened before the first entry. */
export function openDevices(clock: Clock): OpenDevice {
  return ({ target, timeoutMs }, folders) => {
    switch (target.type) {
      case 'file':
        if (target.file_path === 'stdout') return new StdoutDevice(process.stdout);
        if (target.file_path === 'discard') return new DiscardDevice();
        return new FileDevice({
          path: target.file_path,
          mode: target.mode,
          clock,
          ...(folders && { folders }),
        });
      case 'socket':
        return new SocketDevice({ ...target, clock, timeoutMs });
      case 'syslog':
        return new SyslogDevice({ ...target, clock, timeoutMs });
    }
  };
}
