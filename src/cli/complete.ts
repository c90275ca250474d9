import type { Command, Flag } from './command.ts';
import { isFlag } from './parse.ts';
import { resolveCommand } from './resolve.ts';

/**
 * Words that may take the place of the last one.
 *
 * @param words - of the line behind the program's name; the last is the one being typed, perhaps empty
 */
export function completions(words: readonly string[], commands: readonly Command[]): string[] {
  const visible = commands.filter((command) => !command.isHidden);
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const resolution = resolveCommand(before, visible);
  const found =
    resolution.kind === 'command'
      ? ofCommand(resolution.command, resolution.rest, typed)
      : ofGroup(before, visible);
  return [...new Set(found)].filter((word) => word.startsWith(typed)).sort();
}

function ofGroup(before: readonly string[], commands: readonly Command[]): string[] {
  const prefix = before.map((word) => `${word} `).join('');
  return commands
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path }) => path.slice(prefix.length).split(' ')[0] ?? '');
}

function ofCommand(command: Command, before: readonly string[], typed: string): string[] {
  const flags = command.flags.filter((flag) => !flag.isHidden);
  const waiting = flagAwaitingValue(flags, before.at(-1));
  if (waiting) return [...(waiting.values ?? [])];
  if (before.includes('--') || !typed.startsWith('-')) return [];
  const dashes = typed.startsWith('--') ? '--' : '-';
  const [name, value] = typed.slice(dashes.length).split('=');
  if (value === undefined) return flags.map((flag) => dashes + flag.name);
  const flag = flags.find((each) => each.name === name);
  const values = flag?.kind === 'boolean' ? ['true', 'false'] : (flag?.values ?? []);
  return values.map((each) => `${dashes}${name}=${each}`);
}

/** The flag whose value comes next: the last word names one that is no boolean, without `=`. */
function flagAwaitingValue(flags: readonly Flag[], last: string | undefined): Flag | undefined {
  if (last === undefined || !isFlag(last) || last.includes('=')) return undefined;
  const name = last.replace(/^--?/, '');
  return flags.find((flag) => flag.name === name && flag.kind !== 'boolean');
}
