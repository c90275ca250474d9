import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeProvider } from '../../testing/fake-provider.ts';
import { errorOf } from '../../testing/jwt-server.ts';
import { type OidcServer, startOidc } from '../../testing/oidc-server.ts';

let oidc: OidcServer;

beforeEach(async () => {
  oidc = await startOidc(await new FakeProvider().start());
});
afterEach(() => oidc.provider.stop());

describe('groups that Entra leaves out of a token', () => {
  beforeEach(() => oidc.writeWebRole({ groups_claim: 'groups', bound_claims: { groups: 'many' } }));

  test('are fetched from where the token says, for the provider azure', async () => {
    await oidc.configure({ provider_config: { provider: 'azure' } });
    oidc.provider.claims = {
      _claim_names: { groups: 'src1' },
      _claim_sources: { src1: { endpoint: `${oidc.provider.issuer}/groups` } },
    };

    expect((await oidc.loginByBrowser()).status).toBe(200);
  });

  test('are found by a name that is an address itself', async () => {
    const name = 'https://schemas.example/groups';
    await oidc.writeWebRole({ groups_claim: name, bound_claims: { [name]: 'many' } });
    oidc.provider.claims = {
      _claim_names: { [name]: 'a/b' },
      _claim_sources: { 'a/b': { endpoint: `${oidc.provider.issuer}/groups` } },
    };
    const unfetched = await oidc.loginByBrowser();
    await oidc.configure({ provider_config: { provider: 'azure' } });

    expect(errorOf(unfetched)).toContain('left out of the token');
    expect((await oidc.loginByBrowser()).status).toBe(200);
  });

  test('are not asked for at any other address', async () => {
    await oidc.configure({ provider_config: { provider: 'azure' } });
    oidc.provider.claims = {
      _claim_names: { groups: 'src1' },
      _claim_sources: { src1: { endpoint: 'https://evil.example/groups' } },
    };

    expect(errorOf(await oidc.loginByBrowser())).toContain('another server than the directory');
  });

  test('are named as left out where nobody fetches them', async () => {
    oidc.provider.claims = { _claim_names: { groups: 'src1' } };

    expect(errorOf(await oidc.loginByBrowser())).toContain('left out of the token');
  });
});
