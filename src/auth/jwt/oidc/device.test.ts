import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeProvider } from '../../../testing/fake-provider.ts';
import { errorOf } from '../../../testing/jwt-server.ts';
import { type OidcServer, startOidc } from '../../../testing/oidc-server.ts';

let oidc: OidcServer;

beforeEach(async () => {
  oidc = await startOidc(await new FakeProvider().start());
});
afterEach(() => oidc.provider.stop());

describe('a login on another device', () => {
  test('shows a code, is asked about as often as the provider wants, and ends in a token', async () => {
    await oidc.writeWebRole({ callback_mode: 'device', allowed_redirect_uris: [] });
    const { data } = await oidc.begin({ client_nonce: 'n', redirect_uri: '' });
    const ask = () => oidc.poll(data['state']);

    oidc.provider.refusal = { error: 'authorization_pending' };
    const pending = await ask();
    const tooSoon = await ask();
    oidc.server.advance(8);
    oidc.provider.refusal = undefined;
    const done = await ask();

    expect(data).toMatchObject({ user_code: 'ABCD', poll_interval: '7' });
    expect(errorOf(pending)).toBe('authorization_pending');
    expect(errorOf(tooSoon)).toBe('slow_down');
    expect(done.status).toBe(200);
    expect(oidc.provider.count('/token')).toBe(2);
  });

  test.each([
    ['https://p.example/type?code=ABCD', undefined],
    ['javascript:alert(1)', 'ABCD'],
  ])('is sent to %s as a whole only where that is a page', async (complete, code) => {
    await oidc.writeWebRole({ callback_mode: 'device', allowed_redirect_uris: [] });
    const plain = 'https://p.example/type';
    oidc.provider.override = (path, response) => {
      const document = { device_code: 'dc', user_code: 'ABCD', verification_uri: plain };
      const whole = { ...document, verification_uri_complete: complete };
      return path === '/device' && Boolean(response.end(JSON.stringify(whole)));
    };

    const { data } = await oidc.begin({ client_nonce: 'n', redirect_uri: '' });

    expect(data['user_code']).toBe(code);
    expect(data['auth_url']).toBe(code === undefined ? complete : plain);
  });

  test('ends when the provider refuses it', async () => {
    await oidc.writeWebRole({ callback_mode: 'device', allowed_redirect_uris: [] });
    const { data } = await oidc.begin({ client_nonce: 'n', redirect_uri: '' });
    const ask = () => oidc.poll(data['state']);
    oidc.provider.refusal = { error: 'access_denied' };

    const refused = await ask();
    oidc.server.advance(8);

    expect(errorOf(refused)).toContain('access_denied');
    expect(errorOf(await ask())).toContain('Expired or missing');
  });
});
