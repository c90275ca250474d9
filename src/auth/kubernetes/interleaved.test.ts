import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KubernetesServer, startKubernetes } from '../../testing/kubernetes-server.ts';
import { refusalOf } from '../../testing/make-token.ts';

let k8s: KubernetesServer;

beforeEach(async () => {
  k8s = await startKubernetes();
  await k8s.configure({ token_reviewer_jwt: k8s.cluster.createToken('kube-system/reviewer') });
  await k8s.writeRole();
  k8s.cluster.requests.length = 0;
});

afterEach(() => k8s.cluster.stop());

/** Have something done while the API server thinks. */
function meanwhile(act: () => Promise<unknown>): void {
  k8s.cluster.answer = (seen, response) => {
    k8s.cluster.answer = undefined;
    void act().then(() => k8s.cluster.respond(seen, response));
  };
}

describe('what changes while the API server thinks', () => {
  test('has the login decided anew, and the API server not asked again', async () => {
    meanwhile(() => k8s.writeRole({ token_policies: 'new' }));

    const answer = await k8s.loginAs('shop/web');

    expect(answer.body).toMatchObject({ auth: { policies: ['default', 'new'] } });
    expect(k8s.cluster.requests).toHaveLength(1);
  });

  test('counts: a role that was narrowed lets nobody in any more', async () => {
    meanwhile(() => k8s.writeRole({ bound_service_account_names: 'other' }));

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([
      403,
      'service account name not authorized',
    ]);
  });

  test('counts: another audience is asked for anew', async () => {
    meanwhile(() => k8s.writeRole({ audience: 'vault' }));

    const answer = await k8s.loginAs('shop/web', {
      audience: ['vault', 'https://kubernetes.default.svc.cluster.local'],
    });

    expect(answer.status).toBe(200);
    expect(k8s.cluster.requests.map(({ body }) => body)).toMatchObject([
      { spec: { audiences: ['vault', 'https://kubernetes.default.svc.cluster.local'] } },
      { spec: { audiences: ['vault'] } },
    ]);
  });

  test('lets many log in at once, each reviewed for itself', async () => {
    const names = Array.from({ length: 40 }, (_item, i) => `shop/web-${i}`);
    await k8s.writeRole({ bound_service_account_names: 'web-*' });
    for (const name of names) k8s.cluster.createAccount(name);

    const answers = await Promise.all(names.map((name) => k8s.loginAs(name)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const aliases = answers.map(({ body }) => JSON.stringify(body['auth']).match(/web-\d+/)?.[0]);
    expect(aliases).toEqual(names.map((name) => name.slice('shop/'.length)));
    expect(k8s.cluster.requests).toHaveLength(40);
  });
});
