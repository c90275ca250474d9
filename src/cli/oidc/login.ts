import { randomBase62, systemRandom } from '../../crypto/random.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Client } from '../client.ts';
import { CliError } from '../cli-error.ts';
import type { LoginRequest } from '../login-methods.ts';
import { say } from '../output/print.ts';
import { parseBoolean } from '../parse.ts';
import { RemoteError } from '../remote-error.ts';
import { secretOf } from '../secret-calls.ts';
import { objectOf, textOf } from '../wire-json.ts';
import { CALLBACK_PATH, CallbackListener, type Returned } from './listener.ts';
import { openBrowser } from './open-browser.ts';

const USUAL_PORT = '8250';
/** How long the browser may take. */
const WAIT_MS = 120_000;
/** Polls of a login that nobody finishes: the server ends it before. */
const MAX_POLLS = 600;

/**
 * Log in by browser at an OpenID provider.
 *
 * @throws CliError, RemoteError
 */
export async function loginWithBrowser(request: LoginRequest): Promise<JsonObject> {
  const client = request.client.withToken('');
  const mode = field(request, 'callbackmode') || 'client';
  if (!['client', 'direct', 'device'].includes(mode)) {
    throw new CliError('callbackmode is client, direct or device.');
  }
  // what is wrong with them is told before anything begins
  for (const name of ['skip_browser', 'abort_on_error']) isSet(request, name);
  const nonce = randomBase62(systemRandom, 20);
  if (mode !== 'client') {
    const redirect = mode === 'direct' ? serverRedirect(request) : '';
    return follow(request, await begin({ request, client, nonce, redirect }), { client, nonce });
  }
  const port = readPort(field(request, 'port') || USUAL_PORT);
  const listener = await CallbackListener.start(
    field(request, 'listenaddress') || 'localhost',
    port,
  );
  try {
    const redirect = localRedirect(request, listener.port);
    const begun = await begin({ request, client, nonce, redirect });
    return await follow(request, begun, { client, nonce, listener });
  } finally {
    listener.close();
  }
}

/** What goes with a login on its way. */
interface Way {
  readonly client: Client;
  readonly nonce: string;
  readonly listener?: CallbackListener;
}

async function begin(of: {
  request: LoginRequest;
  client: Client;
  nonce: string;
  redirect: string;
}): Promise<JsonObject> {
  const { request, client, nonce, redirect } = of;
  const body = { role: field(request, 'role'), redirect_uri: redirect, client_nonce: nonce };
  const path = `auth/${request.mount}/oidc/auth_url`;
  const answer = secretOf(await client.send({ method: 'PUT', path, body })) ?? {};
  const begun = objectOf(answer, 'data') ?? {};
  if (textOf(begun, 'auth_url') !== '') return begun;
  throw new CliError(
    `The server does not let this role log in with the redirect ${redirect || '(none)'}, or cannot reach the provider. Its log tells which.`,
    2,
  );
}

/** Where the server names a state, it is asked until the login is done; otherwise the browser comes back here. */
async function follow(request: LoginRequest, begun: JsonObject, way: Way): Promise<JsonObject> {
  const url = textOf(begun, 'auth_url');
  const page = parsePage(url);
  const state = textOf(begun, 'state');
  if (way.listener && state !== '' && page.searchParams.has('redirect_uri')) {
    throw new CliError(
      'The role has callback_mode=direct: log in with callbackmode=direct, so that the browser goes to the server.',
    );
  }
  await show(request, url, textOf(begun, 'user_code'));
  if (state !== '' || !way.listener) {
    const seconds = Number(textOf(begun, 'poll_interval')) || 5;
    return pollUntilDone(request, way, { state, seconds });
  }
  const returned = await way.listener.wait(page.searchParams.get('state') ?? '', WAIT_MS);
  try {
    const secret = await finish(request, way, returned);
    returned.end(true);
    return secret;
  } catch (error) {
    returned.end(false);
    throw error;
  }
}

/** Whatever else a server names might start another program than a browser. @throws CliError (2) */
function parsePage(url: string): URL {
  const page = URL.canParse(url) ? new URL(url) : undefined;
  if (page?.protocol === 'https:' || page?.protocol === 'http:') return page;
  throw new CliError('The server names no web address for the login.', 2);
}

async function show(request: LoginRequest, url: string, code: string): Promise<void> {
  const { io } = request.context;
  const isSkipped = isSet(request, 'skip_browser') || code !== '';
  say(io, `Complete the login in a browser at:\n\n    ${url}\n`);
  if (code !== '') say(io, `and type the code ${code} there.`);
  say(io, 'Waiting for the login to be completed…');
  if (isSkipped || (await openBrowser(url))) return;
  if (isSet(request, 'abort_on_error')) throw new CliError('No browser can be started.');
  say(io, 'No browser can be started: open the address yourself.', 'yellow');
}

/** A form goes to the server first, which keeps it for the call that follows. */
async function finish(
  { mount }: LoginRequest,
  { client, nonce }: Way,
  { values, isForm }: Returned,
): Promise<JsonObject> {
  const path = `auth/${mount}/oidc/callback`;
  const value = (name: string): string => values.get(name) ?? '';
  // the server keeps the bare state; what is behind a comma is for consoles
  const state = value('state').replace(/,ns=.*$/, '');
  if (isForm) {
    const body = { state, code: value('code'), id_token: value('id_token'), error: value('error') };
    await client.send({ method: 'PUT', path, body }).catch(ignoreRefusal);
  }
  const query: [string, string][] = [
    ['state', state],
    ['code', value('code')],
    ['client_nonce', nonce],
  ];
  for (const name of ['error', 'iss']) if (value(name) !== '') query.push([name, value(name)]);
  const secret = secretOf(await client.send({ method: 'GET', path, query }));
  if (!secret) throw new CliError('The server answered the login with nothing.', 2);
  return secret;
}

/** The answer to a form is a page for browsers, with a refusal where the redirect is not the server's. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof RemoteError) || error.status !== 400) throw error;
}

async function pollUntilDone(
  { context, mount }: LoginRequest,
  { client, nonce }: Way,
  of: { state: string; seconds: number },
): Promise<JsonObject> {
  const body = { state: of.state, client_nonce: nonce };
  let { seconds } = of;
  for (let i = 0; i < MAX_POLLS; i += 1) {
    await context.io.sleep(seconds * 1000);
    try {
      const call = { method: 'PUT', path: `auth/${mount}/oidc/poll`, body } as const;
      const secret = secretOf(await client.send(call));
      if (secret) return secret;
    } catch (error) {
      const reason = pendingReason(error);
      if (reason === undefined) throw error;
      if (reason === 'slow_down') seconds *= 2;
    }
  }
  throw new CliError('Nobody completed the login.', 2);
}

function pendingReason(error: unknown): 'authorization_pending' | 'slow_down' | undefined {
  if (!(error instanceof RemoteError)) return undefined;
  const [text = ''] = error.refusal.errors;
  if (text.endsWith('authorization_pending')) return 'authorization_pending';
  return text.endsWith('slow_down') ? 'slow_down' : undefined;
}

function localRedirect(request: LoginRequest, port: number): string {
  const method = field(request, 'callbackmethod') || 'http';
  if (method !== 'http' && method !== 'https')
    throw new CliError('callbackmethod is http or https.');
  const host = field(request, 'callbackhost') || 'localhost';
  const ownPort = field(request, 'callbackport') || String(port);
  return `${method}://${host}:${ownPort}${CALLBACK_PATH}`;
}

function serverRedirect({ context, mount }: LoginRequest): string {
  return `${context.settings.address.replace(/\/$/, '')}/v1/auth/${mount}/oidc/callback`;
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CliError('port is a number up to 65535.');
}

/** @throws CliError (1) where the field is neither true nor false */
function isSet(request: LoginRequest, name: string): boolean {
  const text = field(request, name);
  const value = text === '' ? false : parseBoolean(text);
  if (value === undefined) throw new CliError(`${name} is true or false.`);
  return value;
}

function field({ fields }: LoginRequest, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value.trim() : '';
}
