import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClaims, clusterKey, encode, signToken } from '../../testing/kube-tokens.ts';
import { type KubernetesServer, startKubernetes } from '../../testing/kubernetes-server.ts';
import { makeToken, refusalOf } from '../../testing/make-token.ts';

let k8s: KubernetesServer;
const logged: string[] = [];

beforeEach(async () => {
  logged.length = 0;
  k8s = await startKubernetes({ log: (...line) => logged.push(JSON.stringify(line)) });
  const token = k8s.cluster.createToken('kube-system/reviewer');
  await k8s.configure({ token_reviewer_jwt: token, pem_keys: clusterKey });
  await k8s.writeRole({ bound_service_account_names: '*', bound_service_account_namespaces: '*' });
  k8s.cluster.requests.length = 0;
});

afterEach(() => k8s.cluster.stop());

const denied = [403, 'permission denied'];

function claimsOfWeb(): object {
  const uid = k8s.cluster.createAccount('shop/web');
  return createClaims({ namespace: 'shop', name: 'web', uid }, { now: k8s.server.now() / 1000 });
}

/** A token whose parts are taken as they are. */
function assemble(header: string, payload: string, signature = 'AAAA'): string {
  const parts = [header, payload].map((part) => Buffer.from(part).toString('base64url'));
  return [...parts, signature].join('.');
}

describe('a forged token is refused with nobody asked about it', () => {
  const rs256 = '{"alg":"RS256"}';
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;

  test.each<[string, (claims: object) => string]>([
    ['no algorithm', (claims) => `${encode({ alg: 'none' })}.${encode(claims)}.`],
    ['no algorithm, spelt oddly', (claims) => signToken(claims, { header: { alg: 'nOnE' } })],
    ['no header of one', (claims) => signToken(claims, { header: {} })],
    [
      'an HMAC under the public key',
      (claims) => {
        const text = `${encode({ alg: 'HS256' })}.${encode(claims)}`;
        return `${text}.${createHmac('sha256', clusterKey).update(text).digest('base64url')}`;
      },
    ],
    [
      'another algorithm of the same key',
      (claims) => signToken(claims, { header: { alg: 'PS256' } }),
    ],
    ['an algorithm of other keys', (claims) => signToken(claims, { header: { alg: 'ES256' } })],
    [
      'critical extensions',
      (claims) => signToken(claims, { header: { alg: 'RS256', crit: ['b64'], b64: false } }),
    ],
    ['a name twice', () => assemble(rs256, '{"exp":1,"exp":9999999999}')],
    ['a deep header', () => assemble(deep, '{}')],
    ['deep claims', () => assemble(rs256, deep)],
    ['claims that are a list', () => assemble(rs256, '[]')],
    ['claims that are no JSON', () => assemble(rs256, '{')],
    ['a hundred thousand characters', () => assemble(rs256, `{"a":"${'x'.repeat(100_000)}"}`)],
    ['two parts', (claims) => `${encode({ alg: 'RS256' })}.${encode(claims)}`],
    ['five parts, as if encrypted', () => 'a.b.c.d.e'],
    ['a JSON form', (claims) => JSON.stringify({ payload: encode(claims), signatures: [] })],
    ['a NUL', () => 'a\u0000.b.c'],
  ])('%s', async (_what, forge) => {
    const answer = await k8s.login(forge(claimsOfWeb()));

    expect(refusalOf(answer)).toEqual(denied);
    expect(k8s.cluster.requests).toEqual([]);
  });

  test('a key or an address in its header', async () => {
    const jku = `${k8s.cluster.url}/keys`;
    const header = { alg: 'RS256', jku, x5u: jku, jwk: { kty: 'oct', k: 'AAAA' }, kid: '../../x' };
    const signed = signToken(claimsOfWeb(), { header });

    const answer = await k8s.login(signed.replace(/\.[^.]*$/, '.AAAA'));

    expect(refusalOf(answer)).toEqual(denied);
    expect(k8s.cluster.requests).toEqual([]);
  });
});

describe('claims of a token that is good', () => {
  test('cannot become another shape of the alias', async () => {
    const answer = await k8s.login(
      signToken({ ...claimsOfWeb(), __proto__: null, constructor: { name: 'x' } }),
    );

    expect(answer.status).toBe(200);
  });

  test('that name another account than the API server knows let nobody in', async () => {
    const uid = k8s.cluster.createAccount('shop/web');
    const account = { name: 'admin', uid };
    const forged = {
      ...claimsOfWeb(),
      'kubernetes.io': { namespace: 'shop', serviceaccount: account },
    };

    expect(refusalOf(await k8s.login(signToken(forged)))).toEqual(denied);
  });
});

describe('roles', () => {
  test.each(['admin', 'ADMIN', 'Admin'])(
    'a role whose name is denied is denied as %j too (GHSA-fg5x-7whg-6c28)',
    async (spelling) => {
      const policy = `path "auth/k8s/role/*" { capabilities = ["create", "update"] }
        path "auth/k8s/role/admin" { capabilities = ["deny"] }`;
      await k8s.server.request('POST', 'sys/policies/acl/writer', { policy });
      const { token } = await makeToken(k8s.server, { policies: ['writer'] });
      const body = { bound_service_account_names: '*', bound_service_account_namespaces: '*' };

      const answer = await k8s.server.request('POST', `auth/k8s/role/${spelling}`, body, { token });

      expect(answer.status).toBe(403);
      expect((await k8s.send('GET', 'role/admin')).status).toBe(404);
    },
  );

  test('with the policy "root" log nobody in as root', async () => {
    await k8s.writeRole({ token_policies: 'root' });

    expect((await k8s.loginAs('shop/web')).status).toBe(400);
  });
});

describe('secrets', () => {
  test('stand in no answer, log line or key of the store, whatever goes wrong', async () => {
    const reviewer = k8s.cluster.createToken('kube-system/reviewer', { expiresIn: 7000 });
    const jwt = k8s.cluster.createToken('shop/web');
    const answers = [
      await k8s.configure({ token_reviewer_jwt: reviewer }),
      await k8s.configure({ token_reviewer_jwt: reviewer, kubernetes_host: 'https://127.0.0.1:1' }),
      await k8s.configure({ token_reviewer_jwt: reviewer, pem_keys: 'x' }),
      await k8s.configure({ token_reviewer_jwt: { reviewer } }),
      await k8s.send('GET', 'config'),
      await k8s.login(jwt),
      await k8s.login(jwt, { role: 'none' }),
      await k8s.login(`${jwt}.x`),
    ];

    const rows = await k8s.server.store.scan('', { limit: 100_000 });
    const texts = [...answers.map(({ body }) => JSON.stringify(body)), ...logged];
    const stored = rows.map(({ key, value }) => key + Buffer.from(value).toString('latin1'));
    for (const text of [...texts, ...stored]) {
      expect(text).not.toContain(reviewer);
      expect(text).not.toContain(jwt);
      // nor the signature alone
      expect(text).not.toContain(jwt.split('.')[2]);
    }
  });

  test('a token of the reviewer goes to the configured host only', async () => {
    const elsewhere = await startKubernetes();
    k8s.cluster.answer = (_seen, response) => {
      response.writeHead(307, { location: `${elsewhere.cluster.url}/apis` }).end();
    };

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual(denied);
    expect(elsewhere.cluster.requests).toEqual([]);
    elsewhere.cluster.stop();
  });
});
