import type { WireRequest } from './http.ts';
import type { Settings } from './settings.ts';

/** What the shown command is made from. */
export interface CurlSource {
  readonly request: WireRequest;
  readonly settings: Settings;
  readonly origin: URL;
}

/** Headers that curl makes by itself. */
const implied: ReadonlySet<string> = new Set(['Content-Length']);

/** The request as a `curl` line; the token is fetched by a command substitution, never printed. */
export function formatCurl({ request, settings, origin }: CurlSource): string {
  const parts = ['curl'];
  if (settings.skipsVerify) parts.push('--insecure');
  if (settings.address.startsWith('unix://')) {
    parts.push(`--unix-socket ${quoted(settings.address.slice('unix://'.length))}`);
  }
  if (request.method !== 'GET') parts.push(`-X ${request.method}`);
  const files = [
    ['--cacert', settings.caCert],
    ['--capath', settings.caPath],
    ['--cert', settings.clientCert],
    ['--key', settings.clientKey],
  ] as const;
  for (const [option, path] of files) if (path) parts.push(`${option} ${quoted(path)}`);
  for (const [name, value] of Object.entries(request.headers)) {
    if (implied.has(name)) continue;
    for (const each of typeof value === 'string' ? [value] : value) {
      const shown = name === 'X-Vault-Token' ? '$(portcullis print token)' : escaped(each);
      parts.push(`-H "${name}: ${shown}"`);
    }
  }
  if (request.body !== undefined) parts.push(`-d ${quoted(request.body)}`);
  parts.push(`"${escaped(new URL(request.target, origin).href)}"`);
  return parts.join(' ');
}

/** A word in single quotes, in which a POSIX shell reads nothing but the closing quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** Inside double quotes a POSIX shell reads these four. */
function escaped(text: string): string {
  return text.replaceAll(/["$`\\]/g, '\\$&');
}
