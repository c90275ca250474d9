import type { HclItem, HclObject } from '../lib/hcl/hcl-node.ts';
import type { FaultList } from './fault-list.ts';
import { nearestKey } from './nearest-key.ts';
import { type Option, OptionError, type OptionValues, type Options } from './option.ts';

/** What surrounds the options of a block. */
export interface BlockPlace {
  readonly file: string;
  /** `listener "tcp"`; empty outside of blocks. */
  readonly block: string;
  /** Keys that give a warning and nothing else. */
  readonly ignored?: ReadonlySet<string>;
  /** Keys that are blocks, read elsewhere. */
  readonly blocks?: readonly string[];
}

/** The options that a block states; faults go to the list. */
export class OptionReader {
  readonly #faults: FaultList;

  constructor(faults: FaultList) {
    this.#faults = faults;
  }

  read<O extends Options>(
    body: HclObject,
    options: O,
    place: BlockPlace,
  ): Partial<OptionValues<O>> {
    const given = new Map<string, unknown>();
    for (const item of body.items) {
      const [key = ''] = item.keys;
      if (place.blocks?.includes(key)) continue;
      const at = { file: place.file, line: item.line, key: `${place.block} ${key}`.trim() };
      const option = Object.hasOwn(options, key) ? options[key] : undefined;
      if (option === undefined) this.#unknown(item, options, { ...place, ...at });
      else if (given.has(key)) this.#faults.add(at, 'is set twice');
      else if (item.keys.length > 1) this.#faults.add(at, 'must not have a label');
      else given.set(key, this.#decode(option, item, at));
    }
    return Object.fromEntries(given) as Partial<OptionValues<O>>;
  }

  #decode(option: Option<unknown>, item: HclItem, at: Parameters<FaultList['add']>[0]): unknown {
    try {
      return option.decode(item.value);
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      this.#faults.add(at, error.message);
      return option.default;
    }
  }

  #unknown(
    item: HclItem,
    options: Options,
    place: BlockPlace & Parameters<FaultList['add']>[0],
  ): void {
    const [key = ''] = item.keys;
    const { file, line } = place;
    const at = { file, line, key: place.key };
    if (place.ignored?.has(key)) {
      this.#faults.warn(at, 'means nothing to this server and is ignored');
      return;
    }
    const near = nearestKey(key, [...Object.keys(options), ...(place.blocks ?? [])]);
    this.#faults.add(at, near ? `is no known key; did you mean ${near}?` : 'is no known key');
  }
}

/** The defaults, under what files state, under what variables state. */
export function withDefaults<O extends Options>(
  options: O,
  given: Partial<OptionValues<O>>,
  fromEnvironment: Partial<OptionValues<O>> = {},
): OptionValues<O> {
  const defaults = Object.fromEntries(
    Object.entries(options).map(([key, option]) => [key, option.default]),
  );
  return { ...defaults, ...given, ...fromEnvironment } as OptionValues<O>;
}
