import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeProvider } from '../../../testing/fake-provider.ts';
import { type OidcServer, REDIRECT, startOidc } from '../../../testing/oidc-server.ts';

let oidc: OidcServer;

beforeEach(async () => {
  oidc = await startOidc(await new FakeProvider().start());
});
afterEach(() => oidc.provider.stop());

describe('the callback by form', () => {
  const direct = 'https://v.example/ui/vault/auth/jwt/oidc/callback';

  beforeEach(async () => {
    await oidc.configure({ oidc_response_mode: 'form_post' });
    await oidc.writeWebRole({ allowed_redirect_uris: [direct, REDIRECT] });
  });

  test('keeps the code until the client asks, and tells the window that waits', async () => {
    const { url, state } = await oidc.begin({ redirect_uri: direct });

    const form = await oidc.page('POST', { state, code: 'c' });
    const answer = await oidc.finish({ state, code: 'no_code' });

    expect(url.searchParams.get('response_mode')).toBe('form_post');
    expect(form.status).toBe(200);
    expect(form.text).toContain('"path":"jwt"');
    expect(form.csp).toContain("script-src 'sha256-");
    expect(answer.status).toBe(200);
  });

  test('takes an ID token where one was asked for', async () => {
    await oidc.configure({ oidc_response_mode: 'form_post', oidc_response_types: 'id_token' });
    const { url, state } = await oidc.begin();

    const form = await oidc.page('POST', { state, id_token: oidc.provider.idToken() });
    const answer = await oidc.finish({ state, code: '' });

    expect(url.searchParams.get('response_type')).toBe('id_token');
    expect(form.text).toContain('Invalid redirect path.');
    expect(answer.status).toBe(200);
    expect(oidc.provider.count('/token')).toBe(0);
  });

  test('is a page that repeats nothing unescaped (CVE-2026-33758)', async () => {
    const form = await oidc.page('POST', { state: '"><script>alert(1)</script>', error: '<b>' });

    expect(form.status).toBe(400);
    expect(form.text).not.toMatch(/<script>|<b>/);
    expect(form.csp).toContain("default-src 'none'");
  });

  test('is explained to the operator when it is refused', async () => {
    await oidc.page('POST', { state: 'st_none', code: 'c' });
    const explained = await oidc.server.request('GET', 'sys/explain/i');

    expect(explained.body).toMatchObject({
      data: { error_code: 'OIDC_STATE_UNKNOWN', checks: [{ name: 'state', outcome: 'failed' }] },
    });
  });

  test('is no such verb where the provider is not asked for forms', async () => {
    await oidc.configure();

    expect((await oidc.page('POST', { state: 's' })).status).toBe(405);
  });
});
