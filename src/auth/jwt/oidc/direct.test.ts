import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeProvider } from '../../../testing/fake-provider.ts';
import { errorOf, tokenOf } from '../../../testing/jwt-server.ts';
import { type OidcServer, startOidc } from '../../../testing/oidc-server.ts';

let oidc: OidcServer;

beforeEach(async () => {
  oidc = await startOidc(await new FakeProvider().start());
});
afterEach(() => oidc.provider.stop());

describe('a login that comes back to this server', () => {
  beforeEach(() => oidc.writeWebRole({ callback_mode: 'direct', poll_interval: 2 }));

  test('asks the person first, and gives the token to who began it (CVE-2026-33757)', async () => {
    const { state, data } = await oidc.begin({ client_nonce: 'n' });

    const asked = await oidc.page('GET', { state, code: 'c' });
    const pending = await oidc.poll(state);
    const confirmed = await oidc.page('GET', { state, code: 'c', confirmation: '1' });
    const tooSoon = await oidc.poll(state);
    oidc.server.advance(3);
    const stranger = await oidc.poll(state, 'guess');
    const done = await oidc.poll(state);
    const again = await oidc.poll(state);

    expect(data).toMatchObject({ poll_interval: '2' });
    expect(asked.text).toMatch(/Did you begin this login\?[\s\S]*127\.0\.0\.1[\s\S]*web/);
    expect(errorOf(pending)).toBe('authorization_pending');
    expect(oidc.provider.count('/token')).toBe(1);
    expect(confirmed.text).toContain('You are logged in.');
    expect(errorOf(tooSoon)).toBe('slow_down');
    expect(errorOf(stranger)).toBe('invalid client_nonce');
    expect(tokenOf(done)).toMatch(/^s\.|^hvs\./);
    expect(again.status).toBe(400);
  });

  test('asks nobody where the role says so, until a write of the role does not', async () => {
    await oidc.writeWebRole({ callback_mode: 'direct', oidc_disable_confirmation: true });
    const unasked = await oidc.begin({ client_nonce: 'n' });
    const finished = await oidc.page('GET', { state: unasked.state, code: 'c' });
    await oidc.writeWebRole({ callback_mode: 'direct' });
    const asked = await oidc.begin({ client_nonce: 'n' });

    expect(finished.text).toContain('You are logged in.');
    expect((await oidc.page('GET', { state: asked.state, code: 'c' })).text).toContain('Did you');
  });

  test('repeats nothing unescaped when it asks the person', async () => {
    const { state } = await oidc.begin({ client_nonce: 'n' });

    const asked = await oidc.page('GET', { state, code: `"'><script>alert(1)</script>` });

    expect(asked.status).toBe(200);
    expect(asked.text).toContain('&#34;&#39;&#62;&#60;script');
    expect(asked.text).not.toContain('<script>');
  });

  test('is told to a browser in escaped words when it fails', async () => {
    const { state } = await oidc.begin({ client_nonce: 'n' });

    const refused = await oidc.page('GET', {
      state,
      error: 'x',
      error_description: '<script>"\r\n',
    });

    expect(refused.status).toBe(400);
    expect(refused.text).not.toContain('<script>');
  });

  test('is confirmed once, and gives one token, whoever asks at once', async () => {
    const { state } = await oidc.begin({ client_nonce: 'n' });

    const pages = await Promise.all(
      Array.from({ length: 5 }, () => oidc.page('GET', { state, code: 'c', confirmation: '1' })),
    );
    const polls = await Promise.all(Array.from({ length: 5 }, () => oidc.poll(state)));

    expect(pages.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(oidc.provider.count('/token')).toBe(1);
    expect(polls.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('is explained to the operator when it fails, as all others', async () => {
    await oidc.writeWebRole({ callback_mode: 'direct', bound_claims: { team: 'blue' } });
    const { state } = await oidc.begin({ client_nonce: 'n' });

    const page = await oidc.page('GET', { state, code: 'c', confirmation: '1' });
    const explained = await oidc.server.request('GET', 'sys/explain/i');

    expect([page.status, page.text]).toEqual([400, expect.stringContaining('team')]);
    expect(explained.body).toMatchObject({
      data: {
        error_code: 'JWT_CLAIM_MISSING',
        checks: expect.arrayContaining([
          expect.objectContaining({ name: 'bound_claims', outcome: 'failed' }),
        ]),
      },
    });
  });

  test('needs a nonce of the client', async () => {
    await expect(oidc.begin()).rejects.toThrow('missing client_nonce');
  });

  test('is no login for a client that calls the callback itself', async () => {
    const { state } = await oidc.begin({ client_nonce: 'n' });

    const answer = await oidc.page('GET', { state, code: 'c', confirmation: '1' });

    expect(answer.text).not.toContain('client_token');
  });
});
