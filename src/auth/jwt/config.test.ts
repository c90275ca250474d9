import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { FakeProvider } from '../../testing/fake-provider.ts';
import { errorOf, type JwtServer, keys, pemOf, startJwt } from '../../testing/jwt-server.ts';

let provider: FakeProvider;
let jwt: JwtServer;

beforeEach(async () => {
  provider = await new FakeProvider().start();
  jwt = await startJwt();
});
afterEach(() => provider.stop());

const pem = pemOf(keys.rsa);

describe('a configuration', () => {
  test('is absent, then replaced as a whole, and never tells the client secret', async () => {
    const absent = await jwt.send('GET', 'config');
    await jwt.write('config', {
      oidc_discovery_url: provider.issuer,
      oidc_client_id: 'client',
      oidc_client_secret: 'very secret',
      namespace_in_state: false,
      default_role: 'WEB',
      unsupported_critical_cert_extensions: ['1.2.3'],
    });
    const first = await jwt.send('GET', 'config');
    await jwt.write('config', { jwt_validation_pubkeys: [pem] });
    const second = await jwt.send('GET', 'config');

    expect(absent.status).toBe(404);
    expect(first.body).toMatchObject({ data: { default_role: 'web', status: 'valid' } });
    expect(JSON.stringify(first.body)).not.toContain('very secret');
    // what is not given becomes empty, but for namespace_in_state
    expect(second.body).toMatchObject({
      data: {
        oidc_client_id: '',
        oidc_discovery_url: '',
        namespace_in_state: false,
        jwks_pairs: [],
        unsupported_critical_cert_extensions: [],
      },
    });
  });

  test.each<[string, () => JsonObject, string]>([
    ['no source of keys', () => ({}), 'exactly one of'],
    [
      'two sources',
      () => ({ jwt_validation_pubkeys: [pem], jwks_url: `${provider.issuer}/keys` }),
      'exactly one of',
    ],
    [
      'a client without secret',
      () => ({ oidc_discovery_url: provider.issuer, oidc_client_id: 'c' }),
      "both 'oidc_client_id'",
    ],
    [
      'a client without discovery',
      () => ({ jwt_validation_pubkeys: [pem], oidc_client_id: 'c', oidc_client_secret: 's' }),
      "'oidc_discovery_url' must be set",
    ],
    [
      'the address of the document',
      () => ({ oidc_discovery_url: `${provider.issuer}/.well-known/openid-configuration` }),
      '.well-known',
    ],
    ['no key', () => ({ jwt_validation_pubkeys: ['x'] }), 'error parsing public key'],
    [
      'a private key',
      () => ({
        jwt_validation_pubkeys: [keys.ec.privateKey.export({ type: 'pkcs8', format: 'pem' })],
      }),
      'error parsing public key',
    ],
    [
      'an algorithm with a shared secret',
      () => ({ jwt_validation_pubkeys: [pem], jwt_supported_algs: ['HS256'] }),
      'unsupported signing algorithm',
    ],
    [
      'algorithm none',
      () => ({ jwt_validation_pubkeys: [pem], jwt_supported_algs: ['none'] }),
      'unsupported signing algorithm',
    ],
    [
      'an odd response type',
      () => ({ jwt_validation_pubkeys: [pem], oidc_response_types: ['token'] }),
      'invalid response_types',
    ],
    [
      'ID tokens in the query',
      () => ({ jwt_validation_pubkeys: [pem], oidc_response_types: ['id_token'] }),
      'query response_mode',
    ],
    [
      'an odd response mode',
      () => ({ jwt_validation_pubkeys: [pem], oidc_response_mode: 'odd' }),
      'invalid response_mode',
    ],
    [
      'an odd OID',
      () => ({ jwt_validation_pubkeys: [pem], unsupported_critical_cert_extensions: ['x'] }),
      'object identifiers',
    ],
    ['pairs without URL', () => ({ jwks_pairs: [{ url: 'x' }] }), 'invalid jwks_pairs'],
    [
      'pairs beside one CA',
      () => ({ jwks_pairs: [{ jwks_url: 'https://x.example' }], jwks_ca_pem: 'x' }),
      'as part of the',
    ],
    [
      'pairs beside an issuer',
      () => ({ jwks_pairs: [{ jwks_url: 'https://x.example' }], bound_issuer: 'x' }),
      'Bound issuer',
    ],
    [
      'a CA that is none',
      () => ({ jwks_url: `${provider.issuer}/keys`, jwks_ca_pem: 'x' }),
      'error checking jwks_ca_pem',
    ],
    [
      'a provider without a name',
      () => ({ jwt_validation_pubkeys: [pem], provider_config: { a: 1 } }),
      "'provider' field not found",
    ],
    [
      'a provider that is not known',
      () => ({ jwt_validation_pubkeys: [pem], provider_config: { provider: 'constructor' } }),
      'not found in custom providers',
    ],
    [
      'a setting of another type',
      () => ({
        jwt_validation_pubkeys: [pem],
        provider_config: { provider: 'azure', fetch_groups: 'true' },
      }),
      'JSON boolean',
    ],
  ])('with %s is refused, and nothing is stored', async (_name, body, reason) => {
    const answer = await jwt.send('POST', 'config', body());

    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toContain(reason);
    expect((await jwt.send('GET', 'config')).status).toBe(404);
  });

  test('is refused while its keys cannot be fetched, and the former one stays', async () => {
    await jwt.write('config', { jwks_url: `${provider.issuer}/keys` });

    const answer = await jwt.send('POST', 'config', { jwks_url: `${provider.issuer}/none` });

    expect(errorOf(answer)).toBe('error checking jwks URL');
    expect((await jwt.send('GET', 'config')).body).toMatchObject({
      data: { jwks_url: `${provider.issuer}/keys` },
    });
  });

  test.each([{ keys: [] }, {}, { keys: null }])(
    'is taken with a key set that is empty: %j',
    async (keySet) => {
      provider.keySet = keySet;

      const answer = await jwt.send('POST', 'config', { jwks_url: `${provider.issuer}/keys` });

      expect(answer.status).toBe(204);
    },
  );

  test('has no delete', async () => {
    expect((await jwt.send('DELETE', 'config')).status).toBe(405);
  });

  test('asks the other side once per write, however often it is decided', async () => {
    await jwt.write('config', { jwks_url: `${provider.issuer}/keys` });

    expect(provider.count('/keys')).toBe(1);
  });
});
