import type { DeclaredValue } from './read-fields.ts';
import type { Target } from '../schema/target.ts';

/** An object as a folder declares it. */
export interface DeclaredObject {
  readonly target: Target;
  readonly values: Readonly<Record<string, DeclaredValue>>;
  /** Name that its folder gives itself; empty: none. */
  readonly folder: string;
  readonly file: string;
  readonly line: number;
}
