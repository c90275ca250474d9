/** A value after parsing. */
export type FlagValue =
  | string
  | boolean
  | number
  | readonly string[]
  | Readonly<Record<string, string>>;

/** Flags of one call; what was not given is absent. */
export class FlagValues {
  readonly #values: ReadonlyMap<string, FlagValue>;

  constructor(values: ReadonlyMap<string, FlagValue>) {
    this.#values = values;
  }

  /** Whether the flag stood on the line, even with an empty value. */
  isGiven(name: string): boolean {
    return this.#values.has(name);
  }

  get(name: string): FlagValue | undefined {
    return this.#values.get(name);
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  isSet(name: string, fallback = false): boolean {
    const value = this.#values.get(name);
    return typeof value === 'boolean' ? value : fallback;
  }

  /** Integers, and durations in seconds. */
  number(name: string): number | undefined {
    const value = this.#values.get(name);
    return typeof value === 'number' ? value : undefined;
  }

  list(name: string): readonly string[] {
    const value = this.#values.get(name);
    return isList(value) ? value : [];
  }

  map(name: string): Readonly<Record<string, string>> {
    const value = this.#values.get(name);
    return typeof value === 'object' && !isList(value) ? value : {};
  }
}

/** Whether a value is that of a list flag. */
export function isList(value: FlagValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}
