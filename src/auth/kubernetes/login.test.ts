import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientTokenOf } from '../../testing/client-token.ts';
import { clusterKey, createClaims, signToken } from '../../testing/kube-tokens.ts';
import { type KubernetesServer, startKubernetes } from '../../testing/kubernetes-server.ts';
import { dataOf, lookUpSelf, refusalOf } from '../../testing/make-token.ts';

let k8s: KubernetesServer;

beforeEach(async () => {
  k8s = await startKubernetes();
  await k8s.configure({ token_reviewer_jwt: k8s.cluster.createToken('kube-system/reviewer') });
  await k8s.writeRole();
});

afterEach(() => k8s.cluster.stop());

/** What was asked of the cluster since. */
function asked(): readonly string[] {
  return k8s.cluster.requests.splice(0).map(({ method, path }) => `${method} ${path}`);
}

async function aliasOf(answer: { readonly body: unknown }) {
  const { auth } = answer.body as { readonly auth: { readonly entity_id: string } };
  const entity = await k8s.server.request('GET', `identity/entity/id/${auth.entity_id}`);
  const { aliases } = dataOf(entity) as unknown as { readonly aliases: readonly object[] };
  return aliases[0];
}

const denied = [403, 'permission denied'];

describe('a login', () => {
  test('answers with a token that carries role and account', async () => {
    const uid = k8s.cluster.createAccount('shop/web');
    await k8s.writeRole({ token_policies: 'p', token_ttl: '10m' });

    const answer = await k8s.loginAs('shop/web');

    const account = {
      service_account_name: 'web',
      service_account_namespace: 'shop',
      service_account_secret_name: '',
      service_account_uid: uid,
    };
    expect(answer).toMatchObject({
      status: 200,
      body: {
        auth: {
          policies: ['default', 'p'],
          metadata: { role: 'dev', ...account },
          lease_duration: 600,
          renewable: true,
          token_type: 'service',
          orphan: true,
        },
      },
    });
    expect(await aliasOf(answer)).toMatchObject({
      name: uid,
      mount_type: 'kubernetes',
      metadata: account,
    });
    expect(await lookUpSelf(k8s.server, clientTokenOf(answer))).toMatchObject({
      display_name: 'k8s-shop-web',
      path: 'auth/k8s/login',
    });
  });

  test('asks the API server once, for the audiences of the token', async () => {
    k8s.cluster.requests.length = 0;
    const token = k8s.cluster.createToken('shop/web');

    await k8s.login(`\n${token} `);

    expect(k8s.cluster.requests).toMatchObject([
      {
        method: 'POST',
        path: '/apis/authentication.k8s.io/v1/tokenreviews',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: {
          kind: 'TokenReview',
          apiVersion: 'authentication.k8s.io/v1',
          spec: { token, audiences: ['https://kubernetes.default.svc.cluster.local'] },
        },
      },
    ]);
  });

  test.each([
    ['the caller', ''],
    ['a reviewer', 'reviewer'],
  ])(
    'has a token that was broken into lines judged as it was read, asked by %s',
    async (_who, by) => {
      const token = k8s.cluster.createToken('shop/web');
      await k8s.configure({
        token_reviewer_jwt: by && k8s.cluster.createToken(`kube-system/${by}`),
      });
      k8s.cluster.requests.length = 0;

      const answer = await k8s.login(`${token.slice(0, 50)}\r\n${token.slice(50)}`);

      expect(answer.status).toBe(200);
      expect(k8s.cluster.requests).toMatchObject([{ body: { spec: { token } } }]);
    },
  );

  test('of a token that is kept in a secret needs neither dates nor audience', async () => {
    const answer = await k8s.loginAs('shop/web', { isLegacy: true });

    expect(answer).toMatchObject({
      status: 200,
      body: { auth: { metadata: { service_account_secret_name: 'web-token' } } },
    });
    expect(k8s.cluster.requests.at(-1)?.body).toMatchObject({
      spec: { token: expect.any(String) },
    });
    expect(k8s.cluster.requests.at(-1)?.body?.['spec']).not.toHaveProperty('audiences');
  });

  test('goes by the bound account where a token has claims of both forms', async () => {
    const legacy = { 'kubernetes.io/serviceaccount/service-account.name': 'other' };

    const answer = await k8s.loginAs('shop/web', { claims: legacy });

    expect(answer).toMatchObject({
      status: 200,
      body: { auth: { metadata: { service_account_name: 'web' } } },
    });
  });

  test('may name its alias by namespace and name', async () => {
    await k8s.writeRole({ alias_name_source: 'serviceaccount_name' });

    expect(await aliasOf(await k8s.loginAs('shop/web'))).toMatchObject({ name: 'shop/web' });
  });

  test('finds its role in any case, and calls it by its one name', async () => {
    const answer = await k8s.login(k8s.cluster.createToken('shop/web'), { role: 'DEV' });

    expect(answer.body).toMatchObject({ auth: { metadata: { role: 'dev' } } });
  });

  test.each([
    [{ role: '', jwt: '' }, [400, 'missing role']],
    [{ jwt: '' }, [400, 'missing jwt']],
    [{ jwt: ' \n' }, [400, 'missing jwt']],
    [{ role: 'none' }, [400, 'invalid role name "none"']],
    [{ jwt: 'x' }, denied],
  ])('with %j is refused, and nobody is asked', async (data, refusal) => {
    asked();

    expect(refusalOf(await k8s.login('a.b.c', data))).toEqual(refusal);
    expect(asked()).toEqual([]);
  });

  test('at a mount that is not configured fails', async () => {
    await k8s.server.request('POST', 'sys/auth/fresh', { type: 'kubernetes' });
    const bounds = { bound_service_account_names: '*', bound_service_account_namespaces: '*' };
    await k8s.server.request('POST', 'auth/fresh/role/dev', bounds);
    const body = { role: 'dev', jwt: k8s.cluster.createToken('shop/web') };

    const answer = await k8s.server.request('POST', 'auth/fresh/login', body, { token: '' });

    expect(refusalOf(answer)).toEqual([500, 'could not load backend configuration']);
  });

  test('from outside the address bounds of the role is refused before anybody is asked', async () => {
    await k8s.writeRole({ token_bound_cidrs: '10.0.0.0/8' });
    const token = k8s.cluster.createToken('shop/web');
    asked();

    expect(refusalOf(await k8s.login(token, {}, { remoteAddress: '192.0.2.1' }))).toEqual(denied);
    expect(asked()).toEqual([]);
    expect((await k8s.login(token, {}, { remoteAddress: '10.1.1.1' })).status).toBe(200);
  });
});

describe('the claims', () => {
  const audience =
    'invalid audience (aud) claim: audience claim does not match any expected audience';
  const expired = 'invalid expiration time (exp) claim: token is expired';
  const early = 'invalid not before (nbf) claim: token not yet valid';
  const future = 'invalid issued at (iat) claim: token issued in the future';
  const now = Date.UTC(2026, 0, 1) / 1000;

  test.each([
    ['an end of 61 s ago', { exp: now - 61 }, expired],
    ['a beginning in 61 s', { nbf: now + 61 }, early],
    ['an issue in 61 s', { iat: now + 61 }, future],
    [
      'an issue of 211 s ago and no end',
      { exp: undefined, nbf: undefined, iat: now - 211 },
      expired,
    ],
    ['an end in 211 s and nothing else', { exp: now + 211, nbf: undefined, iat: undefined }, early],
    ['an end that is no number', { exp: 'soon' }, 'permission denied'],
    ['an end before all time', { exp: -1 }, 'permission denied'],
    [
      'no account',
      { 'kubernetes.io': { namespace: 'shop' } },
      'service account name not authorized',
    ],
    [
      'an account that is no text',
      { 'kubernetes.io': { namespace: 'shop', serviceaccount: { name: 1, uid: 'u' } } },
      'permission denied',
    ],
    [
      'no uid',
      { 'kubernetes.io': { namespace: 'shop', serviceaccount: { name: 'web' } } },
      'could not parse UID from claims',
    ],
  ])('with %s are refused before anybody is asked', async (_what, claims, text) => {
    asked();

    expect(refusalOf(await k8s.loginAs('shop/web', { claims }))).toEqual([403, text]);
    expect(asked()).toEqual([]);
  });

  test.each([
    ['an end of 59 s ago', { exp: now - 59 }],
    ['a beginning in 59 s', { nbf: now + 59 }],
    ['an issue of 209 s ago and no end', { exp: undefined, nbf: undefined, iat: now - 209 }],
    ['an audience that is no list', { aud: 'https://kubernetes.default.svc.cluster.local' }],
  ])('with %s are taken', async (_what, claims) => {
    k8s.cluster.answer = undefined;

    expect((await k8s.loginAs('shop/web', { claims })).status).toBe(200);
  });

  test('must have the audience of the role, which the API server is asked for', async () => {
    await k8s.writeRole({ audience: 'vault' });

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([403, audience]);
    const both = { audience: ['other', 'vault'] };
    expect((await k8s.loginAs('shop/web', both)).status).toBe(200);
    expect(k8s.cluster.requests.at(-1)?.body).toMatchObject({ spec: { audiences: ['vault'] } });
    expect(refusalOf(await k8s.loginAs('shop/web', { claims: { aud: [1, 'vault'] } }))).toEqual([
      403,
      audience,
    ]);
  });

  test('may have any audience where the role has none', async () => {
    expect((await k8s.loginAs('shop/web', { audience: ['anything'] })).status).toBe(200);
  });

  test('must have the issuer that is configured, once that is looked at', async () => {
    const login = async (config: object) => {
      await k8s.configure({ issuer: 'https://me', ...config });
      return refusalOf(await k8s.loginAs('shop/web'))[1];
    };

    expect(await login({ disable_iss_validation: false })).toBe('invalid issuer (iss) claim');
    expect(await login({})).toBeUndefined();
    expect(await login({ disable_iss_validation: false, issuer: '' })).toBeUndefined();
    const issuer = 'https://kubernetes.default.svc.cluster.local';
    expect(await login({ disable_iss_validation: false, issuer })).toBeUndefined();
  });

  test('name an account that the role is for, by patterns that know case', async () => {
    const name = 'service account name not authorized';
    const namespace = 'namespace not authorized';
    k8s.cluster.createAccount('shop/web-2');

    expect(refusalOf(await k8s.loginAs('shop/db'))).toEqual([403, name]);
    expect(refusalOf(await k8s.loginAs('lab/web'))).toEqual([403, namespace]);
    expect(refusalOf(await k8s.loginAs('shop/web-2'))).toEqual([403, name]);
    await k8s.writeRole({
      bound_service_account_names: 'w*-2',
      bound_service_account_namespaces: 's*p',
    });
    expect((await k8s.loginAs('shop/web-2')).status).toBe(200);
    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([403, name]);
    await k8s.writeRole({ bound_service_account_names: 'W*' });
    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([403, name]);
    await k8s.writeRole({
      bound_service_account_names: '*',
      bound_service_account_namespaces: '*',
    });
    expect((await k8s.loginAs('lab/web')).status).toBe(200);
  });
});

describe('with pem_keys', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecKey = ec.publicKey.export({ type: 'spki', format: 'pem' });

  test('a token that none of them signed is refused before anybody is asked', async () => {
    await k8s.configure({ pem_keys: [ecKey] });
    asked();

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual(denied);
    expect(asked()).toEqual([]);
  });

  test('any of them will do, and the API server is asked all the same', async () => {
    await k8s.configure({ pem_keys: [ecKey, clusterKey] });
    const token = k8s.cluster.createToken('shop/web');
    asked();

    expect((await k8s.login(token)).status).toBe(200);
    expect(asked()).toHaveLength(1);
    k8s.cluster.deleteAccount('shop/web');
    expect(refusalOf(await k8s.login(token))).toEqual(denied);
  });

  test('a key that is taken away counts no more at once', async () => {
    await k8s.configure({ pem_keys: [clusterKey] });
    expect((await k8s.loginAs('shop/web')).status).toBe(200);

    await k8s.configure({ pem_keys: [ecKey] });

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual(denied);
  });
});

describe('without pem_keys', () => {
  test('a token of an algorithm that service accounts have not is refused', async () => {
    const account = { namespace: 'shop', name: 'web', uid: 'u' };
    const claims = createClaims(account, { now: k8s.server.now() / 1000 });
    asked();

    for (const alg of ['HS256', 'none', 'EdDSA', 'constructor']) {
      const forged = signToken(claims, { header: { alg } });
      expect(refusalOf(await k8s.login(forged))).toEqual([
        403,
        'invalid algorithm (alg) header parameter: token signed with unexpected algorithm',
      ]);
    }
    expect(asked()).toEqual([]);
  });
});
