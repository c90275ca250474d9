import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultListenerConfig, type ListenerConfig } from '../config/listener.ts';
import type { RequestHandler } from '../core/request.ts';
import { randomUuid } from '../crypto/random.ts';
import type { HttpLog } from '../http/exchange.ts';
import { makeCertificate } from './make-certificate.ts';
import { seededRandom } from './seeded-random.ts';

/** How long requests in flight may take when a test server stops, in milliseconds. */
const STOP_GRACE_MS = 1000;

/** A socket of a test server. */
export interface OpenSocket {
  readonly url: string;
  /** PEM of what clients trust; empty without TLS. */
  readonly ca: string;
  close(): Promise<void>;
}

/** Listen on a free port of the loopback address. The code for it is loaded only now. */
export async function openSocket(
  handler: RequestHandler,
  options: { readonly tls: boolean; readonly log: HttpLog },
): Promise<OpenSocket> {
  const { startListener } = await import('../http/listener.ts');
  const random = seededRandom('request ids');
  const settings = options.tls ? withTls() : withoutTls;
  try {
    const listener = await startListener(settings.config, handler, {
      log: options.log,
      requestId: () => randomUuid(random),
    });
    return { url: listener.url, ca: settings.ca, close: () => listener.stop(STOP_GRACE_MS) };
  } finally {
    settings.removeFiles();
  }
}

interface SocketSettings {
  readonly ca: string;
  readonly config: ListenerConfig;
  removeFiles(): void;
}

const withoutTls: SocketSettings = {
  ca: '',
  config: { address: '127.0.0.1:0', ...defaultListenerConfig },
  removeFiles: () => undefined,
};

/** A listener reads its certificate from files; these are there only until it has. */
function withTls(): SocketSettings {
  const { certificate, key } = makeCertificate(seededRandom('serial numbers'));
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-test-'));
  const [cert_file, key_file] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  writeFileSync(cert_file, certificate);
  writeFileSync(key_file, key, { mode: 0o600 });
  const tls = {
    cert_file,
    key_file,
    require_and_verify_client_cert: false,
    min_version: 'tls12',
  } as const;
  return {
    ca: certificate,
    config: { ...withoutTls.config, tls },
    removeFiles: () => rmSync(folder, { recursive: true }),
  };
}
