import type { JsonObject, JsonValue } from '../lib/json.ts';
import { isJsonObject } from '../lib/json.ts';
import { diffLines } from './diff-lines.ts';
import type { RememberedObject } from './marks.ts';
import type { FieldChange, ObjectChange, Plan } from './plan.ts';

/** What is to be done, for people and for scripts: without any secret. */
export interface ShownPlan {
  readonly changes: readonly ObjectChange[];
  readonly removals: readonly RememberedObject[];
}

/** The part of a plan that came about at the server: what others changed since the folder was applied. */
export function driftOf({ changes }: Pick<Plan, 'changes'>): readonly ObjectChange[] {
  return changes
    .map((change) => ({
      ...change,
      fields: change.fields.filter(({ origin }) => origin === 'server'),
    }))
    .filter(({ origin, fields }) => origin === 'server' || fields.length > 0);
}

/** A plan as a document. Values of secrets are left out. */
export function planDocument({ changes, removals }: ShownPlan): JsonObject {
  return {
    changes: changes.map(({ action, object, fields, origin }) => ({
      action,
      path: object.target.path,
      title: object.target.title,
      file: object.file,
      line: object.line,
      changed_by: origin,
      fields: fields.map(fieldDocument),
    })),
    removals: removals.map(({ path, title, removal }) => ({
      path,
      title,
      can_be_removed: removal !== '',
    })),
  };
}

function fieldDocument({ name, before, after, isHidden, origin }: FieldChange): JsonObject {
  const base = { name, changed_by: origin };
  if (isHidden) return { ...base, is_secret: true };
  return before === undefined ? { ...base, after } : { ...base, before, after };
}

/** A plan for people: a line for each object, below it one for each field. */
export function formatPlan({ changes, removals }: ShownPlan): string {
  const blocks = [
    ...changes.map(formatChange),
    ...removals.map(
      ({ title, removal }) =>
        `- ${title}${removal === '' ? '  (cannot be removed: it stays, and is forgotten)' : ''}`,
    ),
  ];
  return [...blocks, formatCount({ changes, removals })].join('\n');
}

/** `3 to create, 1 to change, 0 to remove.`, or once it is done `3 created, 1 changed, 0 removed.` */
export function formatCount({ changes, removals }: ShownPlan, isDone = false): string {
  if (changes.length === 0 && removals.length === 0) return 'Nothing to change.';
  const count = (action: ObjectChange['action']): number =>
    changes.filter((change) => change.action === action).length;
  const words = [
    [count('create'), 'create'],
    [count('change'), 'change'],
    [removals.length, 'remove'],
  ] as const;
  const parts = words.map(([number, act]) => `${number} ${isDone ? `${act}d` : `to ${act}`}`);
  return `${parts.join(', ')}.`;
}

/** `~ user "alice" in auth/people/`, and where it is declared. */
export function formatChange({ action, object, fields, origin }: ObjectChange): string {
  const sign = action === 'create' ? '+' : '~';
  const place = `${object.file}:${object.line}`;
  const cause = origin === 'server' ? (action === 'create' ? ', gone from the server' : '') : '';
  const width = Math.max(0, ...fields.map(({ name }) => name.length));
  const lines = fields.map((field) => formatField(field, { action, width }));
  return [`${sign} ${object.target.title}  (${place}${cause})`, ...lines].join('\n');
}

interface FieldView {
  readonly action: ObjectChange['action'];
  readonly width: number;
}

function formatField(field: FieldChange, { action, width }: FieldView): string {
  const { name, before, after, isHidden, origin } = field;
  const label = `    ${name.padEnd(width)}  `;
  const note = origin === 'server' && action === 'change' ? '  (changed at the server)' : '';
  if (isHidden) return `${label}(secret, ${action === 'create' ? 'new' : 'changed'})${note}`;
  if (isLong(before) || isLong(after)) {
    const lines = diffLines(asText(before ?? ''), asText(after));
    return [label.trimEnd() + note, ...lines.map((line) => `      ${line}`)].join('\n');
  }
  if (action === 'create') return `${label}${printed(after)}`;
  const was = before === undefined ? '(not answered)' : printed(before);
  return `${label}${was} -> ${printed(after)}${note}`;
}

function isLong(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.includes('\n');
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Short values as they would stand in a file. */
function printed(value: JsonValue): string {
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, inner]) => `${name} = ${printed(inner)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
