import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from './testing/fake-io.ts';
import { FakeServer } from './testing/fake-server.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const newHome = (): string => temporaryFolder();
const login = ['login', 'token=t1', 'lookup=false'];

describe('the token file', () => {
  test('is trimmed when read; a missing one means no token', async () => {
    const home = newHome();
    expect((await runCli(['print', 'token'], { home })).stdout).toBe('\n');

    writeFileSync(join(home, '.vault-token'), ' t0\n');

    expect((await runCli(['print', 'token'], { home })).stdout).toBe('t0\n');
  });

  test('replaces a file with wide mode by a private one, and leaves nothing beside it', async () => {
    const home = newHome();
    const path = join(home, '.vault-token');
    writeFileSync(path, 'old');
    chmodSync(path, 0o644);
    await using server = await FakeServer.start({});

    await server.run(login, { home });

    expect(readFileSync(path, 'utf8')).toBe('t1');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(home)).toEqual(['.vault-token']);
  });

  test('many logins at once leave one whole token', async () => {
    const home = newHome();
    await using server = await FakeServer.start({});

    const tokens = Array.from({ length: 8 }, (_, at) => `token-${at}-${'x'.repeat(2000)}`);
    await Promise.all(
      tokens.map((token) => server.run(['login', `token=${token}`, 'lookup=false'], { home })),
    );

    expect(tokens).toContain(readFileSync(join(home, '.vault-token'), 'utf8'));
  });
});

describe('an external helper', () => {
  function withHelper(script: string): string {
    const home = newHome();
    const program = join(home, 'helper.sh');
    writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    writeFileSync(join(home, '.vault'), `# mine\ntoken_helper = "${program}"\n`);
    return home;
  }

  test('gets and stores, by stdin, and learns the address', async () => {
    const home = withHelper(
      'dir=$(dirname "$0")\ncase $1 in get) cat "$dir/kept";; store) { cat; echo "@$VAULT_ADDR"; } > "$dir/kept";; esac',
    );
    await using server = await FakeServer.start({});

    await server.run(login, { home });

    expect(readFileSync(join(home, 'kept'), 'utf8')).toBe(`t1@${server.address}\n`);
    expect((await runCli(['print', 'token'], { home })).stdout).toBe(`t1@${server.address}\n`);
    expect(readdirSync(home)).not.toContain('.vault-token');
  });

  test('a failing one ends with 1 and says what it said', async () => {
    const home = withHelper('echo no keyring >&2; exit 3');

    const outcome = await runCli(['print', 'token'], { home });

    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain('no keyring');
  });

  test.each(['token_helper = "relative"', 'other = "x"'])(
    '%s in the configuration is refused',
    async (text) => {
      const home = newHome();
      writeFileSync(join(home, '.bao'), text);

      expect((await runCli(['print', 'token'], { home })).code).toBe(1);
    },
  );
});
