import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadServerConfig } from '../../src/config/load.ts';
import { singleLogger } from '../../src/core/loggers.ts';
import { metricCatalogue, type MetricDeclaration } from '../../src/metrics/metric-catalogue.ts';
import { prometheusName } from '../../src/metrics/write-prometheus.ts';
import { type RunningServer, startServer } from '../../src/server/start-server.ts';
import { findProgram } from '../support/find-program.ts';

/** What Prometheus itself thinks of what a busy server tells. */

const promtool = findProgram({
  name: 'promtool',
  debianPackage: 'prometheus',
  commands: ['promtool'],
});
const folder = mkdtempSync(join(tmpdir(), 'portcullis-metrics-'));
let server: RunningServer;
let token = '';

function configFile(): string {
  const file = join(folder, 'server.hcl');
  writeFileSync(
    file,
    `listener "tcp" {
       address = "127.0.0.1:0"
       tls_disable = true
       telemetry { unauthenticated_metrics_access = true }
     }
     listener "tcp" {
       address = "127.0.0.1:0"
       tls_disable = true
       telemetry { metrics_only = true }
     }
     storage "sqlite" { path = "${join(folder, 'store.db')}" }
     audit "file" "log" { options { file_path = "${join(folder, 'audit.log')}" } }
     telemetry { usage_gauge_period = "1s" }`,
  );
  return file;
}

async function ask(
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${server.urls[0]}/v1/${path}`, {
    method,
    headers: { 'x-vault-token': token },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Logins by password and by role, some refused, some beyond their quota; tokens, secrets, a name locked out. */
async function beBusy(): Promise<void> {
  await ask('POST', 'sys/auth/userpass', { type: 'userpass' });
  await ask('POST', 'sys/auth/approle', { type: 'approle' });
  await ask('POST', 'auth/userpass/users/susanne', { password: 'correct-horse' });
  await ask('POST', 'auth/approle/role/deploy', { token_ttl: '10m' });
  const id = JSON.parse((await ask('GET', 'auth/approle/role/deploy/role-id')).text) as {
    data: { role_id: string };
  };
  const secret = JSON.parse((await ask('POST', 'auth/approle/role/deploy/secret-id')).text) as {
    data: { secret_id: string };
  };
  const { role_id } = id.data;
  const login = { role_id, secret_id: secret.data.secret_id };
  await ask('POST', 'sys/quotas/live-tokens/few', {
    path: 'auth/approle',
    role: 'deploy',
    max_live_tokens: 5,
  });
  await ask('POST', 'sys/quotas/rate-limit/slow', { path: 'cubbyhole', rate: 1, interval: '1h' });
  const asked = [
    ...Array.from({ length: 8 }, () => ask('POST', 'auth/approle/login', login)),
    ...Array.from({ length: 6 }, () =>
      ask('POST', 'auth/userpass/login/mallory', { password: 'x' }),
    ),
    ask('POST', 'auth/userpass/login/susanne', { password: 'correct-horse' }),
    ask('POST', 'auth/token/create', { ttl: '1h' }),
    ask('POST', 'cubbyhole/a', { a: 'b' }),
    ask('GET', 'cubbyhole/a'),
    ask('LIST', 'auth/userpass/users/'),
  ];
  await Promise.all(asked);
}

beforeAll(async () => {
  const config = loadServerConfig({ paths: [configFile()], env: {} });
  server = await startServer(
    config,
    singleLogger(() => undefined),
  );
  const { shares, rootToken } = await server.core.lifecycle.init({ shares: 1, threshold: 1 });
  await server.core.lifecycle.unseal(shares[0] ?? new Uint8Array(0));
  token = rootToken;
  await beBusy();
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function readText(): Promise<string> {
  token = '';
  const { status, text } = await ask('GET', 'sys/metrics?format=prometheus');
  expect(status).toBe(200);
  return text;
}

const declared = Object.entries<MetricDeclaration>(metricCatalogue);

describe('what a busy server tells', () => {
  test.skipIf(!promtool)(
    'is sound to Prometheus, but for names that are those of Vault',
    async () => {
      const text = await readText();

      const { stdout, stderr, status } = spawnSync(promtool ?? '', ['check', 'metrics'], {
        input: text,
        encoding: 'utf8',
      });

      const older = new Set(
        declared
          .filter(([, { kind }]) => kind === 'vault')
          .map(([name, declaration]) => prometheusName(name, declaration, 'vault')),
      );
      const remarks = (stdout + stderr).split('\n').filter((line) => line !== '');
      expect(remarks.filter((line) => !older.has(line.split(' ')[0] ?? ''))).toEqual([]);
      // 3: remarks alone; 1: it could not be read
      expect([0, 3]).toContain(status);
    },
  );

  test('has a figure of every kind of work that was done', async () => {
    const text = await readText();

    const told = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name));
    const missing = declared
      .map(([name, declaration]) => prometheusName(name, declaration, 'vault'))
      .filter((name) => !told.has(name));
    // counted later, by whoever sweeps the store
    const later = ['by_auth', 'by_ttl', 'by_role'].map((by) => `vault_token_count_${by}`);
    expect(missing.filter((name) => !later.includes(name))).toEqual([]);
    expect(text).toMatch(/^vault_audit_device_up\{device="log\/"\} 1$/m);
    expect(text).toMatch(/^vault_store_sync_seconds_count [1-9]/m);
    expect(text).toMatch(/^vault_password_queue_wait_seconds_count [1-9]/m);
    expect(text).toMatch(/^vault_lockout_locks_total\{mount_point="auth\/userpass\/"\} 1$/m);
    expect(text).toMatch(/^vault_quota_lease_count_violation\{name="few"\} 3$/m);
  });

  test('holds no name of a person and no secret', async () => {
    const text = await readText();

    for (const name of ['susanne', 'mallory', 'correct-horse', 'hvs.']) {
      expect(text).not.toContain(name);
    }
  });

  test('is all that a listener for metrics answers', async () => {
    const at = async (path: string) => (await fetch(`${server.urls[1]}/v1/${path}`)).status;

    expect(await at('sys/health')).toBe(404);
    expect(await at('auth/token/lookup-self')).toBe(404);
    expect(await at('sys/metrics')).toBe(403);
  });
});
