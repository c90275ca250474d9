import { defineOperations } from '../../framework/operation.ts';
import {
  alias,
  aliasChanges,
  aliasInput,
  bounds,
  byId,
  keysWithInfo,
  madeAlias,
} from './fields.ts';

const write = {
  method: 'POST',
  summary: 'Tie a name at a mount to an entity, or change such a tie.',
  body: aliasInput,
  responses: { 200: madeAlias, 204: {} },
} as const;

const list = {
  method: 'LIST',
  summary: 'List the ids of aliases.',
  body: bounds,
  responses: { 200: keysWithInfo },
} as const;

const read = {
  method: 'GET',
  summary: 'Read an alias.',
  params: byId,
  responses: { 200: alias },
} as const;

const change = {
  method: 'POST',
  summary: 'Change an alias.',
  params: byId,
  body: aliasChanges,
  responses: { 200: madeAlias, 204: {} },
} as const;

const remove = {
  method: 'DELETE',
  summary: 'Remove an alias: the next login by it makes another entity.',
  params: byId,
  responses: { 204: {} },
} as const;

/** Aliases of entities, under today's path and both older ones: data only. */
export const aliasOperations = defineOperations({
  'entity-create-alias': { ...write, path: 'entity-alias' },
  'entity-list-aliases-by-id': { ...list, path: 'entity-alias/id' },
  'entity-read-alias-by-id': { ...read, path: 'entity-alias/id/{id}' },
  'entity-update-alias-by-id': { ...change, path: 'entity-alias/id/{id}' },
  'entity-delete-alias-by-id': { ...remove, path: 'entity-alias/id/{id}' },
  'alias-create': { ...write, path: 'alias', deprecated: true },
  'alias-list-by-id': { ...list, path: 'alias/id', deprecated: true },
  'alias-read-by-id': { ...read, path: 'alias/id/{id}', deprecated: true },
  'alias-update-by-id': { ...change, path: 'alias/id/{id}', deprecated: true },
  'alias-delete-by-id': { ...remove, path: 'alias/id/{id}', deprecated: true },
  'persona-create': { ...write, path: 'persona', deprecated: true },
  'persona-list-by-id': { ...list, path: 'persona/id', deprecated: true },
  'persona-read-by-id': { ...read, path: 'persona/id/{id}', deprecated: true },
  'persona-update-by-id': { ...change, path: 'persona/id/{id}', deprecated: true },
  'persona-delete-by-id': { ...remove, path: 'persona/id/{id}', deprecated: true },
});
