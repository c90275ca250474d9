import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const auth = {
  client_token: 't1',
  accessor: 'acc',
  policies: ['default', 'dev'],
  token_policies: ['default', 'dev'],
  identity_policies: null,
  metadata: { username: 'alice' },
  lease_duration: 2_764_800,
  renewable: true,
  entity_id: 'e1',
  token_type: 'service',
  orphan: true,
  mfa_requirement: null,
  num_uses: 0,
};

const aliceLogin = { 'PUT /v1/auth/userpass/login/alice': envelope({ auth }) };
const noToken = { env: { VAULT_TOKEN: '' } };
const asAlice = ['login', '-method=userpass', 'username=alice'];

const stored = (home: string): string => readFileSync(join(home, '.vault-token'), 'utf8');

describe('userpass', () => {
  test('asks the password, sends no token, stores what it gets with mode 0600, shows the table', async () => {
    await using server = await FakeServer.start(aliceLogin);

    const outcome = await server.run(asAlice, { ...noToken, isTerminal: true, answers: ['pw'] });

    expect(outcome.questions).toEqual([{ text: 'Password (will be hidden): ', isHidden: true }]);
    expect(server.seen[0]?.body).toEqual({ password: 'pw' });
    expect(server.seen[0]?.headers['x-vault-token']).toBeUndefined();
    expect(stored(outcome.home)).toBe('t1');
    expect(statSync(join(outcome.home, '.vault-token')).mode & 0o777).toBe(0o600);
    expect(outcome.stdout).toMatch(/^Success! /);
    expect(outcome.stdout).toContain(
      [
        'Key                    Value',
        '---                    -----',
        'token                  t1',
        'token_accessor         acc',
        'token_duration         768h',
        'token_renewable        true',
        'token_policies         ["default" "dev"]',
        'identity_policies      []',
        'policies               ["default" "dev"]',
        'token_meta_username    alice',
        '',
      ].join('\n'),
    );
  });

  test('the stored token is the one of later commands', async () => {
    await using server = await FakeServer.start({
      ...aliceLogin,
      'GET /v1/auth/token/lookup-self': envelope({ data: { id: 't1' } }),
    });
    const { home } = await server.run([...asAlice, 'password=pw'], noToken);

    await server.run(['token', 'lookup'], { ...noToken, home });

    expect(server.seen[1]?.headers['x-vault-token']).toBe('t1');
  });

  test('mount= is the same as -path', async () => {
    await using server = await FakeServer.start({});

    await server.run([...asAlice, 'password=x', 'mount=staff']);
    await server.run(['login', '-method=userpass', '-path=staff', 'username=alice', 'password=x']);

    expect(server.lines).toEqual(Array(2).fill('PUT /v1/auth/staff/login/alice'));
  });

  test('without terminal and password it ends with 1 and names the field', async () => {
    await using server = await FakeServer.start(aliceLogin);

    const outcome = await server.run(asAlice, noToken);

    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain('password=');
    expect(server.seen).toEqual([]);
  });

  test('Ctrl-C at the prompt ends with 130', async () => {
    await using server = await FakeServer.start(aliceLogin);

    expect(await server.run(asAlice, { isTerminal: true })).toMatchObject({
      code: 130,
      stdout: '',
    });
  });

  test('a refused login ends with 2 and stores nothing', async () => {
    await using server = await FakeServer.start({
      'PUT /v1/auth/userpass/login/alice': {
        status: 400,
        body: { errors: ['invalid username or password'] },
      },
    });

    const outcome = await server.run([...asAlice, 'password=hunter2'], noToken);

    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('Error authenticating: Error making API request.');
    expect(outcome.stderr).not.toContain('hunter2');
    expect(readdirSync(outcome.home)).toEqual([]);
  });
});

describe('what is printed and kept', () => {
  test('-token-only prints the token bare and keeps nothing', async () => {
    await using server = await FakeServer.start(aliceLogin);

    const outcome = await server.run([...asAlice, '-token-only', 'password=x'], noToken);

    expect(outcome).toMatchObject({ code: 0, stdout: 't1', stderr: '' });
    expect(readdirSync(outcome.home)).toEqual([]);
  });

  test('-no-store notes it on stderr, -no-print prints nothing', async () => {
    await using server = await FakeServer.start(aliceLogin);

    const kept = await server.run([...asAlice, '-no-print', 'password=x'], noToken);
    const shown = await server.run([...asAlice, '-no-store', 'password=x'], noToken);

    expect(kept.stdout).toBe('');
    expect(stored(kept.home)).toBe('t1');
    expect(shown.stdout).toContain('t1');
    expect(shown.stderr).toContain('VAULT_TOKEN');
    expect(await server.run(['login', '-no-store', '-no-print', 'x'])).toMatchObject({ code: 1 });
  });

  test('VAULT_TOKEN in the environment is warned about', async () => {
    await using server = await FakeServer.start(aliceLogin);

    const { stderr } = await server.run([...asAlice, 'password=x']);

    expect(stderr).toContain('WARNING! VAULT_TOKEN');
  });

  test('a token that cannot be stored is shown, and the code is 2', async () => {
    await using server = await FakeServer.start(aliceLogin);

    const outcome = await server.run([...asAlice, 'password=x'], {
      env: { VAULT_TOKEN: '', VAULT_TOKEN_PATH: '/does/not/exist/token' },
    });

    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toContain('t1');
  });

  test('JSON holds the auth block in its order, and nothing else is on stdout', async () => {
    await using server = await FakeServer.start(aliceLogin);

    const { stdout } = await server.run([...asAlice, '-format=json', 'password=x'], noToken);
    const { auth: shown } = JSON.parse(stdout) as { auth: object };

    expect(Object.keys(shown).slice(0, 6)).toEqual([
      'client_token',
      'accessor',
      'policies',
      'token_policies',
      'identity_policies',
      'metadata',
    ]);
  });

  test('a wrapped login is unwrapped at once, by the wrapping token', async () => {
    await using server = await FakeServer.start({
      'PUT /v1/auth/userpass/login/alice': envelope({ wrap_info: { token: 'w1', ttl: 60 } }),
      'PUT /v1/sys/wrapping/unwrap': envelope({ auth }),
    });

    const outcome = await server.run([...asAlice, '-wrap-ttl=1m', 'password=x'], noToken);

    expect(stored(outcome.home)).toBe('t1');
    expect(server.seen[1]?.headers['x-vault-token']).toBe('w1');
    expect(server.seen[1]?.headers['x-vault-wrap-ttl']).toBeUndefined();
  });
});

describe('other methods', () => {
  const lookup = {
    'GET /v1/auth/token/lookup-self': envelope({
      data: { id: 't9', accessor: 'a9', policies: ['root'], meta: null, ttl: 0, renewable: false },
    }),
  };

  test.each([
    [['login', 't9'], {}],
    [['login', 'token=t9'], {}],
    [['login', '-'], { stdin: 't9\n' }],
    [['login'], { isTerminal: true, answers: ['t9'] }],
  ])('%j looks the token up and stores it', async (argv, surroundings) => {
    await using server = await FakeServer.start(lookup);

    const outcome = await server.run(argv, { ...noToken, ...surroundings });

    expect(outcome.code).toBe(0);
    expect(server.seen[0]?.headers['x-vault-token']).toBe('t9');
    expect(stored(outcome.home)).toBe('t9');
    expect(outcome.stdout).toContain('token_duration       ∞\n');
    expect(outcome.stdout).toContain('token_policies       ["root"]\n');
  });

  test('lookup=false stores a token unseen', async () => {
    await using server = await FakeServer.start({});

    const outcome = await server.run(['login', 'token=t9', 'lookup=false'], noToken);

    expect(stored(outcome.home)).toBe('t9');
    expect(server.seen).toEqual([]);
  });

  test('approle and jwt post their fields, those of files without the line end', async () => {
    const file = join(temporaryFolder(), 'credential');
    writeFileSync(file, 'secret-value\n');
    await using server = await FakeServer.start({});

    await server.run(['login', '-method=approle', 'role_id=r', `secret_id=@${file}`], noToken);
    await server.run(['login', '-method=jwt', '-path=gh', 'role=ci', `jwt=@${file}`], noToken);
    await server.run(['login', '-method=cert', 'name=web'], noToken);
    await server.run(['login', '-method=kubernetes', 'role=app', 'jwt=j'], noToken);

    expect(server.seen.map(({ line, body }) => [line, body])).toEqual([
      ['PUT /v1/auth/approle/login', { role_id: 'r', secret_id: 'secret-value' }],
      ['PUT /v1/auth/gh/login', { role: 'ci', jwt: 'secret-value' }],
      ['PUT /v1/auth/cert/login', { name: 'web' }],
      ['PUT /v1/auth/kubernetes/login', { role: 'app', jwt: 'j' }],
    ]);
  });

  test('ldap takes name and password from the environment', async () => {
    await using server = await FakeServer.start({});

    await server.run(['login', '-method=ldap'], {
      env: { VAULT_TOKEN: '', LOGNAME: 'carol', VAULT_LDAP_PASSWORD: 'pw' },
    });

    expect(server.seen[0]).toMatchObject({
      line: 'PUT /v1/auth/ldap/login/carol',
      body: { password: 'pw' },
    });
  });

  test('an unknown method ends with 1 and suggests', async () => {
    await using server = await FakeServer.start({});

    const outcome = await server.run(['login', '-method=userpas']);

    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain('Did you mean userpass?');
  });
});
