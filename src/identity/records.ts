import { defineRecord } from '../framework/record.ts';

/** Texts by name, as identity keeps them; null: never set, and shown as such. */
export type Metadata = Readonly<Record<string, string>> | null;

/** Where somebody is known: a mount, and a name at it. */
export interface AliasFactors {
  readonly mount_accessor: string;
  readonly name: string;
}

/** That an entity belongs to a group. */
export interface Membership {
  readonly group_id: string;
  /**
   * Of an external group: the alias by which a login put the entity into it, in the form of `groupAliasKey`.
   * When the group has another alias, or none, the membership no longer counts.
   */
  readonly by?: string;
}

/** Somebody, person or machine. Moments in milliseconds since the epoch. */
export interface Entity {
  readonly id: string;
  readonly name: string;
  readonly metadata: Metadata;
  readonly policies: readonly string[];
  readonly disabled: boolean;
  /** Former entities whose tokens count as those of this one. */
  readonly merged_entity_ids: readonly string[];
  readonly aliases: readonly AliasFactors[];
  readonly memberships: readonly Membership[];
  readonly created_at: number;
  readonly updated_at: number;
}

/** What one mount calls an entity. */
export interface Alias extends AliasFactors {
  readonly id: string;
  readonly entity_id: string;
  /** Written by logins only. */
  readonly metadata: Metadata;
  /** Written through the API only. */
  readonly custom_metadata: Metadata;
  /** The entities that it belonged to before a merge. */
  readonly merged_from: readonly string[];
  readonly local: boolean;
  readonly created_at: number;
  readonly updated_at: number;
}

/** What a mount calls an external group. */
export interface GroupAlias extends AliasFactors {
  readonly id: string;
  readonly created_at: number;
  readonly updated_at: number;
}

/** Who fills a group: operators, or the logins of a mount. */
export const groupTypes = ['internal', 'external'] as const;
export type GroupType = (typeof groupTypes)[number];

/** A group of entities and of other groups. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly type: GroupType;
  readonly metadata: Metadata;
  readonly policies: readonly string[];
  readonly member_group_ids: readonly string[];
  readonly parent_group_ids: readonly string[];
  /** Of an external group only. */
  readonly alias: GroupAlias | null;
  /** Counts the writes. */
  readonly modify_index: number;
  readonly created_at: number;
  readonly updated_at: number;
}

/** Points from a name to what has it. */
interface Pointer {
  readonly id: string;
}

/**
 * Everything of the identity store. None is marked as configuration: what bears on the rights of tokens
 * that live renews the caches by itself (see `IdentityStore`), and what logins write does not.
 */
export const records = {
  /** By id. */
  entity: defineRecord<Entity>({ collection: 'entity', version: 1 }),
  /** By folded name. */
  entityName: defineRecord<Pointer>({ collection: 'entity-name', version: 1 }),
  /** The id of an entity that went into another, and that other. */
  mergedEntity: defineRecord<Pointer>({ collection: 'merged-entity', version: 1 }),
  /** By `aliasKey`, so that a mount and a name stand for one entity. */
  alias: defineRecord<Alias>({ collection: 'alias', version: 1, isKept: true }),
  /** By id. */
  aliasId: defineRecord<AliasFactors>({ collection: 'alias-id', version: 1 }),
  /** By id. */
  group: defineRecord<Group>({ collection: 'group', version: 1 }),
  /** By folded name. */
  groupName: defineRecord<Pointer>({ collection: 'group-name', version: 1 }),
  /** By `groupAliasKey`. */
  groupAlias: defineRecord<Pointer>({ collection: 'group-alias', version: 1 }),
  /** By the id of the alias: the group that has it. */
  groupAliasId: defineRecord<Pointer>({ collection: 'group-alias-id', version: 1 }),
  /** Of each group, by the id of the entity: what `Membership` says from the other side. */
  member: defineRecord<Omit<Membership, 'group_id'>>({ collection: 'member', version: 1 }),
};

/** The form in which names of entities, groups and aliases are compared: case does not count. */
export function foldName(name: string): string {
  return name.toLowerCase();
}

/** The name of the record of an alias. Accessors hold no line feed. */
export function aliasKey({ mount_accessor, name }: AliasFactors): string {
  return `${mount_accessor}\n${foldName(name)}`;
}

/** The name of the record of a group's alias. Groups of other sides are compared as they are. */
export function groupAliasKey({ mount_accessor, name }: AliasFactors): string {
  return `${mount_accessor}\n${name}`;
}

/** Whether two aliases stand for the same name at the same mount. */
export function isSameAlias(left: AliasFactors, right: AliasFactors): boolean {
  return aliasKey(left) === aliasKey(right);
}

/** Whether an entity's membership in a group still counts. */
export function isMember(membership: Omit<Membership, 'group_id'>, group: Group): boolean {
  return membership.by === (group.alias ? groupAliasKey(group.alias) : undefined);
}
