import { hash } from 'node:crypto';
import { digestToBase62 } from '../crypto/random.ts';
import { BoundedMap } from '../lib/bounded-map.ts';
import type { Barrier } from '../storage/barrier.ts';

/** Characters of a token's secret part, and of an accessor: 142 bits. */
export const ID_CHARACTERS = 24;

/** What follows from the id of a token. */
export interface TokenNames {
  readonly accessor: string;
  /** The part of its row's key that is its own. */
  readonly hash: string;
}

/** Twice as many are kept at most. */
const KEPT = 5000;

/** Each barrier's own, so that sealing forgets them. */
const keptNames = new WeakMap<Barrier, BoundedMap<string, TokenNames>>();

/**
 * The accessor of an id, a keyed hash of it, and the hash that names its row.
 *
 * What was worked out is kept under a digest of the id, since ids are secrets that should not stay in memory.
 */
export function namesOfId(barrier: Barrier, id: string): TokenNames {
  let kept = keptNames.get(barrier);
  if (!kept) {
    kept = new BoundedMap(KEPT);
    keptNames.set(barrier, kept);
  }
  const digest = hash('sha256', id, 'latin1');
  const known = kept.get(digest);
  if (known) return known;
  const names = namesOfNewId(barrier, id);
  kept.set(digest, names);
  return names;
}

/** The same for an id that is just being made: nothing is kept before it is used. */
export function namesOfNewId(barrier: Barrier, id: string): TokenNames {
  const accessor = digestToBase62(barrier.mac('token-accessor', id), ID_CHARACTERS);
  return { accessor, hash: hashOfAccessor(barrier, accessor) };
}

/** The hash that names the row of an accessor. */
export function hashOfAccessor(barrier: Barrier, accessor: string): string {
  return barrier.hashFreshName('token', accessor);
}
