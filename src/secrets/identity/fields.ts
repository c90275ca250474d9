import {
  answered,
  boolean,
  commaList,
  keyValues,
  parameter,
  stringList,
  text,
} from '../../framework/field.ts';
import { listBounds } from '../../framework/list-fields.ts';

/** Id of what a path is about. */
export const byId = { id: parameter('Id, as it was answered when it was made.') };
/** Name of what a path is about; case does not count. */
export const byName = { name: parameter('Name; case does not count.') };

/** Bounds of a list. */
export const bounds = listBounds;

/** What a list by id answers. */
export const keysWithInfo = {
  keys: answered('string-list', 'The ids, in byte order.'),
  key_info: answered('object', 'More of each, by id.'),
};

/** What a list by name answers. */
export const names = { keys: answered('string-list', 'The names, in byte order.') };

const metadata = keyValues('Texts by name, in the place of all that were set before.');
const policies = commaList('Policies, in the place of all that were set before; never "root".');
const moments = {
  creation_time: answered('string', 'When it was made, RFC 3339.'),
  last_update_time: answered('string', 'When it was last written, RFC 3339.'),
};
const namespace = { namespace_id: answered('string', 'Namespace that it lies in: root.') };
const id = answered('string', 'Id.');

/** What can be written of an entity, by path. */
export const entityChanges = {
  metadata,
  policies,
  disabled: boolean('Refuse all its tokens and logins, without ending anything.'),
};

/** What can be written of an entity where the path does not say of which. */
export const entityInput = {
  id: text('Id of the entity to change; left out, the name decides.'),
  name: text('Name; made when left out. Case does not count.'),
  ...entityChanges,
};

/** What a write answers that made something. */
export const made = {
  id,
  name: answered('string', 'Name.'),
};

/** What a write of an entity answers that made it. */
export const madeEntity = { ...made, aliases: answered('string-list', 'Null: it has none yet.') };

const aliasCore = {
  id,
  canonical_id: answered('string', 'What it belongs to.'),
  name: answered('string', 'Name at the mount.'),
  mount_accessor: answered('string', 'Accessor of the mount.'),
  mount_path: answered('string', 'Path of the mount; empty once it is disabled.'),
  mount_type: answered('string', 'Type of the mount; empty once it is disabled.'),
  metadata: answered('key-values', 'What the last login told.'),
  custom_metadata: answered('key-values', 'What was written through the API.'),
  merged_from_canonical_ids: answered('string-list', 'Entities that it came from by a merge.'),
  local: answered('boolean', 'Whether the mount is local to its cluster.'),
  ...moments,
};

/** An entity as it is answered. */
export const entity = {
  id,
  name: answered('string', 'Name.'),
  metadata: answered('key-values', 'As written; null for never.'),
  policies: answered('string-list', 'Policies of the entity itself, sorted.'),
  disabled: answered('boolean', 'As written.'),
  aliases: answered('object', 'How mounts know the entity, a list.', { members: aliasCore }),
  merged_entity_ids: answered('string-list', 'Entities that were merged into it; null for none.'),
  direct_group_ids: answered('string-list', 'Groups that it is a member of.'),
  inherited_group_ids: answered('string-list', 'Groups that those are members of.'),
  group_ids: answered('string-list', 'All of them.'),
  ...moments,
  ...namespace,
};

/** Whom to look up; one way only. */
export const lookup = {
  id: text('Id.'),
  name: text('Name; case does not count.'),
  alias_id: text('Id of an alias.'),
  alias_name: text('Name of an alias, with alias_mount_accessor.'),
  alias_mount_accessor: text('Accessor of the mount that knows the name.'),
};

/** Whom to remove. */
export const batchDelete = {
  entity_ids: commaList('Ids; those that are unknown are passed over.'),
};

/** What to merge. */
export const merge = {
  from_entity_ids: commaList('Entities that go.'),
  to_entity_id: text('Entity that stays.'),
  force: boolean('Read and ignored: there are no secrets of second factors to choose between.'),
  conflicting_alias_ids_to_keep: commaList(
    'Of two aliases at one mount, those to keep; the others are removed.',
  ),
};

/** What can be written of an alias, by path. */
export const aliasChanges = {
  name: text('Name at the mount.'),
  mount_accessor: text('Accessor of the mount.'),
  canonical_id: text('Entity; left out, a new one is made.'),
  entity_id: text('Use "canonical_id" instead.', { deprecated: true }),
  custom_metadata: keyValues('Texts by name, in the place of all that were set before.'),
};

/** What can be written of an alias where the path does not say of which. */
export const aliasInput = {
  id: text('Id of the alias to change; left out, mount and name decide.'),
  ...aliasChanges,
};

/** What a write of an alias answers. */
export const madeAlias = { id, canonical_id: answered('string', 'What it belongs to.') };

/** An alias as it is answered. */
export const alias = { ...aliasCore, ...namespace };

/** What can be written of a group, by path. */
export const groupChanges = {
  type: text('internal, or external for groups that logins fill; it cannot be changed.', {
    shown: 'internal',
  }),
  metadata,
  policies,
  member_entity_ids: stringList('Entities, in the place of all before; of internal groups.'),
  member_group_ids: stringList('Groups, in the place of all before; of internal groups.'),
};

/** What can be written of a group where the path does not say of which. */
export const groupInput = {
  id: text('Id of the group to change; left out, the name decides.'),
  name: text('Name; made when left out. Case does not count.'),
  ...groupChanges,
};

/** A group as it is answered. */
export const group = {
  id,
  name: answered('string', 'Name.'),
  type: answered('string', 'internal or external.'),
  metadata: answered('key-values', 'As written; null for never.'),
  policies: answered('string-list', 'Policies of all its members, theirs included.'),
  member_entity_ids: answered('string-list', 'Entities in it; null for none.'),
  member_group_ids: answered('string-list', 'Groups in it; null for none.'),
  parent_group_ids: answered('string-list', 'Groups that it is in; null for none.'),
  alias: answered('object', 'What a mount calls an external group; else empty.'),
  modify_index: answered('integer', 'Counts the writes.'),
  ...moments,
  ...namespace,
};

/** What can be written of the alias of a group, by path. */
export const groupAliasChanges = {
  name: text('Name of the group at the mount, exactly as logins report it.'),
  mount_accessor: text('Accessor of the mount.'),
  canonical_id: text('External group; left out, a new one is made.'),
};

/** What can be written of the alias of a group where the path does not say of which. */
export const groupAliasInput = {
  id: text('Id of the alias to change; left out, one is made.'),
  ...groupAliasChanges,
};
