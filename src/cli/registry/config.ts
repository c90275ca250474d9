import type { Command, Flag } from '../command.ts';
import { dataFlags, formatFlag, talkFlags } from './flags.ts';

const pruneFlag: Flag = {
  name: 'prune',
  kind: 'boolean',
  fallback: 'false',
  about: 'Remove what was applied once and is declared no longer.',
};

const pruneAllFlag: Flag = {
  name: 'prune-all',
  kind: 'boolean',
  fallback: 'false',
  about: 'Remove what was made by hand, too; see plan first.',
};

const reads = 'GET of all that is declared, POST sys/declared/compare';

/** Commands about a folder that states what the server is to have. */
export const configCommands: readonly Command[] = [
  {
    path: 'config validate',
    about: 'Check a folder of declared configuration, without a server.',
    usage: 'FOLDER',
    count: [1, 1],
    examples: [{ about: 'In a pipeline, before anything else', line: 'config validate deploy/' }],
    flags: [formatFlag, ...talkFlags],
    load: async () => (await import('../commands/config.ts')).validate,
  },
  {
    path: 'config plan',
    about: 'Tell what applying a folder would change (exit code 2 when there is something).',
    usage: 'FOLDER',
    count: [1, 1],
    calls: reads,
    examples: [
      { about: 'What would be changed?', line: 'config plan deploy/' },
      { about: 'What would be removed, too?', line: 'config plan -prune deploy/' },
    ],
    flags: [pruneFlag, pruneAllFlag, ...dataFlags],
    load: async () => (await import('../commands/config.ts')).plan,
  },
  {
    path: 'config apply',
    about: 'Bring the server to what a folder states; a second time it changes nothing.',
    usage: 'FOLDER',
    count: [1, 1],
    calls: `${reads}, POST of what differs, POST sys/declared/record`,
    examples: [
      { about: 'With the rights of the token in use', line: 'config apply deploy/' },
      { about: 'And remove what the folder has no longer', line: 'config apply -prune deploy/' },
    ],
    flags: [pruneFlag, pruneAllFlag, ...dataFlags],
    load: async () => (await import('../commands/config.ts')).apply,
  },
  {
    path: 'config drift',
    about: 'Tell what others changed since a folder was applied (exit code 2 when they did).',
    usage: 'FOLDER',
    count: [1, 1],
    calls: reads,
    examples: [{ about: 'Every night', line: 'config drift -format=json deploy/' }],
    flags: dataFlags,
    load: async () => (await import('../commands/config.ts')).drift,
  },
];
