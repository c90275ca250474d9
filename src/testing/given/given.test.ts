import { describe, expect, test } from 'vitest';
import { startTestServer } from '../test-server.ts';

type Data = { readonly data: Readonly<Record<string, unknown>> };

describe('what a test begins with', () => {
  test('a user logs in and reads what the policy allows', async () => {
    await using server = await startTestServer();
    const path = await server.given.kvSecret('secret/app/db', { password: 'open sesame' });
    await server.given.policy('reader', { [path]: ['read'] });
    const ann = await server.given.user('ann', { token_policies: ['reader'] });

    const { token, auth } = await ann.login();
    const answer = await server.request<Data>('GET', path, {}, { token });

    expect(auth['policies']).toEqual(['default', 'reader']);
    expect(answer.body.data).toMatchObject({ data: { password: 'open sesame' } });
    expect((await server.request('DELETE', path, {}, { token })).status).toBe(403);
  });

  test('a policy may be given as its text', async () => {
    await using server = await startTestServer();
    const rules = 'path "sys/health" { capabilities = ["read"] }';

    const name = await server.given.policy('p', rules);

    const read = await server.request<Data>('GET', `sys/policies/acl/${name}`);
    expect(read.body.data).toMatchObject({ policy: rules });
  });

  test('roles of AppRole and of signed tokens log in', async () => {
    await using server = await startTestServer();
    const ci = await server.given.appRole('ci', { token_policies: ['ci'] });
    const job = await server.given.jwtRole('job', { token_policies: ['job'] });

    const logins = [await ci.login(), await job.login()];

    expect(logins.map(({ auth }) => auth['policies'])).toEqual([
      ['ci', 'default'],
      ['default', 'job'],
    ]);
  });

  test('claims of a signed token may be chosen, and it ends by the clock of the server', async () => {
    await using server = await startTestServer();
    const job = await server.given.jwtRole('job', { bound_claims: { repository: 'app' } });
    const statusOf = async (jwt: string) =>
      (await server.request('POST', 'auth/jwt/login', { role: 'job', jwt }, { token: '' })).status;
    const jwt = job.sign({ repository: 'app' });

    expect(await statusOf(jwt)).toBe(200);
    expect(await statusOf(job.sign({ repository: 'other' }))).toBe(400);
    server.advance(3600);
    expect(await statusOf(jwt)).toBe(400);
  });

  test('an entity stands behind its logins, and a group gives them its policies', async () => {
    await using server = await startTestServer();
    const ann = await server.given.user('Ann');
    const ci = await server.given.appRole('ci');
    const entity = await server.given.entity('ann', {}, { logins: [ann, ci] });
    await server.given.group('admins', { policies: ['admin'] }, { members: [entity] });

    const logins = [await ann.login(), await ci.login()];

    expect(logins.map(({ auth }) => auth['entity_id'])).toEqual([entity.id, entity.id]);
    expect(logins.map(({ auth }) => auth['identity_policies'])).toEqual([['admin'], ['admin']]);
  });

  test('an external group is known by its alias', async () => {
    await using server = await startTestServer();
    const role = { groups_claim: 'groups', user_claim: 'sub' };
    const job = await server.given.jwtRole('job', role);
    const { mount_accessor } = job.alias;
    const alias = { name: 'staff', mount_accessor };
    await server.given.group('staff', { policies: ['staff'] }, { alias });

    const jwt = job.sign({ groups: ['staff'] });
    const answer = await server.request('POST', 'auth/jwt/login', { role: 'job', jwt });

    expect(answer.body).toMatchObject({ auth: { identity_policies: ['staff'] } });
  });

  test('a store that is there is used in its version', async () => {
    await using server = await startTestServer();
    await server.given.secretsEngine('kv', 'plain', { options: { version: '1' } });

    expect(await server.given.kvSecret('plain/a', { b: 'c' })).toBe('plain/a');
    expect(await server.given.kvSecret('kept/a', { b: 'c' })).toBe('kept/data/a');
    expect(await server.given.kvSecret('kept/d', { b: 'c' })).toBe('kept/data/d');
  });

  test('what is refused is thrown, with path, status and reason', async () => {
    await using server = await startTestServer();

    const refused = server.given.policy('p', 'path "a" {');

    await expect(refused).rejects.toThrow(/^POST sys\/policies\/acl\/p was refused with 400 \["/);
  });

  test('a login that is refused is thrown', async () => {
    await using server = await startTestServer();
    const ann = await server.given.user('ann', { token_bound_cidrs: ['10.0.0.0/8'] });

    await expect(ann.login()).rejects.toThrow('refused with');
    expect((await ann.login({ remoteAddress: '10.1.2.3' })).token).not.toBe('');
  });
});
