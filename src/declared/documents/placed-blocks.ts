import type { FaultList } from '../../config/fault-list.ts';
import { nearestKey } from '../../config/nearest-key.ts';
import { findBlocks, type HclBlock } from '../../lib/hcl/hcl-blocks.ts';
import type { HclObject, HclValue } from '../../lib/hcl/hcl-node.ts';

/** A block with its file. */
export interface PlacedBlock extends HclBlock {
  readonly file: string;
  /** `auth "userpass" "people/"`. */
  readonly key: string;
}

/** What blocks stand in: a file, or another block. */
export interface BlockHolder {
  readonly file: string;
  readonly body: HclObject;
}

/** All blocks of a word with so many labels; others of the word are faults. */
export function placedBlocks(
  { file, body }: BlockHolder,
  of: { readonly word: string; readonly labels: number; readonly faults: FaultList },
): PlacedBlock[] {
  const { word, labels, faults } = of;
  const { blocks, misfits } = findBlocks(body, word, labels);
  // an empty map of YAML or JSON states nothing; a block was meant to
  const empty = body.items.filter(
    ({ keys, value, assignLine }) =>
      keys[0] === word && keys.length <= labels && assignLine === 0 && isEmpty(value),
  );
  for (const { line } of [...misfits, ...empty]) {
    faults.add({ file, line, key: word }, shape(labels));
  }
  return blocks.map((block) => ({ ...block, file, key: keyOf(word, block) }));
}

function isEmpty(value: HclValue): boolean {
  return value.kind === 'object' && value.items.length === 0;
}

function keyOf(word: string, { labels }: HclBlock): string {
  return [word, ...labels.map((label) => JSON.stringify(label))].join(' ');
}

function shape(labels: number): string {
  const counted = ['no label', 'one label', 'two labels'][labels] ?? 'labels';
  return `must be a block with ${counted}`;
}

/** `is of no known type "userpas"; did you mean userpass?` */
export function noSuch(what: string, given: string, known: readonly string[]): string {
  const near = nearestKey(given, known);
  const hint = near ? `did you mean ${near}?` : `known are ${[...known].sort().join(', ')}`;
  return `is of no known ${what}; ${hint}`;
}

/** Without a slash at either end, as paths of mounts are kept. */
export function trimSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}
