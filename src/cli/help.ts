import type { JsonObject, JsonValue } from '../lib/json.ts';
import type { Command, Flag, FlagGroup } from './command.ts';
import { commands, groups } from './command-registry.ts';
import type { Resolution } from './resolve.ts';

const PROGRAM = 'portcullis';
const WIDEST = 80;

const headings: Readonly<Record<FlagGroup, string>> = {
  command: 'Flags',
  output: 'Output flags',
  connection: 'Connection flags',
};

/** Help of a command, of a group, or of all. */
export function formatHelp(subject: Resolution, columns = WIDEST): string {
  const width = Math.max(40, Math.min(columns, WIDEST));
  if (subject.kind === 'command') return commandHelp(subject.command, width);
  return subject.kind === 'group' ? groupHelp(subject.path) : overview();
}

/** The same as data, for tools. */
export function helpDocument(subject: Resolution): JsonObject {
  if (subject.kind === 'command') return describeCommand(subject.command);
  const prefix = subject.kind === 'group' ? `${subject.path} ` : '';
  return { commands: shown(prefix).map(describeCommand) };
}

function commandHelp(command: Command, width: number): string {
  const blocks = [
    command.about,
    `Usage: ${[PROGRAM, command.path, '[flags]', command.usage].filter(Boolean).join(' ')}`,
    [
      'Examples:',
      ...command.examples.flatMap(({ about, line }) => [`  # ${about}`, `  $ ${PROGRAM} ${line}`]),
    ].join('\n'),
    ...flagBlocks(command.flags, width),
    ...(command.calls ? [`HTTP: ${command.calls}`] : []),
  ];
  return blocks.join('\n\n');
}

function flagBlocks(flags: readonly Flag[], width: number): string[] {
  return (['command', 'output', 'connection'] as const).flatMap((group) => {
    const members = flags.filter((flag) => !flag.isHidden && (flag.group ?? 'command') === group);
    if (members.length === 0) return [];
    return [
      [`${headings[group]}:`, ...members.flatMap((flag) => flagLines(flag, width))].join('\n'),
    ];
  });
}

/** `-name=<kind>` on its own line, the text below it, so that nothing is wider than the terminal. */
function flagLines(flag: Flag, width: number): string[] {
  const names = [flag.name, ...(flag.aliases ?? [])].map((name) => `-${name}`).join(', ');
  const kind = flag.kind === 'boolean' ? '' : `=<${flag.values?.join('|') ?? placeholder(flag)}>`;
  const facts = [
    ...(flag.fallback === undefined ? [] : [`default ${flag.fallback}`]),
    ...(flag.env === undefined ? [] : [`VAULT_${flag.env}`]),
  ];
  const text = facts.length > 0 ? `${flag.about} (${facts.join('; ')})` : flag.about;
  return [`  ${names}${kind}`, ...wrap(text, width - 6).map((line) => `      ${line}`)];
}

function placeholder({ kind }: Flag): string {
  return kind === 'map' ? 'key=value' : kind === 'list' ? 'string' : kind;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function groupHelp(path: string): string {
  const members = nextNames(`${path} `);
  return [
    groups[path] ?? '',
    `Usage: ${PROGRAM} ${path} <command> [flags] [arguments]`,
    ['Commands:', ...listing(members)].join('\n'),
    `Help of one command: ${PROGRAM} ${path} <command> -help`,
  ].join('\n\n');
}

function overview(): string {
  return [
    `Usage: ${PROGRAM} <command> [flags] [arguments]`,
    ['Commands:', ...listing(nextNames(''))].join('\n'),
    `Help of one command: ${PROGRAM} <command> -help`,
  ].join('\n\n');
}

type Named = readonly [string, string];

/** The words that may follow, each with its purpose. */
function nextNames(prefix: string): Named[] {
  const found = new Map<string, string>();
  for (const command of shown(prefix)) {
    const [word = '', ...more] = command.path.slice(prefix.length).split(' ');
    const about = more.length > 0 ? (groups[prefix + word] ?? '') : command.about;
    if (!found.has(word)) found.set(word, about);
  }
  return [...found];
}

function listing(names: readonly Named[]): string[] {
  const width = Math.max(...names.map(([name]) => name.length));
  return names.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`);
}

function shown(prefix: string): Command[] {
  return commands.filter((command) => !command.isHidden && command.path.startsWith(prefix));
}

function describeCommand(command: Command): JsonObject {
  return {
    command: command.path,
    about: command.about,
    usage: command.usage,
    calls: command.calls ?? null,
    examples: command.examples.map(({ about, line }) => ({ about, line: `${PROGRAM} ${line}` })),
    flags: command.flags.filter((flag) => !flag.isHidden).map(describeFlag),
  };
}

function describeFlag(flag: Flag): JsonObject {
  const optional: Record<string, JsonValue> = {};
  if (flag.aliases) optional['aliases'] = flag.aliases;
  if (flag.env) optional['variables'] = [`BAO_${flag.env}`, `VAULT_${flag.env}`];
  if (flag.fallback !== undefined) optional['default'] = flag.fallback;
  if (flag.values) optional['values'] = flag.values;
  return {
    name: flag.name,
    kind: flag.kind,
    group: flag.group ?? 'command',
    about: flag.about,
    ...optional,
  };
}
