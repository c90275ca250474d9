import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadServerConfig } from '../../config/load.ts';
import { singleLogger } from '../../core/loggers.ts';
import { type RunningServer, startServer } from '../../server/start-server.ts';
import { DeclaredFolder } from '../../testing/declared-server.ts';
import { type Outcome, runCli } from '../testing/fake-io.ts';

const PASSWORD = 'correct horse battery';

let server: RunningServer | undefined;
let folder = new DeclaredFolder({});
let token = '';

beforeEach(async () => {
  folder = new DeclaredFolder({ 'a.hcl': people('["ops"]') });
  const config = join(folder.path, '.server');
  writeFileSync(
    config,
    'listener "tcp" { address = "127.0.0.1:0" tls_disable = true }\nstorage "inmem" {}',
  );
  server = await startServer(
    loadServerConfig({ paths: [config], env: {} }),
    singleLogger(() => undefined),
  );
  const { lifecycle } = server.core;
  const { rootToken, shares } = await lifecycle.init({ shares: 1, threshold: 1 });
  await lifecycle.unseal(shares[0] ?? new Uint8Array());
  token = rootToken;
});

afterEach(async () => {
  await server?.stop();
  folder[Symbol.dispose]();
});

function people(policies: string): string {
  return `auth "userpass" "people" {
  user "alice" { password = { env = "ALICE" } token_policies = ${policies} }
}
policy "ops 1" { policy = "path \\"a\\" {}" }`;
}

async function run(...argv: string[]): Promise<Outcome> {
  const env = { VAULT_ADDR: server?.urls[0] ?? '', VAULT_TOKEN: token, ALICE: PASSWORD };
  return runCli([...argv, folder.path], { env });
}

test('a folder is planned, applied, and then there is nothing to change', async () => {
  const planned = await run('config', 'plan');
  const applied = await run('config', 'apply');
  const again = await run('config', 'plan');

  expect([planned.code, applied.code, again.code]).toEqual([2, 0, 0]);
  expect(planned.stdout).toContain('3 to create, 0 to change, 0 to remove.');
  expect(applied.stdout).toContain('password        (secret, new)');
  expect(applied.stdout).toContain('3 created, 0 changed, 0 removed.');
  expect(again.stdout).toBe('Nothing to change.\n');
});

test('drift is what others changed; a script gets it as JSON without secrets', async () => {
  await run('config', 'apply');
  await server?.core.handle({
    id: 'x',
    operation: 'update',
    path: 'auth/people/users/alice',
    data: { token_policies: 'admin' },
    token,
    namespace: '',
    wrapTtlSeconds: 0,
    remoteAddress: '127.0.0.1',
    peerAddress: '127.0.0.1',
  });

  const drift = await run('config', 'drift', '-format=json');

  expect(drift.code).toBe(2);
  expect(JSON.parse(drift.stdout)).toMatchObject({
    changes: [
      {
        action: 'change',
        path: 'auth/people/users/alice',
        line: 2,
        changed_by: 'server',
        fields: [{ name: 'token_policies', before: ['admin'], after: ['ops'] }],
      },
    ],
    removals: [],
  });
});

test('what is declared no longer goes with -prune alone', async () => {
  await run('config', 'apply');
  folder.write({ 'a.hcl': 'policy "ops 1" { policy = "path \\"a\\" {}" }' });

  const kept = await run('config', 'plan');
  const pruned = await run('config', 'apply', '-prune');

  expect(kept.stdout).toBe('Nothing to change.\n');
  expect(pruned.stdout).toContain('- auth "userpass" "people/"');
  expect(pruned.stdout).toContain('0 created, 0 changed, 2 removed.');
});

test('faults are told together before anything is sent, with 1', async () => {
  folder.write({ 'a.hcl': 'polcy "a" {}\npolicy "b" { text = "" }' });

  const outcome = await run('config', 'apply');

  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain('a.hcl:1: polcy: is of no known block; did you mean policy?');
  expect(outcome.stderr).toContain('a.hcl:2: policy "b" text: is no known field');
});

test('without rights a plan fails with 1 and names the path; applying fails with 2', async () => {
  token = 'hvs.nothing';

  const [plan, apply] = [await run('config', 'plan'), await run('config', 'apply')];

  expect([plan.code, apply.code]).toEqual([1, 2]);
  expect(plan.stderr).toMatch(/read of sys\/\S+ was answered by 403: permission denied/);
});

test('a change that fails tells what was done and what was not tried', async () => {
  folder.write({
    'b.hcl': 'auth "jwt" "jwt" { config { jwks_url = "nowhere" } role "a" { user_claim = "sub" } }',
  });

  const outcome = await run('config', 'apply');

  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toMatch(
    /b\.hcl:1: config in auth\/jwt\/: update of auth\/jwt\/config was answered by 400/,
  );
  expect(outcome.stderr).toContain('Before it 3 changes were made; 2 after it were not tried.');
  expect(outcome.stdout + outcome.stderr).not.toContain(PASSWORD);
});

test('without a server a plan fails with 1, and a folder can still be validated', async () => {
  await server?.stop();
  const url = server?.urls[0] ?? '';
  const env = { VAULT_ADDR: url, VAULT_TOKEN: token, ALICE: PASSWORD, VAULT_MAX_RETRIES: '0' };
  server = undefined;

  const plan = await runCli(['config', 'plan', folder.path], { env });
  const valid = await runCli(['config', 'validate', folder.path], { env });

  expect([plan.code, valid.code]).toEqual([1, 0]);
  expect(plan.stderr).toContain('no answer from');
  expect(valid.stdout).toBe('3 objects, no faults.\n');
});
