import { expect, test } from 'vitest';
import { applied, DeclaredFolder, planOf } from '../testing/declared-server.ts';
import { startTestServer } from '../testing/test-server.ts';

const people = `
  policy "Ops" { policy = "path \\"sys/health\\" { capabilities = [\\"read\\"] }" }
  auth "userpass" "people/" {
    description = "Staff"
    tune { default_lease_ttl = "1h" }
    user "Alice" {
      password = "correct horse battery"
      token_policies = ["ops"]
      token_ttl = "15m"
    }
  }
`;

test('a folder is applied, and the second time there is nothing to change', async () => {
  const server = await startTestServer();
  using folder = new DeclaredFolder({ 'people.hcl': people });

  const first = await applied(server, folder);
  const second = await applied(server, folder);

  expect(first.changes.map(({ action, object }) => [action, object.target.path])).toEqual([
    ['create', 'sys/auth/people'],
    ['create', 'sys/policies/acl/ops'],
    ['create', 'auth/people/users/alice'],
  ]);
  expect(second.changes).toEqual([]);
  const login = await server.request('POST', 'auth/people/login/alice', {
    password: 'correct horse battery',
  });
  expect(login.status).toBe(200);
  expect((await planOf(server, folder)).changes).toEqual([]);
});
