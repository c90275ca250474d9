import { describe, expect, test } from 'vitest';
import { runCli } from '../testing/fake-io.ts';
import { envelope, FakeServer, type Canned } from '../testing/fake-server.ts';

const status = (members: object): Canned => ({
  body: {
    type: 'shamir',
    initialized: true,
    sealed: false,
    t: 3,
    n: 5,
    progress: 0,
    nonce: '',
    recovery_seal: false,
    version: '1.0.0',
    build_date: '2026-11-01T00:00:00Z',
    migration: false,
    storage_type: 'sqlite',
    ...members,
  },
});

const alone = { 'GET /v1/sys/leader': { body: { ha_enabled: false } } };

describe('status', () => {
  test('tells the date of the version once, where the server tells it by two names', async () => {
    const date = '2026-11-01T00:00:00Z';
    await using server = await FakeServer.start({
      ...alone,
      'GET /v1/sys/seal-status': status({ build_date: date, commit_date: date }),
    });

    const { stdout } = await server.run(['status']);

    expect(stdout.split('\n').filter((line) => line.includes(date))).toEqual([
      `Commit Date     ${date}`,
    ]);
  });

  test('unsealed ends with 0', async () => {
    await using server = await FakeServer.start({
      ...alone,
      'GET /v1/sys/seal-status': status({}),
    });

    const outcome = await server.run(['status', '-ns=team']);

    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(server.seen[0]?.headers['x-vault-namespace']).toBeUndefined();
    expect(outcome.stdout).toBe(
      [
        'Key             Value',
        '---             -----',
        'Seal Type       shamir',
        'Initialized     true',
        'Sealed          false',
        'Total Shares    5',
        'Threshold       3',
        'Version         1.0.0',
        'Build Date      2026-11-01T00:00:00Z',
        'Storage Type    sqlite',
        'HA Enabled      false',
        '',
      ].join('\n'),
    );
  });

  test('sealed is printed, and ends with 2, in every format', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/leader': { status: 503, body: { errors: ['Vault is sealed'] } },
      'GET /v1/sys/seal-status': status({ sealed: true, progress: 1, nonce: 'n1' }),
    });

    const table = await server.run(['status']);
    const json = await server.run(['status', '-format=json']);

    expect(table.code).toBe(2);
    expect(table.stdout).toContain('Unseal Progress    1/3\nUnseal Nonce       n1\n');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({ sealed: true, ha_enabled: true, t: 3 });
  });

  test('an unreachable server ends with 1, never 2', async () => {
    const outcome = await runCli(['status'], { env: { VAULT_ADDR: 'http://127.0.0.1:1' } });

    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toContain('Error checking seal status');
  });

  test('an error keeps its facts in -errors=json', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/seal-status': { status: 500, body: { errors: ['boom'] } },
    });

    const outcome = await server.run(['status', '-errors=json']);

    expect(outcome.code).toBe(1);
    expect(JSON.parse(outcome.stderr)).toMatchObject({ errors: ['boom'], status: 500 });
  });

  test('a node of a cluster says its part in it', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/leader': {
        body: { ha_enabled: true, is_self: false, leader_address: 'https://b' },
      },
      'GET /v1/sys/seal-status': status({ cluster_name: 'c1' }),
    });

    const { stdout } = await server.run(['status']);

    expect(stdout).toContain('Cluster Name           c1\n');
    expect(stdout).toContain('HA Mode                standby\nActive Node Address    https://b\n');
  });
});

describe('operator init', () => {
  const keys = { keys: ['0a'], keys_base64: ['Cg=='], root_token: 's.root' };

  test('sends the defaults, prints keys and root token at the line start', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/seal-status': status({ initialized: false }),
      'PUT /v1/sys/init': { body: keys },
    });

    const outcome = await server.run(['operator', 'init']);

    expect(server.seen[1]?.body).toMatchObject({
      secret_shares: 5,
      secret_threshold: 3,
      pgp_keys: null,
    });
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/^Unseal Key 1: Cg==\n\nInitial Root Token: s\.root\n/);
  });

  test('-n and -t are the short forms; JSON has the fields of the original', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/seal-status': status({}),
      'PUT /v1/sys/init': { body: keys },
    });

    const { stdout } = await server.run(['operator', 'init', '-n', '1', '-t=1', '-format=json']);

    expect(JSON.parse(stdout)).toEqual({
      unseal_keys_b64: ['Cg=='],
      unseal_keys_hex: ['0a'],
      unseal_shares: 1,
      unseal_threshold: 1,
      recovery_keys_b64: [],
      recovery_keys_hex: [],
      recovery_keys_shares: 0,
      recovery_keys_threshold: 0,
      root_token: 's.root',
    });
  });

  test.each([
    [true, 0],
    [false, 2],
  ])('-status with initialized=%s ends with %i', async (initialized, code) => {
    await using server = await FakeServer.start({ 'GET /v1/sys/init': { body: { initialized } } });

    expect(await server.run(['operator', 'init', '-status'])).toMatchObject({ code });
  });

  test('-status of an unreachable server ends with 1', async () => {
    const env = { VAULT_ADDR: 'http://127.0.0.1:1' };

    expect(await runCli(['operator', 'init', '-status'], { env })).toMatchObject({ code: 1 });
  });
});

describe('unseal, seal, rotate', () => {
  test('unseal asks the key, ends with 0 though still sealed', async () => {
    await using server = await FakeServer.start({
      ...alone,
      'PUT /v1/sys/unseal': status({ sealed: true, progress: 1 }),
    });

    const outcome = await server.run(['operator', 'unseal'], {
      isTerminal: true,
      answers: [' k1 '],
    });

    expect(outcome.questions[0]?.isHidden).toBe(true);
    expect(server.seen[0]?.body).toEqual({ key: 'k1', reset: false, migrate: false });
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('Unseal Progress    1/3');
  });

  test('-reset sends no key, and without terminal a key must be given', async () => {
    await using server = await FakeServer.start({ ...alone, 'PUT /v1/sys/unseal': status({}) });

    await server.run(['operator', 'unseal', '-reset']);

    expect(server.seen[0]?.body).toEqual({ reset: true });
    expect((await server.run(['operator', 'unseal'])).code).toBe(1);
  });

  test('seal and step-down acknowledge', async () => {
    await using server = await FakeServer.start({
      'PUT /v1/sys/seal': {},
      'PUT /v1/sys/step-down': {},
    });

    expect((await server.run(['operator', 'seal'])).stdout).toMatch(/^Success! /);
    expect((await server.run(['operator', 'step-down'])).stdout).toMatch(/^Success! /);
  });

  test('key-status has no heading; rotate shows the new key', async () => {
    const data = { term: 2, install_time: '2026-11-22T00:20:07.12Z', encryptions: 7 };
    await using server = await FakeServer.start({
      'GET /v1/sys/key-status': { body: { ...data, request_id: 'r', data } },
      'POST /v1/sys/rotate': {},
    });
    const columns =
      'Key Term            2\nInstall Time        22 Nov 26 00:20 UTC\nEncryption Count    7\n';

    expect((await server.run(['operator', 'key-status'])).stdout).toBe(columns);
    expect((await server.run(['operator', 'rotate'])).stdout).toMatch(/^Success! [\s\S]*Key Term/);
    expect(
      JSON.parse((await server.run(['operator', 'key-status', '-format=json'])).stdout),
    ).toEqual(data);
  });

  test('a refusal ends with 2', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/key-status': { ...envelope({}), status: 403, body: { errors: [] } },
    });

    expect(await server.run(['operator', 'key-status'])).toMatchObject({ code: 2, stdout: '' });
  });
});
