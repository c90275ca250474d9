import { defineAuthMethod } from '../../core/mount-type.ts';
import { checks, login, renew } from './login.ts';
import { operations } from './operations.ts';
import { bindPasswordPolicy, freePasswordPolicy, readPasswordPolicy } from './password-policy.ts';
import { records } from './records.ts';
import {
  deleteUser,
  listUsers,
  readUser,
  resetPassword,
  updatePolicies,
  userExists,
  writeUser,
} from './users.ts';

/** Users with a name and a password, kept by the server itself. */
export const userpass = defineAuthMethod({
  type: 'userpass',
  title: 'Username and password',
  stability: 'stable',
  operations,
  records,
  needs: ['policies'],
  handlers: {
    'userpass-login': login,
    'userpass-list-users': listUsers,
    'userpass-read-user': readUser,
    'userpass-write-user': writeUser,
    'userpass-delete-user': deleteUser,
    'userpass-reset-password': resetPassword,
    'userpass-update-policies': updatePolicies,
    'userpass-update-policies_password': bindPasswordPolicy,
    'userpass-delete-policies_password': freePasswordPolicy,
    'userpass-read-policies_password': readPasswordPolicy,
  },
  exists: { 'userpass-write-user': userExists },
  renew,
  checks,
  hasUserLockout: true,
  loginName: { 'userpass-login': ({ params }) => params.username },
});
