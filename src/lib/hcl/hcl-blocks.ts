import type { JsonValue } from '../json.ts';
import type { HclItem, HclObject, HclValue } from './hcl-node.ts';

/** One block, however it was written: `k "label" { }`, `k = { label = { } }`, or JSON. */
export interface HclBlock {
  readonly labels: readonly string[];
  readonly body: HclObject;
  readonly line: number;
}

/** The blocks of a name, and the items of that name which are no such blocks. */
export interface FoundBlocks {
  readonly blocks: readonly HclBlock[];
  readonly misfits: readonly HclItem[];
}

/**
 * All blocks `name` of an object that carry so many labels, in the order of the text.
 *
 * Labels that are missing are looked for in the objects and lists below, as JSON writes them.
 */
export function findBlocks(object: HclObject, name: string, labelCount: number): FoundBlocks {
  const blocks: HclBlock[] = [];
  const misfits: HclItem[] = [];
  const descend = (item: HclItem, labels: readonly string[], value: HclValue): void => {
    if (value.kind === 'list') {
      for (const element of value.items) descend(item, labels, element);
    } else if (value.kind !== 'object' || labels.length > labelCount) misfits.push(item);
    else if (labels.length === labelCount) blocks.push({ labels, body: value, line: item.line });
    else for (const below of value.items) descend(below, [...labels, ...below.keys], below.value);
  };
  for (const item of object.items) {
    if (item.keys[0] === name) descend(item, item.keys.slice(1), item.value);
  }
  return { blocks, misfits };
}

/** The keys that an object states more than once by `=`, each with the line of its second statement. */
export function findRepeatedKeys(object: HclObject): readonly { key: string; line: number }[] {
  const seen = new Set<string>();
  const repeated = new Map<string, number>();
  for (const { keys, assignLine } of object.items) {
    const key = keys[0] ?? '';
    if (seen.has(key) && !repeated.has(key)) repeated.set(key, assignLine);
    seen.add(key);
  }
  return [...repeated].map(([key, line]) => ({ key, line }));
}

/** A value without its positions. Objects have no prototype; of a repeated key the last one stays. */
export function hclToJson(value: HclValue): JsonValue {
  switch (value.kind) {
    case 'null':
      return null;
    case 'string':
    case 'bool':
    case 'number':
      return value.value;
    case 'list':
      return value.items.map(hclToJson);
    case 'object':
      return objectToJson(value);
  }
}

function objectToJson(object: HclObject): JsonValue {
  const plain: Record<string, JsonValue> = Object.create(null);
  for (const { keys, value } of object.items) plain[keys.join(' ')] = hclToJson(value);
  return plain;
}
