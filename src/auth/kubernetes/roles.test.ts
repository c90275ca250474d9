import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KubernetesServer, startKubernetes } from '../../testing/kubernetes-server.ts';
import { dataOf, makeToken, refusalOf } from '../../testing/make-token.ts';

let k8s: KubernetesServer;

beforeEach(async () => {
  k8s = await startKubernetes();
});

afterEach(() => k8s.cluster.stop());

const bounds = { bound_service_account_names: 'web', bound_service_account_namespaces: 'shop' };
const warningsOf = (answer: { readonly body: unknown }) =>
  (answer.body as { readonly warnings: readonly string[] }).warnings;

describe('a role', () => {
  test('reads with the defaults of what was not written', async () => {
    const written = await k8s.send('POST', 'role/dev', {
      bound_service_account_names: 'a, b',
      bound_service_account_namespaces: ['shop'],
    });

    expect(written.status).toBe(204);
    expect(dataOf(await k8s.send('GET', 'role/dev'))).toEqual({
      bound_service_account_names: ['a', 'b'],
      bound_service_account_namespaces: ['shop'],
      bound_service_account_namespace_selector: '',
      alias_name_source: 'serviceaccount_uid',
      token_bound_cidrs: [],
      token_explicit_max_ttl: 0,
      token_max_ttl: 0,
      token_no_default_policy: false,
      token_num_uses: 0,
      token_period: 0,
      token_policies: [],
      token_strictly_bind_ip: false,
      token_ttl: 0,
      token_type: 'default',
    });
  });

  test('keeps what a write leaves out, but for the selector', async () => {
    const selector = 'matchLabels: {env: prod}';
    await k8s.send('POST', 'role/dev', {
      bound_service_account_names: 'web',
      bound_service_account_namespace_selector: selector,
      audience: 'vault',
      alias_name_source: 'serviceaccount_name',
      token_policies: 'p',
    });
    const before = dataOf(await k8s.send('GET', 'role/dev'));
    const namespaces = { bound_service_account_namespaces: 'shop' };

    await k8s.send('POST', 'role/dev', namespaces);

    expect(before).toMatchObject({
      bound_service_account_namespaces: null,
      bound_service_account_namespace_selector: selector,
    });
    expect(dataOf(await k8s.send('GET', 'role/dev'))).toMatchObject({
      bound_service_account_names: ['web'],
      bound_service_account_namespaces: ['shop'],
      bound_service_account_namespace_selector: '',
      audience: 'vault',
      alias_name_source: 'serviceaccount_name',
      token_policies: ['p'],
    });
  });

  test('that would be left without any namespace by such a write is not written', async () => {
    await k8s.send('POST', 'role/dev', {
      bound_service_account_names: 'web',
      bound_service_account_namespace_selector: '{"matchLabels":{"env":"prod"}}',
    });

    const answer = await k8s.send('POST', 'role/dev', { token_ttl: 60 });

    expect(answer.status).toBe(400);
    expect(dataOf(await k8s.send('GET', 'role/dev'))).toMatchObject({ token_ttl: 0 });
  });

  test('takes the deprecated names, and shows them where they were used', async () => {
    const legacy = { policies: 'p', ttl: 60, max_ttl: 120, bound_cidrs: '10.0.0.0/8', num_uses: 3 };
    await k8s.send('POST', 'role/dev', { ...bounds, ...legacy, period: 30 });

    expect(dataOf(await k8s.send('GET', 'role/dev'))).toMatchObject({
      token_policies: ['p'],
      policies: ['p'],
      token_ttl: 60,
      ttl: 60,
      token_max_ttl: 120,
      token_bound_cidrs: ['10.0.0.0/8'],
      token_num_uses: 3,
      token_period: 30,
      period: 30,
    });
  });

  const selector = (text: string) => ({ bound_service_account_namespace_selector: text });
  const badSelector = 'invalid "bound_service_account_namespace_selector" configured';

  test.each([
    [{ bound_service_account_names: '' }, '"bound_service_account_names" can not be empty'],
    [{ bound_service_account_names: ',' }, '"bound_service_account_names" can not be empty'],
    [
      { bound_service_account_namespaces: [] },
      '"bound_service_account_namespaces" can not be empty if "bound_service_account_namespace_selector" is not set',
    ],
    [{ bound_service_account_names: '*,web' }, 'can not mix "*" with values'],
    [{ bound_service_account_namespaces: 'shop,*' }, 'can not mix "*" with values'],
    [
      { alias_name_source: 'odd' },
      'invalid alias_name_source, must be one of: serviceaccount_uid, serviceaccount_name',
    ],
    [
      { token_period: '1000h' },
      "token period of '\"1000h\"' is greater than the backend's maximum lease TTL of '\"768h\"'",
    ],
    [{ token_ttl: 60, token_max_ttl: 30 }, "'token_ttl' cannot be greater than 'token_max_ttl'"],
    // CVE-2025-3879
    [{ bound_service_account_name: 'x' }, 'a bound_ setting is unknown, and would bind nothing'],
    [{ token_bound_cidr: '10.0.0.0/8' }, 'a bound_ setting is unknown, and would bind nothing'],
    [selector('{'), badSelector],
    [selector('[]'), badSelector],
    [selector('text'), badSelector],
    [selector('{"matchLabels":{"a":"b"},"matchExpressions":[]}'), badSelector],
    [selector('{"matchLabels":{"a":1}}'), badSelector],
    [selector('matchLabels: {a: &x b, c: *x}'), badSelector],
    [selector('matchLabels: {a: b, a: c}'), badSelector],
    // to Kubernetes these fit every namespace
    [selector('{}'), badSelector],
    [selector('{"matchLabels":{}}'), badSelector],
    [selector('{"env":"prod"}'), badSelector],
  ])('with %j is refused', async (data, text) => {
    const answer = await k8s.send('POST', 'role/dev', { ...bounds, ...data });

    expect(refusalOf(answer)).toEqual([400, text]);
    expect((await k8s.send('GET', 'role/dev')).status).toBe(404);
  });

  test('takes no selector that is longer than any label needs', async () => {
    const text = JSON.stringify({ matchLabels: { a: 'x'.repeat(20_000) } });

    const answer = await k8s.send('POST', 'role/dev', { ...bounds, ...selector(text) });

    expect(refusalOf(answer)).toEqual([400, badSelector]);
  });

  test('may be given an empty alias_name_source only when it is made', async () => {
    const data = { ...bounds, alias_name_source: '' };

    expect((await k8s.send('POST', 'role/dev', data)).status).toBe(204);
    expect((await k8s.send('POST', 'role/dev', data)).status).toBe(400);
  });

  test('goes by one name in any case, is listed and deleted by it', async () => {
    await k8s.send('POST', 'role/DEV', bounds);
    await k8s.send('POST', 'role/other', bounds);

    expect((await k8s.send('GET', 'role/Dev')).status).toBe(200);
    expect(dataOf(await k8s.send('LIST', 'role'))).toEqual({ keys: ['dev', 'other'] });
    expect(dataOf(await k8s.send('LIST', 'role', { after: 'dev' }))).toEqual({ keys: ['other'] });
    await k8s.send('DELETE', 'role/dEv');
    await k8s.send('DELETE', 'role/other');
    expect((await k8s.send('DELETE', 'role/other')).status).toBe(204);
    expect((await k8s.send('LIST', 'role')).status).toBe(404);
  });

  test('is made with the capability create, and changed with update', async () => {
    const policy = 'path "auth/k8s/role/*" { capabilities = ["create"] }';
    await k8s.server.request('POST', 'sys/policies/acl/maker', { policy });
    const { token } = await makeToken(k8s.server, { policies: ['maker'] });
    const write = () => k8s.server.request('POST', 'auth/k8s/role/dev', bounds, { token });

    expect((await write()).status).toBe(204);
    expect((await write()).status).toBe(403);
  });
});

describe('a role that can never be of use is told so when it is written', () => {
  test.each([
    [{ bound_service_account_names: 'Web' }, 'No service account can have the name "Web".'],
    [
      { bound_service_account_names: 'shop/web' },
      'No service account can have the name "shop/web".',
    ],
    [{ bound_service_account_names: 'web_*' }, 'No service account can have the name "web_*".'],
    [{ bound_service_account_namespaces: 'a.b' }, 'No namespace can have the name "a.b".'],
  ])('%j', async (data, text) => {
    const answer = await k8s.send('POST', 'role/dev', { ...bounds, ...data });

    expect(answer.status).toBe(200);
    expect(warningsOf(answer)).toEqual([text]);
  });

  test.each([
    { bound_service_account_names: 'a.b-1,*-web' },
    { bound_service_account_namespaces: '*' },
  ])('%j is not', async (data) => {
    expect((await k8s.send('POST', 'role/dev', { ...bounds, ...data })).status).toBe(204);
  });

  test('by a selector that nobody can look up', async () => {
    const data = {
      ...bounds,
      bound_service_account_namespace_selector: 'matchLabels: {env: prod}',
    };
    await k8s.configure();
    const without = await k8s.send('POST', 'role/dev', data);
    await k8s.configure({ token_reviewer_jwt: k8s.cluster.createToken('kube-system/reviewer') });
    const withReviewer = await k8s.send('POST', 'role/dev', data);

    expect(warningsOf(without)[0]).toMatch(/^Namespaces cannot be looked up/);
    expect(withReviewer.status).toBe(204);
  });

  test('by an audience whose tokens the API server does not take from a client', async () => {
    await k8s.configure();
    const without = await k8s.send('POST', 'role/dev', { ...bounds, audience: 'vault' });
    await k8s.configure({ token_reviewer_jwt: k8s.cluster.createToken('kube-system/reviewer') });
    const withReviewer = await k8s.send('POST', 'role/dev', { ...bounds, audience: 'vault' });

    expect(warningsOf(without)[0]).toMatch(/^Reviews are asked for with the token under review/);
    expect(withReviewer.status).toBe(204);
  });

  test('by a longest lifetime that the mount does not grant', async () => {
    const answer = await k8s.send('POST', 'role/dev', { ...bounds, token_max_ttl: '1000h' });

    expect(warningsOf(answer)[0]).toContain('will be truncated');
  });
});
