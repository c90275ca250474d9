import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendJson } from '../../testing/kube-api-server.ts';
import { type KubernetesServer, startKubernetes } from '../../testing/kubernetes-server.ts';
import { dataOf, refusalOf } from '../../testing/make-token.ts';

let k8s: KubernetesServer;
const prefix = 'vault.hashicorp.com/alias-metadata-';

beforeEach(async () => {
  k8s = await startKubernetes();
  await k8s.configure({
    token_reviewer_jwt: k8s.cluster.createToken('kube-system/reviewer'),
    use_annotations_as_alias_metadata: true,
  });
  await k8s.writeRole();
});

afterEach(() => k8s.cluster.stop());

async function metadataOf(answer: { readonly body: unknown }) {
  const { auth } = answer.body as { readonly auth: { readonly entity_id: string } };
  const entity = await k8s.server.request('GET', `identity/entity/id/${auth.entity_id}`);
  const { aliases } = dataOf(entity) as unknown as {
    readonly aliases: readonly { readonly metadata: object }[];
  };
  return aliases[0]?.metadata;
}

describe('annotations of an account', () => {
  test('become metadata of its alias, and never of its token', async () => {
    k8s.cluster.createAccount('shop/web', {
      [`${prefix}team`]: 'blue',
      team: 'red',
      [prefix]: 'x',
    });

    const answer = await k8s.loginAs('shop/web');

    const metadata = await metadataOf(answer);
    expect(metadata).toMatchObject({ team: 'blue', service_account_name: 'web' });
    expect(Object.keys(metadata ?? {})).toHaveLength(5);
    expect(JSON.stringify(answer.body)).not.toContain('blue');
  });

  test('follow the account from login to login', async () => {
    const uid = k8s.cluster.createAccount('shop/web', { [`${prefix}team`]: 'blue' });
    await k8s.loginAs('shop/web');
    k8s.cluster.annotate('shop/web', {});

    const metadata = await metadataOf(await k8s.loginAs('shop/web'));

    expect(metadata).not.toHaveProperty('team');
    expect(metadata).toMatchObject({ service_account_uid: uid });
  });

  test('are not asked for unless that is configured', async () => {
    k8s.cluster.createAccount('shop/web', { [`${prefix}team`]: 'blue' });
    await k8s.configure({ token_reviewer_jwt: k8s.cluster.createToken('kube-system/reviewer') });
    k8s.cluster.requests.length = 0;

    expect(await metadataOf(await k8s.loginAs('shop/web'))).not.toHaveProperty('team');
    expect(k8s.cluster.requests).toHaveLength(1);
  });

  test('may not say what the method itself says of an account', async () => {
    k8s.cluster.createAccount('shop/web', { [`${prefix}service_account_uid`]: 'other' });

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([
      400,
      'entity alias metadata keys for only internal use found from the client token\'s associated service account annotations: keys=["service_account_uid"]',
    ]);
  });

  test.each([
    ['many', Object.fromEntries([...Array(65).keys()].map((i) => [`${prefix}${i}`, 'x']))],
    ['long', { [`${prefix}x`]: 'x'.repeat(8192) }],
  ])('that are too %s let nobody in', async (_what, annotations) => {
    k8s.cluster.createAccount('shop/web', annotations);

    expect((await k8s.loginAs('shop/web')).status).toBe(400);
  });

  test('that cannot be read let nobody in', async () => {
    k8s.cluster.rights.set('kube-system/reviewer', ['create tokenreviews']);

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([
      500,
      'failed to get service account (code 403)',
    ]);
  });

  test('of an account that was made anew meanwhile are not those of the token', async () => {
    k8s.cluster.answer = (seen, response) => {
      if (seen.method === 'POST') return k8s.cluster.respond(seen, response);
      sendJson(response, 200, { kind: 'ServiceAccount', metadata: { uid: 'other' } });
    };

    expect(refusalOf(await k8s.loginAs('shop/web'))).toEqual([
      500,
      'failed to get service account',
    ]);
  });
});
