import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from './testing/fake-server.ts';

describe('-output-curl-string', () => {
  test('prints the request, the token as a substitution, and sends nothing', async () => {
    await using server = await FakeServer.start({});

    const outcome = await server.run(['write', '-output-curl-string', '-ns=team', 'a/b', "k=it's"]);

    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toBe(
      `curl -X PUT -H "X-Vault-Request: true" -H "X-Vault-Token: $(portcullis print token)" -H "X-Vault-Namespace: team/" -H "Content-Type: application/json" -d '{"k":"it'"'"'s"}' "${server.address}/v1/a/b"\n`,
    );
    expect(server.seen).toEqual([]);
  });

  test('warns on stderr when the body holds a secret', async () => {
    await using server = await FakeServer.start({});

    const argv = ['login', '-method=userpass', '-output-curl-string', 'username=a', 'password=pw'];
    const outcome = await server.run(argv);

    expect(outcome.stderr).toContain('WARNING!');
    expect(outcome.stdout).toContain(`-d '{"password":"pw"}'`);
  });

  test('leaves -X out for GET, names the TLS files, and counts anywhere on the line', async () => {
    await using server = await FakeServer.start({});

    const argv = ['read', 'a', '-tls-skip-verify', '-ca-path=/ca dir', '-output-curl-string'];
    const { stdout } = await server.run(argv, { env: { VAULT_TOKEN: '' } });

    expect(stdout).toBe(
      `curl --insecure --capath '/ca dir' -H "X-Vault-Request: true" "${server.address}/v1/a"\n`,
    );
  });

  test('calls that only help are really made', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/internal/ui/mounts/s/a': envelope({
        data: { path: 's/', options: { version: '2' } },
      }),
    });

    const { stdout } = await server.run(['kv', 'get', '-output-curl-string', 's/a']);

    expect(stdout).toContain('/v1/s/data/a"');
    expect(server.seen).toHaveLength(1);
  });

  test('what a shell would read in an address is escaped', async () => {
    await using server = await FakeServer.start({});

    const { stdout } = await server.run([
      'read',
      '-output-curl-string',
      '-header=X-A=$(id)`"',
      'a',
    ]);

    expect(stdout).toContain('-H "X-A: \\$(id)\\`\\""');
  });
});

describe('-output-policy', () => {
  test.each([
    [['read', 'a/b'], 'a/b', '"read"'],
    [['list', 'a/b'], 'a/b', '"list"'],
    [['write', 'a/b', 'c=d'], 'a/b', '"create", "update"'],
    [['patch', 'a/b', 'c=d'], 'a/b', '"patch"'],
    [['delete', 'a/b'], 'a/b', '"delete"'],
    [['auth', 'enable', 'userpass'], 'sys/auth/userpass', '"create", "update", "sudo"'],
    [['operator', 'rotate'], 'sys/rotate', '"create", "update", "sudo"'],
    [['read', 'auth/staff/explain'], 'auth/staff/explain', '"read", "sudo"'],
    [['read', 'sys/auth'], 'sys/auth', '"read"'],
  ])('%j needs that on %s', async (argv, path, list) => {
    await using server = await FakeServer.start({});

    const outcome = await server.run([...argv, '-output-policy']);

    expect(outcome).toMatchObject({
      code: 0,
      stdout: `path "${path}" {\n  capabilities = [${list}]\n}\n`,
    });
    expect(server.seen).toEqual([]);
  });
});
