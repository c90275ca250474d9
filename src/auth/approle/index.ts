import { defineAuthMethod } from '../../core/mount-type.ts';
import { issueCustomSecretId, issueSecretId } from './issue.ts';
import { checks, login, loginName, renew } from './login.ts';
import { operations } from './operations.ts';
import { records } from './records.ts';
import { readLocalSecretIds, readRoleId, roleFieldHandlers, writeRoleId } from './role-fields.ts';
import { findByRoleId } from './role-id.ts';
import { deleteRole, listRoles, readRole, roleExists, writeRole } from './roles.ts';
import {
  destroyByAccessor,
  destroySecretId,
  listSecretIds,
  lookUpAccessor,
  lookUpSecretId,
  tidy,
} from './secret-id-handlers.ts';

/** Machines with a RoleID and a SecretID. */
export const approle = defineAuthMethod({
  type: 'approle',
  title: 'AppRole',
  stability: 'stable',
  operations,
  records,
  needs: [],
  handlers: {
    'app-role-login': login,
    'app-role-list-roles': listRoles,
    'app-role-read-role': readRole,
    'app-role-write-role': writeRole,
    'app-role-delete-role': deleteRole,
    ...roleFieldHandlers,
    'app-role-read-role-id': readRoleId,
    'app-role-write-role-id': writeRoleId,
    'app-role-read-local-secret-ids': readLocalSecretIds,
    'app-role-write-secret-id': issueSecretId,
    'app-role-write-custom-secret-id': issueCustomSecretId,
    'app-role-list-secret-ids': listSecretIds,
    'app-role-look-up-secret-id': lookUpSecretId,
    'app-role-destroy-secret-id': destroySecretId,
    'app-role-destroy-secret-id2': destroySecretId,
    'app-role-look-up-secret-id-by-accessor': lookUpAccessor,
    'app-role-destroy-secret-id-by-accessor': destroyByAccessor,
    'app-role-destroy-secret-id-by-accessor2': destroyByAccessor,
    'app-role-tidy-secret-id': tidy,
  },
  exists: { 'app-role-write-role': roleExists },
  renew,
  loginName: { 'app-role-login': loginName },
  roleName: {
    'app-role-login': async ({ body }, context) =>
      (await findByRoleId(loginName({ body }) ?? '', context))?.name,
  },
  checks,
  hasUserLockout: true,
  hasCheapLogins: true,
});
