import { isJsonObject } from '../../lib/json.ts';
import { operations } from '../../sys/audit/operations.ts';
import { phases, type Target, type TargetField } from '../schema/target.ts';
import { DeclaredConflict } from '../server-state.ts';
import { textOf } from '../text-of.ts';

const { type: _type, ...body } = operations['auditing-enable-device'].body;

/** Fields of an `audit` block. */
export const auditFields = body;

/**
 * An audit device. A device cannot be changed: another one takes its place, so that for a moment there is
 * none by its path.
 *
 * @param path - without a slash at either end
 */
export function auditTarget(type: string, path: string): Target {
  const whole = `sys/audit/${path}`;
  const fields = Object.entries(auditFields).map(([name, field]) => [
    name,
    { field, readAs: name, isCompleted: true } satisfies TargetField,
  ]);
  return {
    path: whole,
    title: `audit "${type}" "${path}/"`,
    phase: phases.audit,
    fields: Object.fromEntries(fields),
    isMerging: false,
    read: async (server) => {
      const found = (await server.read('sys/audit'))?.[`${path}/`];
      if (!isJsonObject(found)) return undefined;
      if (found['type'] === type) return found;
      throw new DeclaredConflict(`${path}/ is an audit device of type ${textOf(found['type'])}`);
    },
    write: async (server, { values, current }) => {
      if (current) await server.remove(whole);
      await server.update(whole, { type, ...values });
    },
    removal: () => whole,
  };
}
