import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAudited } from '../../testing/audited-server.ts';
import { FakeProvider } from '../../testing/fake-provider.ts';
import { signToken } from '../../testing/jwt-server.ts';
import { OidcServer } from '../../testing/oidc-server.ts';

let provider: FakeProvider;

beforeEach(async () => {
  provider = await new FakeProvider().start();
});
afterEach(() => provider.stop());

test('neither audit nor log has a code, a token or the client secret (CVE-2025-62513)', async () => {
  const audited = await startAudited();
  await audited.server.request('POST', 'sys/auth/jwt', { type: 'jwt' });
  const oidc = new OidcServer(audited.server, provider);
  await oidc.configure({ oidc_client_secret: 'the-client-secret' });
  await oidc.writeWebRole({ verbose_oidc_logging: true });
  await oidc.writeRole();
  const { state } = await oidc.begin({ role: 'web', client_nonce: 'the-client-nonce' });
  provider.override = (path, response) =>
    path === '/token' &&
    Boolean(
      response.end(
        JSON.stringify({ access_token: 'the-access-token', id_token: provider.idToken() }),
      ),
    );
  const token = signToken(oidc.claims(), { kid: 'one' });

  const answers = [
    await oidc.finish({
      state,
      code: 'the-code',
      client_nonce: 'the-client-nonce',
    }),
    await oidc.finish({ state, code: 'the-code' }),
    await oidc.login(token),
    await oidc.login(`${token}x`),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 400, 200, 400]);
  const written = [...(audited.devices[0]?.lines ?? []), ...audited.logged].join('\n');
  expect(written).toContain('auth/jwt/oidc/callback');
  const secrets = ['the-client-secret', 'the-code', 'the-access-token', 'the-client-nonce', state];
  const signatures = [token, provider.idToken()].map((text) => text.split('.').at(-1) ?? '');
  for (const secret of [...secrets, ...signatures]) expect(written).not.toContain(secret);
});
