import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';

const auth = {
  client_token: 't1',
  accessor: 'a',
  policies: ['default'],
  token_policies: ['default'],
  metadata: { role: 'web' },
  lease_duration: 60,
  renewable: true,
  entity_id: 'e',
  token_type: 'service',
  orphan: true,
};
const authUrl = 'PUT /v1/auth/oidc/oidc/auth_url';
const begun = envelope({ data: { auth_url: 'https://p.example/auth?state=st_1' } });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A login whose listener is at 127.0.0.1, so that no name has to be resolved. */
function argumentsFor(port: number): string[] {
  const fields = ['role=web', `port=${port}`, 'listenaddress=127.0.0.1', 'skip_browser=true'];
  return ['login', '-method=oidc', '-no-store', ...fields];
}

/** Come back as a browser does, as soon as the listener is there. */
async function comeBack(port: number, init: RequestInit, query = ''): Promise<Response> {
  for (let i = 0; i < 100; i += 1) {
    try {
      return await fetch(`http://127.0.0.1:${port}/oidc/callback${query}`, init);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error('nobody listens');
}

async function untilBegun(server: FakeServer): Promise<void> {
  await expect.poll(() => server.lines, { timeout: 5000 }).toContain(authUrl);
  // the answer is on its way to the program
  await new Promise((resolve) => setTimeout(resolve, 100));
}

const noToken = { env: { VAULT_TOKEN: '' } };

describe('login -method=oidc', () => {
  test('listens on this machine, and hands what the browser brings to the server', async () => {
    const port = await freePort();
    await using server = await FakeServer.start({
      [authUrl]: begun,
      'GET /v1/auth/oidc/oidc/callback': envelope({ auth }),
    });
    const running = server.run(argumentsFor(port), noToken);
    await untilBegun(server);

    const other = await comeBack(port, {}, '?state=st_other&code=x');
    const page = await comeBack(port, {}, '?state=st_1&code=c&iss=https://p.example');
    const outcome = await running;

    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('t1');
    expect(outcome.stderr).toContain('https://p.example/auth?state=st_1');
    expect([other.status, page.status]).toEqual([400, 200]);
    expect(server.seen[0]?.body).toMatchObject({
      role: 'web',
      redirect_uri: `http://localhost:${port}/oidc/callback`,
    });
    const sent = server.seen[0]?.body ?? {};
    const { client_nonce: nonce = '' } = sent as { client_nonce?: string };
    expect(nonce).toMatch(/^[0-9A-Za-z]{20}$/);
    expect(server.lines[1]).toContain(`state=st_1&code=c&client_nonce=${nonce}`);
  });

  test('passes a form on before it asks for the token', async () => {
    const port = await freePort();
    await using server = await FakeServer.start({
      [authUrl]: begun,
      'PUT /v1/auth/oidc/oidc/callback': { status: 400, body: '<p>Invalid redirect path.</p>' },
      'GET /v1/auth/oidc/oidc/callback': envelope({ auth }),
    });
    const running = server.run(argumentsFor(port), noToken);
    await untilBegun(server);

    const body = new URLSearchParams({ state: 'st_1', code: 'c' });
    await comeBack(port, { method: 'POST', body });

    expect((await running).code).toBe(0);
    expect(server.seen[1]?.body).toMatchObject({ state: 'st_1', code: 'c' });
  });

  test('shows the browser that it failed, without a word of what was sent', async () => {
    const port = await freePort();
    await using server = await FakeServer.start({
      [authUrl]: begun,
      'GET /v1/auth/oidc/oidc/callback': { status: 400, body: { errors: ['no <b>'] } },
    });
    const running = server.run(argumentsFor(port), noToken);
    await untilBegun(server);

    const page = await comeBack(port, {}, '?state=st_1&code=<script>');
    const outcome = await running;

    expect(page.status).toBe(400);
    expect(await page.text()).not.toContain('script');
    expect(outcome.code).toBe(2);
  });

  test('asks until the login is done where the browser does not come back here', async () => {
    const data = {
      auth_url: 'https://p.example/device',
      user_code: 'ABCD',
      state: 's',
      poll_interval: '3',
    };
    const refused = (text: string) => ({ status: 400, body: { errors: [text] } });
    await using server = await FakeServer.start({
      [authUrl]: envelope({ data }),
      'PUT /v1/auth/oidc/oidc/poll': [
        refused('authorization_pending'),
        refused('slow_down'),
        envelope({ auth }),
      ],
    });

    const outcome = await server.run(
      ['login', '-method=oidc', '-no-store', 'callbackmode=device'],
      noToken,
    );

    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain('ABCD');
    expect(outcome.sleeps).toEqual([3000, 3000, 6000]);
  });

  test('waits on while a browser goes away in the middle of a form', async () => {
    const port = await freePort();
    await using server = await FakeServer.start({
      [authUrl]: begun,
      'GET /v1/auth/oidc/oidc/callback': envelope({ auth }),
    });
    const running = server.run(argumentsFor(port), noToken);
    await untilBegun(server);

    const socket = connect(port, '127.0.0.1');
    socket.write('POST /oidc/callback HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nstate=');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await comeBack(port, {}, '?state=st_1&code=c');

    expect((await running).code).toBe(0);
  });

  test.each(['file:///etc/passwd', '-a', 'javascript:alert(1)'])(
    'opens nothing where a server names %s as the page',
    async (auth_url) => {
      await using server = await FakeServer.start({ [authUrl]: envelope({ data: { auth_url } }) });

      const outcome = await server.run(argumentsFor(0), noToken);

      expect(outcome.code).toBe(2);
      expect(outcome.stderr).toContain('no web address');
    },
  );

  test('names the mode of a role whose browser goes to the server', async () => {
    const auth_url = 'https://p.example/auth?redirect_uri=http%3A%2F%2Flocalhost&state=st_1';
    await using server = await FakeServer.start({
      [authUrl]: envelope({ data: { auth_url, state: 'st_1', poll_interval: '5' } }),
    });

    const outcome = await server.run(argumentsFor(0), noToken);

    expect(outcome.stderr).toContain('callbackmode=direct');
    expect(outcome.sleeps).toEqual([]);
  });

  test('takes a word that means true, and names a field that has another', async () => {
    const port = await freePort();
    await using server = await FakeServer.start({
      [authUrl]: begun,
      'GET /v1/auth/oidc/oidc/callback': envelope({ auth }),
    });
    const odd = await server.run([...argumentsFor(port), 'abort_on_error=maybe'], noToken);
    const running = server.run([...argumentsFor(port), 'skip_browser=1'], noToken);
    await untilBegun(server);
    await comeBack(port, {}, '?state=st_1&code=c');

    expect(odd.stderr).toContain('abort_on_error is true or false');
    expect((await running).code).toBe(0);
  });

  test('says so when the server has no address to send the browser to', async () => {
    await using server = await FakeServer.start({
      [authUrl]: envelope({ data: { auth_url: '' } }),
    });

    const outcome = await server.run(argumentsFor(0), noToken);

    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('redirect http://localhost:');
  });

  test('listens nowhere but on this machine, and names a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    await using server = await FakeServer.start({ [authUrl]: begun });

    const busy = await server.run(argumentsFor(port), noToken);
    const open = await server.run(['login', '-method=oidc', 'listenaddress=0.0.0.0'], noToken);
    taken.close();

    expect(busy.stderr).toContain('port=');
    expect(open.stderr).toContain('listenaddress must be localhost');
    expect(server.lines).toEqual([]);
  });
});
