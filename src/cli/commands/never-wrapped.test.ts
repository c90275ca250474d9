import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';

/* A wrapping token that nobody is shown is lost, with all that it wraps: what a command reads comes as it is. */
describe('an answer that is read by its command is not wrapped', () => {
  test.each([
    ['policy list', 'GET sys/policies/acl?list=true', { keys: ['dev'] }],
    ['policy read dev', 'GET sys/policies/acl/dev', { policy: 'dev' }],
    ['auth list', 'GET sys/auth', { 'dev/': { type: 'token' } }],
    ['secrets list', 'GET sys/mounts', { 'dev/': { type: 'kv' } }],
    ['audit list', 'GET sys/audit', { 'dev/': { type: 'file' } }],
    ['operator key-status', 'GET sys/key-status', { term: 'dev' }],
    ['operator rekey -status', 'GET sys/rekey/init', { nonce: 'dev', started: true }],
    ['path-help kv', 'GET kv?help=1', { help: 'dev' }],
    ['token capabilities x', 'POST sys/capabilities-self', { capabilities: ['dev'] }],
    ['token search', 'POST sys/tokens/search', { tokens: [{ accessor: 'dev' }] }],
  ])('%s', async (command, call, data) => {
    await using server = await FakeServer.start({
      [call.replace(' ', ' /v1/')]: envelope({ data }),
    });

    const { stdout } = await server.run(command.split(' '), { env: { VAULT_WRAP_TTL: '60s' } });

    expect(server.seen.map(({ headers }) => headers['x-vault-wrap-ttl'])).toEqual([undefined]);
    expect(stdout).toContain('dev');
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
