import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { failedOf, type ShownExplanation } from '../../testing/explain-server.ts';
import { sendJson } from '../../testing/kube-api-server.ts';
import { clusterKey } from '../../testing/kube-tokens.ts';
import { type KubernetesServer, startKubernetes } from '../../testing/kubernetes-server.ts';
import { dataOf } from '../../testing/make-token.ts';
import { checks } from './login.ts';

let k8s: KubernetesServer;
let reviewer: string;

beforeEach(async () => {
  k8s = await startKubernetes();
  reviewer = k8s.cluster.createToken('kube-system/reviewer');
  await k8s.configure({ token_reviewer_jwt: reviewer });
  await k8s.writeRole();
});

afterEach(() => k8s.cluster.stop());

async function explain(data: JsonObject = {}): Promise<ShownExplanation> {
  const jwt = data['jwt'] ?? k8s.cluster.createToken('shop/web');
  const answer = await k8s.send('POST', 'explain', { role: 'dev', ...data, jwt });
  return dataOf(answer) as unknown as ShownExplanation;
}

const now = Date.UTC(2026, 0, 1) / 1000;
const withClaims = (claims: object) => ({
  jwt: k8s.cluster.createToken('shop/web', { claims: { ...claims } }),
});
const configure = (data: JsonObject) => k8s.configure({ token_reviewer_jwt: reviewer, ...data });
const answerReview = (status: number, body: object) => {
  k8s.cluster.answer = (_seen, response) => sendJson(response, status, body);
};
const uidOfWeb = () => k8s.cluster.createAccount('shop/web');

/** How each check is made to fail. */
const failures: Readonly<Record<string, () => Promise<JsonObject> | JsonObject>> = {
  role_given: () => ({ role: '' }),
  jwt_given: () => ({ jwt: '' }),
  role: () => ({ role: 'other' }),
  source_address: async () => {
    await k8s.writeRole({ token_bound_cidrs: '10.0.0.0/8' });
    return { remote_address: '192.0.2.1' };
  },
  config: async () => {
    await k8s.server.request('DELETE', 'sys/auth/k8s');
    await k8s.server.request('POST', 'sys/auth/k8s', { type: 'kubernetes' });
    await k8s.writeRole();
    return {};
  },
  jwt_form: () => ({ jwt: 'no-token' }),
  signature: async () => {
    await configure({ pem_keys: clusterKey });
    return { jwt: k8s.cluster.createToken('shop/web').replace(/\.[^.]*$/, '.AAAA') };
  },
  algorithm: () => ({ jwt: `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.e30.AAAA` }),
  issuer: async () => {
    await configure({ issuer: 'me', disable_iss_validation: false });
    return {};
  },
  audience: async () => {
    await k8s.writeRole({ audience: 'vault' });
    return {};
  },
  not_before: () => withClaims({ nbf: now + 100 }),
  expiry: () => withClaims({ exp: now - 100 }),
  issued_at: () => withClaims({ iat: now + 100 }),
  claims: () =>
    withClaims({ 'kubernetes.io': { namespace: 1, serviceaccount: { name: 'web', uid: 'u' } } }),
  account_name: () => ({ jwt: k8s.cluster.createToken('shop/db') }),
  account_namespace: () => ({ jwt: k8s.cluster.createToken('lab/web') }),
  alias_name: () =>
    withClaims({ 'kubernetes.io': { namespace: 'shop', serviceaccount: { name: 'web' } } }),
  token_review: () => {
    const jwt = k8s.cluster.createToken('shop/web');
    k8s.cluster.deleteAccount('shop/web');
    return { jwt };
  },
  review_audience: () => {
    answerReview(201, { status: { authenticated: true, audiences: ['other'] } });
    return {};
  },
  review_account: () => {
    const uid = uidOfWeb();
    const user = { uid, username: 'system:serviceaccount:shop:db' };
    const audiences = ['https://kubernetes.default.svc.cluster.local'];
    answerReview(201, { status: { authenticated: true, audiences, user } });
    return {};
  },
  annotations: async () => {
    await configure({ use_annotations_as_alias_metadata: true });
    k8s.cluster.rights.set('kube-system/reviewer', ['create tokenreviews']);
    return {};
  },
};

describe('every check of a login', () => {
  test('can fail', () => {
    expect(Object.keys(failures)).toEqual([...checks]);
  });

  test.each(Object.keys(failures))('fails by its name: %s', async (name) => {
    const data = await failures[name]?.();

    const explanation = await explain(data);

    const failed = failedOf(explanation);
    expect(explanation.allowed).toBe(false);
    expect(failed?.name).toBe(name);
    expect(failed?.expected).not.toBe('');
    expect(failed?.received).not.toBe('');
    const text = JSON.stringify(explanation);
    expect(text).not.toContain(reviewer);
    expect(text).not.toContain(data?.['jwt'] || 'eyJ');
  });

  test('holds for a login that succeeds, in the order of their declaration', async () => {
    await configure({ pem_keys: clusterKey, use_annotations_as_alias_metadata: true });

    const { allowed, checks: rows, would_be } = await explain();

    expect(allowed).toBe(true);
    expect(rows.map(({ name }) => name)).toEqual([
      'request',
      ...checks,
      'address',
      'identity',
      'policies',
      'token_type',
    ]);
    expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(would_be).toMatchObject({ display_name: 'k8s-shop-web' });
  });
});

describe('an explanation', () => {
  test.each([
    '[invalid bearer token, service account token has expired]',
    '[invalid bearer token, service account token is not valid yet]',
    '[invalid bearer token, serviceaccounts "web" not found]',
    '[invalid bearer token, go-jose/go-jose: error in cryptographic primitive]',
    '[invalid bearer token, service account token has been invalidated]',
    '[invalid bearer token, token audiences ["a"] is invalid for the target audiences ["b"]]',
    'invalid bearer token',
  ])('tells what the API server says: %s', async (error) => {
    answerReview(201, { kind: 'TokenReview', status: { user: {}, error } });

    expect(failedOf(await explain())?.received).toBe(
      `review with the token_reviewer_jwt: ${error}`,
    );
  });

  test.each([
    [401, '401: the API server does not know who asks'],
    [403, '403: who asks may not create TokenReviews'],
    [503, 'status 503'],
  ])('tells a reviewer that is refused with %i', async (status, text) => {
    answerReview(status, { kind: 'Status', message: 'leak' });

    expect(failedOf(await explain())?.received).toBe(`review with the token_reviewer_jwt: ${text}`);
  });

  test('tells an API server that cannot be reached', async () => {
    const jwt = k8s.cluster.createToken('shop/web');
    k8s.cluster.stop();

    expect(failedOf(await explain({ jwt }))?.received).toMatch(/cannot be reached: ECONNREFUSED$/);
  });

  test('holds no token that the API server repeats, and no page of it', async () => {
    const jwt = k8s.cluster.createToken('shop/web');
    k8s.cluster.answer = (seen, response) => {
      const error = `no ${jwt} by ${seen.bearer}\n${'x'.repeat(5000)}`;
      sendJson(response, 201, { status: { error } });
    };

    const received = failedOf(await explain({ jwt }))?.received ?? '';

    expect(received).toMatch(/no \(token\) by \(token\) xxx/);
    expect(received.length).toBeLessThan(400);
  });
});
