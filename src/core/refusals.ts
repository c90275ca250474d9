import { type JsonObject, parseJson } from '../lib/json.ts';
import type { Barrier } from '../storage/barrier.ts';

/** How long a refusal is told of, milliseconds. */
const KEPT_MS = 3_600_000;
/** Refusals of one kind that are kept at most. */
const MAX_COUNT = 2000;
/** Characters of one kind that are kept at most. */
const MAX_CHARACTERS = 2_000_000;

/** Whose refusal it is: each kind has a room of its own, so that strangers cannot push out the rest. */
export type RefusalKind = 'stranger' | 'login' | 'caller';

/** Each barrier's own, so that sealing forgets them. */
const refusalsByBarrier = new WeakMap<Barrier, Refusals>();

/** The refusals of an unsealed server. */
export function refusalsOf(barrier: Barrier): Refusals {
  let refusals = refusalsByBarrier.get(barrier);
  if (!refusals) {
    refusals = new Refusals();
    refusalsByBarrier.set(barrier, refusals);
  }
  return refusals;
}

interface Kept {
  readonly at: number;
  readonly text: string;
}

/**
 * Refusals of the last hour, in the memory of this process only: one that were stored would let a stranger
 * write. Bounded by count and size; the oldest go first.
 */
export class Refusals {
  readonly #rooms: Readonly<Record<RefusalKind, Room>>;

  constructor(maxCount = MAX_COUNT, maxCharacters = MAX_CHARACTERS) {
    const room = () => new Room(maxCount, maxCharacters);
    this.#rooms = { stranger: room(), login: room(), caller: room() };
  }

  /**
   * Keep a refusal. One of an id that is known stays as it was.
   *
   * @param now - milliseconds since the epoch
   */
  note(
    kind: RefusalKind,
    id: string,
    { now, refusal }: { now: number; refusal: JsonObject },
  ): void {
    if (this.find(id, now)) return;
    this.#rooms[kind].add(id, { at: now, text: JSON.stringify(refusal) });
  }

  find(id: string, now: number): JsonObject | undefined {
    for (const room of Object.values(this.#rooms)) {
      const kept = room.get(id);
      if (kept && now - kept.at < KEPT_MS) return parseJson(kept.text) as JsonObject;
    }
    return undefined;
  }
}

class Room {
  readonly #maxCount: number;
  readonly #maxCharacters: number;
  /** In the order of arrival. */
  readonly #kept = new Map<string, Kept>();
  #characters = 0;

  constructor(maxCount: number, maxCharacters: number) {
    this.#maxCount = maxCount;
    this.#maxCharacters = maxCharacters;
  }

  get(id: string): Kept | undefined {
    return this.#kept.get(id);
  }

  add(id: string, kept: Kept): void {
    this.#remove(id);
    this.#kept.set(id, kept);
    this.#characters += kept.text.length;
    for (const oldest of this.#kept.keys()) {
      const isWithin = this.#kept.size <= this.#maxCount && this.#characters <= this.#maxCharacters;
      if (isWithin) return;
      this.#remove(oldest);
    }
  }

  #remove(id: string): void {
    this.#characters -= this.#kept.get(id)?.text.length ?? 0;
    this.#kept.delete(id);
  }
}
