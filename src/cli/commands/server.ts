import { setTimeout as wait } from 'node:timers/promises';
import { ConfigError } from '../../config/config-error.ts';
import { loadServerConfig } from '../../config/load.ts';
import type { ServerConfig } from '../../config/server-config.ts';
import type { Loggers } from '../../core/loggers.ts';
import type { Log } from '../../core/scope.ts';
import {
  describeConfig,
  describeDevMode,
  describeFirstStart,
  describeLaterStart,
} from '../../server/announce.ts';
import { devConfig, prepareDevServer } from '../../server/dev-mode.ts';
import { parseDurationSeconds } from '../../lib/duration.ts';
import { LogFile } from '../../server/log-file.ts';
import { createLoggers } from '../../server/logger.ts';
import { writePidFile } from '../../server/pid-file.ts';
import { quickStartConfig } from '../../server/quick-start.ts';
import { type RunningServer, startServer } from '../../server/start-server.ts';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command.ts';
import { createTokenHelper } from '../token-helper.ts';

const DEFAULT_ADDRESS = '127.0.0.1:8200';
/** How long the last lines may take to reach their reader, in milliseconds. */
const DRAIN_MS = 1000;

type Mode = 'dev' | 'quick-start' | 'production';

/**
 * Run a server until it is told to stop.
 *
 * @returns 0 after SIGINT or SIGTERM
 * @throws CliError 1 when the configuration is wrong, the store cannot be opened or an address is taken
 */
export async function run(context: CommandContext): Promise<number> {
  const mode = modeOf(context);
  const config = withLogFlags(loadConfig(context, mode), context);
  const { io } = context;
  const logFile = openLogFile(config, context);
  const loggers = createLoggers({
    streams: logFile ? [process.stdout, logFile] : [process.stdout],
    level: config.log_level,
    format: config.log_format,
    clock: io.clock,
  });
  const log = loggers.named('core');
  const print = (text: string): void => void io.stdout.write(`${text}\n`);
  if (mode !== 'quick-start') print(describeConfig(config));
  for (const warning of config.warnings) log('warn', warning);
  const server = await start(config, loggers);
  const removePidFile = writePidFile(config.pid_file);
  await announce(context, { mode, server, print });
  const reload = (): void => {
    logFile?.reopen();
    reloadServer(server, { context, mode, print, log });
  };
  await untilStopped(server, print, reload);
  removePidFile();
  await logFile?.close();
  return endProcess();
}

function modeOf({ flags }: CommandContext): Mode {
  const hasConfig = flags.list('config').length > 0;
  if (flags.isSet('dev')) {
    if (hasConfig) throw new CliError('-dev and -config exclude each other');
    return 'dev';
  }
  return hasConfig ? 'production' : 'quick-start';
}

function loadConfig(context: CommandContext, mode: Mode): ServerConfig {
  const { env } = context.io;
  const address = setting(context, 'dev-listen-address', 'DEV_LISTEN_ADDRESS') ?? DEFAULT_ADDRESS;
  try {
    if (mode === 'dev') return devConfig(address, env);
    if (mode === 'quick-start') return quickStartConfig(address, env);
    return loadServerConfig({ paths: context.flags.list('config'), env });
  } catch (error) {
    if (error instanceof ConfigError) throw new CliError(error.message);
    throw new CliError(error instanceof Error ? error.message : String(error));
  }
}

function withLogFlags(config: ServerConfig, { flags }: CommandContext): ServerConfig {
  const level = flags.text('log-level') as ServerConfig['log_level'] | undefined;
  const format = flags.text('log-format') as ServerConfig['log_format'] | undefined;
  return {
    ...config,
    log_level: level ?? config.log_level,
    log_format: format ?? config.log_format,
    log_file: flags.text('log-file') ?? config.log_file,
    log_rotate_bytes: wholeNumber(flags, 'log-rotate-bytes') ?? config.log_rotate_bytes,
    log_rotate_duration: seconds(flags, 'log-rotate-duration') ?? config.log_rotate_duration,
    log_rotate_max_files: wholeNumber(flags, 'log-rotate-max-files') ?? config.log_rotate_max_files,
  };
}

/** @throws CliError for a text that is no whole number */
function wholeNumber(flags: CommandContext['flags'], name: string): number | undefined {
  const given = flags.text(name);
  if (given === undefined) return undefined;
  if (/^-?\d{1,15}$/.test(given)) return Number(given);
  throw new CliError(`-${name} must be a whole number`);
}

/** @throws CliError for a text that is no duration above 0 */
function seconds(flags: CommandContext['flags'], name: string): number | undefined {
  const given = flags.text(name);
  if (given === undefined) return undefined;
  const found = parseDurationSeconds(given);
  if (found > 0) return found;
  throw new CliError(`-${name} must be a duration above 0`);
}

/** @throws CliError when the file cannot be written */
function openLogFile(config: ServerConfig, { io }: CommandContext): LogFile | undefined {
  if (config.log_file === '') return undefined;
  try {
    return new LogFile({
      path: config.log_file,
      rotateBytes: config.log_rotate_bytes,
      rotateSeconds: config.log_rotate_duration,
      maxFiles: config.log_rotate_max_files,
      clock: io.clock,
      onError: ({ message }) => void io.stderr.write(`the log file fails: ${message}\n`),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`the log file cannot be opened: ${reason}`);
  }
}

/** A flag, else its variable. */
function setting(
  { flags, io }: CommandContext,
  flag: string,
  variable: string,
): string | undefined {
  return flags.text(flag) ?? io.env[`BAO_${variable}`] ?? io.env[`VAULT_${variable}`];
}

async function start(config: ServerConfig, loggers: Loggers): Promise<RunningServer> {
  try {
    return await startServer(config, loggers);
  } catch (error) {
    throw new CliError(`the server cannot start: ${startProblem(error)}`);
  }
}

function startProblem(error: unknown): string {
  const { code, address, port, message } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  if (code === 'EADDRINUSE') {
    return `${address}:${port} is in use; stop the other server or choose another address`;
  }
  return message;
}

interface Announced {
  readonly mode: Mode;
  readonly server: RunningServer;
  readonly print: (text: string) => void;
}

async function announce(context: CommandContext, announced: Announced): Promise<void> {
  const { mode, server, print } = announced;
  const [url = ''] = server.urls;
  if (mode === 'dev') {
    const rootTokenId = setting(context, 'dev-root-token-id', 'DEV_ROOT_TOKEN_ID');
    const secrets = await prepareDevServer(server.core, rootTokenId);
    const isTokenStored = !context.flags.isSet('dev-no-store-token');
    if (isTokenStored) await (await createTokenHelper(context.io, url)).store(secrets.rootToken);
    print('==> Portcullis server started!');
    print(describeDevMode(url, secrets, isTokenStored));
  } else if (mode === 'quick-start') {
    print(await initializeOnce(server, url));
  } else {
    print('==> Portcullis server started! Log data will stream in below:\n');
  }
}

async function initializeOnce(server: RunningServer, url: string): Promise<string> {
  const { lifecycle } = server.core;
  if ((await lifecycle.status()).initialized) return describeLaterStart(url);
  const { rootToken } = await lifecycle.init({ shares: 1, threshold: 1 });
  return describeFirstStart(url, rootToken);
}

/** What SIGHUP does: a configuration with faults changes nothing. */
function reloadServer(
  server: RunningServer,
  from: { context: CommandContext; mode: Mode; print: (text: string) => void; log: Log },
): void {
  from.print('==> Portcullis reload triggered');
  try {
    void server.reload(loadConfig(from.context, from.mode));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    from.log('error', 'the configuration has faults and is not taken over', { reason });
    void server.reload();
  }
}

/** SIGINT and SIGTERM stop the server, SIGHUP reloads certificates and audit devices. */
async function untilStopped(
  server: RunningServer,
  print: (text: string) => void,
  reload: () => void,
): Promise<void> {
  process.on('SIGHUP', reload);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  print('==> Portcullis shutdown triggered');
  await server.stop();
  process.off('SIGHUP', reload);
}

/** End even where nobody reads the output any more: lines that wait for a reader would keep the process. */
async function endProcess(): Promise<number> {
  const { stdout } = process;
  if (stdout.writableLength > 0) {
    const drained = new Promise<void>((resolve) => stdout.once('drain', () => resolve()));
    await Promise.race([drained, wait(DRAIN_MS)]);
    if (stdout.writableLength > 0) process.exit(0);
  }
  return 0;
}
