import type { Instrument } from './instruments.ts';

/** Label of everything that came after the bound of label sets was reached. */
export const OVERFLOW = 'other';

/** One instrument, and the values of its labels in the order of their declaration. */
export interface Member<T extends Instrument> {
  readonly labels: readonly string[];
  readonly instrument: T;
}

type Branch<T> = Map<string, Branch<T> | T>;

/**
 * The instruments of one name, one for each set of label values.
 *
 * Values are looked up one after the other, so that no text is built; of more sets than the bound all further
 * ones share one instrument, so that memory does not grow with what strangers send.
 */
export class Family<T extends Instrument> {
  readonly #labelCount: number;
  readonly #create: () => T;
  readonly #mostMembers: number;
  readonly #root: Branch<T> = new Map();
  #members: Member<T>[] = [];
  #overflow: T | undefined;

  constructor(labelCount: number, options: { create: () => T; mostMembers: number }) {
    this.#labelCount = labelCount;
    this.#create = options.create;
    this.#mostMembers = options.mostMembers;
    // what has no labels is there from the start, as 0
    if (labelCount === 0) this.of();
  }

  get members(): readonly Member<T>[] {
    return this.#members;
  }

  /** The instrument of some label values; made where there is none. Worth keeping where it is asked for often. */
  of(...labels: readonly string[]): T {
    let branch = this.#root;
    for (let i = 0; i < this.#labelCount; i++) {
      const next = branch.get(labels[i] ?? '');
      if (next === undefined) return this.#add(labels);
      if (!(next instanceof Map)) return next;
      branch = next;
    }
    return this.#members[0]?.instrument ?? this.#add([]);
  }

  /** Forget all members: what is told anew as a whole must not keep what is no more. */
  clear(): void {
    this.#root.clear();
    this.#members = [];
    this.#overflow = undefined;
  }

  #add(given: readonly string[]): T {
    if (this.#members.length >= this.#mostMembers) return this.#intoOverflow();
    const labels = Array.from({ length: this.#labelCount }, (_, i) => given[i] ?? '');
    const instrument = this.#create();
    this.#members.push({ labels, instrument });
    let branch = this.#root;
    for (const [i, value] of labels.entries()) {
      if (i === labels.length - 1) branch.set(value, instrument);
      else branch = this.#branchOf(branch, value);
    }
    return instrument;
  }

  #branchOf(branch: Branch<T>, value: string): Branch<T> {
    const known = branch.get(value);
    if (known instanceof Map) return known;
    const made: Branch<T> = new Map();
    branch.set(value, made);
    return made;
  }

  #intoOverflow(): T {
    if (!this.#overflow) {
      this.#overflow = this.#create();
      const labels = Array.from({ length: this.#labelCount }, () => OVERFLOW);
      const same = this.#members.find((member) => member.labels.every((l) => l === OVERFLOW));
      if (same) this.#overflow = same.instrument;
      else this.#members.push({ labels, instrument: this.#overflow });
    }
    return this.#overflow;
  }
}
