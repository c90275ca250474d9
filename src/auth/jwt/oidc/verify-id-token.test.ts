import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeProvider } from '../../../testing/fake-provider.ts';
import { errorOf, keys } from '../../../testing/jwt-server.ts';
import { type OidcServer, startOidc } from '../../../testing/oidc-server.ts';

let oidc: OidcServer;

beforeEach(async () => {
  oidc = await startOidc(await new FakeProvider().start());
});
afterEach(() => oidc.provider.stop());

describe('an ID token', () => {
  test.each([
    ['of another login', { nonce: 'other' }],
    ['without a nonce', { nonce: null }],
    ['of another issuer', { iss: 'https://other.example' }],
    ['for another client', { aud: 'other' }],
    ['for several, without authorized party', { aud: ['client', 'other'] }],
    ['for several, with another authorized party', { aud: ['client', 'other'], azp: 'other' }],
    ['for others alone', { aud: ['x', 'y'], azp: 'client' }],
    ['without an audience', { aud: null }],
    ['without a subject', { sub: '' }],
    ['without an end', { exp: null }],
    ['that has ended', { exp: 1 }],
    ['with the hash of another access token', { at_hash: 'AAAA' }],
    ['with the hash of another code', { c_hash: 'AAAA' }],
  ])('%s logs nobody in', async (_name, claims) => {
    await oidc.writeWebRole();
    oidc.provider.claims = claims;

    const answer = await oidc.loginByBrowser();

    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatch(/^Token verification failed\. /);
  });

  test('for several with the right authorized party logs in', async () => {
    await oidc.writeWebRole();
    oidc.provider.claims = { aud: ['client', 'other'], azp: 'client' };

    expect((await oidc.loginByBrowser()).status).toBe(200);
  });

  test('says when the person proved who they are, where the role wants that', async () => {
    await oidc.writeWebRole({ max_age: 60 });
    const without = await oidc.loginByBrowser();
    oidc.provider.claims = { auth_time: oidc.now - 200 };
    const tooLongAgo = await oidc.loginByBrowser();
    oidc.provider.claims = { auth_time: oidc.now - 30 };

    expect([without.status, tooLongAgo.status, (await oidc.loginByBrowser()).status]).toEqual([
      400, 400, 200,
    ]);
  });

  test('is signed by RS256 unless the configuration allows more', async () => {
    await oidc.writeWebRole();
    oidc.provider.signedBy = { kid: 'one', alg: 'PS256', key: keys.rsa.privateKey };
    const refused = await oidc.loginByBrowser();
    await oidc.configure({ jwt_supported_algs: ['PS256'] });

    expect([refused.status, (await oidc.loginByBrowser()).status]).toEqual([400, 200]);
  });

  test('is not changed by userinfo in what it says of itself, nor by userinfo of somebody else', async () => {
    await oidc.writeWebRole({ user_claim: 'email' });
    oidc.provider.userinfo = { sub: 'bob', email: 'bob@b.example' };
    const other = await oidc.loginByBrowser();
    oidc.provider.userinfo = { sub: 'ann', email: 'ann@b.example', aud: 'x', nonce: 'y' };

    expect(errorOf(other)).toBe('claim "email" not found in token');
    expect((await oidc.loginByBrowser()).status).toBe(200);
  });

  test.each([
    ['nested beyond reason', `,"x":${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['with a name twice', ',"email":"root@b.example"'],
  ])('takes nothing from userinfo that is %s', async (_name, more) => {
    await oidc.writeWebRole({ user_claim: 'email' });
    oidc.provider.override = (path, response) =>
      path === '/userinfo' && Boolean(response.end(`{"sub":"ann","email":"ann@b.example"${more}}`));

    expect(errorOf(await oidc.loginByBrowser())).toBe('claim "email" not found in token');
  });
});
