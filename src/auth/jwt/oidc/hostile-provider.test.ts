import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeProvider } from '../../../testing/fake-provider.ts';
import { errorOf } from '../../../testing/jwt-server.ts';
import { type OidcServer, startOidc } from '../../../testing/oidc-server.ts';

let oidc: OidcServer;

beforeEach(async () => {
  oidc = await startOidc(await new FakeProvider().start());
  await oidc.writeWebRole();
});
afterEach(() => oidc.provider.stop());

/** Have one path of the provider answered in another way. */
function answer(odd: string, by: (response: ServerResponse) => unknown): void {
  oidc.provider.override = (path, response) => {
    if (path !== odd) return false;
    by(response);
    return true;
  };
}

const megabytes = (response: ServerResponse) => response.end('x'.repeat(3_000_000));
const elsewhere = (response: ServerResponse) =>
  response.writeHead(307, { location: '/inside' }).end();

describe('a provider that is hostile', () => {
  test.each([
    ['answers megabytes to a code', '/token', megabytes, 'Error exchanging oidc code'],
    ['sends a code elsewhere', '/token', elsewhere, 'Error exchanging oidc code'],
    ['answers megabytes as userinfo', '/userinfo', megabytes, ''],
    ['sends those who ask for userinfo elsewhere', '/userinfo', elsewhere, ''],
    ['has megabytes of keys', '/keys', megabytes, 'fetching keys failed'],
    ['sends those who ask for keys elsewhere', '/keys', elsewhere, 'fetching keys failed'],
  ])('%s: that is bounded, and nobody else is asked', async (...[, path, by, reason]) => {
    const { state } = await oidc.begin();
    answer(path, by);

    const finished = await oidc.finish({ state });

    expect(errorOf(finished)).toContain(reason);
    expect(finished.status).toBe(reason === '' ? 200 : 400);
    expect(oidc.provider.count('/inside')).toBe(0);
  });

  test('never answers a code: nobody else is held up', async () => {
    const held: ServerResponse[] = [];
    answer('/token', (response) => held.push(response));
    const states = await Promise.all(
      Array.from({ length: 20 }, async () => (await oidc.begin()).state),
    );

    const waiting = states.map((state) => oidc.finish({ state }));
    await expect.poll(() => held.length).toBeGreaterThan(0);
    const lookup = await oidc.server.request('GET', 'auth/token/lookup-self');
    const next = await oidc.begin();
    oidc.provider.stop();

    expect([lookup.status, next.state]).toEqual([200, expect.stringMatching(/^st_/)]);
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(states.map(() => 400));
  });
});
