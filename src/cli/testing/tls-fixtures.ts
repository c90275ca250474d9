import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A CA, a server certificate for `localhost` and 127.0.0.1, and a client certificate; PEM. */
export interface TlsFixtures {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
  readonly client: { readonly cert: string; readonly key: string };
}

/** The certificates that all tests share. */
export function tlsFixtures(): TlsFixtures {
  const read = (name: string): string =>
    readFileSync(
      fileURLToPath(new URL(`../../../tests/support/tls/${name}`, import.meta.url)),
      'utf8',
    );
  return {
    ca: read('ca.crt'),
    server: { cert: read('server.crt'), key: read('server.key') },
    client: { cert: read('client.crt'), key: read('client.key') },
  };
}
