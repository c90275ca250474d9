import type { ListenerConfig } from '../config/listener.ts';
import type { ServerConfig } from '../config/server-config.ts';
import { release } from '../lib/release.ts';
import type { DevSecrets } from './dev-mode.ts';

/** Column at which the colons of the configuration block stand. */
const KEY_WIDTH = 24;

/** The block of facts that a starting server prints. */
export function describeConfig(config: ServerConfig): string {
  const facts = new Map<string, string>([
    ['Api Address', config.api_addr],
    ['Environment Variables', config.env_names.join(', ')],
    ['Log Level', config.log_level],
    ['Node Version', process.version],
    ['Seal', config.seal.type],
    ['Storage', describeStorage(config)],
    ['Version', `Portcullis v${release.version}`],
  ]);
  for (const [i, listener] of config.listeners.entries()) {
    facts.set(`Listener ${i + 1}`, describeListener(listener));
  }
  const rows = [...facts]
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key.padStart(KEY_WIDTH)}: ${value}`);
  return ['', '==> Portcullis server configuration:', '', ...rows, ''].join('\n');
}

function describeStorage({ storage }: ServerConfig): string {
  return storage.type === 'sqlite' ? `sqlite (${storage.path})` : storage.type;
}

function describeListener({ address, tls, max_request_size }: ListenerConfig): string {
  const state = tls ? 'enabled' : 'disabled';
  return `tcp (addr: "${address}", max_request_size: "${max_request_size}", tls: "${state}")`;
}

/** What a development server says once it answers; tools read the last two labels. */
export function describeDevMode(url: string, secrets: DevSecrets, isTokenStored: boolean): string {
  return [
    '',
    'WARNING! Development mode: everything is kept in memory and lost at the end, the server is',
    isTokenStored
      ? 'unsealed, and the command line is logged in with the root token.'
      : 'unsealed.',
    '',
    'Point clients at it:',
    '',
    `    $ export VAULT_ADDR='${url}'`,
    '',
    'The unseal key and the root token, should you want to seal or log in again:',
    '',
    `Unseal Key: ${secrets.unsealKey}`,
    `Root Token: ${secrets.rootToken}`,
    '',
    'Do not use development mode in production.',
    '',
  ].join('\n');
}

/** What the first `npm start` says; the root token is shown this once. */
export function describeFirstStart(url: string, rootToken: string): string {
  return [
    '',
    `Portcullis listens on ${url}; its store and unseal key are in ./data.`,
    '',
    `Root Token: ${rootToken}`,
    '',
    'It is shown this once. Copy these lines to enable passwords, make a user and log in:',
    '',
    `  export VAULT_ADDR=${url}; VAULT_TOKEN=${rootToken} bin/portcullis auth enable userpass`,
    `  VAULT_TOKEN=${rootToken} bin/portcullis write auth/userpass/users/alice password=change-me`,
    '  bin/portcullis login -method=userpass username=alice password=change-me',
    '',
  ].join('\n');
}

/** What a later `npm start` says. */
export function describeLaterStart(url: string): string {
  return [
    '',
    `Portcullis listens on ${url}; its store and unseal key are in ./data.`,
    'It was initialised before: log in with the tokens and users it has.',
    '',
  ].join('\n');
}
