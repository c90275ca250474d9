import type { Command } from '../command.ts';

/** The server itself: the one command that does not speak to a server. */
export const serverCommands: readonly Command[] = [
  {
    path: 'server',
    about: 'Run a server; without flags one that needs no configuration, in ./data.',
    usage: '',
    count: [0, 0],
    examples: [
      { about: 'Store and unseal key in ./data, on 127.0.0.1:8200', line: 'server' },
      { about: 'In memory, with a known root token', line: 'server -dev -dev-root-token-id=root' },
      { about: 'Production', line: 'server -config=/etc/portcullis.hcl' },
    ],
    flags: [
      {
        name: 'config',
        kind: 'list',
        about: 'Configuration file, or folder of .hcl and .json files; may repeat.',
      },
      {
        name: 'dev',
        kind: 'boolean',
        fallback: 'false',
        about: 'In memory, unsealed, plain HTTP.',
      },
      {
        name: 'dev-root-token-id',
        kind: 'string',
        env: 'DEV_ROOT_TOKEN_ID',
        about: 'Root token of the development server; random when not given.',
      },
      {
        name: 'dev-listen-address',
        kind: 'string',
        env: 'DEV_LISTEN_ADDRESS',
        fallback: '127.0.0.1:8200',
        about: 'Address of the development and of the quick-start server.',
      },
      {
        name: 'dev-no-store-token',
        kind: 'boolean',
        fallback: 'false',
        about: 'Leave the token file alone.',
      },
      {
        name: 'log-level',
        kind: 'string',
        env: 'LOG_LEVEL',
        values: ['trace', 'debug', 'info', 'warn', 'error'],
        fallback: 'info',
        about: 'Least serious lines to log.',
      },
      {
        name: 'log-format',
        kind: 'string',
        env: 'LOG_FORMAT',
        values: ['standard', 'json'],
        fallback: 'standard',
        about: 'Form of log lines.',
      },
      {
        name: 'log-file',
        kind: 'string',
        about: 'File or folder that the log goes to as well.',
      },
      {
        name: 'log-rotate-bytes',
        kind: 'string',
        about: 'Put the log file aside before it grows beyond; 0: never.',
      },
      {
        name: 'log-rotate-duration',
        kind: 'string',
        about: 'Put the log file aside after so much time, 24h by default.',
      },
      {
        name: 'log-rotate-max-files',
        kind: 'string',
        about: 'Log files put aside that are kept; 0: all, -1: none.',
      },
    ],
    load: async () => (await import('../commands/server.ts')).run,
  },
];
