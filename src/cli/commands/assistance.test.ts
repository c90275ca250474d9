import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runCli } from '../testing/fake-io.ts';
import { envelope, FakeServer } from '../testing/fake-server.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const complete = async (...words: string[]): Promise<string[]> =>
  (await runCli(['__complete', '--', ...words])).stdout.split('\n').slice(0, -1);

describe('completion', () => {
  test('names commands, subcommands, flags and values of flags', async () => {
    expect(await complete('to')).toEqual(['token']);
    expect(await complete('token', 're')).toEqual(['renew', 'revoke']);
    expect(await complete('kv', 'metadata', '')).toEqual(['delete', 'get', 'patch', 'put']);
    expect(await complete('token', 'create', '-use')).toEqual(['-use-limit']);
    expect(await complete('token', 'create', '--use')).toEqual(['--use-limit']);
    expect(await complete('read', '-format=')).toEqual([
      '-format=json',
      '-format=raw',
      '-format=table',
      '-format=yaml',
    ]);
    expect(await complete('read', '-format', 'j')).toEqual(['json']);
    expect(await complete('read', '-tls-skip-verify=')).toEqual([
      '-tls-skip-verify=false',
      '-tls-skip-verify=true',
    ]);
  });

  test('hidden flags and commands stay hidden, and data has no candidates', async () => {
    expect(await complete('__')).toEqual([]);
    expect(await complete('read', '-ns')).toEqual([]);
    expect(await complete('read', 'secret/')).toEqual([]);
    expect(await complete('read', '--', '-f')).toEqual([]);
  });

  test.each(['bash', 'zsh', 'fish'])('%s has a script', async (shell) => {
    const { code, stdout } = await runCli(['completion', shell]);

    expect(code).toBe(0);
    expect(stdout).toContain('portcullis __complete --');
  });

  test('another shell ends with 1', async () => {
    expect(await runCli(['completion', 'tcsh'])).toMatchObject({ code: 1, stdout: '' });
  });

  test('the script of bash completes a line', async () => {
    const launcher = fileURLToPath(new URL('../../../bin/portcullis', import.meta.url));
    const { stdout: script } = await runCli(['completion', 'bash']);
    const lines = ['token re', 'read -format=j'].map(
      (line) =>
        `COMP_LINE="portcullis ${line}"; COMP_POINT=\${#COMP_LINE}; _portcullis; echo "\${COMPREPLY[*]}"`,
    );

    const shell = spawnSync(
      'bash',
      ['-c', [`portcullis() { "${launcher}" "$@"; }`, script, ...lines].join('\n')],
      {
        encoding: 'utf8',
      },
    );

    expect(shell.stdout.replaceAll(' ', '\n').trim().split('\n')).toEqual([
      'renew',
      'revoke',
      'json',
    ]);
  });
});

describe('doctor', () => {
  const unsealed = {
    'GET /v1/sys/seal-status': {
      headers: { date: 'Thu, 01 Jan 1970 00:00:05 GMT' },
      body: { sealed: false },
    },
  };
  const lookup = (data: object) => ({ 'GET /v1/auth/token/lookup-self': envelope({ data }) });

  test('finds nothing wrong and ends with 0', async () => {
    await using server = await FakeServer.start({
      ...unsealed,
      ...lookup({ ttl: 7200, expire_time: '1970-01-01T02:00:00Z' }),
    });

    const outcome = await server.run(['doctor']);

    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toBe(
      [
        '[ ok ] variables: none disagree',
        `[ ok ] token file: none at ${outcome.home}/.vault-token`,
        `[ ok ] server: ${server.address} answers`,
        '[ ok ] seal: unsealed',
        '[ ok ] clock: the same here and there',
        '[ ok ] token: valid for 2h',
        '',
      ].join('\n'),
    );
  });

  test('warns of variables that disagree, an open token file, an odd clock, and ends with 2', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, '.vault-token'), 't');
    chmodSync(join(home, '.vault-token'), 0o644);
    await using server = await FakeServer.start({
      'GET /v1/sys/seal-status': {
        headers: { date: 'Thu, 01 Jan 1970 01:00:00 GMT' },
        body: { sealed: false },
      },
      ...lookup({ ttl: 0, expire_time: null }),
    });

    const outcome = await server.run(['doctor', '-format=json'], {
      home,
      env: { BAO_TOKEN: 'other-token' },
    });
    const findings = JSON.parse(outcome.stdout) as { check: string; result: string }[];

    expect(outcome.code).toBe(2);
    expect(outcome.stdout).not.toContain('other-token');
    expect(findings.filter(({ result }) => result === 'warning').map(({ check }) => check)).toEqual(
      ['variables', 'token file', 'clock'],
    );
  });

  test('an unreachable server, and a refused token, are failures that end with 1', async () => {
    const gone = await runCli(['doctor'], { env: { VAULT_ADDR: 'http://127.0.0.1:1' } });
    await using server = await FakeServer.start({
      ...unsealed,
      'GET /v1/auth/token/lookup-self': { status: 403, body: { errors: ['permission denied'] } },
    });
    const refused = await server.run(['doctor']);

    expect(gone.code).toBe(1);
    expect(gone.stdout).toContain('[ failure ] server: not reached');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('[ failure ] token: not accepted');
  });

  test('a broken variable is a finding, not the end', async () => {
    const outcome = await runCli(['doctor'], { env: { VAULT_MAX_RETRIES: 'x' } });

    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain('[ failure ] settings: VAULT_MAX_RETRIES');
  });
});
