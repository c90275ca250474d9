import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startTestProcess } from '../support/server-process.ts';

/**
 * Play the recorded scenarios against a fresh development server.
 *
 *   node tests/conformance/run.ts FOLDER [NAME…]
 *
 * FOLDER has `run.mjs`, `scenarios/` and `golden/`; NAME is that of a scenario file, by default all that
 * this version means to pass.
 */

/** Scenario files whose operations are built. */
const playable = [
  '01-sys-auth',
  '02-token',
  '03-userpass',
  '04-approle',
  '05-policies-and-paths',
  '06-cubbyhole-wrapping-leases',
  '07-identity',
  '09-jwt',
  '10-kubernetes',
  '08-http-and-sys',
  '13-sys-operations',
  '14-kv',
];

const [folder = '', ...names] = process.argv.slice(2);
const server = await startTestProcess([
  'server',
  '-dev',
  '-dev-root-token-id=root',
  '-dev-no-store-token',
]);
try {
  const files = (names.length > 0 ? names : playable).map((name) =>
    join(folder, 'scenarios', `${name}.mjs`),
  );
  const exceptions = join(import.meta.dirname, 'exceptions.json');
  const runner = spawn(
    process.execPath,
    [
      join(folder, 'run.mjs'),
      '--addr',
      server.url,
      '--token',
      'root',
      '--except',
      exceptions,
      ...files,
    ],
    { stdio: 'inherit' },
  );
  const [code] = (await once(runner, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await server.stop();
}
