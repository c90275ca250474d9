import { defineSecretsEngine } from '../../core/mount-type.ts';
import { aliasOperations } from './alias-operations.ts';
import { aliasHandlers } from './aliases.ts';
import { entityHandlers } from './entities.ts';
import { entityOperations } from './entity-operations.ts';
import { groupOperations } from './group-operations.ts';
import { groupHandlers } from './groups.ts';

/** Who is behind the logins: entities, aliases and groups. */
export const identity = defineSecretsEngine({
  type: 'identity',
  title: 'Identity',
  stability: 'stable',
  operations: { ...entityOperations, ...aliasOperations, ...groupOperations },
  records: {},
  needs: ['identity', 'mounts'],
  handlers: { ...entityHandlers, ...aliasHandlers, ...groupHandlers },
  isSingleton: true,
});
