import { ConfigError, type ConfigFault } from './config-error.ts';

/** Gathers faults and warnings, so that an operator sees all of them at the first start. */
export class FaultList {
  readonly #faults: ConfigFault[] = [];
  readonly #warnings: string[] = [];

  add(place: Place, problem: string): void {
    this.#faults.push({ ...place, problem });
  }

  warn({ file, line, key }: Place, problem: string): void {
    this.#warnings.push(`${file}:${line}: ${key}: ${problem}`);
  }

  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /** @throws ConfigError when there is any fault */
  throwIfAny(): void {
    if (this.#faults.length > 0) throw new ConfigError(this.#faults);
  }
}

/** Where something stands. */
export type Place = Omit<ConfigFault, 'problem'>;
