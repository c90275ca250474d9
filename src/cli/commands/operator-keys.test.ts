import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeWithPad } from '../../crypto/one-time-pad.ts';
import { runCli } from '../testing/fake-io.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const rekeyStatus = {
  nonce: 'n1',
  started: true,
  t: 3,
  n: 5,
  progress: 1,
  required: 2,
  pgp_fingerprints: null,
  backup: false,
  verification_required: false,
};

const rootStatus = {
  nonce: 'n2',
  started: true,
  progress: 1,
  required: 3,
  complete: false,
  encoded_token: '',
  encoded_root_token: '',
  pgp_fingerprint: '',
  otp: '',
  otp_length: 26,
};

describe('operator rekey', () => {
  test('-init sends five and three, and warns that the new keys are shown to one person', async () => {
    await using server = await FakeServer.start({
      'PUT /v1/sys/rekey/init': { body: rekeyStatus },
    });

    const outcome = await server.run(['operator', 'rekey', '-init', '-verify']);

    expect(server.seen[0]?.body).toEqual({
      secret_shares: 5,
      secret_threshold: 3,
      pgp_keys: null,
      backup: false,
      require_verification: true,
    });
    expect(outcome.stdout).toContain('Rekey Progress           1/2\n');
    expect(outcome.stderr).toContain('-pgp-keys');
  });

  test('-init sends the bytes of PGP files, and refuses names that would be looked up', async () => {
    await using server = await FakeServer.start({
      'PUT /v1/sys/rekey-recovery-key/init': { body: rekeyStatus },
    });
    const file = join(temporaryFolder(), 'ann.gpg');
    writeFileSync(file, Buffer.from([0x99, 1, 2]));
    const begin = ['operator', 'rekey', '-init', '-target=recovery', '-n=1', '-t=1', '-backup'];

    const outcome = await server.run([...begin, `-pgp-keys=${file}`]);
    const named = await server.run([...begin, '-pgp-keys=keybase:ann']);

    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]?.body).toMatchObject({ pgp_keys: ['mQEC'], backup: true });
    expect(outcome.stderr).toBe('');
    expect([named.code, named.stderr]).toEqual([1, expect.stringContaining('not looked up')]);
  });

  test('asks for a key, and takes the nonce of the attempt that is under way', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/rekey/init': { body: { ...rekeyStatus, data: rekeyStatus } },
      'PUT /v1/sys/rekey/update': {
        body: { nonce: 'n1', complete: true, keys: ['0a'], keys_base64: ['Cg=='] },
      },
    });

    const outcome = await server.run(['operator', 'rekey'], { isTerminal: true, answers: ['k1'] });

    expect(outcome.questions[0]?.isHidden).toBe(true);
    expect(server.seen[1]?.body).toEqual({ key: 'k1', nonce: 'n1' });
    expect(outcome.stdout).toMatch(/^Key 1: Cg==\n\nOperation nonce: n1\n/);
  });

  test('wants -nonce beside a key that is not asked for', async () => {
    const outcome = await runCli(['operator', 'rekey', 'k1']);

    expect([outcome.code, outcome.stderr]).toEqual([1, expect.stringContaining('-nonce')]);
  });

  test.each([
    [['-status'], 'GET /v1/sys/rekey/init'],
    [['-status', '-verify'], 'GET /v1/sys/rekey/verify'],
    [['-cancel'], 'DELETE /v1/sys/rekey/init'],
    [['-cancel', '-verify'], 'DELETE /v1/sys/rekey/verify'],
    [['-verify', '-nonce=n', 'k'], 'PUT /v1/sys/rekey/verify'],
    [['-nonce=n', 'k', '-target=recovery'], 'PUT /v1/sys/rekey-recovery-key/update'],
    [['-backup-retrieve'], 'GET /v1/sys/rekey/backup'],
    [['-backup-delete', '-target=recovery'], 'DELETE /v1/sys/rekey/recovery-key-backup'],
  ])('%j asks %s', async (flags, line) => {
    await using server = await FakeServer.start({ [line]: { body: rekeyStatus } });

    const { code } = await server.run(['operator', 'rekey', ...flags]);

    expect([code, server.lines]).toEqual([0, [line]]);
  });

  test.each([[['-init', '-cancel']], [['-target=other']]])('refuses %j', async (flags) => {
    expect((await runCli(['operator', 'rekey', ...flags])).code).toBe(1);
  });
});

describe('operator generate-root', () => {
  test('shows its status without heading', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/generate-root/attempt': { body: rootStatus },
    });

    const { stdout } = await server.run(['operator', 'generate-root', '-status']);

    expect(stdout).toBe(
      [
        'Nonce         n2',
        'Started       true',
        'Progress      1/3',
        'Complete      false',
        'OTP Length    26',
        '',
      ].join('\n'),
    );
  });

  test('begins with a pad of one’s own, and gives a key of standard input', async () => {
    await using server = await FakeServer.start({
      'PUT /v1/sys/generate-root/attempt': { body: rootStatus },
      'PUT /v1/sys/generate-root/update': { body: rootStatus },
    });

    await server.run(['operator', 'generate-root', '-init', '-otp=pad']);
    await server.run(['operator', 'generate-root', '-nonce=n2', '-'], { stdin: 'k1\n' });

    expect(server.seen.map(({ body }) => body)).toEqual([
      { otp: 'pad', pgp_key: '' },
      { key: 'k1', nonce: 'n2' },
    ]);
  });

  test('decodes without the server', async () => {
    const encoded = encodeWithPad('s.token', 'padding');
    const decode = ['operator', 'generate-root', `-decode=${encoded}`];

    const fitting = await runCli([...decode, '-otp=padding']);
    const short = await runCli([...decode, '-otp=pad']);
    const missing = await runCli(decode);

    expect([fitting.code, fitting.stdout]).toEqual([0, 's.token\n']);
    expect([short.code, missing.code]).toEqual([1, 1]);
  });

  test('makes a pad of the length that the server names', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/generate-root/attempt': { body: rootStatus },
    });

    const { stdout } = await server.run(['operator', 'generate-root', '-generate-otp']);

    expect(stdout).toMatch(/^[0-9A-Za-z]{26}\n$/);
  });
});
