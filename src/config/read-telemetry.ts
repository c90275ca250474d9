import { findBlocks } from '../lib/hcl/hcl-blocks.ts';
import type { HclObject } from '../lib/hcl/hcl-node.ts';
import type { FaultList } from './fault-list.ts';
import type { OptionValues, Options } from './option.ts';
import type { OptionReader } from './read-options.ts';

/** Where a `telemetry` block is looked for. */
export interface TelemetryPlace {
  readonly file: string;
  /** `listener "tcp"`; empty outside of blocks. */
  readonly key: string;
  readonly body: HclObject;
}

/** What the `telemetry` block of a file or of a listener states; undefined where there is none. */
export function readTelemetry<O extends Options>(
  { file, key, body }: TelemetryPlace,
  how: {
    readonly reader: OptionReader;
    readonly faults: FaultList;
    readonly options: O;
    readonly ignored?: ReadonlySet<string>;
    /** Of another block without a label; `telemetry` when absent. */
    readonly name?: string;
  },
): Partial<OptionValues<O>> | undefined {
  const { reader, faults, options, ignored = new Set<string>(), name = 'telemetry' } = how;
  const block = `${key} ${name}`.trim();
  const { blocks, misfits } = findBlocks(body, name, 0);
  for (const { line } of misfits) {
    faults.add({ file, line, key: block }, 'must be a block without a label');
  }
  const [first, second] = blocks;
  if (second) {
    faults.add(
      { file, line: second.line, key: block },
      'is a second block of its kind in one file',
    );
  }
  return first && reader.read(first.body, options, { file, block, ignored });
}
