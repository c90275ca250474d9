import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jwtErrors } from '../../../errors/catalogue/jwt.ts';
import { ERROR_CODE_HEADER } from '../../../errors/public-code.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { FakeProvider } from '../../../testing/fake-provider.ts';
import { errorOf } from '../../../testing/jwt-server.ts';
import { type OidcServer, REDIRECT, startOidc } from '../../../testing/oidc-server.ts';
import type { TestAnswer } from '../../../testing/test-server.ts';

let oidc: OidcServer;

beforeEach(async () => {
  oidc = await startOidc(await new FakeProvider().start());
  await oidc.writeWebRole();
});
afterEach(() => oidc.provider.stop());

type Play = () => Promise<TestAnswer>;

const ask = (data: JsonObject): Promise<TestAnswer> =>
  oidc.asStranger('POST', 'oidc/auth_url', data);

/** Come back to a login that was begun, once something has changed. */
async function finishAfter(change: () => unknown, data: JsonObject = {}): Promise<TestAnswer> {
  const { state } = await oidc.begin({ client_nonce: 'mine' });
  await change();
  return oidc.finish({ state, client_nonce: 'mine', ...data });
}

/** Begin a login whose client polls. */
async function beginPolled(mode: 'device' | 'direct'): Promise<string> {
  await oidc.writeWebRole({ callback_mode: mode });
  const { data } = await oidc.begin({ client_nonce: 'n' });
  return typeof data['state'] === 'string' ? data['state'] : '';
}

const rows: readonly (readonly [code: string, check: string, text: string, play: Play])[] = [
  [
    'OIDC_NOT_CONFIGURED',
    '',
    'OIDC login is not configured for this mount',
    async () => {
      await oidc.configure({ oidc_client_id: '', oidc_client_secret: '' });
      return ask({ redirect_uri: REDIRECT });
    },
  ],
  ['OIDC_REDIRECT_MISSING', '', 'missing redirect_uri', () => ask({ role: 'none' })],
  [
    'OIDC_NONCE_REQUIRED',
    '',
    'missing client_nonce',
    async () => {
      await oidc.writeWebRole({ callback_mode: 'direct' });
      return ask({ redirect_uri: REDIRECT });
    },
  ],
  [
    'OIDC_CALLBACK_NOT_CONFIGURED',
    'configuration',
    'Vault login failed. Could not load configuration',
    async () => {
      await oidc.server.request('POST', 'sys/auth/bare', { type: 'oidc' });
      const of = { token: '', id: oidc.strangersId };
      return oidc.server.request('GET', 'auth/bare/oidc/callback', { state: 's' }, of);
    },
  ],
  [
    'OIDC_STATE_UNKNOWN',
    'state',
    'Vault login failed. Expired or missing OAuth state.',
    () => oidc.finish({ state: 'st_none' }),
  ],
  [
    'OIDC_STATE_UNKNOWN',
    'state',
    'Vault login failed. Expired or missing OAuth state.',
    async () => oidc.poll((await oidc.begin()).state),
  ],
  [
    'OIDC_NONCE_MISMATCH',
    'client_nonce',
    'invalid client_nonce',
    () => finishAfter(() => undefined, { client_nonce: '' }),
  ],
  [
    'OIDC_ROLE_GONE',
    'role',
    'Vault login failed. Role could not be found',
    () => finishAfter(() => oidc.send('DELETE', 'role/web')),
  ],
  [
    'OIDC_NO_ANSWER',
    'exchange',
    'Vault login failed. No code or id_token received.',
    () => finishAfter(() => undefined, { code: '' }),
  ],
  [
    'OIDC_PROVIDER_REFUSED',
    'provider',
    'login_required',
    () => finishAfter(() => undefined, { error: 'login_required' }),
  ],
  [
    'OIDC_ISSUER_MIXED_UP',
    'provider',
    'names another issuer',
    () => finishAfter(() => undefined, { iss: 'https://other.example' }),
  ],
  [
    'OIDC_EXCHANGE_FAILED',
    'exchange',
    'Error exchanging oidc code: invalid_grant',
    () => finishAfter(() => (oidc.provider.refusal = { error: 'invalid_grant' })),
  ],
  [
    'OIDC_ID_TOKEN_INVALID',
    'nonce',
    'Token verification failed. ',
    () => finishAfter(() => (oidc.provider.claims = { nonce: 'other' })),
  ],
  [
    'OIDC_SUBJECT_MISMATCH',
    'subject',
    'sub claim does not match bound subject',
    () => finishAfter(() => oidc.writeWebRole({ bound_subject: 'bob' })),
  ],
  [
    'OIDC_PROVIDER_UNREACHABLE',
    'provider',
    'The provider cannot be reached.',
    async () => {
      const state = await beginPolled('device');
      oidc.provider.stop();
      return oidc.poll(state);
    },
  ],
  [
    'OIDC_DEVICE_REFUSED',
    'exchange',
    'access_denied',
    async () => {
      const state = await beginPolled('device');
      oidc.provider.refusal = { error: 'access_denied' };
      return oidc.poll(state);
    },
  ],
];

/** Not refused: the login goes on. */
const waits = ['OIDC_PENDING', 'OIDC_SLOW_DOWN'];

/** What an operator is told of the one refusal of a test. */
async function explainLast(): Promise<TestAnswer> {
  return oidc.server.request('GET', `sys/explain/${oidc.strangersId}`);
}

describe('a login by browser that is refused', () => {
  test.each(rows)('ends with %s, and is explained by the check "%s"', async (...row) => {
    const [code, check, text, play] = row;

    const refused = await play();
    const explained = await explainLast();

    expect(refused.status).toBe(400);
    expect(refused.raw.headers?.[ERROR_CODE_HEADER]).toBe(code);
    expect(errorOf(refused)).toContain(text);
    const { error_code, checks } = explained.body['data'] as unknown as {
      error_code: string;
      checks: readonly { name: string; outcome: string }[];
    };
    const failed = checks.filter(({ outcome }) => outcome === 'failed');
    expect([error_code, failed.map(({ name }) => name).join()]).toEqual([code, check]);
  });

  test('has a row above, whichever it is', () => {
    const known = Object.keys(jwtErrors).filter((code) => code.startsWith('OIDC_'));
    const seen = new Set([...rows.map(([code]) => code), ...waits]);

    expect([...seen].sort()).toEqual(known.sort());
  });
});

test('a client that waits for a login is refused nothing', async () => {
  const state = await beginPolled('direct');

  const answers = [await oidc.poll(state), await oidc.poll(state)];

  expect(answers.map((answer) => answer.raw.headers?.[ERROR_CODE_HEADER])).toEqual(waits);
  expect((await explainLast()).status).toBe(404);
});
