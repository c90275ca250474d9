import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProcess } from '../support/server-process.ts';
import { playNodeVault } from './node-vault.ts';

/** Unmodified clients of others, each against a fresh server of its own. `node tests/interop/run.ts [NAME…]` */

const sessions: Readonly<Record<string, (url: string) => Promise<void>>> = {
  'node-vault': playNodeVault,
};

const wanted = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const [name, play] of Object.entries(sessions)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    await withServer(play);
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}`);
    console.error(error);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** A production server, sealed and not initialised, in a folder that is removed afterwards. */
async function withServer(play: (url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-interop-'));
  const address = `127.0.0.1:${await freePort()}`;
  writeFileSync(
    join(folder, 'server.hcl'),
    `listener "tcp" {\n  address = "${address}"\n  tls_disable = true\n}\nstorage "sqlite" {\n  path = "store.db"\n}\n`,
  );
  const server = await startProcess(['server', '-config=server.hcl'], {
    cwd: folder,
    url: `http://${address}`,
  });
  try {
    await play(server.url);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
