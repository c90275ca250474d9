import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { clientTokenOf } from '../../testing/client-token.ts';
import { sendStatus } from '../../testing/kube-api-server.ts';
import { type KubernetesServer, startKubernetes } from '../../testing/kubernetes-server.ts';
import { isAccepted, refusalOf } from '../../testing/make-token.ts';

let k8s: KubernetesServer;

beforeEach(async () => {
  k8s = await startKubernetes();
  await k8s.configure({
    token_reviewer_jwt: k8s.cluster.createToken('kube-system/reviewer', { expiresIn: 86_400 }),
  });
  await k8s.writeRole({ token_ttl: 600, token_max_ttl: 3600 });
});

afterEach(() => k8s.cluster.stop());

const login = async (): Promise<string> => clientTokenOf(await k8s.loginAs('shop/web'));
const renew = (token: string) => k8s.server.request('POST', 'auth/token/renew-self', {}, { token });

describe('a renewal', () => {
  test('grants what the role says now, even after the token of the account has ended', async () => {
    const token = await login();
    await k8s.writeRole({ token_ttl: 1200, token_max_ttl: 7200 });
    k8s.server.advance(599);
    expect(await renew(token)).toMatchObject({ body: { auth: { lease_duration: 1200 } } });
    for (const _turn of [1, 2, 3]) {
      k8s.server.advance(1190);
      await renew(token);
    }

    expect(await renew(token)).toMatchObject({ body: { auth: { lease_duration: 1200 } } });
  });

  test('is refused once the role is gone; the token lives to its end', async () => {
    const token = await login();
    await k8s.send('DELETE', 'role/dev');

    const answer = await renew(token);

    expect(answer.status).toBe(400);
    expect(refusalOf(answer)[1]).toContain('role "dev" does not exist during renewal');
    expect(await isAccepted(k8s.server, token)).toBe(true);
  });

  test('is refused once the account is deleted, and the token ends at its time (GHSA-gf3j-hm38-jhh5)', async () => {
    const token = await login();
    k8s.cluster.deleteAccount('shop/web');

    expect(refusalOf(await renew(token))).toEqual([403, 'permission denied']);
    k8s.server.advance(599);
    expect(await isAccepted(k8s.server, token)).toBe(true);
    k8s.server.advance(1);
    expect(await isAccepted(k8s.server, token)).toBe(false);
  });

  test('is refused once the account was made anew', async () => {
    const token = await login();
    k8s.cluster.createAccount('shop/web');

    expect(refusalOf(await renew(token))).toEqual([403, 'permission denied']);
  });

  test.each([
    ['the reviewer may not look', () => k8s.cluster.rights.set('kube-system/reviewer', [])],
    ['the API server is away', () => k8s.cluster.stop()],
    [
      'something in between answers 404',
      () => {
        k8s.cluster.answer = (_seen, response) => response.writeHead(404).end('{}');
      },
    ],
    [
      'the API server is out of order',
      () => {
        k8s.cluster.answer = (_seen, response) => sendStatus(response, 503, 'ServiceUnavailable');
      },
    ],
  ])('goes on while %s: nothing is known against the account', async (_what, arrange) => {
    const token = await login();
    k8s.cluster.deleteAccount('shop/web');
    arrange();

    expect((await renew(token)).status).toBe(200);
  });

  test('goes on after 2 s while the API server never answers', async () => {
    const token = await login();
    k8s.cluster.answer = () => undefined;
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      timeout.mockRestore();
      expect(ms).toBe(2000);
      return AbortSignal.timeout(100);
    });

    expect((await renew(token)).status).toBe(200);
  });

  test('goes on without a reviewer, whom the account could be asked of', async () => {
    await k8s.configure();
    const token = await login();
    k8s.cluster.requests.length = 0;

    expect((await renew(token)).status).toBe(200);
    expect(k8s.cluster.requests).toEqual([]);
  });
});
