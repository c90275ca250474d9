import type { Option } from '../../src/config/option.ts';
import { type ConfigBlock, configBlocks } from '../../src/config/schema.ts';
import { code, generatedNote, table } from './markdown.ts';

/** The page of the configuration file and its environment variables. */
export function writeConfigPage(): string {
  return [
    generatedNote('`src/config/schema.ts`'),
    '',
    '# Configuration',
    '',
    'Of an environment variable the name with `BAO_` in front is asked first, then that with `VAULT_`.',
    'Durations are in seconds, or have a unit: `90`, `15m`, `32d`.',
    '',
    ...configBlocks.flatMap(writeBlock),
  ].join('\n');
}

function writeBlock({ block, doc, isRepeatable, options }: ConfigBlock): string[] {
  const rows = Object.entries(options).map(([name, option]) => [
    code(name),
    option.type,
    defaultOf(option),
    code(option.env ?? ''),
    option.doc,
  ]);
  return [
    `## ${block === '' ? 'Top level' : code(block)}`,
    '',
    `${doc}${isRepeatable ? ' May stand several times.' : ''}`,
    '',
    ...table(['option', 'type', 'default', 'environment', 'meaning'], rows),
  ];
}

function defaultOf({ default: value }: Option<unknown>): string {
  const isEmpty = value === '' || value === undefined || JSON.stringify(value) === '{}';
  if (isEmpty || (Array.isArray(value) && value.length === 0)) return '';
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}
