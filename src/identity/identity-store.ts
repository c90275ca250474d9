import { bindRecords, type Collections } from '../storage/records.ts';
import type { Transaction } from '../storage/transaction.ts';
import {
  type Alias,
  aliasKey,
  type AliasFactors,
  type Entity,
  foldName,
  type Group,
  groupAliasKey,
  isMember,
  type Metadata,
  records,
} from './records.ts';

/** Where the identity store of a namespace lies, below the prefix of the namespace. */
const FOLDER = 'identity/';
/** Where the entities lie, below the prefix of the namespace. */
export const ENTITY_FOLDER = `${FOLDER}${records.entity.collection}/`;

/** A group as templates of policies see it. */
export interface GroupView {
  readonly id: string;
  readonly name: string;
  readonly metadata: Metadata;
}

/** What bears on the rights of an entity's tokens; the metadata of its aliases alone is left out. */
export interface EntityView {
  /** That of the entity itself, also where it was looked for by the id of a merged one. */
  readonly id: string;
  readonly name: string;
  readonly metadata: Metadata;
  readonly disabled: boolean;
  readonly aliases: readonly AliasFactors[];
  /** Its own and those of all its groups, sorted. */
  readonly policies: readonly string[];
  /** The groups that it belongs to, directly or not. */
  readonly groups: readonly GroupView[];
}

/**
 * Entities, aliases and groups, as one request sees and changes them.
 *
 * Views of entities are cached for as long as the configuration stays, so that everything that changes what
 * an existing entity may do must call `changesRights`: name, metadata, policies, `disabled`, aliases, groups,
 * removal. A login that makes an entity, or brings new metadata of an alias, must not: it would renew the
 * caches of everybody.
 */
export class IdentityStore {
  readonly #transaction: Transaction;
  readonly rows: Collections<typeof records>;

  /** @param namespace - prefix of the namespace that the entities belong to */
  constructor(transaction: Transaction, namespace: string) {
    this.#transaction = transaction;
    this.rows = bindRecords({ transaction, prefix: namespace + FOLDER }, records);
  }

  /** The commit changes what some entity may do: all caches are renewed. */
  changesRights(): void {
    this.#transaction.touchConfiguration();
  }

  /** The entity of an id, or the one that it was merged into. */
  async entity(id: string): Promise<Entity | undefined> {
    const entity = await this.rows.entity.get(id);
    if (entity || id === '') return entity;
    const merged = await this.rows.mergedEntity.get(id);
    return merged && this.rows.entity.get(merged.id);
  }

  async entityByName(name: string): Promise<Entity | undefined> {
    const pointer = await this.rows.entityName.get(foldName(name));
    return pointer && this.rows.entity.get(pointer.id);
  }

  alias(factors: AliasFactors): Promise<Alias | undefined> {
    return this.rows.alias.get(aliasKey(factors));
  }

  async aliasById(id: string): Promise<Alias | undefined> {
    const factors = await this.rows.aliasId.get(id);
    return factors && this.alias(factors);
  }

  /** The aliases of an entity, in the order in which it got them. */
  async aliasesOf({ aliases }: Pick<Entity, 'aliases'>): Promise<Alias[]> {
    return present(await this.rows.alias.getMany(aliases.map(aliasKey)));
  }

  async groupByName(name: string): Promise<Group | undefined> {
    const pointer = await this.rows.groupName.get(foldName(name));
    return pointer && this.rows.group.get(pointer.id);
  }

  async groupByAlias(factors: AliasFactors): Promise<Group | undefined> {
    const pointer = await this.rows.groupAlias.get(groupAliasKey(factors));
    return pointer && this.rows.group.get(pointer.id);
  }

  async groupByAliasId(id: string): Promise<Group | undefined> {
    const pointer = await this.rows.groupAliasId.get(id);
    return pointer && this.rows.group.get(pointer.id);
  }

  /** The groups that an entity itself is a member of; groups that are gone do not count. */
  async groupsOf({ memberships }: Entity): Promise<Group[]> {
    const groups = await this.rows.group.getMany(memberships.map(({ group_id }) => group_id));
    return memberships.flatMap((membership, at) => {
      const group = groups[at];
      return group && isMember(membership, group) ? [group] : [];
    });
  }

  /** All groups that some groups are members of, directly or not, without those themselves. */
  async ancestorsOf(groups: readonly Group[]): Promise<Group[]> {
    const seen = new Map(groups.map((group) => [group.id, group]));
    let level = groups;
    while (level.length > 0) {
      const ids = new Set(level.flatMap(({ parent_group_ids }) => parent_group_ids));
      const unseen = [...ids].filter((id) => !seen.has(id));
      level = present(await this.rows.group.getMany(unseen));
      for (const group of level) seen.set(group.id, group);
    }
    const own = new Set(groups.map(({ id }) => id));
    return [...seen.values()].filter(({ id }) => !own.has(id));
  }

  /** Ids of the entities that are members of a group itself. */
  async membersOf(group: Group): Promise<string[]> {
    const members = await this.rows.member.within(group.id).all();
    return members
      .filter(({ record }) => isMember(record, group))
      .map(({ name }) => name)
      .sort();
  }

  /** What bears on the rights of the tokens of an id; undefined: there is no such entity any more. */
  async view(id: string): Promise<EntityView | undefined> {
    const entity = await this.entity(id);
    if (!entity) return undefined;
    const direct = entity.memberships.length > 0 ? await this.groupsOf(entity) : [];
    const groups = [...direct, ...(await this.ancestorsOf(direct))];
    const policies = [entity, ...groups].flatMap((holder) => holder.policies);
    return {
      id: entity.id,
      name: entity.name,
      metadata: entity.metadata,
      disabled: entity.disabled,
      aliases: entity.aliases,
      // no write lets it in; should it stand in a record nevertheless, it means nothing
      policies: [...new Set(policies)].filter((name) => name !== 'root').sort(),
      groups: groups.map(({ id, name, metadata }) => ({ id, name, metadata })),
    };
  }
}

function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}
