import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';

/* A wrapping token that nobody is shown is lost, with all that it wraps: what a command reads comes as it is. */
describe('an answer that is read by its command is not wrapped', () => {
  test.each([
    ['policy list', 'GET /v1/sys/policies/acl?list=true', { keys: ['dev'] }, 'dev'],
    ['policy read dev', 'GET /v1/sys/policies/acl/dev', { policy: '# dev' }, '# dev'],
    ['auth list', 'GET /v1/sys/auth', { 'token/': { type: 'token' } }, 'token/'],
    ['secrets list', 'GET /v1/sys/mounts', { 'kv/': { type: 'kv' } }, 'kv/'],
    ['audit list', 'GET /v1/sys/audit', { 'file/': { type: 'file' } }, 'file/'],
    ['operator key-status', 'GET /v1/sys/key-status', { term: 7 }, '7'],
    ['operator rekey -status', 'GET /v1/sys/rekey/init', { started: true }, 'true'],
    ['path-help kv', 'GET /v1/kv?help=1', { help: 'what it is' }, 'what it is'],
    [
      'token capabilities kv/x',
      'POST /v1/sys/capabilities-self',
      { capabilities: ['read'] },
      'read',
    ],
    ['token search', 'POST /v1/sys/tokens/search', { tokens: [{ accessor: 'acc' }] }, 'acc'],
  ])('%s', async (command, ...[line, data, shown]) => {
    await using server = await FakeServer.start({ [line]: envelope({ data }) });

    const { stdout } = await server.run(command.split(' '), { env: { VAULT_WRAP_TTL: '60s' } });

    expect(server.seen.map(({ headers }) => headers['x-vault-wrap-ttl'])).toEqual([undefined]);
    expect(stdout).toContain(shown);
  });
});

test('kv metadata get shows what opens a wrapped answer', async () => {
  await using server = await FakeServer.start({
    'GET /v1/sys/internal/ui/mounts/kv/a': envelope({
      data: { path: 'kv/', options: { version: '2' } },
    }),
    'GET /v1/kv/metadata/a': envelope({ wrap_info: { token: 'w1', ttl: 60 } }),
  });

  const { stdout } = await server.run(['kv', 'metadata', 'get', '-wrap-ttl=60s', 'kv/a']);

  expect(stdout).toMatch(/wrapping_token: +w1/);
});
