import type { Command } from '../command.ts';
import { clientFlags, formatFlag, talkFlags } from './flags.ts';

/** Commands that help with this program itself. */
export const assistanceCommands: readonly Command[] = [
  {
    path: 'doctor',
    about: 'Check settings, connection and token (exit code 1 failures, 2 warnings).',
    usage: '',
    count: [0, 0],
    calls: 'GET sys/seal-status, GET auth/token/lookup-self',
    examples: [{ about: 'Why does nothing work?', line: 'doctor' }],
    flags: [formatFlag, ...clientFlags],
    load: async () => (await import('../commands/doctor.ts')).doctor,
  },
  {
    path: 'completion',
    about: 'Print the completion script of a shell.',
    usage: 'bash | zsh | fish',
    count: [1, 1],
    examples: [
      { about: 'In ~/.bashrc: source <(portcullis completion bash)', line: 'completion bash' },
      { about: 'For fish, in its folder of completions', line: 'completion fish' },
    ],
    flags: talkFlags,
    load: async () => (await import('../commands/completion.ts')).completion,
  },
  {
    path: '__complete',
    about: 'Words that may stand at the end of a line; called by the completion scripts.',
    usage: '-- WORD ...',
    count: [0, Infinity],
    examples: [{ about: 'Subcommands of token', line: '__complete -- token ""' }],
    flags: [],
    isHidden: true,
    load: async () => (await import('../commands/completion.ts')).complete,
  },
];
