import { defineAuthMethod } from '../../core/mount-type.ts';
import { listAccessors } from './accessors.ts';
import { create, createByRole, createOrphan } from './create.ts';
import { explain } from './explain.ts';
import { lookUp, lookUpAccessor, lookUpSelf } from './lookup.ts';
import { operations } from './operations.ts';
import { records } from './records.ts';
import { grantRenewal, renew, renewAccessor, renewSelf } from './renew.ts';
import { revoke, revokeAccessor, revokeOrphan, revokeSelf } from './revoke.ts';
import { deleteRole, listRoles, readRole, writeRole } from './roles.ts';
import { tidy } from './tidy.ts';

/** Tokens: what every other method answers with. */
export const token = defineAuthMethod({
  type: 'token',
  title: 'Token',
  stability: 'stable',
  operations,
  records,
  needs: ['tokens', 'policies', 'explain'],
  handlers: {
    'token-create': create,
    'token-create-orphan': createOrphan,
    'token-create-against-role': createByRole,
    'token-look-up-2': lookUp,
    'token-look-up': lookUp,
    'token-look-up-self': lookUpSelf,
    'token-look-up-self2': lookUpSelf,
    'token-look-up-accessor': lookUpAccessor,
    'token-renew': renew,
    'token-renew-self': renewSelf,
    'token-renew-accessor': renewAccessor,
    'token-revoke': revoke,
    'token-revoke-self': revokeSelf,
    'token-revoke-accessor': revokeAccessor,
    'token-revoke-orphan': revokeOrphan,
    'token-explain': explain,
    'token-list-accessors': listAccessors,
    'token-list-roles': listRoles,
    'token-read-role': readRole,
    'token-write-role': writeRole,
    'token-delete-role': deleteRole,
    'token-tidy': tidy,
  },
  exists: {
    'token-write-role': async ({ params }, { records }) =>
      (await records.role.get(params.role_name ?? '')) !== undefined,
  },
  renew: grantRenewal,
  isSingleton: true,
});
