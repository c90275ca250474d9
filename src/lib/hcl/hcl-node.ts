/** Where a thing stands in its text; lines and columns count from 1. */
export interface HclPosition {
  readonly line: number;
  readonly column: number;
}

/** A text, its escapes resolved. */
export interface HclString extends HclPosition {
  readonly kind: 'string';
  readonly value: string;
}

/** A number, in any of the written forms. */
export interface HclNumber extends HclPosition {
  readonly kind: 'number';
  readonly value: number;
  /** As written: `010`, `0x1f`, `1e3`. */
  readonly text: string;
}

/** `true` or `false`. */
export interface HclBool extends HclPosition {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** Only in JSON input. */
export interface HclNull extends HclPosition {
  readonly kind: 'null';
}

/** A bracketed list. */
export interface HclList extends HclPosition {
  readonly kind: 'list';
  readonly items: readonly HclValue[];
}

/** The items of a block or an object, in the order of the text, repeated keys included. */
export interface HclObject extends HclPosition {
  readonly kind: 'object';
  readonly items: readonly HclItem[];
}

export type HclValue = HclString | HclNumber | HclBool | HclNull | HclList | HclObject;

/** `key = value`, or a block: `key "label" { }`. */
export interface HclItem extends HclPosition {
  /** The key, and for a block its labels after it; never empty. */
  readonly keys: readonly string[];
  readonly value: HclValue;
  /** Line of the `=` (in JSON of the `:`), 0 for a block. */
  readonly assignLine: number;
}

/** A text that is no HCL. */
export class HclSyntaxError extends Error {
  override readonly name = 'HclSyntaxError';
  readonly line: number;
  readonly column: number;

  constructor(message: string, position: HclPosition) {
    super(message);
    this.line = position.line;
    this.column = position.column;
  }
}

/** An error whose message begins with its place: `At 1:12: …`. */
export function hclSyntaxErrorAt(position: HclPosition, message: string): HclSyntaxError {
  return new HclSyntaxError(`At ${position.line}:${position.column}: ${message}`, position);
}

/** Objects and lists may be nested this deep. */
export const MAX_HCL_NESTING = 100;

/** Longest accepted text, in UTF-16 units. */
export const MAX_HCL_LENGTH = 1_048_576;
