import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProcess } from '../support/server-process.ts';

/** Where a session finds its server. */
export interface Place {
  readonly url: string;
  /** What the client must end up speaking. */
  readonly protocol: 'HTTP/1.1' | 'HTTP/2.0';
  /** Certificate that the server's own is checked against; absent on plain HTTP. */
  readonly caFile?: string;
}

/** A way to reach the server. */
export interface Transport {
  readonly name: string;
  readonly hasTls: boolean;
  readonly protocol: Place['protocol'];
}

/** The ways in which a fault of one verb or one framing can hide from a test that knows only one. */
export const transports: readonly Transport[] = [
  { name: 'HTTP', hasTls: false, protocol: 'HTTP/1.1' },
  { name: 'TLS with HTTP/1.1', hasTls: true, protocol: 'HTTP/1.1' },
  { name: 'TLS with HTTP/2', hasTls: true, protocol: 'HTTP/2.0' },
];

const certificates = join(import.meta.dirname, '../support/tls');
const caFile = join(certificates, 'ca.crt');

/** The certificate of `caFile`, as text. */
export function readCa(): string {
  return readFileSync(caFile, 'utf8');
}

/** Play against a production server, sealed and not initialised, in a folder that is removed afterwards. */
export async function withServer(
  transport: Transport,
  play: (place: Place) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-interop-'));
  const address = `127.0.0.1:${await freePort()}`;
  writeFileSync(join(folder, 'server.hcl'), configuration(transport, address));
  const { hasTls, protocol } = transport;
  const url = `${hasTls ? 'https' : 'http'}://${address}`;
  const server = await startProcess(['server', '-config=server.hcl'], { cwd: folder, url });
  try {
    await play({ url, protocol, ...(hasTls ? { caFile } : {}) });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function configuration({ hasTls }: Transport, address: string): string {
  const tls = hasTls
    ? `tls_cert_file = "${certificates}/server.crt"\n  tls_key_file = "${certificates}/server.key"`
    : 'tls_disable = true';
  return `listener "tcp" {\n  address = "${address}"\n  ${tls}\n}\nstorage "sqlite" {\n  path = "store.db"\n}\n`;
}
