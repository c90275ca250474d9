import { FakeProvider } from '../../src/testing/fake-provider.ts';
import { signToken } from '../../src/testing/jwt-server.ts';
import { clusterCa, KubeApiServer } from '../../src/testing/kube-api-server.ts';

/** A server of others that a page talks of, as this machine has it. */
export interface OtherServer {
  /** How pages call it, and where it is. */
  readonly names: Readonly<Record<string, string>>;
  /** What a reader has of it, by file name. */
  readonly files: Readonly<Record<string, string>>;
  stop(): void;
}

/** An OpenID provider, and a token that it has made for a job of CI. */
export async function startProvider(): Promise<OtherServer> {
  const provider = await new FakeProvider().start();
  const { issuer } = provider;
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    sub: 'repo:shop/web:ref:refs/heads/main',
    aud: 'portcullis',
    repository: 'shop/web',
    ref: 'refs/heads/main',
    groups: ['developers'],
    iat,
    exp: iat + 300,
  };
  return {
    names: { 'https://id.example.com': issuer },
    files: { 'job.jwt': signToken(claims, { kid: 'one' }) },
    stop: () => provider.stop(),
  };
}

/** An API server of Kubernetes, and the token of a service account. */
export async function startCluster(): Promise<OtherServer> {
  const cluster = new KubeApiServer(Date.now);
  await cluster.start();
  cluster.createAccount('shop/web');
  cluster.rights.set('shop/web', ['create tokenreviews']);
  return {
    names: { 'https://cluster.example.com:6443': cluster.url },
    files: { 'ca.crt': clusterCa, 'web.jwt': cluster.createToken('shop/web') },
    stop: () => cluster.stop(),
  };
}
