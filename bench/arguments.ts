import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** What a run of the benchmark is asked for. */
export interface Arguments {
  /** Only scenarios whose name contains this. */
  readonly only: string;
  /** Seconds of one measurement. */
  readonly seconds: number;
  readonly warmSeconds: number;
  /**
   * Seconds of load on a fresh server before anything is measured: after them its code is compiled, as it is in
   * a server that has run for a while.
   */
  readonly readySeconds: number;
  /** Times that each measurement is made, server and limit in turn; the middle one counts. */
  readonly rounds: number;
  readonly connections: readonly number[];
  /** Live tokens of the start-up measurement. */
  readonly liveTokens: number;
  /** Tokens of the tree that is revoked. */
  readonly treeTokens: number;
  /** Where stores are laid. */
  readonly folder: string;
  /** `main.js` of the built server. */
  readonly program: string;
  /** Whether the server must be built first. */
  readonly isToBeBuilt: boolean;
  /** For the Node of the server, as a profiler needs them. */
  readonly nodeFlags: readonly string[];
}

const root = join(import.meta.dirname, '..');

/** Read the command line. @throws Error for what is not known */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: '' },
      seconds: { type: 'string', default: '3' },
      ready: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '1,16,64' },
      tokens: { type: 'string', default: '1000000' },
      tree: { type: 'string', default: '100000' },
      folder: { type: 'string', default: tmpdir() },
      built: { type: 'string' },
      'node-flags': { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
    },
  });
  const { quick, built } = values;
  const seconds = quick ? 0.5 : number('seconds', values.seconds);
  return {
    only: values.only,
    seconds,
    warmSeconds: Math.min(1, seconds / 2),
    readySeconds: quick ? 0.5 : number('ready', values.ready),
    rounds: quick ? 1 : number('rounds', values.rounds),
    connections: values.connections.split(',').map((text) => number('connections', text)),
    liveTokens: quick ? 20_000 : number('tokens', values.tokens),
    treeTokens: quick ? 2000 : number('tree', values.tree),
    folder: values.folder,
    program: join(built ?? join(root, 'dist/npm/dist'), 'cli/main.js'),
    isToBeBuilt: built === undefined,
    nodeFlags: values['node-flags'].split(' ').filter((flag) => flag !== ''),
  };
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new Error(`-${name} must be a number above 0`);
}
