import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAudited } from '../../testing/audited-server.ts';
import { FakeProvider } from '../../testing/fake-provider.ts';
import { authUrlOf, JwtServer, signToken } from '../../testing/jwt-server.ts';

const REDIRECT = 'http://localhost:8250/oidc/callback';
let provider: FakeProvider;

beforeEach(async () => {
  provider = await new FakeProvider().start();
});
afterEach(() => provider.stop());

test('neither audit nor log has a code, a token or the client secret (CVE-2025-62513)', async () => {
  const audited = await startAudited();
  await audited.server.request('POST', 'sys/auth/jwt', { type: 'jwt' });
  const jwt = new JwtServer(audited.server);
  await jwt.write('config', {
    oidc_discovery_url: provider.issuer,
    oidc_client_id: 'client',
    oidc_client_secret: 'the-client-secret',
  });
  await jwt.write('role/web', {
    user_claim: 'sub',
    allowed_redirect_uris: REDIRECT,
    verbose_oidc_logging: true,
  });
  await jwt.writeRole();
  const begun = await jwt.asStranger('POST', 'oidc/auth_url', {
    role: 'web',
    redirect_uri: REDIRECT,
    client_nonce: 'the-client-nonce',
  });
  const query = new URL(authUrlOf(begun)).searchParams;
  provider.nonce = query.get('nonce') ?? '';
  provider.now = jwt.now;
  provider.override = (path, response) =>
    path === '/token' &&
    Boolean(
      response.end(
        JSON.stringify({ access_token: 'the-access-token', id_token: provider.idToken() }),
      ),
    );
  const state = query.get('state') ?? '';
  const token = signToken(jwt.claims(), { kid: 'one' });

  const answers = [
    await jwt.asStranger('GET', 'oidc/callback', {
      state,
      code: 'the-code',
      client_nonce: 'the-client-nonce',
    }),
    await jwt.asStranger('GET', 'oidc/callback', { state, code: 'the-code' }),
    await jwt.login(token),
    await jwt.login(`${token}x`),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 400, 200, 400]);
  const written = [...(audited.devices[0]?.lines ?? []), ...audited.logged].join('\n');
  expect(written).toContain('auth/jwt/oidc/callback');
  const secrets = ['the-client-secret', 'the-code', 'the-access-token', 'the-client-nonce', state];
  const signatures = [token, provider.idToken()].map((text) => text.split('.').at(-1) ?? '');
  for (const secret of [...secrets, ...signatures]) expect(written).not.toContain(secret);
});
