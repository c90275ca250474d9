import type { JsonObject, JsonValue } from '../lib/json.ts';
import { canonicalValue, defaultOf, stableText } from './canonical.ts';
import type { DeclaredObject } from './documents/declared-object.ts';
import { compareMarks, type Marks, marksOf, replacedNames } from './marks.ts';
import type { TargetField } from './schema/target.ts';
import { DeclaredConflict, type ServerState } from './server-state.ts';

/** Requests that are under way at once. */
const READS_AT_ONCE = 8;

/** Who changed: the folder, or somebody at the server since the folder was applied. */
export type Origin = 'folder' | 'server';

/** One field that is not as it is declared. */
export interface FieldChange {
  readonly name: string;
  /** Undefined: not known, or nothing is there yet. */
  readonly before: JsonValue | undefined;
  readonly after: JsonValue;
  /** Neither value is shown. */
  readonly isHidden: boolean;
  readonly origin: Origin;
}

/** An object that is not as it is declared. */
export interface ObjectChange {
  readonly action: 'create' | 'change';
  readonly object: DeclaredObject;
  readonly fields: readonly FieldChange[];
  readonly current: JsonObject | undefined;
  readonly origin: Origin;
}

/** How the server differs from a folder. */
export interface Plan {
  /** In the order in which they are made. */
  readonly changes: readonly ObjectChange[];
  /** Objects that are as declared, with what the server answers. */
  readonly settled: readonly SettledObject[];
}

/** An object that is as it is declared. */
export interface SettledObject {
  readonly object: DeclaredObject;
  readonly current: JsonObject;
  /** The server remembers it exactly so. */
  readonly isRemembered: boolean;
}

/** An object beside its current state. */
interface Seen {
  readonly object: DeclaredObject;
  readonly current: JsonObject | undefined;
  readonly marks: Marks;
}

/**
 * Compare the objects of a folder with the server.
 *
 * @throws RequestRefused, DeclaredConflict
 */
export async function makePlan(
  server: ServerState,
  objects: readonly DeclaredObject[],
): Promise<Plan> {
  const seen = await look(server, objects);
  const asked = new Map(seen.map(({ object, marks }) => [object.target.path, marks]));
  const remembered = await compareMarks(server, asked);
  const changes: ObjectChange[] = [];
  const settled: SettledObject[] = [];
  for (const { object, current, marks } of seen) {
    const matching = remembered.get(object.target.path);
    const change = compare({ object, current, marks }, matching);
    if (change) changes.push(change);
    else if (current) {
      const isRemembered = Object.keys(marks).every((name) => matching?.has(name));
      settled.push({ object, current, isRemembered });
    }
  }
  return { changes, settled };
}

/** What lies in a mount that is not there yet is not there either. */
async function look(server: ServerState, objects: readonly DeclaredObject[]): Promise<Seen[]> {
  const found = new Map<DeclaredObject, JsonObject>();
  const read = async (object: DeclaredObject): Promise<void> => {
    const current = await readTarget(server, object);
    if (current) found.set(object, current);
  };
  const within = objects.filter(({ target }) => target.parent !== undefined);
  await inBatches(
    objects.filter(({ target }) => target.parent === undefined),
    read,
  );
  const present = new Set([...found.keys()].map(({ target }) => target.path));
  await inBatches(
    within.filter(({ target }) => present.has(target.parent ?? '')),
    read,
  );
  return objects.map((object) => {
    const current = found.get(object);
    return { object, current, marks: marksOf(object, current ?? {}) };
  });
}

/** A few at a time: a folder may hold thousands of objects, and a server be far away. */
async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += READS_AT_ONCE) {
    await Promise.all(items.slice(at, at + READS_AT_ONCE).map(work));
  }
}

async function readTarget(
  server: ServerState,
  { target, file, line }: DeclaredObject,
): Promise<JsonObject | undefined> {
  try {
    return await target.read(server);
  } catch (error) {
    if (!(error instanceof DeclaredConflict)) throw error;
    throw new DeclaredConflict(`${file}:${line}: ${target.title}: ${error.message}`);
  }
}

function compare(
  { object, current }: Seen,
  matching: ReadonlySet<string> | undefined,
): ObjectChange | undefined {
  const { values } = object;
  if (!current) return creation(object, matching);
  const replaced = replacedNames(object);
  const fields = Object.entries(object.target.fields).flatMap(([name, field]) => {
    const change = values[name]
      ? compareDeclared(name, { object, current, matching, field })
      : replaced.has(name)
        ? undefined
        : compareDefault(name, { object, current, matching, field });
    return change ? [change] : [];
  });
  if (fields.length === 0) return undefined;
  const origin = fields.every((field) => field.origin === 'server') ? 'server' : 'folder';
  return { action: 'change', object, fields, current, origin };
}

function creation(object: DeclaredObject, matching: ReadonlySet<string> | undefined): ObjectChange {
  const fields = Object.entries(object.values).map(([name, { value, isHidden }]) => ({
    name,
    before: undefined,
    after: value,
    isHidden,
    origin: originOf(name, matching),
  }));
  const isGone = matching !== undefined && fields.every(({ origin }) => origin === 'server');
  const origin = isGone ? 'server' : 'folder';
  return { action: 'create', object, fields, current: undefined, origin };
}

interface Comparison {
  readonly object: DeclaredObject;
  readonly current: JsonObject;
  readonly matching: ReadonlySet<string> | undefined;
  readonly field: TargetField;
}

function compareDeclared(name: string, of: Comparison): FieldChange | undefined {
  const { object, current, matching, field: known } = of;
  const declared = object.values[name];
  if (!declared || matching?.has(name)) return undefined;
  const { field, readAs } = known;
  const after = canonicalValue(field, declared.value);
  const { isHidden } = declared;
  const origin = originOf(name, matching);
  if (readAs === undefined) return { name, before: undefined, after, isHidden, origin };
  const before = canonicalValue(field, current[readAs]);
  if (stableText(before) === stableText(after)) return undefined;
  return { name, before, after, isHidden, origin };
}

/** What a folder does not say has its default, or what the server made of that when it was applied. */
function compareDefault(name: string, of: Comparison): FieldChange | undefined {
  const { current, matching, field: known } = of;
  const { field, readAs, isCompleted } = known;
  if (!isCompleted || readAs === undefined || !Object.hasOwn(current, readAs)) return undefined;
  if (matching?.has(name)) return undefined;
  const before = canonicalValue(field, current[readAs]);
  const after = defaultOf(field);
  if (stableText(before) === stableText(after)) return undefined;
  const isHidden = field.secret === true;
  const origin = matching === undefined ? 'folder' : 'server';
  return { name, before, after, isHidden, origin };
}

/** The folder says what it said: then it is the server where something changed. */
function originOf(name: string, matching: ReadonlySet<string> | undefined): Origin {
  return matching?.has(`=${name}`) ? 'server' : 'folder';
}
