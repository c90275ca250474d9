import { defineAuthMethod, type MountType } from '../../core/mount-type.ts';
import { readConfig, writeConfig } from './config.ts';
import { askedRole } from './load-config.ts';
import { login, renew } from './login.ts';
import { beginLogin } from './oidc/auth-url.ts';
import { finishLogin } from './oidc/callback.ts';
import { takeForm } from './oidc/form-post.ts';
import { poll } from './oidc/poll.ts';
import { operations } from './operations.ts';
import { records } from './records.ts';
import { deleteRole, listRoles, readRole, roleExists, writeRole } from './roles.ts';

/** Machines with signed tokens, and people with a browser and an OpenID provider. */
export const jwt = defineAuthMethod({
  type: 'jwt',
  title: 'JWT and OIDC',
  stability: 'stable',
  operations,
  records,
  needs: ['log'],
  handlers: {
    'jwt-configure': writeConfig,
    'jwt-read-configuration': readConfig,
    'jwt-list-roles': listRoles,
    'jwt-read-role': readRole,
    'jwt-write-role': writeRole,
    'jwt-delete-role': deleteRole,
    'jwt-login': login,
    'jwt-oidc-request-authorization-url': beginLogin,
    'jwt-oidc-callback': finishLogin,
    'jwt-oidc-callback-form-post': takeForm,
    'jwt-oidc-poll': poll,
  },
  exists: { 'jwt-write-role': roleExists },
  renew,
  roleName: {
    'jwt-login': ({ body }, context) => askedRole(body.role, context),
    'jwt-oidc-request-authorization-url': ({ body }, context) => askedRole(body.role, context),
  },
  checks: [
    'configuration',
    'state',
    'client_nonce',
    'role',
    'role_type',
    'address',
    'provider',
    'exchange',
    'token',
    'keys',
    'algorithm',
    'signature',
    'claims',
    'issuer',
    'subject',
    'audience',
    'authorized_party',
    'nonce',
    'authentication_age',
    'dates',
    'not_before',
    'expiration',
    'issued_at',
    'hashes',
    'user_claim',
    'metadata',
    'groups',
    'policies',
    'bound_claims',
  ],
});

/** The same method under the name by which people know logins by browser. */
export const oidc: MountType = { ...jwt, type: 'oidc', title: 'OIDC' };
