import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './testing/temporary-folder.ts';

const launcher = fileURLToPath(new URL('../../bin/portcullis', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function start(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ended> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** A checkout of its own: launcher, a program that shows its words, and perhaps a `node` on PATH. */
function checkout(program: 'src/cli/main.ts' | 'dist/cli/main.js'): string {
  const root = temporaryFolder('portcullis bin-');
  mkdirSync(join(root, 'bin'));
  mkdirSync(join(root, dirname(program)), { recursive: true });
  copyFileSync(launcher, join(root, 'bin/portcullis'));
  chmodSync(join(root, 'bin/portcullis'), 0o755);
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(root, program),
    'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 42;',
  );
  return root;
}

/** A PATH on which `node` is what the script says. */
function pathWith(root: string, script: string): NodeJS.ProcessEnv {
  const folder = join(root, 'path');
  mkdirSync(folder);
  writeFileSync(join(folder, 'node'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: `${folder}:/usr/bin:/bin` };
}

describe('bin/portcullis', () => {
  test.each(['src/cli/main.ts', 'dist/cli/main.js'] as const)(
    'runs %s by a symlink, hands over words and exit code untouched',
    async (program) => {
      const root = checkout(program);
      const link = join(root, 'link');
      symlinkSync('bin/portcullis', link);
      const env = pathWith(root, `exec '${process.execPath}' "$@"`);

      const { code, stdout } = await start(link, ['read', 'a b', '*', '', "it's"], env);

      expect(code).toBe(42);
      expect(JSON.parse(stdout)).toEqual(['read', 'a b', '*', '', "it's"]);
    },
  );

  test('an old node alone is refused with a message that says what to do', async () => {
    const root = checkout('src/cli/main.ts');

    const { code, stderr } = await start(
      join(root, 'bin/portcullis'),
      ['version'],
      pathWith(root, 'echo v20.19.0'),
    );

    expect(code).toBe(1);
    expect(stderr).toContain('needs Node.js 24 or newer; found 20.19.0');
    expect(stderr).toContain('npm ci');
  });

  test('the real program ends with the code of the command', async () => {
    const { code, stderr } = await start(launcher, ['raed']);

    expect(code).toBe(127);
    expect(stderr).toContain('Did you mean "read"?');
  });

  test('a reader that stops early is no failure', async () => {
    const command = `"${launcher}" server -help 2>&1 | true; "${launcher}" kv -help -format=json | head -c 1`;

    expect(await start('/bin/sh', ['-c', command])).toMatchObject({ code: 0, stderr: '' });
  });
});
