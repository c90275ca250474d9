import { durationSecondsOf } from '../lib/duration.ts';
import { toSeconds } from '../lib/time.ts';
import type { EntityView, GroupView } from './identity-store.ts';
import { type Alias, foldName, type Metadata } from './records.ts';

/** From what the directives of templated policies take their values. */
export interface TemplateSource {
  /** Absent: a token without an entity. */
  readonly entity?: EntityView | undefined;
  /** Aliases of the entity, as they are now; needed only where `needsAliases` says so. */
  readonly aliases: readonly Alias[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Whether a directive looks at the aliases of an entity. */
export function needsAliases(directive: string): boolean {
  return directive.startsWith('identity.entity.aliases.');
}

/**
 * The value of a directive such as `identity.entity.aliases.<mount accessor>.metadata.<key>`; undefined for
 * an unknown one, and for what the entity does not have.
 */
export function templateValue(directive: string, source: TemplateSource): string | undefined {
  const [area = '', kind = '', ...rest] = directive.split('.');
  if (area === 'time') return kind === 'now' ? timeValue(rest, source.now) : undefined;
  const { entity } = source;
  if (area !== 'identity' || !entity) return undefined;
  if (kind === 'groups') return groupValue(rest, entity.groups);
  if (kind !== 'entity') return undefined;
  return rest[0] === 'aliases' ? aliasValue(rest.slice(1), source.aliases) : ownValue(rest, entity);
}

function timeValue([word, ...rest]: readonly string[], now: number): string | undefined {
  if (word === undefined) return String(toSeconds(now));
  if (word !== 'plus' && word !== 'minus') return undefined;
  const seconds = durationSecondsOf(rest.join('.'));
  if (seconds === undefined) return undefined;
  return String(toSeconds(now) + (word === 'plus' ? seconds : -seconds));
}

/** The alias of the very mount that is named: another mount's may have the same name. */
function aliasValue(
  [accessor, ...rest]: readonly string[],
  aliases: readonly Alias[],
): string | undefined {
  const alias = aliases.find(({ mount_accessor }) => mount_accessor === accessor);
  if (!alias) return undefined;
  if (rest[0] === 'custom_metadata') return member(alias.custom_metadata, rest.slice(1));
  return ownValue(rest, alias);
}

function groupValue(
  [by, key = '', ...rest]: readonly string[],
  groups: readonly GroupView[],
): string | undefined {
  if (by !== 'ids' && by !== 'names') return undefined;
  const group = groups.find(({ id, name }) =>
    by === 'ids' ? id === key : foldName(name) === foldName(key),
  );
  return group && ownValue(rest, group);
}

function ownValue(
  [word, ...rest]: readonly string[],
  of: { readonly id: string; readonly name: string; readonly metadata: Metadata },
): string | undefined {
  if (word === 'metadata') return member(of.metadata, rest);
  if (rest.length > 0) return undefined;
  if (word === 'id') return of.id;
  return word === 'name' ? of.name : undefined;
}

/** Keys may hold dots. */
function member(metadata: Metadata, path: readonly string[]): string | undefined {
  const key = path.join('.');
  return metadata && Object.hasOwn(metadata, key) ? metadata[key] : undefined;
}
