import type { Command } from './command.ts';
import { isFlag } from './parse.ts';
import { suggest } from './suggest.ts';

/** What the first words of a line name. */
export type Resolution =
  | { readonly kind: 'command'; readonly command: Command; readonly rest: readonly string[] }
  | {
      readonly kind: 'group';
      readonly path: string;
      readonly suggestion: string | undefined;
      /** `token help`. */
      readonly isHelpAsked: boolean;
    }
  | { readonly kind: 'unknown'; readonly suggestion: string | undefined };

/** Find the command with the most words, else the group, that a line begins with. */
export function resolveCommand(words: readonly string[], commands: readonly Command[]): Resolution {
  const end = words.findIndex(isFlag);
  const leading = end < 0 ? words : words.slice(0, end);
  for (let length = leading.length; length > 0; length -= 1) {
    const path = leading.slice(0, length).join(' ');
    const command = commands.find((each) => each.path === path);
    if (command) return { kind: 'command', command, rest: words.slice(length) };
    const members = commands.filter((each) => each.path.startsWith(`${path} `));
    if (members.length > 0) return asGroup(path, leading[length], members);
  }
  const names = [...new Set(commands.map((each) => each.path.split(' ')[0] ?? ''))];
  return { kind: 'unknown', suggestion: suggest(leading[0] ?? '', names) };
}

function asGroup(path: string, next: string | undefined, members: readonly Command[]): Resolution {
  const names = members.map((each) => each.path.slice(path.length + 1).split(' ')[0] ?? '');
  const nearest = next === undefined ? undefined : suggest(next, names);
  return {
    kind: 'group',
    path,
    suggestion: nearest && next !== 'help' ? `${path} ${nearest}` : undefined,
    isHelpAsked: next === 'help',
  };
}
