import { parseDurationSeconds } from '../lib/duration.ts';
import { CliError, exitCodes } from './cli-error.ts';
import type { FlagValues } from './flag-values.ts';
import type { Environment } from './io.ts';
import { parseBoolean } from './parse.ts';

/** Where the server is meant to listen when nothing else is said. */
export const DEFAULT_ADDRESS = 'https://127.0.0.1:8200';

/** How to reach the server: flag, else variable, else default. */
export interface Settings {
  readonly address: string;
  readonly caCert: string | undefined;
  readonly caCertText: string | undefined;
  readonly caPath: string | undefined;
  readonly clientCert: string | undefined;
  readonly clientCertText: string | undefined;
  readonly clientKey: string | undefined;
  readonly clientKeyText: string | undefined;
  readonly tlsServerName: string | undefined;
  readonly skipsVerify: boolean;
  /** Canonical: empty for root, else with a trailing `/`. */
  readonly namespace: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly mfa: readonly string[];
  /** As given: seconds or a Go duration. */
  readonly wrapTtl: string | undefined;
  readonly overridesPolicy: boolean;
  readonly followsRedirects: boolean;
  readonly isNonInteractive: boolean;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly proxy: string | undefined;
  readonly showsCurl: boolean;
  readonly showsPolicy: boolean;
  readonly isDebug: boolean;
}

/** A variable by its name without prefix; a `BAO_` one that is set wins, even when empty. */
export function readVariable(env: Environment, name: string): string | undefined {
  const value = env[`BAO_${name}`] ?? env[`VAULT_${name}`];
  return value === '' ? undefined : value;
}

/**
 * Gather the connection settings of one call.
 *
 * @throws CliError (2) when a variable cannot be read, (1) when a flag is not legal
 */
export function loadSettings(flags: FlagValues, env: Environment): Settings {
  const text = (flag: string, variable: string): string | undefined =>
    flags.isGiven(flag) ? flags.text(flag) || undefined : readVariable(env, variable);
  return {
    address: readAddress(flags, env),
    caCert: text('ca-cert', 'CACERT'),
    caCertText: readVariable(env, 'CACERT_BYTES'),
    caPath: text('ca-path', 'CAPATH'),
    ...clientCertificate(flags, env),
    tlsServerName: text('tls-server-name', 'TLS_SERVER_NAME'),
    skipsVerify: readSwitch(flags, env, ['tls-skip-verify', 'SKIP_VERIFY']),
    namespace: canonicalNamespace(flags.text('ns') ?? text('namespace', 'NAMESPACE') ?? ''),
    headers: readHeaders(flags),
    mfa: flags.isGiven('mfa') ? flags.list('mfa') : asList(readVariable(env, 'MFA')),
    wrapTtl: text('wrap-ttl', 'WRAP_TTL'),
    overridesPolicy: flags.isSet('policy-override'),
    followsRedirects: !readSwitch(flags, env, ['disable-redirects', 'DISABLE_REDIRECTS']),
    isNonInteractive: flags.isSet('non-interactive'),
    timeoutMs: readTimeout(env),
    maxRetries: readCount(env, 'MAX_RETRIES', 0),
    proxy: readVariable(env, 'PROXY_ADDR') ?? readVariable(env, 'HTTP_PROXY'),
    showsCurl: flags.isSet('output-curl-string'),
    showsPolicy: flags.isSet('output-policy'),
    isDebug: flags.isSet('debug') || env['PORTCULLIS_DEBUG'] === 'api',
  };
}

/** The form the header carries: no leading slash, no empty or dot segments, one trailing slash. */
export function canonicalNamespace(text: string): string {
  const kept: string[] = [];
  for (const part of text.trim().split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return kept.length === 0 ? '' : `${kept.join('/')}/`;
}

/** The agent's address beats even an explicit `-address`, as scripts beside an agent rely on. */
function readAddress(flags: FlagValues, env: Environment): string {
  return (
    (flags.text('agent-address') || undefined) ??
    readVariable(env, 'AGENT_ADDR') ??
    (flags.text('address') || undefined) ??
    readVariable(env, 'ADDR') ??
    DEFAULT_ADDRESS
  );
}

type ClientCertificate = Pick<
  Settings,
  'clientCert' | 'clientCertText' | 'clientKey' | 'clientKeyText'
>;

function clientCertificate(flags: FlagValues, env: Environment): ClientCertificate {
  const clientCert = flags.text('client-cert') ?? readVariable(env, 'CLIENT_CERT');
  const clientKey = flags.text('client-key') ?? readVariable(env, 'CLIENT_KEY');
  const clientCertText = readVariable(env, 'CLIENT_CERT_BYTES');
  const clientKeyText = readVariable(env, 'CLIENT_KEY_BYTES');
  if (Boolean(clientCert ?? clientCertText) !== Boolean(clientKey ?? clientKeyText)) {
    throw new CliError(
      'A client certificate needs its key and a key its certificate: set both -client-cert and -client-key.',
      exitCodes.remote,
    );
  }
  return { clientCert, clientCertText, clientKey, clientKeyText };
}

function readSwitch(flags: FlagValues, env: Environment, [flag, name]: [string, string]): boolean {
  if (flags.isGiven(flag)) return flags.isSet(flag);
  const text = readVariable(env, name);
  if (text === undefined) return false;
  const value = parseBoolean(text);
  if (value === undefined) throw brokenVariable(name, 'true or false');
  return value;
}

function readCount(env: Environment, name: string, fallback: number): number {
  const text = readVariable(env, name);
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw brokenVariable(name, 'a whole number');
  return Number(text);
}

function readTimeout(env: Environment): number {
  const text = readVariable(env, 'CLIENT_TIMEOUT');
  if (text === undefined) return 60_000;
  try {
    return parseDurationSeconds(text) * 1000;
  } catch {
    throw brokenVariable('CLIENT_TIMEOUT', 'a duration such as 60s');
  }
}

function brokenVariable(name: string, wanted: string): CliError {
  return new CliError(`VAULT_${name} (or BAO_${name}) must be ${wanted}.`, exitCodes.remote);
}

function readHeaders(flags: FlagValues): Readonly<Record<string, string>> {
  const headers = flags.map('header');
  if (Object.keys(headers).some((name) => name.toLowerCase().startsWith('x-vault-'))) {
    throw new CliError('-header cannot set names that begin with X-Vault-.');
  }
  return headers;
}

function asList(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}
