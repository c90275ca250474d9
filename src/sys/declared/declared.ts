import type { MountContext } from '../../core/mount-context.ts';
import { constantTimeEqual } from '../../crypto/constant-time-equal.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';
import { toRfc3339 } from '../../lib/time.ts';
import type { operations } from './operations.ts';
import type { DeclaredObject, declaredObjectRecord } from './records.ts';

type Context = MountContext<{ readonly declared: typeof declaredObjectRecord }>;

/** What declared configuration remembers of what it applied. */
export const handlers: Handlers<typeof operations, Context> = {
  'declared-read-objects': async (_request, { records }) => {
    const objects = (await records.declared.all()).map(({ name, record }) => {
      const { marks: _marks, applied_at, ...shown } = record;
      return [name, { ...shown, applied_at: toRfc3339(applied_at) }] as const;
    });
    return { status: 200, data: { objects: Object.fromEntries(objects.sort(byName)) } };
  },

  'declared-compare': async ({ body }, context) => {
    const asked = Object.entries(body.objects ?? {});
    const known = await context.records.declared.getMany(asked.map(([path]) => path));
    const matching = asked.flatMap(([path, marks], i) => {
      const record = known[i];
      if (!record || !isJsonObject(marks)) return [];
      const names = Object.entries(marks).filter(
        ([name, text]) =>
          Object.hasOwn(record.marks, name) &&
          constantTimeEqual(
            Buffer.from(record.marks[name] ?? ''),
            Buffer.from(markOf(context, { path, name, text })),
          ),
      );
      return [[path, names.map(([name]) => name)] as const];
    });
    return { status: 200, data: { objects: Object.fromEntries(matching) } };
  },

  'declared-record': ({ body, now }, context) => {
    for (const asked of body.objects ?? []) {
      const { path, record } = readObject(asked, now, context);
      context.records.declared.put(path, record);
    }
    return { status: 204 };
  },

  'declared-forget': ({ body }, { records }) => {
    for (const path of body.paths ?? []) records.declared.remove(path);
    return { status: 204 };
  },
};

function readObject(
  asked: JsonObject,
  now: number,
  context: Context,
): { path: string; record: DeclaredObject } {
  const { path, title, removal, phase, marks, folder = '' } = asked;
  const hasTexts =
    typeof path === 'string' && typeof title === 'string' && typeof removal === 'string';
  if (
    !hasTexts ||
    typeof folder !== 'string' ||
    path === '' ||
    typeof phase !== 'number' ||
    !isJsonObject(marks)
  ) {
    throw new ApiError('DECLARED_OBJECT_INVALID');
  }
  const hashes = Object.entries(marks).map(
    ([name, text]) => [name, markOf(context, { path, name, text })] as const,
  );
  const record = {
    folder,
    title,
    removal,
    phase,
    marks: Object.fromEntries(hashes),
    applied_at: now,
  };
  return { path, record };
}

/** Under a key of the store, and different for each field: two equal passwords do not look alike. */
function markOf(
  { keyedHash }: Context,
  { path, name, text }: { path: string; name: string; text: JsonValue },
): string {
  if (typeof text !== 'string') throw new ApiError('DECLARED_OBJECT_INVALID');
  return Buffer.from(keyedHash('declared', JSON.stringify([path, name, text]))).toString('hex');
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
