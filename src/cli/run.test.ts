import { describe, expect, test } from 'vitest';
import { commands } from './command-registry.ts';
import { runCli } from './testing/fake-io.ts';
import { envelope, FakeServer } from './testing/fake-server.ts';

const denied = {
  status: 403,
  headers: { 'x-vault-request-id': 'req-1' },
  body: { errors: ['1 error occurred:\n\t* permission denied\n\n'] },
};

describe('finding the command', () => {
  test('an unknown command lists all on stderr and ends with 127', async () => {
    const outcome = await runCli(['raed', 'x']);

    expect(outcome).toMatchObject({ code: 127, stdout: '' });
    expect(outcome.stderr).toContain('Did you mean "read"?');
    expect(outcome.stderr).toContain('Commands:');
  });

  test('a group alone, or with an unknown word, shows its help on stderr and ends with 1', async () => {
    expect(await runCli(['token'])).toMatchObject({ code: 1, stdout: '' });
    const unknown = await runCli(['token', 'creat']);

    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('Did you mean "token create"?');
  });

  test('flags before the command end with 1', async () => {
    const outcome = await runCli(['-address=x', 'read', 'a']);

    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toContain('Flags go behind the command.');
  });

  test.each([
    [['read'], 'Not enough arguments (expected 1, got 0)'],
    [['list', 'a', 'b'], 'Too many arguments (expected 1, got 2)'],
  ])('%j is counted before anything is sent', async (argv, text) => {
    expect(await runCli(argv)).toMatchObject({ code: 1, stdout: '', stderr: `${text}\n` });
  });
});

describe('help', () => {
  test.each([
    [['token', 'create', '-h']],
    [['help', 'token', 'create']],
    [['token', 'create', 'help']],
    [['token', 'create', 'x', '--help']],
  ])('%j shows the command on stdout, examples first', async (argv) => {
    const { code, stdout, stderr } = await runCli(argv);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Create a token\.\n\nUsage: portcullis token create \[flags\]\n\nExamples:/,
    );
    expect(stdout.indexOf('Examples:')).toBeLessThan(stdout.indexOf('-explicit-max-ttl'));
    expect(stdout).toContain('VAULT_ADDR');
  });

  test('help behind -- is data', async () => {
    const { code } = await runCli(['read', '--', '-h'], {
      env: { VAULT_ADDR: 'http://127.0.0.1:1' },
    });

    expect(code).toBe(2);
  });

  test('every command has an example, and help no line beyond 80 columns', async () => {
    const tooWide: string[] = [];
    for (const { path } of commands) {
      const { stdout } = await runCli([...path.split(' '), '-help']);
      const prose = stdout.split('\n').filter((line) => line.startsWith('      '));
      tooWide.push(...prose.filter((line) => line.length > 80));
    }

    expect(tooWide).toEqual([]);
    expect(commands.filter(({ examples }) => examples.length === 0)).toEqual([]);
  });

  test('every command can be loaded', async () => {
    const loaded = await Promise.all(commands.map(async ({ load }) => typeof (await load())));

    expect(new Set(loaded)).toEqual(new Set(['function']));
  });

  test('-format=json gives help as data', async () => {
    const { stdout } = await runCli(['kv', '-help', '-format=json']);
    const document = JSON.parse(stdout) as { commands: { command: string }[] };

    expect(document.commands.map(({ command }) => command)).toContain('kv metadata get');
  });
});

describe('errors', () => {
  test('a refusal names act, request, status, one error per line, and what to do', async () => {
    await using server = await FakeServer.start({ 'GET /v1/secret/a': denied });

    const outcome = await server.run(['read', 'secret/a']);

    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain(
      `Error reading secret/a: Error making API request.\n\nURL: GET ${server.address}/v1/secret/a\nCode: 403. Errors:\n\n* 1 error occurred:\n\t* permission denied\n`,
    );
    expect(outcome.stderr).toContain('needs read on secret/a');
    expect(outcome.stderr).toContain('portcullis token capabilities secret/a');
    expect(outcome.stderr).toContain('Request id: req-1');
    expect(outcome.stderr).toContain('portcullis explain req-1');
  });

  test('without a token the advice is to log in', async () => {
    await using server = await FakeServer.start({ 'GET /v1/a': denied });

    const outcome = await server.run(['read', 'a'], { env: { VAULT_TOKEN: '' } });

    expect(outcome.stderr).toContain('portcullis login');
    expect(server.seen[0]?.headers['x-vault-token']).toBeUndefined();
  });

  test('a namespace that the answer names is shown, the root is not', async () => {
    const body = { errors: ['no'] };
    await using server = await FakeServer.start({
      'GET /v1/a': [
        { status: 400, headers: { 'x-vault-namespace': 'team-a/' }, body },
        { status: 400, headers: { 'x-vault-namespace': 'root' }, body },
      ],
    });

    expect((await server.run(['read', '-ns=/team-a', 'a'])).stderr).toContain(
      'Namespace: team-a/\n',
    );
    expect((await server.run(['read', 'a'])).stderr).not.toContain('Namespace:');
    expect(server.seen[0]?.headers['x-vault-namespace']).toBe('team-a/');
  });

  test('control codes of a server do not reach the terminal', async () => {
    const body = { errors: ['a\u001B]0;x\u0007b\n\t* c'] };
    await using server = await FakeServer.start({ 'GET /v1/a': { status: 400, body } });

    expect((await server.run(['read', 'a'])).stderr).toContain('* a\\x1b]0;x\\x07b\n\t* c\n');
  });

  test('a body that is no JSON is shown raw', async () => {
    await using server = await FakeServer.start({
      'GET /v1/a': { status: 502, body: 'Bad Gateway' },
    });

    expect((await server.run(['read', 'a'])).stderr).toContain(
      'Code: 502. Raw Message:\n\nBad Gateway\n',
    );
  });

  test('-errors=json is one document on stderr', async () => {
    await using server = await FakeServer.start({ 'GET /v1/a': denied });

    const { stderr, code } = await server.run(['read', '-errors=json', 'a']);

    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ status: 403, request_id: 'req-1' });
  });

  test('a refused connection names the address and the setting', async () => {
    const outcome = await runCli(['read', '-address=http://me:pw@127.0.0.1:1', 'a']);

    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('no answer from http://127.0.0.1:1');
    expect(outcome.stderr).toContain('VAULT_ADDR');
    expect(outcome.stderr).not.toContain('pw');
  });

  test('plain HTTP behind an https address is explained', async () => {
    await using server = await FakeServer.start({});

    const outcome = await server.run([
      'read',
      `-address=${server.address.replace('http', 'https')}`,
      'a',
    ]);

    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('use an http:// address');
  });

  test('an unknown format ends with 1 and names the nearest', async () => {
    const outcome = await runCli(['read', '-format=jsn', 'a']);

    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain('Did you mean json?');
  });

  test('raw is for read alone', async () => {
    expect(await runCli(['list', '-format=raw', 'a'])).toMatchObject({ code: 1 });
  });

  test('a token that cannot be sent is refused before sending', async () => {
    await using server = await FakeServer.start({});

    const outcome = await server.run(['read', 'a'], { env: { VAULT_TOKEN: 'bad\ntoken' } });

    expect(outcome.code).toBe(2);
    expect(outcome.stderr).not.toContain('bad');
    expect(server.seen).toEqual([]);
  });

  test('red only on a terminal without NO_COLOR, and never with documents', async () => {
    const red = '\u001B[31m';

    expect((await runCli(['read'], { isTerminal: true })).stderr).toContain(red);
    expect((await runCli(['read'])).stderr).not.toContain(red);
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }, { VAULT_CLI_NO_COLOR: 'x' }]) {
      expect((await runCli(['read'], { isTerminal: true, env })).stderr).not.toContain(red);
    }
    expect((await runCli(['read', '-format=json'], { isTerminal: true })).stderr).not.toContain(
      red,
    );
    expect((await runCli(['read', '-no-color'], { isTerminal: true })).stderr).not.toContain(red);
  });
});

describe('retries', () => {
  test('nothing is retried unless VAULT_MAX_RETRIES says so', async () => {
    const busy = { status: 503, body: { errors: ['busy'] } };
    await using server = await FakeServer.start({
      'GET /v1/a': [busy, busy, envelope({ data: { a: 'b' } })],
    });

    expect((await server.run(['read', 'a'])).code).toBe(2);
    const retried = await server.run(['read', 'a'], { env: { VAULT_MAX_RETRIES: '1' } });

    expect(retried).toMatchObject({ code: 0, sleeps: [1000] });
    expect(server.seen).toHaveLength(3);
  });

  test('501 and 4xx are final', async () => {
    await using server = await FakeServer.start({
      'GET /v1/a': { status: 501, body: { errors: [] } },
      'GET /v1/b': { status: 400, body: { errors: [] } },
    });

    await server.run(['read', 'a'], { env: { VAULT_MAX_RETRIES: '3' } });
    await server.run(['read', 'b'], { env: { VAULT_MAX_RETRIES: '3' } });

    expect(server.seen).toHaveLength(2);
  });
});
