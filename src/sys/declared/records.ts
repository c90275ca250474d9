import { defineRecord } from '../../framework/record.ts';

/** What is remembered of an object that declared configuration applied, by its path. */
export interface DeclaredObject {
  /** Name of the folder that declares it; empty: it has none. */
  readonly folder: string;
  /** As its file calls it: `user "alice" in auth/people/`. */
  readonly title: string;
  /** Path whose DELETE removes it; empty: it cannot be removed. */
  readonly removal: string;
  /** Its place in the order in which things are applied. */
  readonly phase: number;
  /** Keyed hashes of what was applied, in hexadecimal, by name. */
  readonly marks: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly applied_at: number;
}

/** The record of an applied object, named by its path. */
export const declaredObjectRecord = defineRecord<DeclaredObject>({
  collection: 'declared',
  version: 1,
});
