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
  await asRoot(['auth', 'enable', 'oidc']);
  await asRoot([
    'write',
    'auth/oidc/config',
    `oidc_discovery_url=${provider.issuer}`,
    `oidc_client_id=${client.id}`,
    `oidc_client_secret=${client.secret}`,
    'default_role=web',
  ]);
  const role = {
    user_claim: 'email',
    groups_claim: 'groups',
    oidc_scopes: ['email', 'groups'],
    allowed_redirect_uris: ['http://localhost:8250/oidc/callback'],
    bound_claims: { groups: ['ops'] },
    claim_mappings: { email: 'mail' },
    token_policies: ['operators'],
  };
  await asRoot(['write', 'auth/oidc/role/web', '-'], JSON.stringify(role));
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
async function beginLogin(): Promise<string> {
  const fields = ['port=0', 'skip_browser=true'];
  const running = place.begin(['login', '-method=oidc', ...fields], { env: addressOnly() });
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
