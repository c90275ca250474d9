import type { Field } from '../../framework/field.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ServerState } from '../server-state.ts';

/** The order in which objects are applied; they are removed in the opposite one. */
export const phases = {
  audit: 0,
  auditHeader: 1,
  mount: 2,
  passwordPolicy: 3,
  policy: 4,
  config: 5,
  choice: 6,
  named: 7,
  entity: 8,
  entityAlias: 9,
  group: 10,
  groupAlias: 11,
  system: 12,
} as const;

/** A field that a block may have, and what is known of it beside its declaration. */
export interface TargetField {
  readonly field: Field;
  /** Name in what is read back; undefined: no read answers it. */
  readonly readAs: string | undefined;
  /** Field that is not completed where this one is declared: an older name, or another form of it. */
  readonly insteadOf?: string;
  /** Where it is not declared it is to have its default. */
  readonly isCompleted: boolean;
}

/** A folder of the API whose keys are objects that can be declared. */
export interface Listing {
  /** Path that lists them: `auth/people/users`. */
  readonly folder: string;
  /** Word of their block. */
  readonly block: string;
  readonly phase: number;
}

export type TargetFields = Readonly<Record<string, TargetField>>;

/** An object of the server: how it is read, written and removed by ordinary requests. */
export interface Target {
  /** Names the object; mostly the path that writes it. */
  readonly path: string;
  /** As people call it: `user "alice" in auth/people/`. */
  readonly title: string;
  readonly phase: number;
  readonly fields: TargetFields;
  /** A write keeps what it does not name. */
  readonly isMerging: boolean;
  /** Path of the mount that it lies in. */
  readonly parent?: string;
  /** Of a mount: where what lies in it is listed. */
  readonly listings?: readonly Listing[];
  /** Paths of targets of the same phase that come first. */
  readonly after?: readonly string[];
  /** What is there, by the names of `readAs`; undefined: nothing. */
  read(server: ServerState): Promise<JsonObject | undefined>;
  write(server: ServerState, change: Write): Promise<void>;
  /** Path whose DELETE removes it; empty: none. */
  removal(current: JsonObject): string;
}

/** What is written. */
export interface Write {
  /** All values to send. */
  readonly values: JsonObject;
  /** What is there; undefined: nothing. */
  readonly current: JsonObject | undefined;
}
