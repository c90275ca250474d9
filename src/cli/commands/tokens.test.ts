import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

describe('token create', () => {
  const created = envelope({
    auth: { client_token: 't2', accessor: 'a2', lease_duration: 3600, token_policies: ['dev'] },
  });

  test('sends every field, unset ones with their zero', async () => {
    await using server = await FakeServer.start({ 'POST /v1/auth/token/create': created });

    const outcome = await server.run(['token', 'create']);

    expect(outcome.code).toBe(0);
    expect(server.seen[0]?.body).toEqual({
      id: '',
      policies: [],
      meta: {},
      ttl: '0s',
      explicit_max_ttl: '0s',
      period: '0s',
      no_parent: false,
      no_default_policy: false,
      display_name: '',
      num_uses: 0,
      renewable: true,
      type: 'service',
      entity_alias: '',
    });
    expect(outcome.stdout).toContain('token_duration       1h\n');
  });

  test('sends the flags, against a role, and never asks a renewable batch token', async () => {
    await using server = await FakeServer.start({ 'POST /v1/auth/token/create/ci': created });

    const argv =
      'token create -role=ci -ttl=90m -policy=a -policy b,c -orphan -type=batch -use-limit=3 -metadata=k=v';
    const outcome = await server.run([...argv.split(' '), '-field=token']);

    expect(outcome.stdout).toBe('t2');
    expect(server.seen[0]?.body).toMatchObject({
      ttl: '1h30m0s',
      policies: ['a', 'b,c'],
      no_parent: true,
      renewable: false,
      type: 'batch',
      num_uses: 3,
      meta: { k: 'v' },
    });
  });
});

describe('token lookup, renew, revoke', () => {
  test.each([
    ['token lookup', 'GET /v1/auth/token/lookup-self', undefined],
    ['token lookup t', 'POST /v1/auth/token/lookup', { token: 't' }],
    ['token lookup -accessor a', 'POST /v1/auth/token/lookup-accessor', { accessor: 'a' }],
    ['token renew', 'PUT /v1/auth/token/renew-self', { increment: 0 }],
    ['token renew -i 1h t', 'PUT /v1/auth/token/renew', { token: 't', increment: 3600 }],
    [
      'token renew -accessor a',
      'POST /v1/auth/token/renew-accessor',
      { accessor: 'a', increment: 0 },
    ],
    ['token revoke t', 'PUT /v1/auth/token/revoke', { token: 't' }],
    ['token revoke -self', 'PUT /v1/auth/token/revoke-self', undefined],
    ['token revoke -mode=orphan t', 'PUT /v1/auth/token/revoke-orphan', { token: 't' }],
    ['token revoke a -accessor', 'POST /v1/auth/token/revoke-accessor', { accessor: 'a' }],
    ['token revoke -mode=path auth/x', 'PUT /v1/sys/leases/revoke-prefix/auth/x', undefined],
    ['token capabilities a/b', 'POST /v1/sys/capabilities-self', { path: 'a/b' }],
    ['token capabilities t a/b', 'POST /v1/sys/capabilities', { token: 't', path: 'a/b' }],
    ['lease lookup l/1', 'PUT /v1/sys/leases/lookup', { lease_id: 'l/1' }],
    [
      'lease renew -increment=60 l/1',
      'PUT /v1/sys/leases/renew',
      { increment: 60, lease_id: 'l/1' },
    ],
    ['lease revoke l/1', 'PUT /v1/sys/leases/revoke/l/1', { sync: false }],
    ['lease revoke -sync l/1', 'PUT /v1/sys/leases/revoke/l/1', { sync: true }],
    ['lease revoke -prefix l/', 'PUT /v1/sys/leases/revoke-prefix/l', { sync: false }],
    ['lease revoke -force -prefix l', 'PUT /v1/sys/leases/revoke-force/l', { sync: false }],
    ['policy list', 'GET /v1/sys/policies/acl?list=true', undefined],
    ['policy delete Dev', 'DELETE /v1/sys/policies/acl/dev', undefined],
  ])('%s calls %s', async (line, call, body) => {
    await using server = await FakeServer.start({
      [call]: envelope({ data: { capabilities: ['read'], ttl: 60 } }),
    });

    const outcome = await server.run(line.split(' '));

    expect(outcome.code).toBe(0);
    expect(server.lines).toEqual([call]);
    expect(server.seen[0]?.body).toEqual(body);
  });

  test.each([
    'token revoke',
    'token revoke -self t',
    'token revoke -accessor -mode=orphan a',
    'token revoke -mode=x t',
    'token lookup -accessor',
    'lease revoke -force l',
  ])('%s is refused with 1', async (line) => {
    await using server = await FakeServer.start({});

    expect(await server.run(line.split(' '))).toMatchObject({ code: 1, stdout: '' });
    expect(server.seen).toEqual([]);
  });

  test('acknowledging commands ignore VAULT_FORMAT and have no -format', async () => {
    await using server = await FakeServer.start({ 'PUT /v1/auth/token/revoke': {} });

    const outcome = await server.run(['token', 'revoke', 't'], { env: { VAULT_FORMAT: 'json' } });

    expect(outcome.stdout).toMatch(/^Success! /);
    expect(await server.run(['token', 'revoke', '-format=json', 't'])).toMatchObject({ code: 1 });
  });

  test('capabilities are sorted, in JSON an array', async () => {
    const data = { capabilities: ['update', 'read'], p: ['update', 'read'] };
    await using server = await FakeServer.start({
      'POST /v1/sys/capabilities-self': { body: { ...data, data } },
    });

    expect((await server.run(['token', 'capabilities', 'p'])).stdout).toBe('read, update\n');
    expect((await server.run(['token', 'capabilities', 'p', '-format=json'])).stdout).toBe(
      '[\n  "read",\n  "update"\n]\n',
    );
  });
});

describe('policy', () => {
  const policy = 'path "a" {\n  capabilities = ["read"]\n}';

  test('list prints bare names, read the trimmed text', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/policies/acl?list=true': envelope({ data: { keys: ['default', 'root'] } }),
      'GET /v1/sys/policies/acl/dev': envelope({ data: { name: 'dev', policy: `${policy}\n\n` } }),
    });

    expect((await server.run(['policy', 'list'])).stdout).toBe('default\nroot\n');
    expect((await server.run(['policy', 'list', '-format=json'])).stdout).toBe(
      '[\n  "default",\n  "root"\n]\n',
    );
    expect((await server.run(['policy', 'read', 'dev'])).stdout).toBe(`${policy}\n`);
    const { stdout } = await server.run(['policy', 'read', '-format=json', 'dev']);
    expect(JSON.parse(stdout)).toEqual({ policy });
    expect(await server.run(['policy', 'read', 'none'])).toMatchObject({ code: 2, stdout: '' });
  });

  test('write takes a file or stdin, and says when the name is lower-cased', async () => {
    const file = join(temporaryFolder(), 'dev.hcl');
    writeFileSync(file, policy);
    await using server = await FakeServer.start({ 'PUT /v1/sys/policies/acl/dev': {} });

    const outcome = await server.run(['policy', 'write', 'Dev', file]);
    await server.run(['policy', 'write', 'dev', '-'], { stdin: policy });

    expect(outcome).toMatchObject({ code: 0, stdout: 'Success! Uploaded policy: dev\n' });
    expect(outcome.stderr).toContain('lower-case');
    expect(server.seen.map(({ body }) => body)).toEqual([{ policy }, { policy }]);
  });

  test('fmt rewrites a file, -check only looks, - is a filter', async () => {
    const file = join(temporaryFolder(), 'dev.hcl');
    writeFileSync(file, 'path "a"   {\ncapabilities=["read"]\n}');
    await using server = await FakeServer.start({});

    expect((await server.run(['policy', 'fmt', '-check', file])).code).toBe(1);
    expect((await server.run(['policy', 'fmt', file])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(`${policy}\n`);
    expect((await server.run(['policy', 'fmt', '-check', file])).code).toBe(0);
    expect((await server.run(['policy', 'fmt', '-'], { stdin: 'path "a" {}' })).stdout).toBe(
      'path "a" {}\n',
    );
    expect((await server.run(['policy', 'fmt', '-'], { stdin: 'path "a" {' })).code).toBe(1);
  });
});
