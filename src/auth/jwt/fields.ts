import {
  answered,
  boolean,
  commaList,
  duration,
  type Fields,
  keyValues,
  object,
  objectList,
  signedDuration,
  text,
} from '../../framework/field.ts';
import {
  deprecatedNumUses,
  deprecatedPeriod,
  deprecatedTokenFields,
  tokenFields,
} from '../../framework/token-fields.ts';

const keySources = {
  oidc_discovery_url: text(
    'Base URL of the issuer, without its `.well-known` part; must be what its document calls itself.',
  ),
  oidc_discovery_ca_pem: text(
    'Certificates that the provider is trusted by, in PEM; those of the system where none are given.',
  ),
  jwks_url: text('URL of a key set.'),
  jwks_ca_pem: text('Certificates that the server of `jwks_url` is trusted by, in PEM.'),
  jwks_pairs: objectList(
    'Key sets of several issuers, each with its certificates. Tokens must name their key.',
    {
      members: {
        jwks_url: text('URL of the key set.'),
        jwks_ca_pem: text('Certificates that its server is trusted by, in PEM.'),
      },
    },
  ),
  jwt_validation_pubkeys: commaList('Public keys or certificates, in PEM, one in each text.'),
} satisfies Fields;

const clientSettings = {
  oidc_client_id: text('Client id at the provider; makes browser logins possible.'),
  oidc_response_mode: text('`query` or `form_post`; how the provider sends its answer.'),
  oidc_response_types: commaList('`code` (the default), `id_token`.'),
  namespace_in_state: boolean(
    'Keep the namespace of a redirect in the state, so that one address serves all namespaces. True in new configurations.',
    { shown: true },
  ),
} satisfies Fields;

const checkSettings = {
  bound_issuer: text('What `iss` of a token must be. Holds for `login`.'),
  default_role: text('Role of a login that names none.'),
  jwt_supported_algs: commaList(
    'Signature algorithms. Empty: all for `login`, RS256 alone for browser logins.',
  ),
  provider_config: object(
    'What is particular about a provider: `{"provider": "azure" | "secureauth" | "ibmisam", …}`.',
  ),
  unsupported_critical_cert_extensions: commaList(
    'Object identifiers. Kept and answered; a certificate with an unknown critical extension is refused all the same.',
  ),
  override_allowed_server_names: commaList(
    'Names for which the certificate of the provider may be too, beside that of its host.',
  ),
} satisfies Fields;

/** What a write of the configuration reads. It replaces all of it. */
export const configInput = {
  ...keySources,
  ...clientSettings,
  oidc_client_secret: text('Client secret at the provider. Never answered.', { secret: true }),
  ...checkSettings,
  skip_jwks_validation: boolean(
    'Store the configuration although its keys cannot be fetched now; a warning tells of it.',
  ),
} satisfies Fields;

/** What a read of the configuration answers. */
export const config = {
  ...keySources,
  ...clientSettings,
  ...checkSettings,
  status: answered('string', '`valid`, or `invalid` where the keys could not be fetched lately.'),
} satisfies Fields;

const { policies, ttl, max_ttl, bound_cidrs } = deprecatedTokenFields;
const { period } = deprecatedPeriod;
const { num_uses } = deprecatedNumUses;

/** The settings of a role, as they are written and answered. */
export const role = {
  role_type: text('`jwt` or `oidc` (the default).', { shown: 'oidc' }),
  user_claim: text('Claim that names the person or machine.'),
  user_claim_json_pointer: boolean('`user_claim` is a JSON pointer (RFC 6901).'),
  groups_claim: text('Claim that holds the groups; a JSON pointer where it begins with `/`.'),
  groups_claim_optional: boolean(
    'A token without the claim of groups has no groups, instead of no login.',
  ),
  bound_audiences: commaList('Audiences, one of which must be in `aud`.'),
  bound_subject: text('What `sub` must be.'),
  bound_claims: object('Claims and the values that they must have, one value or a list each.'),
  bound_claims_type: text('`string`, or `glob`: then `*` in a value stands for any text.', {
    shown: 'string',
  }),
  claim_mappings: keyValues('Claims that become metadata of the token, and under which name.'),
  allowed_redirect_uris: commaList('Addresses to which the provider may send a browser back.'),
  oidc_scopes: commaList('Scopes to ask for, beside `openid`.'),
  max_age: duration('Longest time since the person last proved who they are, seconds; 0: any.'),
  expiration_leeway: signedDuration(
    'Lifetime of a token without `exp`, seconds; 0 for the usual 150, -1 for none.',
    { shown: '150' },
  ),
  not_before_leeway: signedDuration(
    'How long before `exp` a token without `nbf` begins, seconds; 0 for the usual 150, -1 for none.',
    { shown: '150' },
  ),
  clock_skew_leeway: signedDuration(
    'How far clocks may be apart, seconds; 0 for the usual 60, -1 for none.',
    // in nanoseconds, as the contract has it
    { shown: '60000000000' },
  ),
  verbose_oidc_logging: boolean('Write the claims of browser logins to the log, at level debug.'),
  callback_mode: text('`client`, `direct` (the browser comes back to this server) or `device`.', {
    shown: 'client',
  }),
  poll_interval: duration('Seconds between two polls of a `direct` or `device` login; 0 for 5.'),
  oidc_disable_confirmation: boolean(
    'Finish `direct` logins without asking the person whether they began it.',
  ),
  oauth2_metadata: commaList('Not supported: tokens of the provider do not go into metadata.'),
  token_policies_template_claims: boolean(
    'In `token_policies`, `{{claim}}` stands for the value of a claim.',
  ),
  ...tokenFields,
  policies,
  ttl,
  max_ttl,
  bound_cidrs,
  period,
  num_uses,
} satisfies Fields;

/** What a login by a token reads. */
export const loginInput = {
  role: text('Role to log in at; the default role where none is named.'),
  jwt: text('The signed token.', { secret: true }),
  distributed_claim_access_token: text(
    'Token that the groups of a person with very many of them are asked for with (Entra ID).',
    { secret: true },
  ),
} satisfies Fields;

/** What the beginning of a browser login reads. */
export const authUrlInput = {
  role: text('Role to log in at; the default role where none is named.'),
  redirect_uri: text('Where the provider shall send the browser.'),
  client_nonce: text('A secret of the client that it repeats at the end.', { secret: true }),
} satisfies Fields;

/** What the beginning of a browser login answers. */
export const begun = {
  auth_url: answered(
    'string',
    'Where to send the browser; empty where the redirect is not allowed or the provider cannot be reached.',
  ),
  state: answered('string', 'To poll with, where the browser does not come back to the client.'),
  poll_interval: answered('string', 'Seconds between two polls.'),
  user_code: answered('string', 'What is to be typed at the address, where it has to be.'),
} satisfies Fields;

/** What the end of a browser login reads. */
export const callbackInput = {
  state: text('State of the login.', { secret: true }),
  code: text('Code of the provider.', { secret: true }),
  id_token: text('Sent by command lines, empty; only a form brings one.', { secret: true }),
  client_nonce: text('The nonce that the login was begun with.', { secret: true }),
  error: text('Why the provider refused, as a code of RFC 6749 section 4.1.2.1.'),
  error_description: text('The same in words.'),
  confirmation: text('`1`: the person confirms that they began the login.'),
  iss: text('The provider as it names itself (RFC 9207); it must be the one that was asked.'),
} satisfies Fields;

/** What the end of a browser login by form reads. */
export const formPostInput = {
  ...callbackInput,
  id_token: text('The ID token.', { secret: true }),
} satisfies Fields;

/** What a poll reads. */
export const pollInput = {
  state: text('State of the login.', { secret: true }),
  client_nonce: text('The nonce that the login was begun with.', { secret: true }),
} satisfies Fields;
