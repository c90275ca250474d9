import type { FaultList, Place } from '../../config/fault-list.ts';
import { nearestKey } from '../../config/nearest-key.ts';
import { type Field, FieldError, type Fields } from '../../framework/field.ts';
import { hclToJson } from '../../lib/hcl/hcl-blocks.ts';
import type { HclItem, HclObject, HclValue } from '../../lib/hcl/hcl-node.ts';
import type { JsonValue } from '../../lib/json.ts';
import {
  isReference,
  ReferenceError,
  type ReferenceSources,
  resolveReference,
} from './references.ts';

/** A value as it will be sent. */
export interface DeclaredValue {
  readonly value: JsonValue;
  /** Shown nowhere: its field is secret, or it came from elsewhere. */
  readonly isHidden: boolean;
}

/** What surrounds the fields of a block. */
export interface FieldsPlace {
  readonly file: string;
  readonly line: number;
  /** `user "alice"`. */
  readonly block: string;
  /** Words of the blocks inside, which are read elsewhere. */
  readonly blocks?: readonly string[];
}

/** Reads the fields of blocks by their declarations; all faults go to one list. */
export class FieldReader {
  readonly #faults: FaultList;
  readonly #sources: ReferenceSources;

  constructor(faults: FaultList, sources: ReferenceSources) {
    this.#faults = faults;
    this.#sources = sources;
  }

  read(body: HclObject, fields: Fields, place: FieldsPlace): Record<string, DeclaredValue> {
    const given = new Map<string, DeclaredValue | undefined>();
    for (const item of body.items) {
      const [key = ''] = item.keys;
      if (place.blocks?.includes(key)) continue;
      const at = { file: place.file, line: item.line, key: `${place.block} ${key}`.trim() };
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!field) this.#unknown(key, at, [...Object.keys(fields), ...(place.blocks ?? [])]);
      else if (given.has(key)) this.#faults.add(at, 'is set twice');
      else if (item.keys.length > 1) this.#faults.add(at, 'must not have a label');
      else given.set(key, this.#value(item, field, at));
    }
    this.#requireAll(fields, given, place);
    const values = [...given].filter((entry): entry is [string, DeclaredValue] => !!entry[1]);
    return Object.fromEntries(values);
  }

  #requireAll(fields: Fields, given: ReadonlyMap<string, unknown>, place: FieldsPlace): void {
    const missing = Object.keys(fields).filter(
      (name) => fields[name]?.required && !given.has(name),
    );
    for (const name of missing) {
      const at = { file: place.file, line: place.line, key: `${place.block} ${name}`.trim() };
      this.#faults.add(at, 'is needed');
    }
  }

  #value(item: HclItem, field: Field, at: Place): DeclaredValue | undefined {
    try {
      const { raw, isHidden } = this.#resolve(item.value, field, at);
      if (field.secret && !isHidden && item.value.kind === 'string') {
        this.#faults.warn(at, 'is a secret that stands in the file; refer to a file or a variable');
      }
      if (field.deprecated) this.#faults.warn(at, field.doc);
      if (raw === null) return undefined;
      const value = field.decode(raw) as JsonValue | undefined;
      this.#assertAllowed(value, field);
      return value === undefined ? undefined : { value, isHidden: isHidden || !!field.secret };
    } catch (error) {
      const isFault = error instanceof FieldError || error instanceof ReferenceError;
      if (!isFault) throw error;
      this.#faults.add(at, error.message);
      return undefined;
    }
  }

  /** @throws FieldError */
  #assertAllowed(value: JsonValue | undefined, { allowed }: Field): void {
    if (!allowed || typeof value !== 'string' || allowed.includes(value)) return;
    throw new FieldError(`must be one of ${allowed.filter((word) => word !== '').join(', ')}`);
  }

  /**
   * The value with what it refers to. In a field that takes texts an object of one member `file` or `env` can
   * mean nothing else; in one that takes objects its members can.
   */
  #resolve(value: HclValue, field: Field, at: Place): { raw: JsonValue; isHidden: boolean } {
    if (field.kind === 'object' || field.kind === 'object-list' || field.kind === 'any') {
      return this.#resolveMembers(value, field, at);
    }
    const isMap = field.kind === 'key-values';
    if (!isMap && isReference(value)) {
      const found = resolveReference(value, { ...this.#sources, file: at.file });
      return { raw: found.value, isHidden: found.isHidden };
    }
    if (value.kind === 'list') return this.#join(value.items, field, at);
    if (!isMap || value.kind !== 'object') return { raw: hclToJson(value), isHidden: false };
    const text: Field = { ...field, kind: 'string' };
    const members = value.items.map((item) => {
      const { raw, isHidden } = this.#resolve(item.value, text, at);
      return { name: item.keys.join(' '), raw, isHidden };
    });
    return {
      raw: Object.fromEntries(members.map(({ name, raw }) => [name, raw])),
      isHidden: members.some(({ isHidden }) => isHidden),
    };
  }

  #join(
    values: readonly HclValue[],
    field: Field,
    at: Place,
  ): { raw: JsonValue; isHidden: boolean } {
    const items = values.map((item) => this.#resolve(item, field, at));
    return {
      raw: items.map(({ raw }) => raw),
      isHidden: items.some(({ isHidden }) => isHidden),
    };
  }

  /** Only members that are declared are known to be texts. */
  #resolveMembers(value: HclValue, field: Field, at: Place): { raw: JsonValue; isHidden: boolean } {
    const { members } = field;
    if (value.kind === 'list') return this.#join(value.items, field, at);
    if (!members || value.kind !== 'object') return { raw: hclToJson(value), isHidden: false };
    const place = { file: at.file, line: value.line, block: at.key };
    const read = this.read(value, members, place);
    return {
      raw: Object.fromEntries(Object.entries(read).map(([name, member]) => [name, member.value])),
      isHidden: Object.values(read).some((member) => member.isHidden),
    };
  }

  #unknown(key: string, at: Place, known: readonly string[]): void {
    const near = nearestKey(key, known);
    const hint = near ? `did you mean ${near}?` : `known are ${[...known].sort().join(', ')}`;
    this.#faults.add(at, `is no known field; ${hint}`);
  }
}
