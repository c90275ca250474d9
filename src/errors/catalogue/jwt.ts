import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Jwt and oidc. */
export const jwtErrors = {
  JWT_NOT_CONFIGURED: {
    status: 400,
    text: 'could not load configuration',
    meaning: 'The mount has no configuration yet. Its operator writes one.',
  },
  JWT_CONFIG_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'A setting of the configuration does not fit, or not to another.',
  },
  JWT_DISCOVERY_FAILED: {
    status: 400,
    text: 'error checking oidc discovery URL',
    meaning:
      'The provider does not answer its document, or calls itself by another name than was configured. The log tells which.',
  },
  JWT_JWKS_FAILED: {
    status: 400,
    text: 'error checking jwks URL',
    meaning: 'The key set cannot be fetched or read. The log tells why.',
  },
  JWT_JWKS_CA_INVALID: {
    status: 400,
    text: 'error checking jwks_ca_pem',
    meaning: 'The certificates for the server of the key set cannot be read.',
  },
  JWT_ROLE_INVALID: {
    status: 400,
    text: '{reason}',
    meaning:
      'A setting of the role does not fit, not to another, or nobody could ever log in by it.',
  },
  JWT_ROLE_UNNAMED: {
    status: 400,
    text: 'missing role',
    meaning: 'The login names no role, and the configuration has no default.',
  },
  JWT_ROLE_UNKNOWN: {
    status: 400,
    text: 'role "{name}" could not be found',
    meaning: 'There is no such role.',
  },
  JWT_ROLE_GONE: {
    status: 400,
    text: 'role {name} does not exist during renewal',
    meaning: 'The role of the token was deleted; the token ends when it ends.',
    wrapped: true,
  },
  JWT_ROLE_TYPE: {
    status: 400,
    text: 'role with oidc role_type is not allowed',
    meaning: 'The role is for logins by browser. `portcullis login -method=oidc` makes one.',
  },
  JWT_MISSING: {
    status: 400,
    text: 'missing token',
    meaning: 'The login has no token in `jwt`.',
  },
  JWT_MALFORMED: {
    status: 400,
    text: 'error validating token: error verifying token signature: malformed token: {reason}',
    meaning:
      'What was sent is no signed token in compact form, or one that two readers could understand in two ways.',
  },
  JWT_ALGORITHM_REFUSED: {
    status: 400,
    text: 'error validating token: invalid algorithm (alg) header parameter: token signed with unexpected algorithm',
    meaning: 'The configuration does not list the algorithm of the token.',
  },
  JWT_SIGNATURE_INVALID: {
    status: 400,
    text: 'error validating token: error verifying token signature: {reason}',
    meaning: 'No key of the configuration made the signature.',
  },
  JWT_KID_MISSING: {
    status: 400,
    text: 'error validating token: error verifying token signature: token missing kid header parameter',
    meaning: 'With the keys of several issuers a token must name its key.',
  },
  JWT_KEYS_UNREACHABLE: {
    status: 400,
    text: 'error validating token: error verifying token signature: fetching keys failed',
    meaning: 'The keys cannot be fetched at the moment. The log tells why.',
  },
  JWT_CLAIM_TYPE: {
    status: 400,
    text: 'error validating token: claim "{name}" is not of its registered type or spelling',
    meaning:
      'A registered claim has another type than RFC 7519 gives it, or its name differs from it in the case of letters.',
  },
  JWT_ISSUER_MISMATCH: {
    status: 400,
    text: 'error validating token: invalid issuer (iss) claim',
    meaning: 'The token is from another issuer than `bound_issuer`.',
  },
  JWT_SUBJECT_MISMATCH: {
    status: 400,
    text: 'error validating token: invalid subject (sub) claim',
    meaning: 'The token is about another subject than `bound_subject`.',
  },
  JWT_AUDIENCE_MISMATCH: {
    status: 400,
    text: 'error validating token: invalid audience (aud) claim: audience claim does not match any expected audience',
    meaning: 'The token is meant for others than `bound_audiences`.',
  },
  JWT_AUDIENCE_UNBOUND: {
    status: 400,
    text: 'audience claim found in JWT but no audiences bound to the role',
    meaning: 'A token that is meant for somebody needs a role with `bound_audiences`.',
  },
  JWT_DATES_MISSING: {
    status: 400,
    text: 'error validating token: no issued at (iat), not before (nbf), or expiration time (exp) claims in token',
    meaning: 'The token says nothing of time.',
  },
  JWT_NOT_YET_VALID: {
    status: 400,
    text: 'error validating token: invalid not before (nbf) claim: token not yet valid',
    meaning: 'The token begins later, even if clocks are apart.',
  },
  JWT_EXPIRED: {
    status: 400,
    text: 'error validating token: invalid expiration time (exp) claim: token is expired',
    meaning: 'The token has ended, even if clocks are apart.',
  },
  JWT_FROM_FUTURE: {
    status: 400,
    text: 'error validating token: invalid issued at (iat) claim: token issued in the future',
    meaning: 'The token was issued later than now, even if clocks are apart.',
  },
  JWT_USER_CLAIM_MISSING: {
    status: 400,
    text: 'claim "{name}" not found in token',
    meaning: 'The token lacks the claim that names the person or machine, or it is empty.',
  },
  JWT_USER_CLAIM_UNFIT: {
    status: 400,
    text: 'claim "{name}" could not be converted to string',
    meaning: 'The claim that names the person or machine is no text of at most 512 characters.',
  },
  JWT_METADATA_UNFIT: {
    status: 400,
    text: "error converting claim '{name}' to string",
    meaning: 'A claim that shall become metadata is no text.',
  },
  JWT_GROUPS_MISSING: {
    status: 400,
    text: 'failed to fetch groups: "{name}" claim not found in token',
    meaning:
      'The token has no groups. `groups_claim_optional` of the role takes this for an empty list.',
  },
  JWT_GROUPS_ELSEWHERE: {
    status: 400,
    text: 'failed to fetch groups: "{name}" claim is left out of the token, which refers to another server for it',
    meaning:
      'The person is in more groups than the provider puts into a token. With the provider `azure` they are fetched.',
  },
  JWT_GROUPS_UNFIT: {
    status: 400,
    text: '"{name}" claim could not be converted to string list',
    meaning: 'The groups are no text and no list of texts, or more than are taken.',
  },
  JWT_GROUPS_UNREACHABLE: {
    status: 400,
    text: 'failed to fetch groups: {reason}',
    meaning: 'The directory service could not be asked for the groups that the token leaves out.',
  },
  JWT_POLICY_TEMPLATE: {
    status: 400,
    text: 'claim "{name}" cannot fill the name of a policy',
    meaning: 'The claim is missing or holds more than letters, digits, `_`, `-`, `.` and `@`.',
  },
  JWT_CLAIM_MISSING: {
    status: 400,
    text: 'error validating claims: claim "{name}" is missing',
    meaning: 'The token lacks a claim that the role is bound to.',
  },
  JWT_CLAIM_UNFIT: {
    status: 400,
    text: 'error validating claims: received claim is not a string, bool, int or list: {name}',
    meaning: 'A claim that the role is bound to is an object.',
  },
  JWT_CLAIM_MISMATCH: {
    status: 400,
    text: 'error validating claims: claim "{name}" does not match any associated bound claim values',
    meaning: 'A claim has none of the values that the role is bound to.',
  },
  OIDC_NOT_CONFIGURED: {
    status: 400,
    text: 'OIDC login is not configured for this mount',
    meaning:
      'Logins by browser need `oidc_discovery_url`, `oidc_client_id` and `oidc_client_secret`.',
  },
  OIDC_REDIRECT_MISSING: {
    status: 400,
    text: 'missing redirect_uri',
    meaning: 'The login does not say where the browser shall come back to.',
  },
  OIDC_NONCE_REQUIRED: {
    status: 400,
    text: 'missing client_nonce',
    meaning: 'A login that is asked about by polling needs a nonce of the client.',
  },
  OIDC_CALLBACK_NOT_CONFIGURED: {
    status: 400,
    text: 'Vault login failed. Could not load configuration',
    meaning: 'The mount has no configuration any more.',
  },
  OIDC_STATE_UNKNOWN: {
    status: 400,
    text: 'Vault login failed. Expired or missing OAuth state.',
    meaning:
      'The login is not known: it has ended, was finished already, or its configuration was written anew. Begin again.',
  },
  OIDC_NONCE_MISMATCH: {
    status: 400,
    text: 'invalid client_nonce',
    meaning: 'The nonce is not the one that the login was begun with.',
  },
  OIDC_ROLE_GONE: {
    status: 400,
    text: 'Vault login failed. Role could not be found',
    meaning: 'The role was deleted while the login went on.',
  },
  OIDC_NO_ANSWER: {
    status: 400,
    text: 'Vault login failed. No code or id_token received.',
    meaning: 'The provider sent neither.',
  },
  OIDC_PROVIDER_REFUSED: {
    status: 400,
    text: 'Vault login failed. The provider refused: {reason}',
    meaning:
      'The provider sent an error in the place of a code, in the words of RFC 6749 section 4.1.2.1.',
  },
  OIDC_ISSUER_MIXED_UP: {
    status: 400,
    text: 'Vault login failed. The answer names another issuer.',
    meaning: 'The answer came from another provider than was asked (RFC 9207).',
  },
  OIDC_EXCHANGE_FAILED: {
    status: 400,
    text: 'Vault login failed. Error exchanging oidc code: {reason}',
    meaning: 'The provider did not take the code. The log tells why.',
  },
  OIDC_ID_TOKEN_INVALID: {
    status: 400,
    text: 'Token verification failed. {reason}',
    meaning: 'The ID token is not one that the provider made for this login.',
  },
  OIDC_SUBJECT_MISMATCH: {
    status: 400,
    text: 'Vault login failed. sub claim does not match bound subject',
    meaning: 'The token is about another subject than `bound_subject`.',
  },
  OIDC_PROVIDER_UNREACHABLE: {
    status: 400,
    text: 'Vault login failed. The provider cannot be reached.',
    meaning: 'The document of the provider cannot be fetched at the moment. The log tells why.',
  },
  OIDC_PENDING: {
    status: 400,
    text: 'authorization_pending',
    meaning: 'The login by browser is not finished yet. Ask again after `poll_interval`.',
    waits: true,
  },
  OIDC_SLOW_DOWN: {
    status: 400,
    text: 'slow_down',
    meaning: 'Asked again before `poll_interval` was over.',
    waits: true,
  },
  OIDC_DEVICE_REFUSED: {
    status: 400,
    text: 'Vault login failed. {reason}',
    meaning: 'The provider ended the login of the device: it was refused, or took too long.',
  },
} as const satisfies Record<string, CatalogueEntry>;
