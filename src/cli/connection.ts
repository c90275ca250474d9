import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError, exitCodes } from './cli-error.ts';
import type { Connection, TlsOptions } from './http.ts';
import type { Environment } from './io.ts';
import type { Settings } from './settings.ts';

/**
 * Turn settings into a connection; certificate files are read only for https.
 *
 * @throws CliError (2) on an address that is no URL, or a file that cannot be read
 */
export async function createConnection(settings: Settings, env: Environment): Promise<Connection> {
  const shared = {
    proxyEnv: proxyVariables(settings, env),
    timeoutMs: settings.timeoutMs,
    followsRedirects: settings.followsRedirects,
  };
  if (settings.address.startsWith('unix://')) {
    const socketPath = settings.address.slice('unix://'.length);
    return { ...shared, origin: new URL('http://localhost'), socketPath, tls: {}, proxyEnv: {} };
  }
  const origin = parseAddress(settings.address);
  if (origin.protocol !== 'https:') return { ...shared, origin, tls: {} };
  const tls = await tlsOptions(settings);
  return tls.ca ? { ...shared, origin, tls } : { ...shared, origin, tls, loadFurtherTrust };
}

function parseAddress(address: string): URL {
  const origin = URL.parse(address);
  if (!origin || !['http:', 'https:'].includes(origin.protocol)) {
    throw new CliError(
      'The address must be a URL such as https://vault.example.com:8200 (see -address, VAULT_ADDR).',
      exitCodes.remote,
    );
  }
  return origin;
}

async function tlsOptions(settings: Settings): Promise<TlsOptions> {
  const ca = await trustAnchors(settings);
  const cert = await fileOrText(settings.clientCert, settings.clientCertText);
  const key = await fileOrText(settings.clientKey, settings.clientKeyText);
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(settings.tlsServerName === undefined ? {} : { servername: settings.tlsServerName }),
    rejectUnauthorized: !settings.skipsVerify,
  };
}

/** One file beats the text, the text beats the directory; any of them replaces the usual CAs. */
async function trustAnchors(settings: Settings): Promise<string[] | undefined> {
  const named = await fileOrText(settings.caCert, settings.caCertText);
  if (named !== undefined) return [named];
  return settings.caPath === undefined ? undefined : readDirectory(settings.caPath);
}

async function loadFurtherTrust(): Promise<string[]> {
  const { getCACertificates } = await import('node:tls');
  return [...getCACertificates('default'), ...getCACertificates('system')];
}

async function readDirectory(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory());
    return await Promise.all(files.map((file) => readFile(join(path, file.name), 'utf8')));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function fileOrText(
  path: string | undefined,
  text: string | undefined,
): Promise<string | undefined> {
  if (path === undefined) return text;
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): CliError {
  return new CliError(`The certificate or key at ${path} cannot be read.`, exitCodes.remote, {
    cause,
  });
}

/** A proxy named for us beats the usual variables, which still apply without it. */
function proxyVariables(settings: Settings, env: Environment): Environment {
  if (settings.proxy !== undefined) {
    return { http_proxy: settings.proxy, https_proxy: settings.proxy };
  }
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}
