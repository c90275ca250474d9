import { mkdtemp, readFile, rm, stat, symlink, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditBrokerParts } from '../../audit/broker.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-audit-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const start = (audit: Partial<AuditBrokerParts> = {}): Promise<TestServer> =>
  startTestServer({ audit: { folders: [folder, '/dev/null'], ...audit } });

const enable = (server: TestServer, path: string, options: Readonly<Record<string, string>>) =>
  server.request('POST', `sys/audit/${path}`, { type: 'file', options });

describe('audit devices', () => {
  test('are made, told, asked for hashes and removed as recorded of the original', async () => {
    const server = await start();
    const file = { type: 'file', description: 'one', options: { file_path: '/dev/null' } };

    const none = await server.request('GET', 'sys/audit');
    const made = await server.request('POST', 'sys/audit/conf-f', file);
    const told = await server.request('GET', 'sys/audit');
    const twice = await server.request('POST', 'sys/audit/conf-f', file);
    const below = await server.request('POST', 'sys/audit/conf-f/below', file);
    const hash = await server.request('POST', 'sys/audit-hash/conf-f', { input: 'text' });
    const empty = await server.request('POST', 'sys/audit-hash/conf-f', {});
    const unknown = await server.request('POST', 'sys/audit-hash/conf-none', { input: 'text' });
    const removed = await server.request('DELETE', 'sys/audit/conf-f');
    const again = await server.request('DELETE', 'sys/audit/conf-f');

    expect(none.body['data']).toEqual({});
    expect([made.status, removed.status, again.status]).toEqual([204, 204, 204]);
    const device = { path: 'conf-f/', description: 'one', local: false, type: 'file' };
    const shown = { 'conf-f/': { ...device, options: { file_path: '/dev/null' } } };
    expect(told.body).toMatchObject({ ...shown, data: shown });
    expect(twice.body).toEqual({ errors: ['path already in use'] });
    expect(below.body).toEqual({ errors: ['path already in use'] });
    expect(hash.body['data']).toEqual({
      hash: expect.stringMatching(/^hmac-sha256:[\da-f]{64}$/) as string,
    });
    expect(empty.body).toEqual({ errors: ['the "input" parameter is empty'] });
    expect(unknown.body).toEqual({ errors: ['unknown audit backend "conf-none/"'] });
  });

  test.each([
    ['odd', {}, 'unknown backend type: "odd"'],
    ['', {}, 'unknown backend type: ""'],
    ['file', {}, 'file_path is required'],
    ['file', { file_path: '/dev/null', format: 'jsonx' }, 'unknown format type'],
    [
      'file',
      { file_path: '/dev/null', prefix: '#!/bin/sh ' },
      'audit log prefixing is not allowed',
    ],
    ['file', { file_path: '/dev/null', prefix: 'a\nb' }, 'prefix must not hold control characters'],
    ['file', { file_path: '/dev/null', mode: '0755' }, 'mode must not make the file executable'],
    ['file', { path: '/dev/null', mode: '0755' }, 'mode must not make the file executable'],
    ['socket', {}, 'address is required'],
    [
      'socket',
      { address: 'localhost:514', socket_type: 'udp' },
      'socket_type must be tcp or unix: others do not tell what arrived',
    ],
    ['syslog', { facility: 'NONE' }, 'unknown facility'],
  ])('of type %j with %j are refused', async (type, options, text) => {
    const server = await start();

    const { status, body } = await server.request('POST', 'sys/audit/a', { type, options });

    expect(status).toBe(400);
    expect(body['errors']).toEqual([text]);
  });

  test('cannot be made through the API unless the configuration names folders (CVE-2025-6000)', async () => {
    const server = await startTestServer();

    const { status, body } = await enable(server, 'a', { file_path: join(folder, 'log') });

    expect(status).toBe(400);
    expect(body['errors']).toEqual([expect.stringContaining('cannot enable audit device via API')]);
    await expect(stat(join(folder, 'log'))).rejects.toThrow('ENOENT');
  });

  test('write nowhere else than below the folders of the configuration (CVE-2026-5051)', async () => {
    const inside = join(folder, 'inside');
    const outside = join(folder, 'outside');
    await mkdir(inside);
    await mkdir(outside);
    await symlink(outside, join(inside, 'link'));
    await symlink(join(outside, 'log'), join(inside, 'file-link'));
    const server = await start({ folders: [inside] });

    const paths = [
      join(outside, 'log'),
      `${inside}/../outside/log`,
      join(inside, 'link', 'log'),
      join(inside, 'file-link'),
      `${inside}-too/log`,
      'relative/log',
      `${inside}//log`,
    ];
    const answers = [];
    for (const path of paths) {
      for (const name of ['file_path', 'path']) {
        answers.push((await enable(server, 'a', { [name]: path })).status);
        answers.push((await enable(server, 'a', { [name]: path, skip_test: 'true' })).status);
      }
    }

    expect(new Set(answers)).toEqual(new Set([400]));
    await expect(stat(join(outside, 'log'))).rejects.toThrow('ENOENT');
    expect((await enable(server, 'a', { file_path: join(inside, 'log') })).status).toBe(204);
  });

  test('of the configuration are told, hash, and cannot be removed or replaced', async () => {
    const declared = { path: 'conf/', type: 'file', description: '', local: false };
    const configured = [{ ...declared, options: { file_path: 'discard' } }];
    const [server, other] = [await start({ configured }), await start()];

    const list = await server.request('GET', 'sys/audit');
    const removed = await server.request('DELETE', 'sys/audit/conf');
    const replaced = await enable(server, 'conf', { file_path: '/dev/null' });
    const hash = await server.request('POST', 'sys/audit-hash/conf', { input: 'text' });

    expect(list.body['data']).toHaveProperty(['conf/', 'type'], 'file');
    expect(removed.body).toEqual({
      errors: ['cannot disable configuration-managed audit device'],
    });
    expect(replaced.status).toBe(400);
    expect(hash.status).toBe(200);
    expect((await other.request('GET', 'sys/audit')).body['data']).toEqual({});
  });

  test('hash alike never twice: every device has a salt of its own', async () => {
    const server = await start();
    const hashOf = async (path: string) =>
      (await server.request('POST', `sys/audit-hash/${path}`, { input: 'x' })).body['hash'];
    await enable(server, 'a', { file_path: '/dev/null' });
    await enable(server, 'b', { file_path: '/dev/null' });

    const [a, b] = [await hashOf('a'), await hashOf('b')];
    await server.request('DELETE', 'sys/audit/a');
    await enable(server, 'a', { file_path: '/dev/null' });

    expect(new Set([a, b, await hashOf('a')]).size).toBe(3);
  });

  test('are files that only their owner reads, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      const server = await start();
      const path = join(folder, 'deep', 'down', 'log');

      await enable(server, 'a', { file_path: path });

      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700);
    } finally {
      process.umask(before);
    }
  });

  test('that cannot record are not made', async () => {
    const server = await start();

    const { status, body } = await server.request('POST', 'sys/audit/a', {
      type: 'socket',
      options: { address: '127.0.0.1:1' },
    });

    expect(status).toBe(400);
    expect(body['errors']).toEqual([
      'audit backend failed test message: the peer cannot be reached',
    ]);
    expect((await server.request('GET', 'sys/audit')).body['data']).toEqual({});
  });

  test('begin with an entry that tells nothing of anybody', async () => {
    const server = await start();
    const path = join(folder, 'log');

    await enable(server, 'a', { file_path: path });

    const [first = ''] = (await readFile(path, 'utf8')).split('\n');
    expect(JSON.parse(first)).toEqual({
      time: '2026-01-01T00:00:00Z',
      type: 'request',
      auth: { token_type: 'default' },
      request: { operation: 'update', path: 'sys/audit/test', namespace: { id: 'root' } },
    });
  });
});

describe('audited request headers', () => {
  test('are set, told and removed as recorded of the original', async () => {
    const server = await start();
    const base = 'sys/config/auditing/request-headers';

    const none = await server.request('GET', base);
    const set = await server.request('POST', `${base}/X-Conf`, { hmac: true });
    const one = await server.request('GET', `${base}/X-Conf`);
    const lower = await server.request('GET', `${base}/x-conf`);
    const all = await server.request('GET', base);
    const unknown = await server.request('GET', `${base}/X-None`);
    const removed = await server.request('DELETE', `${base}/X-Conf`);
    const again = await server.request('DELETE', `${base}/X-Conf`);

    expect(none.body).toMatchObject({ headers: {}, data: { headers: {} } });
    expect([set.status, removed.status, again.status]).toEqual([204, 204, 204]);
    expect(one.body).toMatchObject({ 'X-Conf': { hmac: true } });
    expect(lower.body['data']).toEqual({ 'x-conf': { hmac: true } });
    expect(all.body['data']).toEqual({ headers: { 'x-conf': { hmac: true } } });
    expect(unknown.body).toEqual({ errors: ['Could not find header in config'] });
  });
});
