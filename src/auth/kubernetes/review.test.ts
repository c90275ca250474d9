import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { clusterCa, sendJson, sendStatus } from '../../testing/kube-api-server.ts';
import { type KubernetesServer, startKubernetes } from '../../testing/kubernetes-server.ts';
import { refusalOf } from '../../testing/make-token.ts';

let k8s: KubernetesServer;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pod-'));
  k8s = await startKubernetes({ podFolder: folder });
  await k8s.configure();
  await k8s.writeRole();
});

afterEach(() => {
  k8s.cluster.stop();
  rmSync(folder, { recursive: true });
});

const denied = [403, 'permission denied'];

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

/** Whose token the last question was asked with. */
function lastBearer(): string | undefined {
  return k8s.cluster.requests.at(-1)?.bearer;
}

describe('a review is asked for', () => {
  test('with the stored token where there is one, even in a pod', async () => {
    const token = k8s.cluster.createToken('kube-system/reviewer');
    write('token', k8s.cluster.createToken('shop/db'));
    await k8s.configure({ token_reviewer_jwt: token, disable_local_ca_jwt: false });

    expect((await k8s.loginAs('shop/web')).status).toBe(200);
    expect(lastBearer()).toBe(token);
  });

  test('with the token of the pod where none is stored', async () => {
    const token = k8s.cluster.createToken('kube-system/reviewer');
    write('token', `${token}\n`);
    await k8s.configure({ disable_local_ca_jwt: false });

    expect((await k8s.loginAs('shop/web')).status).toBe(200);
    expect(lastBearer()).toBe(token);
  });

  test.each([
    ['outside a pod', { disable_local_ca_jwt: false }],
    ['where the files of the pod are not wanted', {}],
  ])('with the token under review %s', async (_what, config) => {
    if (!('disable_local_ca_jwt' in config)) write('token', 'unwanted');
    await k8s.configure(config);
    const token = k8s.cluster.createToken('shop/web');

    expect((await k8s.login(token)).status).toBe(200);
    expect(lastBearer()).toBe(token);
  });

  test('in vain with a token under review whose account may not review', async () => {
    k8s.cluster.rights.delete('shop/web');

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual(denied);
  });

  test('in vain with a token under review that is not for the API server', async () => {
    const issuer = 'https://kubernetes.default.svc.cluster.local';
    await k8s.writeRole({ audience: 'vault' });

    expect(refusalOf(await k8s.loginAs('shop/web', { audience: ['vault'] }))).toEqual(denied);
    expect((await k8s.loginAs('shop/web', { audience: ['vault', issuer] })).status).toBe(200);
  });
});

describe('the files of a pod', () => {
  test('are read again after a minute', async () => {
    const old = k8s.cluster.createToken('kube-system/reviewer');
    write('token', old);
    await k8s.configure({ disable_local_ca_jwt: false });
    const renewed = k8s.cluster.createToken('kube-system/reviewer', { expiresIn: 7200 });
    write('token', renewed);

    k8s.server.advance(59);
    await k8s.loginAs('shop/web');
    expect(lastBearer()).toBe(old);
    k8s.server.advance(1);
    await k8s.loginAs('shop/web');
    expect(lastBearer()).toBe(renewed);
  });

  test('that cannot be read any more are not replaced by older copies', async () => {
    write('token', k8s.cluster.createToken('kube-system/reviewer'));
    write('ca.crt', clusterCa);
    await k8s.configure({ disable_local_ca_jwt: false, kubernetes_ca_cert: '' });
    unlinkSync(join(folder, 'token'));
    k8s.server.advance(60);
    const token = k8s.cluster.createToken('shop/web');

    expect((await k8s.login(token)).status).toBe(200);
    expect(lastBearer()).toBe(token);
    unlinkSync(join(folder, 'ca.crt'));
    k8s.server.advance(60);
    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([
      500,
      'could not load the CA certificate of the pod',
    ]);
  });

  test('are not taken when they are empty', async () => {
    write('token', '\n');
    write('ca.crt', '');

    const answer = await k8s.configure({ disable_local_ca_jwt: false, kubernetes_ca_cert: '' });

    expect(refusalOf(answer)[1]).toBe(`${join(folder, 'ca.crt')} is empty or too long`);
  });
});

describe('the API server', () => {
  test('refuses the token of an account that was deleted and made anew', async () => {
    await k8s.configure({ token_reviewer_jwt: k8s.cluster.createToken('kube-system/reviewer') });
    const token = k8s.cluster.createToken('shop/web');

    k8s.cluster.createAccount('shop/web');

    expect(refusalOf(await k8s.login(token))).toEqual(denied);
  });

  test('refuses a token that it did not sign', async () => {
    await k8s.configure({ token_reviewer_jwt: k8s.cluster.createToken('kube-system/reviewer') });
    const [header, payload] = k8s.cluster.createToken('shop/web').split('.');

    expect(refusalOf(await k8s.login(`${header}.${payload}.AAAA`))).toEqual(denied);
  });

  const sound = {
    kind: 'TokenReview',
    status: {
      authenticated: true,
      audiences: ['https://kubernetes.default.svc.cluster.local'],
      user: { username: 'system:serviceaccount:shop:web', uid: 'UID' },
    },
  };
  const withStatus = (status: object) => ({ ...sound, status: { ...sound.status, ...status } });
  const withUser = (user: object) => withStatus({ user: { ...sound.status.user, ...user } });

  test.each([
    ['a status of 401', 401, { kind: 'Status', reason: 'Unauthorized' }],
    ['a status of 403', 403, { kind: 'Status', reason: 'Forbidden' }],
    ['a status of 500 around a good review', 500, sound],
    ['a redirect', 302, sound],
    ['an error with a good status', 200, { kind: 'Status', status: 'Failure' }],
    ['another kind around a good review', 200, { ...sound, kind: 'Status' }],
    ['an empty object', 201, {}],
    ['a list', 201, []],
    ['null', 201, null],
    ['no status', 201, { kind: 'TokenReview' }],
    ['an error beside a yes', 201, withStatus({ error: 'no' })],
    ['an error that is no text', 201, withStatus({ error: {} })],
    ['neither yes nor no', 201, withStatus({ authenticated: undefined })],
    ['a yes that is a text', 201, withStatus({ authenticated: 'true' })],
    ['another audience', 201, withStatus({ audiences: ['other'] })],
    ['no audience', 201, withStatus({ audiences: undefined })],
    [
      'audiences that are a text',
      201,
      withStatus({ audiences: 'https://kubernetes.default.svc.cluster.local' }),
    ],
    ['no user', 201, withStatus({ user: undefined })],
    ['groups alone', 201, withStatus({ user: { groups: ['system:serviceaccounts:shop'] } })],
    ['an empty user name', 201, withUser({ username: '' })],
    ['a person', 201, withUser({ username: 'alice' })],
    ['a user name of five parts', 201, withUser({ username: 'system:serviceaccount:shop:web:x' })],
    ['a user that is no service account', 201, withUser({ username: 'system:node:shop:web' })],
    ['an account of another name', 201, withUser({ username: 'system:serviceaccount:shop:db' })],
    [
      'an account of another namespace',
      201,
      withUser({ username: 'system:serviceaccount:lab:web' }),
    ],
    ['an account of another uid', 201, withUser({ uid: 'other' })],
    ['an account without uid', 201, withUser({ uid: undefined })],
  ])('that answers with %s proves nobody', async (_what, status, body) => {
    const uid = k8s.cluster.createAccount('shop/web');
    const text = JSON.stringify(body).replace('UID', uid);
    k8s.cluster.answer = (_seen, response) => {
      response.writeHead(status, { location: `${k8s.cluster.url}/elsewhere` }).end(text);
    };

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual(denied);
    expect(k8s.cluster.requests.map(({ path }) => path)).not.toContain('/elsewhere');
  });

  test.each([200, 201, 202])(
    'that says yes with a status of %i proves the account',
    async (status) => {
      const uid = k8s.cluster.createAccount('shop/web');
      const text = JSON.stringify(sound).replace('UID', uid);
      k8s.cluster.answer = (_seen, response) => response.writeHead(status).end(text);

      expect((await k8s.loginAs('shop/web')).status).toBe(200);
    },
  );

  test.each<[string, (response: ServerResponse) => void]>([
    ['hangs up', (response) => response.destroy()],
    ['answers no JSON', (response) => response.end('<html>')],
    [
      'stops in the middle',
      (response) => {
        response.writeHead(201, { 'content-length': '1000' });
        response.write('{"kind":');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    [
      'answers megabytes',
      (response) => {
        response.writeHead(201);
        response.end(`{"status":{"authenticated":true,"x":"${'x'.repeat(3_000_000)}"}}`);
      },
    ],
  ])('that %s proves nobody', async (_what, act) => {
    k8s.cluster.answer = (_seen, response) => act(response);

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual(denied);
  });

  test('that hangs up is asked once more: a connection may have been kept for too long', async () => {
    k8s.cluster.requests.length = 0;
    k8s.cluster.answer = (_seen, response) => {
      k8s.cluster.answer = undefined;
      response.destroy();
    };

    expect((await k8s.loginAs('shop/web')).status).toBe(200);
    expect(k8s.cluster.requests).toHaveLength(2);
    k8s.cluster.answer = (_seen, response) => response.destroy();
    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual(denied);
    expect(k8s.cluster.requests).toHaveLength(4);
  });

  test('that never answers is given up after 10 s', async () => {
    k8s.cluster.answer = () => undefined;
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      timeout.mockRestore();
      expect(ms).toBe(10_000);
      return AbortSignal.timeout(100);
    });

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual(denied);
  });

  test('that cannot be reached proves nobody', async () => {
    const token = k8s.cluster.createToken('shop/web');
    k8s.cluster.stop();

    expect(refusalOf(await k8s.login(token))).toEqual(denied);
  });
});

describe('a role with a selector', () => {
  const selector = { bound_service_account_namespace_selector: 'matchLabels: {env: prod}' };
  const only = { ...selector, bound_service_account_namespaces: [] };
  const configure = (account = 'kube-system/reviewer') =>
    k8s.configure({ token_reviewer_jwt: k8s.cluster.createToken(account) });
  const refused = 'namespace not authorized';

  test('lets in whose namespace has the labels', async () => {
    await configure();
    await k8s.writeRole(only);

    expect((await k8s.loginAs('shop/web')).status).toBe(200);
    expect(refusalOf(await k8s.loginAs('lab/web'))).toEqual([403, refused]);
  });

  test('asks for no labels where the list has the namespace', async () => {
    await configure();
    await k8s.writeRole({ ...selector, bound_service_account_namespaces: 'lab' });
    k8s.cluster.requests.length = 0;

    expect((await k8s.loginAs('lab/web')).status).toBe(200);
    expect(k8s.cluster.requests).toHaveLength(1);
    expect((await k8s.loginAs('shop/web')).status).toBe(200);
  });

  test('asks with the reviewer, never with the token under review', async () => {
    await k8s.writeRole(only);
    k8s.cluster.rights.set('shop/web', ['create tokenreviews', 'get namespaces']);
    k8s.cluster.requests.length = 0;

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([
      403,
      `${refused} err=namespace lookup failed: TokenReviewer JWT needs to be configured to use namespace selectors`,
    ]);
    expect(k8s.cluster.requests).toEqual([]);
  });

  test('says so when the reviewer may not look', async () => {
    await configure('shop/db');
    await k8s.writeRole(only);

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([
      403,
      `${refused} err=failed to get namespace (code 403)`,
    ]);
  });

  test('lets nobody in by a namespace of another name than was asked for', async () => {
    await configure();
    await k8s.writeRole(only);
    k8s.cluster.answer = (_seen, response) => {
      sendJson(response, 200, { metadata: { name: 'prod', labels: { env: 'prod' } } });
    };

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([403, refused]);
  });

  test.each(['..', '../nodes', 'a/b', 'a%2fb', 'a?x', 'Shop', 'shop.', ''])(
    'asks nobody about the namespace %j, which a stranger made up',
    async (namespace) => {
      await configure();
      await k8s.writeRole(only);
      k8s.cluster.requests.length = 0;
      const claims = { 'kubernetes.io': { namespace, serviceaccount: { name: 'web', uid: 'u' } } };

      expect(refusalOf(await k8s.loginAs('shop/web', { claims }))).toEqual([403, refused]);
      expect(k8s.cluster.requests).toEqual([]);
    },
  );

  test('lets nobody in while the API server is away', async () => {
    await configure();
    await k8s.writeRole(only);
    k8s.cluster.answer = (_seen, response) => sendStatus(response, 503, 'ServiceUnavailable');

    expect((await k8s.loginAs('shop/web')).status).toBe(403);
  });
});
