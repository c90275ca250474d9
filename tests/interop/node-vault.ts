import assert from 'node:assert/strict';
import nodeVault from 'node-vault';
import { type Place, readCa } from './transports.ts';

/**
 * A session of the npm package `node-vault`, unmodified, against a server that is not initialised yet.
 *
 * It sends POST for writes, the LIST verb for lists, and takes nothing but 200 and 204 for success.
 */
export async function playNodeVault(place: Place): Promise<void> {
  const vault = connect(place);
  await initAndUnseal(vault);
  await configure(vault);
  await useAsPerson(connect(place));
  await useWrapping(vault, connect(place));
  await useTokens(vault);
}

function connect({ url, caFile }: Place): Vault {
  const requestOptions = caFile === undefined ? {} : { ca: readCa() };
  return nodeVault({ endpoint: url, requestOptions });
}

type Vault = ReturnType<typeof nodeVault>;

async function initAndUnseal(vault: Vault): Promise<void> {
  assert.equal((await vault.initialized()).initialized, false);
  assert.equal((await vault.health()).initialized, false);

  const { keys, root_token } = await vault.init({ secret_shares: 3, secret_threshold: 2 });
  assert.equal(keys.length, 3);
  assert.equal((await vault.status()).sealed, true);
  assert.equal((await vault.health()).sealed, true);
  vault.token = root_token;

  const half = await vault.unseal({ secret_shares: 1, key: keys[0] });
  assert.deepEqual([half.sealed, half.progress], [true, 1]);
  const open = await vault.unseal({ secret_shares: 1, key: keys[2] });
  assert.equal(open.sealed, false);
  assert.equal((await vault.health()).sealed, false);
}

async function configure(vault: Vault): Promise<void> {
  await vault.mount({ mount_point: 'secret', type: 'kv', description: 'for the test' });
  const mounts = await vault.mounts();
  assert.equal(mounts.data['secret/'].type, 'kv');

  await vault.addPolicy({
    name: 'reader',
    rules: 'path "secret/greeting" { capabilities = ["read"] }',
  });
  assert.ok((await vault.policies()).data.policies.includes('reader'));
  assert.match((await vault.getPolicy({ name: 'reader' })).data.rules, /secret\/greeting/);

  await vault.enableAuth({ mount_point: 'userpass', type: 'userpass' });
  assert.equal((await vault.auths()).data['userpass/'].type, 'userpass');
  await vault.write('auth/userpass/users/alice', { password: 'correct horse', policies: 'reader' });
  await vault.write('secret/greeting', { text: 'hello' });
  await vault.write('secret/other', { text: 'nothing for alice' });
  assert.deepEqual((await vault.list('secret')).data.keys, ['greeting', 'other']);
}

async function useAsPerson(alice: Vault): Promise<void> {
  const login = await alice.userpassLogin({ username: 'alice', password: 'correct horse' });
  assert.deepEqual(login.auth.policies, ['default', 'reader']);
  assert.equal((await alice.tokenLookupSelf()).data.display_name, 'userpass-alice');
  assert.equal((await alice.read('secret/greeting')).data.text, 'hello');
  await assert.rejects(() => alice.read('secret/other'), /permission denied/);
  assert.ok((await alice.tokenRenewSelf()).auth.lease_duration > 0);
  await alice.tokenRevokeSelf();
  await assert.rejects(() => alice.tokenLookupSelf(), /permission denied/);
}

async function useWrapping(vault: Vault, guest: Vault): Promise<void> {
  const headers = { 'X-Vault-Wrap-TTL': '60s' };
  const { wrap_info } = await vault.read('secret/greeting', { headers });
  assert.equal(wrap_info.creation_path, 'secret/greeting');
  guest.token = wrap_info.token;
  assert.equal((await guest.unwrap()).data.text, 'hello');
  await assert.rejects(
    () => vault.unwrap({ token: wrap_info.token }),
    /wrapping token is not valid/,
  );
}

async function useTokens(vault: Vault): Promise<void> {
  await vault.addTokenRole({ role_name: 'ops', allowed_policies: 'reader', orphan: true });
  assert.deepEqual((await vault.tokenRoles()).data.keys, ['ops']);
  const rootToken = vault.token;
  const { auth } = await vault.tokenCreateRole({ role_name: 'ops', ttl: '1h' });
  // this client takes every token that it makes for its own
  vault.token = rootToken;
  assert.equal(auth.orphan, true);
  const found = await vault.tokenLookupAccessor({ accessor: auth.accessor });
  assert.equal(found.data.role, 'ops');
  // the LIST verb, which the HTTP parser of Node does not know
  assert.ok((await vault.tokenAccessors()).data.keys.includes(auth.accessor));
  await vault.tokenRevokeAccessor({ accessor: auth.accessor });
  await vault.removeTokenRole({ role_name: 'ops' });

  const health = await vault.health();
  assert.equal(health.initialized, true);
  await vault.unmount({ mount_point: 'secret' });
  await vault.disableAuth({ mount_point: 'userpass' });
  await vault.seal();
  assert.equal((await vault.status()).sealed, true);
}
