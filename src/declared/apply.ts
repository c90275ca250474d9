import type { JsonObject, JsonValue } from '../lib/json.ts';
import type { DeclaredObject } from './documents/declared-object.ts';
import { type AppliedObject, marksOf, recordMarks } from './marks.ts';
import type { ObjectChange, Plan } from './plan.ts';
import type { Target } from './schema/target.ts';
import { DeclaredConflict, RequestRefused, type ServerState } from './server-state.ts';

/** A change that failed; what came before it is done, what comes after it was not tried. */
export class ApplyError extends Error {
  override readonly name = 'ApplyError';
  readonly done: number;
  readonly left: number;

  constructor(cause: Error, of: { object: DeclaredObject; done: number; left: number }) {
    const { title } = of.object.target;
    super(`${of.object.file}:${of.object.line}: ${title}: ${cause.message}`, { cause });
    this.done = of.done;
    this.left = of.left;
  }
}

/** How it goes on. */
export type Progress = (change: ObjectChange) => void;

/**
 * Make the changes of a plan, one after the other, each an ordinary request. What was applied is remembered,
 * also where a later change fails.
 *
 * @throws ApplyError on the first change that fails
 * @throws RequestRefused when what was applied cannot be remembered
 */
export async function applyPlan(
  server: ServerState,
  plan: Plan,
  progress: Progress = () => undefined,
): Promise<void> {
  const applied: AppliedObject[] = plan.settled
    .filter(({ isRemembered }) => !isRemembered)
    .map(({ object, current }) => describeApplied(object, current));
  try {
    for (const [done, change] of plan.changes.entries()) {
      const left = plan.changes.length - done - 1;
      applied.push(await makeChange(server, change, { done, left }));
      progress(change);
    }
  } finally {
    await recordMarks(server, applied);
  }
}

async function makeChange(
  server: ServerState,
  change: ObjectChange,
  count: { done: number; left: number },
): Promise<AppliedObject> {
  const { object, current } = change;
  try {
    await object.target.write(server, { values: valuesToSend(change), current });
    const settled = (await object.target.read(server)) ?? {};
    return describeApplied(object, settled);
  } catch (error) {
    const isExpected = error instanceof RequestRefused || error instanceof DeclaredConflict;
    if (!isExpected) throw error;
    throw new ApplyError(error, { object, ...count });
  }
}

/**
 * All that is declared, and the defaults of what is to lose another value. A write that keeps what it does not
 * name needs no secret that it has already: a user may have changed a password since.
 */
function valuesToSend({ action, object, fields }: ObjectChange): JsonObject {
  const { target, values } = object;
  const changed = new Map(fields.map(({ name, after }) => [name, after]));
  const declared = Object.entries(values).filter(([name]) => {
    const isSame = action === 'change' && !changed.has(name);
    const { field, readAs } = target.fields[name] ?? {};
    return !isSame || (!field?.fixed && (!target.isMerging || readAs !== undefined));
  });
  const sent = declared.map(([name, { value }]) => [name, value] as const);
  const reset = [...changed].filter(
    ([name, after]) => !values[name] && mustBeSent(target, name, after),
  );
  return Object.fromEntries<JsonValue>([...sent, ...reset]);
}

/** Where a write resets what it does not name, an empty text may be one that it would not take. */
function mustBeSent({ isMerging, fields }: Target, name: string, value: JsonValue): boolean {
  return isMerging || value !== '' || fields[name]?.field.kind !== 'string';
}

function describeApplied(object: DeclaredObject, current: JsonObject): AppliedObject {
  const { target, folder } = object;
  const { path, title, phase } = target;
  return {
    path,
    folder,
    title,
    phase,
    removal: target.removal(current),
    marks: marksOf(object, current),
  };
}
