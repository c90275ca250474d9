import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Chromium, findChromium, type Page } from '../support/chromium.ts';
import type { RunningCommand } from '../support/command.ts';
import { client, OpenIdProvider } from '../support/openid-provider.ts';
import { type ServerProcess, startTestProcess } from '../support/server-process.ts';
import { builtEntry, createWorkplace, type Workplace } from './built.ts';

/** A person, a real browser, a provider that others wrote, the built server and the built command line. */

const program = findChromium();
const ROOT = 'root';

let place: Workplace;
let server: ServerProcess;
let provider: OpenIdProvider;
let browser: Chromium;
let login: RunningCommand | undefined;

describe.skipIf(program === undefined)('login -method=oidc with Chromium', () => {
  beforeAll(async () => {
    // the provider writes what is not meant for production to the console
    for (const level of ['info', 'warn', 'log'] as const)
      vi.spyOn(console, level).mockReturnValue();
    place = createWorkplace();
    provider = await OpenIdProvider.start();
    server = await startTestProcess(['server', '-dev', `-dev-root-token-id=${ROOT}`], {
      cwd: place.folder,
      entry: builtEntry,
    });
    browser = await Chromium.start(program ?? '');
    await configure();
  });

  afterEach(async () => {
    await login?.stop();
    login = undefined;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await provider?.close();
    place?.remove();
    vi.restoreAllMocks();
  });

  test('a person signs in, consents, and the terminal has a token with the policies of the role', async () => {
    const page = await visit(await beginLogin());
    await signIn(page, 'ann');
    await page.click('form [type=submit]');
    const shown = await page.arrive('http://localhost:');
    const { code, stdout, stderr } = (await login?.finished) ?? {};

    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(shown).toContain('You are logged in.');
    expect(stdout).toMatch(/^token_meta_role +web$/m);
    const { data } = await lookup();
    expect(data).toMatchObject({
      display_name: 'oidc-ann@b.example',
      meta: { role: 'web', mail: 'ann@b.example' },
      path: 'auth/oidc/oidc/callback',
      policies: ['default', 'operators'],
    });
  });

  test('a login goes on where the provider has changed its keys since the last one', async () => {
    const fetched = provider.count('/jwks');
    const url = await beginLogin();
    provider.changeKeys('second');
    const page = await visit(url);
    await signIn(page, 'bob');
    await page.click('form [type=submit]');
    await page.arrive('http://localhost:');
    const outcome = await login?.finished;

    expect(outcome).toMatchObject({ code: 0 });
    expect(provider.count('/jwks') - fetched).toBe(1);
    expect((await lookup()).data).toMatchObject({ meta: { mail: 'bob@b.example' } });
  });

  test('a provider that answers by a form is understood', async () => {
    const page = await visit(await beginLogin('-path=forms', 'role=web'));
    await signIn(page, 'fay');
    await page.click('form [type=submit]');
    const shown = await page.arrive('http://localhost:');

    expect(await login?.finished).toMatchObject({ code: 0 });
    expect(shown).toContain('You are logged in.');
    expect((await lookup()).data).toMatchObject({ meta: { mail: 'fay@b.example' } });
  });

  test('a browser that comes back to the server is asked first, then the terminal goes on', async () => {
    const page = await visit(await beginLogin('role=direct', 'callbackmode=direct'));
    await signIn(page, 'dan');
    await page.click('form [type=submit]');
    const asked = await page.arrive(server.url);
    await page.click('form[method=get] button');
    await page.see('body:not(:has(form))');
    const shown = await page.arrive(server.url);

    expect(asked).toContain('Did you begin this login?');
    expect(shown).toContain('You are logged in.');
    expect(await login?.finished).toMatchObject({ code: 0 });
    expect((await lookup()).data).toMatchObject({ meta: { mail: 'dan@b.example' } });
  });

  test('a browser of another device needs the address that is printed, and nothing of the terminal', async () => {
    const page = await visit(await beginLogin('role=device', 'callbackmode=device'));
    await page.click('button[autofocus]');
    await signIn(page, 'deb');
    await page.click('form [type=submit]');
    const outcome = await login?.finished;

    expect(await page.arrive(provider.issuer)).toContain('Sign-in Success');
    expect(outcome).toMatchObject({ code: 0 });
    expect((await lookup()).data).toMatchObject({ meta: { mail: 'deb@b.example' } });
  });

  test('a person who does not consent gets no token, and the terminal and the page say so', async () => {
    await place.portcullis(['token', 'revoke', '-self'], { env: addressOnly() });
    const page = await visit(await beginLogin());
    await signIn(page, 'eve');
    await page.click('.login-help a');
    const shown = await page.arrive('http://localhost:');
    const outcome = await login?.finished;

    expect(outcome?.code).toBe(2);
    expect(outcome?.stdout).toBe('');
    expect(shown).toContain('The login failed.');
    expect((await place.portcullis(['token', 'lookup'], { env: addressOnly() })).code).toBe(2);
  });
});

async function configure(): Promise<void> {
  const policy = 'path "secret/*" { capabilities = ["read"] }';
  await asRoot(['policy', 'write', 'operators', '-'], policy);
  await enable('oidc');
  await enable('forms', { oidc_response_mode: 'form_post' });
  await writeRole('oidc/role/web', {});
  await writeRole('forms/role/web', {});
  await writeRole('oidc/role/direct', {
    callback_mode: 'direct',
    allowed_redirect_uris: [`${server.url}/v1/auth/oidc/oidc/callback`],
    poll_interval: 1,
  });
  await writeRole('oidc/role/device', { callback_mode: 'device', poll_interval: 1 });
}

async function enable(mount: string, more: object = {}): Promise<void> {
  const config = {
    oidc_discovery_url: provider.issuer,
    oidc_client_id: client.id,
    oidc_client_secret: client.secret,
    default_role: 'web',
    ...more,
  };
  await asRoot(['auth', 'enable', `-path=${mount}`, 'oidc']);
  await asRoot(['write', `auth/${mount}/config`, '-'], JSON.stringify(config));
}

function writeRole(path: string, more: object): Promise<void> {
  const role = {
    user_claim: 'email',
    groups_claim: 'groups',
    oidc_scopes: ['email', 'groups'],
    allowed_redirect_uris: ['http://localhost:8250/oidc/callback'],
    bound_claims: { groups: ['ops'] },
    claim_mappings: { email: 'mail' },
    token_policies: ['operators'],
    ...more,
  };
  return asRoot(['write', `auth/${path}`, '-'], JSON.stringify(role));
}

async function asRoot(args: readonly string[], input = ''): Promise<void> {
  const env = { ...addressOnly(), VAULT_TOKEN: ROOT };
  const done = await place.portcullis(args, { env, input });
  if (done.code !== 0) throw new Error(`${args.join(' ')}: ${done.stderr}`);
}

function addressOnly(): Record<string, string> {
  return { VAULT_ADDR: server.url };
}

/** What the server says of the token that the last login has stored. */
async function lookup(): Promise<{ readonly data?: object }> {
  const done = await place.portcullis(['token', 'lookup', '-format=json'], { env: addressOnly() });
  return JSON.parse(done.stdout) as { data?: object };
}

/** Start a login. @returns the address that it prints */
async function beginLogin(...more: readonly string[]): Promise<string> {
  const args = ['login', '-method=oidc', ...more, 'port=0', 'skip_browser=true'];
  const running = place.begin(args, { env: addressOnly() });
  login = running;
  const printed = (): string => /^ +(http\S+)$/m.exec(running.stderr())?.[1] ?? '';
  await expect.poll(printed, { timeout: 10_000 }).not.toBe('');
  return printed();
}

/** Go somewhere with a fresh browser. */
async function visit(url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.open(url);
  return page;
}

/** The provider takes any password. */
async function signIn(page: Page, name: string): Promise<void> {
  await page.type('input[name=login]', name);
  await page.type('input[name=password]', 'any');
  await page.click('form [type=submit]');
  await page.see('input[name=prompt][value=consent]');
}
