import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditHash } from '../audit/redact.ts';
import { at, startAudited, withUser } from '../testing/audited-server.ts';
import { startTestServer } from '../testing/test-server.ts';

describe('an audited request', () => {
  test('has an entry before and one after, of one id', async () => {
    const { server, devices } = await startAudited();

    await server.request('GET', 'auth/token/lookup-self', {}, { remoteAddress: '203.0.113.9' });

    expect(devices[0]?.entries).toEqual([
      expect.objectContaining({ type: 'request' }),
      expect.objectContaining({ type: 'response' }),
    ]);
    const [request, response] = devices[0]?.entries ?? [];
    expect(request?.['request']).toMatchObject({
      id: '00000000-0000-0000-0000-000000000000',
      operation: 'read',
      path: 'auth/token/lookup-self',
      mount_point: 'auth/token/',
      mount_type: 'token',
      mount_class: 'auth',
      namespace: { id: 'root' },
      remote_address: '203.0.113.9',
      peer_address: '127.0.0.1',
      client_token: expect.stringMatching(/^hmac-sha256:/) as string,
      client_token_accessor: expect.stringMatching(/^hmac-sha256:/) as string,
    });
    expect(request?.['auth']).toMatchObject({
      display_name: 'root',
      policies: ['root'],
      policy_results: {
        allowed: true,
        granting_policies: [{ name: 'root', namespace_id: 'root', type: 'acl' }],
      },
      token_type: 'service',
    });
    expect(response?.['request']).toEqual(request?.['request']);
    expect(response?.['response']).toMatchObject({
      mount_point: 'auth/token/',
      data: { id: expect.stringMatching(/^hmac-sha256:/) as string, ttl: 0 },
    });
  });

  test('that is a login shows nothing before, and who it was afterwards', async () => {
    const audited = await startAudited();
    await withUser(audited);

    await audited.server.request(
      'POST',
      'auth/userpass/login/ann',
      { password: 'correct-horse' },
      { token: '' },
    );

    expect(audited.last('request')['auth']).toEqual({ token_type: 'default' });
    expect(audited.last('response')['auth']).toMatchObject({
      client_token: expect.stringMatching(/^hmac-sha256:/) as string,
      policies: ['default'],
      metadata: { username: 'ann' },
    });
  });

  test('is told as create where that is what it did', async () => {
    const { server, last } = await startAudited();
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });

    await server.request('POST', 'kv/a', { value: 'x' });
    const first = at(last(), 'request', 'operation');
    await server.request('POST', 'kv/a', { value: 'y' });

    expect([first, at(last(), 'request', 'operation')]).toEqual(['create', 'update']);
  });
});

describe('a refusal is recorded with the code of its check', () => {
  test('a failed login, without the password', async () => {
    const audited = await startAudited();
    await withUser(audited);

    const { status } = await audited.server.request(
      'POST',
      'auth/userpass/login/ann',
      { password: 'wrong-horse' },
      { token: '' },
    );

    expect(status).toBe(400);
    const entry = audited.last();
    expect(entry).toMatchObject({ type: 'response', error: expect.any(String) as string });
    expect(entry['error_code']).toMatch(/^[A-Z_]+$/);
    expect(audited.devices[0]?.lines.join('')).not.toContain('wrong-horse');
  });

  test('a token that is none, and a policy that says no', async () => {
    const { server, last } = await startAudited();
    const { body } = await server.request('POST', 'auth/token/create', { policies: ['default'] });
    const token = at(body, 'auth', 'client_token');

    await server.request('GET', 'sys/mounts', {}, { token: 'hvs.unknown' });
    const unknown = last();
    await server.request('GET', 'sys/mounts', {}, { token });
    const denied = last();

    expect(unknown).toMatchObject({ type: 'request', error_code: 'TOKEN_INVALID' });
    expect(denied).toMatchObject({
      type: 'request',
      error: 'permission denied',
      error_code: 'ACL_DENIED',
      auth: { display_name: 'token', policies: ['default'] },
    });
    expect(denied['auth']).not.toHaveProperty('policy_results.allowed');
  });
});

describe('what must not be read', () => {
  test('no token, accessor or password stands in any entry (CVE-2024-8365)', async () => {
    const audited = await startAudited();
    const { server, devices } = audited;
    await withUser(audited);
    const login = await server.request('POST', 'auth/userpass/login/ann', {
      password: 'correct-horse',
    });
    const { client_token, accessor } = (login.body['auth'] ?? {}) as Record<string, string>;
    const batch = await server.request('POST', 'auth/token/create', {
      type: 'batch',
      policies: ['default'],
    });
    await server.request('POST', 'auth/token/lookup', { token: client_token ?? '' });
    await server.request('POST', 'auth/token/lookup-accessor', { accessor: accessor ?? '' });
    const wrapped = await server.request('POST', 'auth/token/create', {}, { wrapTtlSeconds: 60 });
    const info = (wrapped.body['wrap_info'] ?? {}) as Record<string, string>;
    const opened = await server.request('POST', 'sys/wrapping/unwrap', {
      token: info['token'] ?? '',
    });
    await server.request('POST', 'auth/token/revoke-self', {}, { token: client_token ?? '' });

    const text = devices.map(({ lines }) => lines.join('')).join('');
    const secrets = [
      client_token,
      accessor,
      at(batch.body, 'auth', 'client_token'),
      info['token'],
      info['accessor'],
      info['wrapped_accessor'],
      at(opened.body, 'auth', 'client_token'),
      server.rootToken,
      'correct-horse',
    ] as string[];
    expect(secrets.filter((secret) => secret.length < 8 || text.includes(secret))).toEqual([]);
    expect(text).not.toMatch(/\b(hvs|hvb|s|b)\.[\w-]{8,}/);
  });

  test('one raw device makes no other raw (CVE-2024-0831)', async () => {
    const { server, devices } = await startAudited([{}, { log_raw: 'true' }]);
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });

    await server.request('POST', 'kv/a', { value: 'marker-0815' });

    expect(devices[0]?.lines.join('')).not.toContain('marker-0815');
    expect(devices[1]?.lines.join('')).toContain('marker-0815');
  });

  test('a value of the wrong type is repeated by no answer, log or entry (CVE-2025-4166)', async () => {
    const audited = await startAudited();
    await withUser(audited);
    const marker = 'marker-0815';
    const wrong = [{ [marker]: marker }, [marker, { x: [marker] }], marker];

    const answers = [];
    for (const field of ['password', 'token_ttl', 'token_policies', 'token_num_uses']) {
      for (const value of wrong) {
        const data = { password: 'correct-horse', [field]: value };
        answers.push(await audited.server.request('POST', 'auth/userpass/users/bob', data));
      }
    }

    expect(answers.some(({ status }) => status === 400)).toBe(true);
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(marker);
    expect(audited.logged.join('')).not.toContain(marker);
    expect(audited.devices[0]?.lines.join('').replaceAll(`"${marker}":`, '')).not.toContain(marker);
  });

  test('headers are recorded as configured; credentials never in clear (CVE-2026-46358)', async () => {
    const { server, devices, last } = await startAudited();
    const base = 'sys/config/auditing/request-headers';
    for (const name of ['X-Plain', 'Authorization', 'X-Vault-Token', 'Cookie']) {
      await server.request('POST', `${base}/${name}`, {});
    }
    await server.request('POST', `${base}/X-Hashed`, { hmac: true });
    const headers = {
      'x-plain': 'shown',
      'x-hashed': 'secret-1',
      'x-other': 'secret-2',
      authorization: 'Bearer secret-3',
      'x-vault-token': 'secret-4',
      cookie: 'secret-5',
    };

    await server.request('GET', 'sys/mounts', {}, { headers });

    expect(at(last(), 'request', 'headers')).toEqual({
      'x-plain': ['shown'],
      'x-hashed': [expect.stringMatching(/^hmac-sha256:/) as string],
      authorization: [expect.stringMatching(/^hmac-sha256:/) as string],
    });
    expect(devices[0]?.lines.join('')).not.toMatch(/secret-\d/);
  });

  test('a mount can have some of its values in clear', async () => {
    const { server, last } = await startAudited();
    const config = {
      audit_non_hmac_request_keys: ['color'],
      audit_non_hmac_response_keys: ['shape'],
    };
    await server.request('POST', 'sys/mounts/kv', { type: 'kv', config });
    await server.request('POST', 'kv/a', { color: 'red', shape: 'round' });
    const written = at(last('request'), 'request', 'data');

    await server.request('GET', 'kv/a');

    const hashed = expect.stringMatching(/^hmac-sha256:/) as string;
    expect(written).toEqual({ color: 'red', shape: hashed });
    expect(at(last(), 'response', 'data')).toEqual({ color: hashed, shape: 'round' });
  });

  test('a hash is found again by asking for it', async () => {
    const { server, last } = await startAudited();
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
    await server.request('POST', 'kv/a', { value: 'needle' });
    const written = at(last('request'), 'request', 'data', 'value');

    const { body } = await server.request('POST', 'sys/audit-hash/d0', { input: 'needle' });

    expect(at(body, 'data', 'hash')).toBe(written);
    expect(written).not.toBe(auditHash('', 'needle'));
  });

  test('lists can be told by their length', async () => {
    const { server, last } = await startAudited([{ elide_list_responses: 'true' }]);
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
    for (const name of ['a', 'b', 'c']) await server.request('POST', `kv/${name}`, { v: '1' });

    await server.request('LIST', 'kv/');

    expect(at(last(), 'response', 'data')).toEqual({ keys: 3 });
  });
});

describe('a device that was made through the API', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trail-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('records from the next request on, also after a restart, until it is removed', async () => {
    const path = join(folder, 'log');
    const audit = { folders: [folder] };
    const first = await startTestServer({ audit });
    await first.request('POST', 'sys/audit/f', { type: 'file', options: { file_path: path } });
    await first.request('GET', 'sys/mounts');
    const second = await startTestServer({ audit, store: first.store, isReady: false });
    await second.core.lifecycle.unseal(first.unsealKey);
    const { rootToken: token } = first;
    await second.request('GET', 'sys/policy', {}, { token });
    await second.request('DELETE', 'sys/audit/f', {}, { token });
    await second.request('GET', 'sys/auth', {}, { token });

    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    const paths = lines.map((line) => at(JSON.parse(line), 'request', 'path'));
    expect(paths).toEqual([
      'sys/audit/test',
      'sys/mounts',
      'sys/mounts',
      'sys/policy',
      'sys/policy',
      'sys/audit/f',
      'sys/audit/f',
    ]);
  });
});
