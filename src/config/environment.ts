import type { FaultList } from './fault-list.ts';
import { OptionError, type OptionValues, type Options } from './option.ts';

/** Variables as handed in by whoever starts the server. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of `BAO_<name>` or else `VAULT_<name>`, with the full name; empty ones count as absent. */
function readVariable(
  env: Environment,
  name: string,
): { readonly name: string; readonly value: string } | undefined {
  for (const full of [`BAO_${name}`, `VAULT_${name}`]) {
    const value = Object.hasOwn(env, full) ? env[full] : undefined;
    if (value) return { name: full, value };
  }
  return undefined;
}

/** What variables say about options, and which variables did. */
export function readEnvironment<O extends Options>(
  options: O,
  env: Environment,
  faults: FaultList,
): { values: Partial<OptionValues<O>>; names: string[] } {
  const values: Record<string, unknown> = {};
  const names: string[] = [];
  for (const [key, option] of Object.entries(options)) {
    const variable = option.env === undefined ? undefined : readVariable(env, option.env);
    if (!variable) continue;
    names.push(variable.name);
    try {
      values[key] = option.decode({ kind: 'string', value: variable.value, line: 0, column: 0 });
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      faults.add({ file: 'environment', line: 0, key: variable.name }, error.message);
    }
  }
  return { values: values as Partial<OptionValues<O>>, names };
}
