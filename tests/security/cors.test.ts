import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultListenerConfig } from '../../src/config/listener.ts';
import { type RunningListener, startListener } from '../../src/http/listener.ts';
import type { JsonObject } from '../../src/lib/json.ts';
import { startTestServer, type TestServer } from '../../src/testing/test-server.ts';

let server: TestServer;
let listener: RunningListener;

beforeEach(async () => {
  server = await startTestServer();
  const config = { ...defaultListenerConfig, address: '127.0.0.1:0' };
  listener = await startListener(config, server.core, { log: () => undefined });
});

afterEach(() => listener.stop(0));

const own = 'https://a.example';

function configure(body: JsonObject) {
  return server.request('POST', 'sys/config/cors', body);
}

/** Ask as a page of some origin does. Node's own client sends the headers of browsers as they are given. */
function ask(origin: string, { method = 'GET', path = '/v1/sys/health', headers = {} } = {}) {
  return fetch(listener.url + path, {
    method,
    headers: { origin, ...headers },
    redirect: 'manual',
  });
}

/** What a page may read beside the body. */
const readable = {
  'access-control-expose-headers': 'X-Portcullis-Error, X-Request-Id, Retry-After',
};

function corsHeaders(answer: Response): Record<string, string> {
  const all = [...answer.headers].filter(([name]) => name.startsWith('access-control-'));
  return Object.fromEntries(all);
}

describe('a page of another origin', () => {
  test('is answered as everybody while nothing is configured, and told nothing', async () => {
    const answer = await ask('https://evil.example');

    expect(answer.status).toBe(200);
    expect(corsHeaders(answer)).toEqual({});
  });

  test('that is listed may read answers, refusals included', async () => {
    await configure({ allowed_origins: own });

    const answers = [await ask(own), await ask(own, { path: '/v1/sys/nothing/here' })];

    expect(answers.map(({ status }) => status)).toEqual([200, 403]);
    for (const answer of answers) {
      expect(corsHeaders(answer)).toEqual({ 'access-control-allow-origin': own, ...readable });
      expect(answer.headers.get('vary')).toBe('Origin');
    }
  });

  test.each([
    'https://c.example',
    'https://a.example.evil.example',
    'https://A.example',
    'https://a.example:8443',
    'http://a.example',
    'null',
    'https://a.example, https://evil.example',
    '*',
  ])('that is not listed is refused and never repeated: %s', async (origin) => {
    await configure({ allowed_origins: own });

    const answer = await ask(origin);

    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({ errors: ['origin not allowed'] });
    expect(corsHeaders(answer)).toEqual({});
  });

  test('is refused from the answer to the change on, and let in again from its removal on', async () => {
    await configure({ allowed_origins: own });
    const while_listed = await ask('https://c.example');
    await server.request('DELETE', 'sys/config/cors');
    const afterwards = await ask('https://c.example');

    expect([while_listed.status, afterwards.status]).toEqual([403, 200]);
  });

  test('is told of a wildcard, not of itself', async () => {
    await configure({ allowed_origins: '*' });

    const answer = await ask('https://any.example');

    expect(corsHeaders(answer)).toEqual({ 'access-control-allow-origin': '*', ...readable });
  });

  test('sends credentials only where that is configured', async () => {
    await configure({ allowed_origins: own, allow_credentials: true });

    const answer = await ask(own);

    expect(corsHeaders(answer)['access-control-allow-credentials']).toBe('true');
  });

  test('costs the connection nothing when it is refused', async () => {
    await configure({ allowed_origins: own });

    const body = JSON.stringify({ password: 'x' });
    const answer = await fetch(`${listener.url}/v1/auth/userpass/login/a`, {
      method: 'POST',
      headers: { origin: 'https://c.example' },
      body,
    });

    expect(answer.status).toBe(403);
    expect(answer.headers.get('connection')).not.toBe('close');
  });

  test('may be the server itself, without being listed', async () => {
    await configure({ allowed_origins: own });

    const answer = await ask(listener.url);

    expect(answer.status).toBe(200);
    expect(corsHeaders(answer)).toEqual({});
  });
});

describe('a preflight', () => {
  const preflight = (origin: string, method: string) =>
    ask(origin, { method: 'OPTIONS', headers: { 'access-control-request-method': method } });

  test('is answered with what pages may do, without a token and without a body', async () => {
    await configure({ allowed_origins: own, allowed_headers: 'X-One' });

    const answer = await preflight(own, 'LIST');

    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
    expect(corsHeaders(answer)).toEqual({
      'access-control-allow-origin': own,
      'access-control-allow-methods': 'DELETE,GET,OPTIONS,POST,PUT,LIST,SCAN',
      'access-control-allow-headers':
        'Content-Type,Authorization,X-Vault-Token,X-Vault-MFA,X-Vault-No-Request-Forwarding,X-Vault-Wrap-Format,X-Vault-Wrap-TTL,X-Requested-With,X-Vault-AWS-IAM-Server-ID,X-Vault-Policy-Override,X-One',
      'access-control-max-age': '300',
    });
  });

  test.each([
    [own, 'PATCH', 405],
    [own, '', 405],
    ['https://c.example', 'GET', 403],
  ])('of %s for %j is answered %i', async (origin, method, status) => {
    await configure({ allowed_origins: own });

    const answer = await preflight(origin, method);

    expect(answer.status).toBe(status);
    expect(corsHeaders(answer)).toEqual({});
  });

  test('means nothing while nothing is configured', async () => {
    expect((await preflight(own, 'GET')).status).toBe(400);
  });
});

describe('pages', () => {
  test('have headers of their own, and the API has none of them', async () => {
    await server.request('POST', 'sys/config/ui/headers/x-conf', { values: ['one', 'two'] });

    const page = await fetch(`${listener.url}/ui/`);
    const api = await fetch(`${listener.url}/v1/sys/health`);

    expect(page.headers.get('x-conf')).toBe('one, two');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const name of ['x-conf', 'x-content-type-options', 'content-security-policy']) {
      expect(api.headers.get(name)).toBeNull();
    }
  });

  test('take a configured header in the place of the default', async () => {
    const answer = await server.request('POST', 'sys/config/ui/headers/Content-Security-Policy', {
      values: ["default-src 'self'"],
    });

    const page = await fetch(`${listener.url}/ui/`);

    expect(answer.status).toBe(200);
    expect(answer.body['warnings']).toHaveLength(1);
    expect(page.headers.get('content-security-policy')).toBe("default-src 'self'");
  });
});
