import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { clusterCa, sendJson } from '../../testing/kube-api-server.ts';
import { clusterKey } from '../../testing/kube-tokens.ts';
import {
  type KubernetesOptions,
  type KubernetesServer,
  startKubernetes,
} from '../../testing/kubernetes-server.ts';
import { dataOf, refusalOf } from '../../testing/make-token.ts';

const foreignCertificate = readFileSync(
  join(import.meta.dirname, '../../../tests/support/tls/client.crt'),
  'utf8',
);
const started: KubernetesServer[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const { cluster } of started.splice(0)) cluster.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function start(options: KubernetesOptions = {}): Promise<KubernetesServer> {
  const server = await startKubernetes(options);
  started.push(server);
  return server;
}

function podFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pod-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function warningsOf(answer: { readonly body: unknown }): readonly string[] {
  return (answer.body as { readonly warnings?: readonly string[] } | null)?.warnings ?? [];
}

describe('the configuration', () => {
  test('is not there before it is written', async () => {
    const k8s = await start();

    expect((await k8s.send('GET', 'config')).status).toBe(404);
  });

  test('reads as it was written, but for the token of the reviewer', async () => {
    const k8s = await start();
    const token = k8s.cluster.createToken('kube-system/reviewer');

    const written = await k8s.configure({
      kubernetes_host: `${k8s.cluster.url}/`,
      token_reviewer_jwt: `${token}\n`,
      pem_keys: [clusterKey],
    });

    expect(written.status).toBe(204);
    const read = await k8s.send('GET', 'config');
    expect(dataOf(read)).toEqual({
      kubernetes_host: k8s.cluster.url,
      kubernetes_ca_cert: clusterCa,
      pem_keys: [clusterKey.trim()],
      issuer: '',
      disable_iss_validation: true,
      disable_local_ca_jwt: true,
      use_annotations_as_alias_metadata: false,
      token_reviewer_jwt_set: true,
    });
    expect(JSON.stringify(read.body)).not.toContain(token);
  });

  test('is replaced as a whole: what a write leaves out returns to its default', async () => {
    const k8s = await start();
    await k8s.configure({
      token_reviewer_jwt: k8s.cluster.createToken('kube-system/reviewer'),
      issuer: 'me',
      use_annotations_as_alias_metadata: true,
      disable_iss_validation: false,
    });

    await k8s.configure();

    expect(dataOf(await k8s.send('GET', 'config'))).toMatchObject({
      token_reviewer_jwt_set: false,
      issuer: '',
      use_annotations_as_alias_metadata: false,
      disable_iss_validation: true,
    });
  });

  const edwards = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const shortKey = short.publicKey.export({ type: 'spki', format: 'pem' });
  const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  });
  const noKeys = 'data does not contain any valid public keys';

  test.each([
    ['without a host', { kubernetes_host: '' }, 'no host provided'],
    [
      'with a CA that is no certificate',
      { kubernetes_ca_cert: clusterKey },
      'The provided CA PEM data contains no valid certificates',
    ],
    ['with a key that is none', { pem_keys: 'nonsense' }, noKeys],
    ['with a private key', { pem_keys: [privateKey] }, noKeys],
    ['with a key that no token is signed by', { pem_keys: [edwards] }, noKeys],
    ['with a key that is too short', { pem_keys: [shortKey] }, noKeys],
    ['with a private key behind a public one', { pem_keys: [clusterKey + privateKey] }, noKeys],
    [
      'with a token for reviews that was broken into lines',
      { token_reviewer_jwt: 'eyJh\nbGci' },
      'token_reviewer_jwt holds blanks, line ends or other characters that no token has',
    ],
    [
      'without a CA outside a pod',
      { kubernetes_ca_cert: '', disable_local_ca_jwt: false },
      'open /nowhere/ca.crt: no such file or directory',
    ],
  ])('%s is refused, and nothing of it stored', async (_what, data, text) => {
    const k8s = await start();

    const answer = await k8s.configure(data);

    expect(refusalOf(answer)).toEqual([400, text]);
    expect((await k8s.send('GET', 'config')).status).toBe(404);
  });

  test('takes certificates and several keys in one text', async () => {
    const k8s = await start();

    const answer = await k8s.configure({ pem_keys: [clusterKey + clusterCa] });

    expect(answer.status).toBe(204);
  });
});

describe('the self-test of a write', () => {
  const refused = 'Self-test: the API server';

  test('says nothing where all is well', async () => {
    const k8s = await start();
    const reviewer = k8s.cluster.createToken('kube-system/reviewer');

    expect((await k8s.configure()).status).toBe(204);
    expect((await k8s.configure({ token_reviewer_jwt: reviewer })).status).toBe(204);
    const bare = k8s.cluster.url.replace('https://', '');
    expect((await k8s.configure({ kubernetes_host: bare })).status).toBe(204);
  });

  test('has the reviewer review itself, and tells nobody else its token', async () => {
    const k8s = await start();
    const reviewer = k8s.cluster.createToken('kube-system/reviewer');

    await k8s.configure({ token_reviewer_jwt: reviewer });

    expect(k8s.cluster.requests).toMatchObject([
      {
        method: 'POST',
        path: '/apis/authentication.k8s.io/v1/tokenreviews',
        bearer: reviewer,
        body: { kind: 'TokenReview', spec: { token: reviewer } },
      },
    ]);
  });

  test('knocks without any token where there is no reviewer', async () => {
    const k8s = await start();

    await k8s.configure();

    expect(k8s.cluster.requests).toMatchObject([{ method: 'GET', path: '/version', bearer: '' }]);
    expect(k8s.cluster.requests[0]?.headers.authorization).toBeUndefined();
  });

  test('warns of a reviewer that the API server does not know', async () => {
    const k8s = await start();

    const answer = await k8s.configure({ token_reviewer_jwt: 'a.b.c' });

    expect(answer.status).toBe(200);
    expect(warningsOf(answer)).toEqual([
      `${refused} does not know the token_reviewer_jwt (401): it has ended, or is of another cluster.`,
    ]);
    expect(dataOf(await k8s.send('GET', 'config'))).toMatchObject({ token_reviewer_jwt_set: true });
  });

  test('warns of a reviewer that may not review', async () => {
    const k8s = await start();
    k8s.cluster.rights.delete('shop/db');

    const answer = await k8s.configure({ token_reviewer_jwt: k8s.cluster.createToken('shop/db') });

    expect(warningsOf(answer)[0]).toContain('may not create TokenReviews (403)');
  });

  test('warns of an API server that is not there, or is trusted by another certificate', async () => {
    const k8s = await start();

    expect(warningsOf(await k8s.configure({ kubernetes_host: 'https://127.0.0.1:1' }))).toEqual([
      `${refused} gave no answer, so that nobody can log in: 127.0.0.1:1 cannot be reached: ECONNREFUSED.`,
    ]);
    expect(warningsOf(await k8s.configure({ kubernetes_ca_cert: foreignCertificate }))[0]).toMatch(
      /certificate of 127\.0\.0\.1:\d+/,
    );
    expect(warningsOf(await k8s.configure({ kubernetes_host: 'ftp://cluster' }))).toHaveLength(2);
  });

  test('warns of a cluster that is spoken to in the clear, and of an issuer without effect', async () => {
    const k8s = await start();

    const answer = await k8s.configure({ kubernetes_host: 'http://127.0.0.1:1', issuer: 'me' });

    expect(warningsOf(answer).map((text) => text.split(' ', 3).join(' '))).toEqual([
      'kubernetes_host is not',
      'issuer has no',
      'Self-test: the API',
    ]);
  });

  test('never repeats what the API server says', async () => {
    const k8s = await start();
    k8s.cluster.answer = (seen, response) => {
      response.setHeader('x-secret', 'leak');
      sendJson(response, 418, { message: `leak ${seen.bearer}` });
    };

    const answer = await k8s.configure({ token_reviewer_jwt: 'sesame' });

    expect(warningsOf(answer)).toEqual([`${refused} answered 418 to a TokenReview.`]);
  });
});

describe('in a pod', () => {
  test('token and certificate come from its files, which are never shown', async () => {
    const folder = podFolder({ 'ca.crt': clusterCa });
    const k8s = await start({ podFolder: folder });
    const token = k8s.cluster.createToken('kube-system/reviewer');
    writeFileSync(join(folder, 'token'), `${token}\n`);

    const answer = await k8s.configure({ kubernetes_ca_cert: '', disable_local_ca_jwt: false });

    expect(answer.status).toBe(204);
    expect(k8s.cluster.requests).toMatchObject([{ bearer: token }]);
    expect(dataOf(await k8s.send('GET', 'config'))).toMatchObject({
      kubernetes_ca_cert: '',
      token_reviewer_jwt_set: false,
    });
  });
});
