import { expect, test } from 'vitest';
import { release } from '../../lib/release.ts';
import { startTestServer } from '../../testing/test-server.ts';

test('the state of the seal tells the date of the version by both names that clients read', async () => {
  const server = await startTestServer({ isReady: false });

  const { body } = await server.request('GET', 'sys/seal-status');

  expect(body).toMatchObject({ commit_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
  expect(body).toHaveProperty('build_date', Reflect.get(body, 'commit_date'));
});

test('the version is a level that Terraform moves auth mounts at, and names our own', async () => {
  const server = await startTestServer();

  const seal = await server.request('GET', 'sys/seal-status');
  const health = await server.request('GET', 'sys/health');

  // the grammar of a semantic version with build metadata
  const [, major, minor, ours] =
    /^(\d+)\.(\d+)\.\d+\+portcullis\.([\w.-]+)$/.exec(String(seal.body['version'])) ?? [];
  expect(Number(major) * 100 + Number(minor)).toBeGreaterThanOrEqual(110);
  expect(ours).toBe(release.version);
  expect(health.body).toMatchObject({ version: seal.body['version'] });
});
