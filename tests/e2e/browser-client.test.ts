import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Chromium, findChromium } from '../support/chromium.ts';
import { type ServerProcess, startTestProcess } from '../support/server-process.ts';
import { builtEntry, builtPackage, createWorkplace, type Workplace } from './built.ts';

/*
 * The compiled client as an ES module in a page of another origin than the server, which lets that origin in.
 * Without a Chromium the test is skipped, and says why.
 */

const program = findChromium();

let place: Workplace;
let server: ServerProcess;
let pages: Server;
let origin: string;

/** Answers a page that runs a script, and the files of the client. */
function servePages(script: () => string): Server {
  return createServer((request, response) => {
    const [, file] = /^\/client\/([\w.-]+\.js)$/.exec(request.url ?? '') ?? [];
    if (file === undefined) {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><body><script type="module">${script()}</script>`);
    } else {
      response.setHeader('content-type', 'text/javascript');
      response.end(readFileSync(join(builtPackage, 'dist/client', file)));
    }
  });
}

beforeAll(async () => {
  place = createWorkplace();
  const args = ['server', '-dev', '-dev-root-token-id=root', '-dev-no-store-token'];
  server = await startTestProcess(args, { cwd: place.folder, entry: builtEntry });
  pages = servePages(() => pageScript).listen(0, '127.0.0.1');
  await once(pages, 'listening');
  origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
});

afterAll(async () => {
  pages.close();
  await server.stop();
  place.remove();
});

async function asRoot(path: string, body: object): Promise<void> {
  const headers = { 'x-vault-token': 'root' };
  const answer = await fetch(`${server.url}/v1/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(answer.status).toBeLessThan(300);
}

let pageScript = '';

test.skipIf(program === undefined)('a page logs in, lists, reads and sees codes', async () => {
  await asRoot('sys/config/cors', { allowed_origins: origin });
  await asRoot('sys/auth/userpass', { type: 'userpass' });
  await asRoot('auth/userpass/users/alice', { password: 'pw', token_policies: 'reader' });
  const policy = 'path "secret/*" { capabilities = ["create", "update", "read", "list"] }';
  await asRoot('sys/policies/acl/reader', { policy });
  pageScript = `
    import { createClient, createSession } from '/client/index.js';
    const client = createClient({ address: ${JSON.stringify(server.url)} });
    const user = { username: 'alice', password: 'pw' };
    const session = createSession({ client, login: (bare) => bare.auth.userpass().login(user) });
    const kv = session.client.secrets.kv2({ mount: 'secret' });
    const found = [];
    try {
      await kv.write({ path: 'app', data: { n: 7 } });
      found.push((await kv.read({ path: 'app' })).data.n, ...(await kv.list()).keys);
      await session.client.sys.mountsListSecretsEngines();
    } catch (error) {
      found.push(error.code, error.requestId === undefined);
    }
    document.body.append('found ' + JSON.stringify(found));
    document.body.id = 'done';
  `;
  const browser = await Chromium.start(program ?? '');
  try {
    const page = await browser.newPage();
    await page.open(`${origin}/`);
    await page.see('#done');

    expect(await page.arrive(`${origin}/`)).toBe('found [7,"app","ACL_DENIED",false]');
  } finally {
    await browser.close();
  }
});
