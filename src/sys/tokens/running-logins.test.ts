import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../crypto/password-hash.ts';
import { PasswordHasher } from '../../crypto/password-hasher.ts';
import { startApprole } from '../../testing/approle-server.ts';
import { clientTokenOf } from '../../testing/client-token.ts';
import { withCounted } from '../../testing/counted-store.ts';
import { isAccepted } from '../../testing/make-token.ts';
import {
  cheapPasswords,
  seededRandom,
  startTestServer,
  type TestAnswer,
  type TestServer,
} from '../../testing/test-server.ts';

const LOGINS = 64;
const password = 'one two three';

/** Hashing that waits before each check of a password until it is let go. */
function heldHasher(): { readonly passwords: PasswordHasher; letGo(): void; hold(): void } {
  let held = Promise.withResolvers<void>();
  held.resolve();
  const functions = {
    hash: hashPassword,
    verify: async (...of: Parameters<typeof verifyPassword>) => {
      await held.promise;
      return verifyPassword(...of);
    },
  };
  const options = { cost: cheapPasswords, random: seededRandom('hasher'), functions };
  return {
    passwords: new PasswordHasher(options),
    letGo: () => held.resolve(),
    hold: () => {
      held = Promise.withResolvers<void>();
    },
  };
}

/** Another process that works on the same store. */
async function startBeside({ store, rootToken, unsealKey, now }: TestServer): Promise<TestServer> {
  const random = seededRandom('beside');
  const beside = await startTestServer({ store, isReady: false, startAt: now(), random });
  await beside.core.lifecycle.unseal(unsealKey);
  return {
    ...beside,
    request: (...[verb, path, data, of]) =>
      beside.request(verb, path, data, { token: rootToken, ...of }),
  };
}

function login(server: TestServer): Promise<TestAnswer> {
  return server.request('POST', 'auth/up/login/bob', { password }, { token: '' });
}

/** How many of some logins brought a token that is good for something. */
async function countLive(server: TestServer, answers: readonly TestAnswer[]): Promise<number> {
  const accepted = await Promise.all(
    answers.map(async (answer) => {
      const token = clientTokenOf(answer);
      return token !== '' && (await isAccepted(server, token));
    }),
  );
  return accepted.filter(Boolean).length;
}

const ends = {
  alias: ['sys/tokens/end', { alias_name: 'BOB', mount: 'up' }],
  entity: ['sys/tokens/end', { entity_name: 'Bob' }],
  path: ['sys/leases/revoke-prefix/auth/up/login/bob', {}],
} as const;

describe.each(['service', 'batch'])('64 logins that run while all tokens are ended: %s', (kind) => {
  test.each(Object.entries(ends))('by %s, in another process', async (_by, [path, body]) => {
    const hasher = heldHasher();
    const first = await startTestServer({ passwords: hasher.passwords });
    await first.request('POST', 'sys/auth/up', { type: 'userpass', config: { token_type: kind } });
    await first.request('POST', 'auth/up/users/bob', { password });
    const { body: made } = await login(first);
    const { entity_id } = made['auth'] as unknown as { entity_id: string };
    await first.request('POST', `identity/entity/id/${entity_id}`, { name: 'Bob' });
    const second = await startBeside(first);
    const before = await login(first);

    hasher.hold();
    const running = Array.from({ length: LOGINS }, () => login(first));
    // each has read the configuration that it began in
    for (let i = 0; i < 100; i += 1) await nextTurn();
    const ended = await second.request('POST', path, body);
    hasher.letGo();
    const answers = await Promise.all(running);

    expect(ended.status).toBe(204);
    expect(await countLive(second, [before, ...answers])).toBe(0);
    // nothing was committed that a walk over the rows could have missed
    const brought = answers.filter((answer) => clientTokenOf(answer).startsWith('s.'));
    expect(brought).toEqual([]);
    expect(await countLive(second, [await login(first)])).toBe(1);
    expect(await countLive(first, [await login(second)])).toBe(1);
  });
});

test('no AppRole login that was sent before the end lives after it, wherever the end falls', async () => {
  for (let turns = 1; turns <= 12; turns += 1) {
    const approle = await startApprole();
    const { server } = approle;
    await approle.writeRole('web');
    const role_id = await approle.roleIdOf('web');
    const { secret_id } = await approle.issue('web');

    const running = Array.from({ length: LOGINS }, () => approle.login({ role_id, secret_id }));
    for (let i = 0; i < turns; i += 1) await nextTurn();
    const end = server.request('POST', 'sys/tokens/end', { alias_name: role_id, mount: 'ar' });
    const answers = await Promise.all(running);

    expect((await end).status).toBe(204);
    expect(await countLive(server, answers)).toBe(0);
    expect(await countLive(server, [await approle.login({ role_id, secret_id })])).toBe(1);
  }
});

test('the end costs one commit, and a login no more reads and commits than before it', async () => {
  const { store, counts } = withCounted();
  const approle = await startApprole({ store });
  await approle.writeRole('web');
  const role_id = await approle.roleIdOf('web');
  const { secret_id } = await approle.issue('web');
  const costOfLogin = async () => {
    await approle.login({ role_id, secret_id });
    const before = { ...counts };
    await approle.login({ role_id, secret_id });
    return [
      counts.gets - before.gets,
      counts.scans - before.scans,
      counts.commits - before.commits,
    ];
  };
  const costBefore = await costOfLogin();
  const { commits } = counts;

  await approle.server.request('POST', 'sys/tokens/end', { alias_name: role_id, mount: 'ar' });

  expect(counts.commits - commits).toBe(1);
  expect(await costOfLogin()).toEqual(costBefore);
});
