import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json.ts';
import { canonicalValue, stableText } from './canonical.ts';
import type { DeclaredObject } from './documents/declared-object.ts';
import type { ServerState } from './server-state.ts';
import { textOf } from './text-of.ts';

/**
 * What is remembered of an object between two applications: the server keeps keyed hashes of these texts, by
 * name. `password` tells whether a field was declared and answered as it is now, `=password` whether it was
 * declared so.
 */
export type Marks = Readonly<Record<string, string>>;

/** Texts that one request may carry; the server bounds the strings of a body. */
const MAX_TEXTS = 300;

/** The marks of an object as it is declared and as it is answered. */
export function marksOf(object: DeclaredObject, current: JsonObject): Marks {
  const { target, values } = object;
  const replaced = replacedNames(object);
  const marks: Record<string, string> = {};
  for (const [name, { field, readAs }] of Object.entries(target.fields)) {
    const declared = values[name];
    const wanted = declared && canonicalValue(field, declared.value);
    const isAnswered = readAs !== undefined && Object.hasOwn(current, readAs);
    // what follows from another field must not count as its default once that is gone
    if (wanted === undefined && (!isAnswered || replaced.has(name))) continue;
    const answer = isAnswered ? canonicalValue(field, current[readAs]) : null;
    marks[name] = stableText([wanted ?? null, answer]);
    if (wanted !== undefined) marks[`=${name}`] = stableText(wanted);
  }
  // an object without fields is known by this alone
  marks['='] = stableText(object.folder);
  return marks;
}

/** Fields in whose place another one is declared. */
export function replacedNames({ target, values }: DeclaredObject): ReadonlySet<string> {
  const names = Object.entries(target.fields).flatMap(([name, { insteadOf }]) =>
    values[name] && insteadOf !== undefined ? [insteadOf] : [],
  );
  return new Set(names);
}

/** The names of marks that are what they were, by the path of a known object. */
export async function compareMarks(
  server: ServerState,
  asked: ReadonlyMap<string, Marks>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const known = new Map<string, ReadonlySet<string>>();
  for (const batch of batches([...asked], ([, marks]) => Object.keys(marks).length)) {
    const objects = Object.fromEntries(batch);
    const answer = await server.question('sys/declared/compare', { objects });
    const found = isJsonObject(answer['objects']) ? answer['objects'] : {};
    for (const [path, names] of Object.entries(found)) known.set(path, new Set(textsOf(names)));
  }
  return known;
}

/** An object that was applied. */
export interface AppliedObject {
  readonly path: string;
  readonly folder: string;
  readonly title: string;
  readonly removal: string;
  readonly phase: number;
  readonly marks: Marks;
}

/** Remember what was applied. */
export async function recordMarks(
  server: ServerState,
  applied: readonly AppliedObject[],
): Promise<void> {
  for (const batch of batches(applied, ({ marks }) => Object.keys(marks).length + 6)) {
    await server.update('sys/declared/record', { objects: batch.map((object) => ({ ...object })) });
  }
}

/** What the server remembers of an object. */
export type RememberedObject = Omit<AppliedObject, 'marks'>;

/** All objects that were ever applied and not forgotten. */
export async function readRemembered(server: ServerState): Promise<readonly RememberedObject[]> {
  const objects = (await server.read('sys/declared/objects'))?.['objects'];
  return Object.entries(isJsonObject(objects) ? objects : {}).flatMap(([path, object]) => {
    if (!isJsonObject(object)) return [];
    const { folder, title, removal, phase } = object;
    const texts = { folder: textOf(folder), title: textOf(title), removal: textOf(removal) };
    return [{ path, ...texts, phase: Number(phase) }];
  });
}

function batches<T>(all: readonly T[], textsIn: (item: T) => number): readonly (readonly T[])[] {
  const made: T[][] = [];
  let room = 0;
  for (const item of all) {
    const texts = 2 * textsIn(item) + 1;
    if (made.length === 0 || texts > room) {
      made.push([]);
      room = MAX_TEXTS * 2;
    }
    made.at(-1)?.push(item);
    room -= texts;
  }
  return made;
}

function textsOf(value: JsonValue): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
