import type { Command } from '../command.ts';
import { clientFlags, dataFlags, formatFlag, talkFlags } from './flags.ts';

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
    path: 'explain',
    about: 'Tell why a request of the last hour was refused; needs sudo.',
    usage: 'REQUEST-ID',
    count: [1, 1],
    calls: 'GET sys/explain/<request_id>',
    examples: [
      {
        about: 'The id stands below every refusal, in the log and in audit',
        line: 'explain 8a1f4f5e-54c0-4e5c-9a37-3f1d7c1f0e11',
      },
    ],
    flags: dataFlags,
    load: async () => (await import('../commands/explain.ts')).explainRefusal,
  },
  {
    path: 'explain login',
    about: 'Tell by which checks a login would pass or fail; needs sudo (exit code 1 if it fails).',
    usage: 'MOUNT [KEY=VALUE ...]',
    count: [1, Infinity],
    calls: 'POST auth/<mount>/explain',
    examples: [
      {
        about: 'Why can alice not log in? The password comes from standard input',
        line: 'explain login userpass username=alice password=-',
      },
      {
        about: 'As if from another address',
        line: 'explain login approle role_id=ci remote_address=10.0.0.7 secret_id=-',
      },
      { about: 'Is this token still good?', line: 'explain login token token=-' },
    ],
    flags: dataFlags,
    load: async () => (await import('../commands/explain.ts')).explainLogin,
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
