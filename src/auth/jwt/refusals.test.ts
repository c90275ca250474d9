import { describe, expect, test } from 'vitest';
import { jwtErrors } from '../../errors/catalogue/jwt.ts';
import { ERROR_CODE_HEADER } from '../../errors/public-code.ts';
import type { JsonObject } from '../../lib/json.ts';
import { encodeText, errorOf, keys, pemOf, signToken, startJwt } from '../../testing/jwt-server.ts';

/** How a login is made that is refused; what is not said is as it should be. */
interface Login {
  /** Over keys that are fixed; null: none was written. */
  readonly config?: JsonObject | null;
  readonly role?: JsonObject;
  readonly claims?: JsonObject;
  /** In the place of a token that is signed. */
  readonly jwt?: string;
  /** Name of the role. */
  readonly at?: string;
}

const away = { jwks_url: 'http://127.0.0.1:1/keys' };
const pairs = { jwks_pairs: [{ jwks_url: 'http://127.0.0.1:1/keys' }] };
const later = 9_999_999_999;

const rows: readonly (readonly [code: string, check: string, text: string, login: Login])[] = [
  ['JWT_NOT_CONFIGURED', 'configuration', 'could not load configuration', { config: null }],
  ['JWT_ROLE_UNNAMED', 'role', 'missing role', { at: '', config: { default_role: '' } }],
  ['JWT_ROLE_UNKNOWN', 'role', 'role "none" could not be found', { at: 'none' }],
  [
    'JWT_ROLE_TYPE',
    'role_type',
    'role with oidc role_type is not allowed',
    { role: { role_type: 'oidc', allowed_redirect_uris: 'http://localhost/' } },
  ],
  ['JWT_MISSING', 'token', 'missing token', { jwt: '' }],
  [
    'PERMISSION_DENIED',
    'address',
    'permission denied',
    { role: { token_bound_cidrs: '10.0.0.0/8' } },
  ],
  ['JWT_MALFORMED', 'token', 'malformed token', { jwt: 'x.y.z' }],
  [
    'JWT_ALGORITHM_REFUSED',
    'algorithm',
    'token signed with unexpected algorithm',
    { config: { jwt_supported_algs: 'ES256' } },
  ],
  [
    'JWT_SIGNATURE_INVALID',
    'signature',
    'no known key successfully validated the token signature',
    { jwt: signToken({}, { key: keys.other.privateKey }) },
  ],
  [
    'JWT_SIGNATURE_INVALID',
    'signature',
    'no known key successfully validated the token signature',
    { jwt: `${encodeText('{"alg":"none"}')}.${encodeText('{}')}.` },
  ],
  ['JWT_KID_MISSING', 'signature', 'token missing kid header parameter', { config: pairs }],
  ['JWT_KEYS_UNREACHABLE', 'keys', 'fetching keys failed', { config: away }],
  ['JWT_CLAIM_TYPE', 'claims', 'claim "sub"', { claims: { sub: 12 } }],
  ['JWT_ISSUER_MISMATCH', 'issuer', 'invalid issuer (iss) claim', { claims: { iss: 'other' } }],
  ['JWT_SUBJECT_MISMATCH', 'subject', '(sub) claim', { role: { bound_subject: 'bob' } }],
  [
    'JWT_AUDIENCE_MISMATCH',
    'audience',
    'audience claim does not match any expected audience',
    { claims: { aud: ['x'] } },
  ],
  [
    'JWT_AUDIENCE_UNBOUND',
    'audience',
    'audience claim found in JWT but no audiences bound to the role',
    { role: { bound_audiences: [], bound_subject: 'ann' } },
  ],
  ['JWT_DATES_MISSING', 'dates', 'no issued at (iat)', { claims: { iat: null, exp: null } }],
  [
    'JWT_NOT_YET_VALID',
    'not_before',
    'token not yet valid',
    { claims: { nbf: later, exp: later } },
  ],
  ['JWT_EXPIRED', 'expiration', 'token is expired', { claims: { exp: 1 } }],
  [
    'JWT_FROM_FUTURE',
    'issued_at',
    'token issued in the future',
    { claims: { iat: later, nbf: 1, exp: later } },
  ],
  [
    'JWT_USER_CLAIM_MISSING',
    'user_claim',
    'claim "/a/b" not found in token',
    { role: { user_claim: '/a/b', user_claim_json_pointer: true }, claims: { '/a/b': 'x' } },
  ],
  [
    'JWT_USER_CLAIM_UNFIT',
    'user_claim',
    'claim "level" could not be converted to string',
    { role: { user_claim: 'level' }, claims: { level: 7 } },
  ],
  [
    'JWT_METADATA_UNFIT',
    'metadata',
    "error converting claim 'level' to string",
    { role: { claim_mappings: { level: 'x' } }, claims: { level: 7 } },
  ],
  [
    'JWT_GROUPS_MISSING',
    'groups',
    'failed to fetch groups: "g" claim not found in token',
    { role: { groups_claim: 'g' }, claims: { g: null } },
  ],
  [
    'JWT_GROUPS_ELSEWHERE',
    'groups',
    'refers to another server',
    { role: { groups_claim: 'g' }, claims: { _claim_names: { g: 'src' } } },
  ],
  [
    'JWT_GROUPS_UNREACHABLE',
    'groups',
    'access token is empty. Cannot call Microsoft Graph API',
    {
      config: { provider_config: { provider: 'azure', fetch_groups: true } },
      role: { groups_claim: 'g' },
    },
  ],
  [
    'JWT_GROUPS_UNFIT',
    'groups',
    '"g" claim could not be converted to string list',
    { role: { groups_claim: 'g' }, claims: { g: ['a', 7] } },
  ],
  [
    'JWT_POLICY_TEMPLATE',
    'policies',
    'claim "team" cannot fill the name of a policy',
    { role: { token_policies: '{{team}}', token_policies_template_claims: true } },
  ],
  [
    'JWT_CLAIM_MISSING',
    'bound_claims',
    'error validating claims: claim "/a/0" is missing',
    { role: { bound_claims: { '/a/0': 'x' } }, claims: { a: [] } },
  ],
  [
    'JWT_CLAIM_UNFIT',
    'bound_claims',
    'received claim is not a string, bool, int or list',
    { role: { bound_claims: { a: 'x' } }, claims: { a: {} } },
  ],
  [
    'JWT_CLAIM_MISMATCH',
    'bound_claims',
    'claim "a" does not match any associated bound claim values',
    { role: { bound_claims: { a: ['x', 'y'] } }, claims: { a: 'z' } },
  ],
];

/** Of the configuration, of a role, and of a renewal: no login ends so. */
const others = [
  'JWT_CONFIG_INVALID',
  'JWT_DISCOVERY_FAILED',
  'JWT_JWKS_FAILED',
  'JWT_JWKS_CA_INVALID',
  'JWT_ROLE_INVALID',
  'JWT_ROLE_GONE',
];

/** A server with the configuration and the role of a row, and what the login sends. */
async function arrange({ config = {}, role, claims, jwt: odd, at = 'r' }: Login) {
  const jwt = await startJwt();
  await jwt.writeRole(role);
  if (config) {
    const isFetched = 'jwks_url' in config || 'jwks_pairs' in config;
    const usual = isFetched
      ? { skip_jwks_validation: true }
      : { jwt_validation_pubkeys: [pemOf(keys.rsa)], bound_issuer: 'https://issuer.example' };
    await jwt.write('config', { ...usual, ...config });
  }
  return { jwt, body: { role: at, jwt: odd ?? signToken(jwt.claims(claims)) } };
}

describe('a login by token that is refused', () => {
  test.each(rows)('ends with %s, and explain names the check %s', async (...row) => {
    const [code, check, text, login] = row;
    const { jwt, body } = await arrange(login);

    const refused = await jwt.asStranger('POST', 'login', body);
    const explained = await jwt.send('POST', 'explain', body);

    expect(refused.raw.headers?.[ERROR_CODE_HEADER]).toBe(code);
    expect(errorOf(refused)).toContain(text);
    const { checks } = explained.body['data'] as unknown as {
      checks: readonly { name: string; outcome: string }[];
    };
    const failed = checks.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ name }) => name)).toEqual([check]);
  });

  test('has a row above, whichever it is', () => {
    const known = Object.keys(jwtErrors).filter((code) => code.startsWith('JWT_'));
    const seen = new Set([...rows.map(([code]) => code), ...others]);

    expect([...seen].sort()).toEqual([...known, 'PERMISSION_DENIED'].sort());
  });
});
