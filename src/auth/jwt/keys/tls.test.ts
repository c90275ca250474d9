import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../lib/json.ts';
import { FakeProvider } from '../../../testing/fake-provider.ts';
import { errorOf } from '../../../testing/jwt-server.ts';
import { makeCertificate } from '../../../testing/make-certificate.ts';
import { OidcServer } from '../../../testing/oidc-server.ts';
import { seededRandom } from '../../../testing/seeded-random.ts';
import { startTestServer } from '../../../testing/test-server.ts';

const own = makeCertificate(seededRandom('of the provider'));
const foreign = makeCertificate(seededRandom('of somebody else')).certificate;

let oidc: OidcServer;

beforeEach(async () => {
  const provider = await new FakeProvider(own).start();
  const server = await startTestServer();
  await server.given.authMethod('jwt');
  oidc = new OidcServer(server, provider);
});
afterEach(() => oidc.provider.stop());

const trusted = own.certificate;
const atKeys = () => `${oidc.provider.issuer}/keys`;

describe('a provider with a certificate that the system does not know', () => {
  test.each<[string, (ca: string) => JsonObject, string]>([
    [
      'discovery',
      (ca) => ({ oidc_discovery_url: oidc.provider.issuer, oidc_discovery_ca_pem: ca }),
      'error checking oidc discovery URL',
    ],
    ['a key set', (ca) => ({ jwks_url: atKeys(), jwks_ca_pem: ca }), 'error checking jwks URL'],
    [
      'one of several key sets',
      (ca) => ({ jwks_pairs: [{ jwks_url: atKeys(), jwks_ca_pem: ca }] }),
      'error checking jwks URL',
    ],
  ])('is trusted for %s by the certificate that is configured alone', async (...row) => {
    const [, config, refusal] = row;
    await oidc.writeRole();

    const bySystem = await oidc.send('POST', 'config', config(''));
    const byAnother = await oidc.send('POST', 'config', config(foreign));
    await oidc.write('config', config(trusted));

    expect([errorOf(bySystem), errorOf(byAnother)]).toEqual([refusal, refusal]);
    // the keys are fetched by the login
    expect((await oidc.login(oidc.claims(), { kid: 'one' })).status).toBe(200);
  });

  test('is spoken to in all steps of a login by browser', async () => {
    await oidc.configure({ oidc_discovery_ca_pem: trusted });
    await oidc.writeWebRole({ user_claim: 'email' });
    oidc.provider.userinfo = { sub: 'ann', email: 'ann@b.example' };

    expect(errorOf(await oidc.loginByBrowser())).toBe('');
    expect(oidc.provider.asked).toContain('/userinfo');
  });
});
