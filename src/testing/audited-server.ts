import type { AuditDevice } from '../audit/audit-device.ts';
import type { AuditDeviceDeclaration } from '../audit/device-entry.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** A device in memory that a test can break. */
export class MemoryDevice implements AuditDevice {
  lines: string[] = [];
  failure: 'error' | 'hang' | undefined;

  async write(line: string): Promise<void> {
    if (this.failure === 'hang') await new Promise<never>(() => undefined);
    if (this.failure === 'error') throw new Error('broken');
    this.lines.push(line);
  }

  reopen(): void {
    // nothing is open
  }

  async close(): Promise<void> {
    // nothing is open
  }

  get entries(): Record<string, never>[] {
    return this.lines.map((line) => JSON.parse(line) as Record<string, never>);
  }
}

/** A server whose audit devices are in memory. */
export interface Audited {
  readonly server: TestServer;
  readonly devices: readonly MemoryDevice[];
  readonly logged: string[];
  last(type?: string): Record<string, never>;
}

/** Start a server with a configured device for each set of options, at `d0/`, `d1/`. */
export async function startAudited(
  options: readonly Record<string, string>[] = [{}],
): Promise<Audited> {
  const devices = options.map(() => new MemoryDevice());
  const logged: string[] = [];
  const configured: AuditDeviceDeclaration[] = options.map((given, i) => ({
    path: `d${i}/`,
    type: 'file',
    description: '',
    local: false,
    options: { file_path: `${i}`, ...given },
  }));
  const open = ({ target }: { target: object }): AuditDevice =>
    ('file_path' in target ? devices[Number(target.file_path)] : undefined) ?? new MemoryDevice();
  const server = await startTestServer({
    audit: { configured, open, folders: ['/'] },
    log: (...line) => void logged.push(JSON.stringify(line)),
  });
  const last = (type?: string) =>
    devices[0]?.entries.findLast((entry) => type === undefined || entry['type'] === type) ?? {};
  return { server, devices, logged, last };
}

/** A value inside of a document, by the names on the way to it. */
export function at(value: unknown, ...names: string[]): string {
  let found = value;
  for (const name of names) found = (found as Record<string, unknown> | undefined)?.[name];
  return found as string;
}

/** Make the user `ann`. */
export async function withUser(audited: Audited): Promise<void> {
  await audited.server.given.user('ann', { password: 'correct-horse' });
}
