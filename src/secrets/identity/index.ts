import { defineSecretsEngine } from '../../core/mount-type.ts';
import { aliasOperations } from './alias-operations.ts';
import { aliasHandlers } from './aliases.ts';
import { entityHandlers } from './entities.ts';
import { entityOperations } from './entity-operations.ts';

/** Who is behind the logins: entities, aliases and groups. */
export const identity = defineSecretsEngine({
  type: 'identity',
  title: 'Identity',
  stability: 'stable',
  operations: { ...entityOperations, ...aliasOperations },
  records: {},
  needs: ['identity', 'mounts'],
  handlers: { ...entityHandlers, ...aliasHandlers },
  isSingleton: true,
});
