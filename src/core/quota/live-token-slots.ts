import type { RandomBytes } from '../../crypto/random.ts';
import { countSlots } from '../../token/token-slots.ts';
import type { TokenView } from '../../token/token-store.ts';
import type { OpenStore } from '../../storage/transaction.ts';
import type { LiveTokenRule } from './live-token-rule.ts';

/** How old a count may grow while it decides, milliseconds: others end tokens too. */
const COUNT_MS = 1000;
/** How old it may grow while it decides nothing but whether to warn. */
const WARN_MS = 10_000;
/** Of the time between two counts, counting takes one part in so many. */
const REST = 5;
/** From which part of its limit on a quota warns. */
const WARNING = 0.8;

/** What a count goes by. */
export interface CountParts {
  readonly rule: LiveTokenRule;
  readonly open: OpenStore;
  readonly view: TokenView;
  readonly generation: number;
  readonly random: RandomBytes;
}

/**
 * What this process believes of the slots of one quota: which numbers are free. It may be wrong; whoever takes a
 * number looks at its row, and the commit decides.
 */
export class LiveTokenSlots {
  readonly #monotonic: () => number;
  /** Numbers that are thought to be free, the next one last. */
  #free: number[] = [];
  #limit = -1;
  #hasOlder = false;
  #generation = -1;
  #nextExpiry = Infinity;
  #countedAt = -Infinity;
  #isChanged = false;
  #restsUntil = -Infinity;
  #counting: Promise<void> | undefined;
  /** Whether somebody was told that the limit is near. */
  isWarned = false;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** Slots that are taken, as far as is known. */
  get used(): number {
    return Math.max(0, this.#limit - this.#free.length);
  }

  get isNearLimit(): boolean {
    return this.#isNear(this.used);
  }

  /** When the first token ends, milliseconds since the epoch. */
  get nextExpiry(): number {
    return this.#nextExpiry;
  }

  /** See to it that there is a number to take, if one is free. @returns whether there is */
  async find(parts: CountParts): Promise<boolean> {
    if (this.#needsCount(parts)) {
      this.#counting ??= this.#count(parts).finally(() => (this.#counting = undefined));
      await this.#counting;
    }
    return this.#free.length > 0;
  }

  /**
   * A number that is thought to be free, from now on thought to be taken.
   *
   * @param until - when the token ends that takes it, milliseconds since the epoch
   */
  take(until: number): number | undefined {
    this.#nextExpiry = Math.min(this.#nextExpiry, until);
    return this.#free.pop();
  }

  /** A number was not needed after all. */
  giveBack(number: number): void {
    if (number < this.#limit && !this.#free.includes(number)) this.#free.push(number);
  }

  /** Something may have become free that is thought to be taken. */
  expectChange(): void {
    this.#isChanged = true;
  }

  #isNear(used: number): boolean {
    return used >= Math.ceil(this.#limit * WARNING);
  }

  #needsCount({ rule, generation, view }: CountParts): boolean {
    const { max_live_tokens, is_counted } = rule;
    if (this.#limit !== max_live_tokens || this.#hasOlder !== is_counted) return true;
    const age = Math.abs(view.now - this.#countedAt);
    // while much is free, the next one included, nothing is gained
    if (this.#free.length > 0 && !(age >= WARN_MS && this.#isNear(this.used + 1))) return false;
    if (this.#monotonic() < this.#restsUntil) return false;
    const isOutdated = this.#generation !== generation || view.now >= this.#nextExpiry;
    return this.#free.length > 0 || this.#isChanged || isOutdated || age >= COUNT_MS;
  }

  async #count({ rule, open, view, generation, random }: CountParts): Promise<void> {
    const startedAt = this.#monotonic();
    const limit = rule.max_live_tokens;
    const counted = await countSlots(open, rule.id, { ...view, most: limit });
    const { live, taken, nextExpiry } = counted;
    const room = Math.max(0, limit - live);
    const vacant: number[] = [];
    for (let number = 0; number < limit; number++) if (!taken.has(number)) vacant.push(number);
    // older tokens have no numbers: then all processes must agree on which numbers may not be used
    const chosen = vacant.length > room ? vacant.slice(0, room) : rotated(vacant, random);
    this.#free = chosen.toReversed();
    this.#limit = limit;
    this.#hasOlder = rule.is_counted;
    this.#generation = generation;
    this.#nextExpiry = nextExpiry;
    this.#countedAt = view.now;
    this.#isChanged = false;
    const endedAt = this.#monotonic();
    this.#restsUntil = endedAt + (endedAt - startedAt) * REST;
    if (!this.isNearLimit) this.isWarned = false;
  }
}

/** Begun elsewhere in each process, so that they do not want the same number. */
function rotated(numbers: readonly number[], random: RandomBytes): number[] {
  if (numbers.length < 2) return [...numbers];
  const at = Buffer.from(random(4)).readUInt32BE() % numbers.length;
  return [...numbers.slice(at), ...numbers.slice(0, at)];
}
