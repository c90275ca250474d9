import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../support/command.ts';
import { freePort, type ServerProcess, startTestProcess } from '../support/server-process.ts';
import { builtEntry, builtPackage } from './built.ts';

/*
 * The package as somebody gets it who installs it: packed, in a project of its own, compiled against its types with
 * strict settings, run by each of the runtimes that this machine has.
 */

const repository = join(import.meta.dirname, '../..');
/** Where CI puts the runtimes that a machine does not have (`tests/support/install-runtimes.sh`). */
const runtimes = join(repository, 'dist/runtimes/node_modules/.bin');
const typescript = join(repository, 'node_modules/typescript/bin/tsc');

interface PackageFile {
  readonly [key: string]: unknown;
  readonly devDependencies: Readonly<Record<string, string>>;
}

let project: string;
let server: ServerProcess;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'portcullis-package-'));
  const { stdout } = await run('npm', ['pack', '--silent', builtPackage]);
  write('package.json', { private: true, type: 'module' });
  const types = `@types/node@${readPackage(repository).devDependencies['@types/node']}`;
  const options = ['--prefer-offline', '--fetch-retries=1', '--no-audit', '--no-fund', '--silent'];
  await run('npm', ['install', ...options, `./${stdout.trim()}`, types]);
  cpSync(join(import.meta.dirname, 'consumer'), project, { recursive: true });
  const args = ['server', '-dev', '-dev-root-token-id=root', '-dev-no-store-token'];
  server = await startTestProcess(args, { cwd: project, entry: builtEntry });
}, 240_000);

afterAll(async () => {
  await server?.stop();
  rmSync(project, { recursive: true, force: true });
});

/** Run a command in the project. @throws Error where it does not end well */
async function run(command: string, args: readonly string[]) {
  // npm finds its registry by the settings of whoever runs the test
  const env = command === 'npm' ? (process.env as Record<string, string>) : { HOME: project };
  const done = await runCommand(command, args, { cwd: project, env });
  if (done.code !== 0)
    throw new Error(`${command} ${args.join(' ')}:\n${done.stdout}${done.stderr}`);
  return done;
}

function write(name: string, content: unknown): void {
  writeFileSync(join(project, name), JSON.stringify(content));
}

function readPackage(folder: string): PackageFile {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;
}

/** The program of a runtime; undefined: it is not there, which is said. */
async function find(name: string): Promise<string | undefined> {
  if (name === 'node') return process.execPath;
  const env = { PATH: `${process.env['PATH'] ?? ''}:${runtimes}` };
  const found = await runCommand('sh', ['-c', `command -v ${name}`], { cwd: repository, env });
  if (found.code === 0) return found.stdout.trim();
  console.warn(`skipped: the client in ${name}, which is neither on PATH nor in dist/runtimes`);
  return undefined;
}

const expected = {
  password: 's3cret',
  absent: true,
  code: 'ACL_DENIED',
  attempts: 2,
  unused: 2,
};

describe('the packed package', () => {
  test('has no tools, no pinned Node, nothing that keeps it from being published', () => {
    const published = readPackage(builtPackage);

    for (const name of ['private', 'scripts', 'devDependencies', 'optionalDependencies']) {
      expect(published).not.toHaveProperty(name);
    }
    expect(published['exports']).toMatchObject({
      './client': { types: './dist/client/index.d.ts', default: './dist/client/index.js' },
      './testing': { types: './dist/testing/index.d.ts', default: './dist/testing/index.js' },
    });
  });

  test('compiles with the strictest settings, its own declarations checked too', async () => {
    const compilerOptions = {
      target: 'es2024',
      module: 'nodenext',
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      skipLibCheck: false,
      noEmit: true,
    };
    write('tsconfig.json', { compilerOptions, files: ['use-client.ts', 'use-kit.ts'] });

    const { stdout } = await run(process.execPath, [typescript, '-p', 'tsconfig.json']);

    expect(stdout).toBe('');
  });

  test.for([
    ['node', []],
    ['deno', ['run', '--quiet', '--allow-net', '--allow-env', '--node-modules-dir=manual']],
    ['bun', ['run']],
  ] as const)('serves a program in %s', async ([name, flags], { skip }) => {
    const command = (await find(name)) ?? skip(`no ${name}`);
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const args = [server.url, 'root', `machines-of-${name}`, nowhere];
    const { stdout } = await run(command, [...flags, 'use-client.ts', ...args]);

    expect(JSON.parse(stdout)).toMatchObject(expected);
  });

  test('has the test kit, which needs no socket', async () => {
    const { stdout } = await run(process.execPath, ['use-kit.ts']);

    expect(JSON.parse(stdout)).toEqual({ ttl: 3000 });
  });

  test('has the command', async () => {
    const { stdout } = await run('sh', ['node_modules/.bin/portcullis', 'version']);

    expect(stdout).toContain(String(readPackage(builtPackage)['version']));
  });
});
