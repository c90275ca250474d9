import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import type { Store } from '../../storage/store.ts';
import { type ApproleServer, startApprole } from '../../testing/approle-server.ts';
import { refusalOf } from '../../testing/make-token.ts';

/** A server in which a test can act at the moment in which a request commits. */
async function startInterruptible() {
  const inner = openMemoryStore();
  let interrupt: (() => Promise<unknown>) | undefined;
  const store: Store = {
    get: (keys) => inner.get(keys),
    scan: (...of) => inner.scan(...of),
    expired: (...of) => inner.expired(...of),
    close: () => inner.close(),
    async commit(commit) {
      const act = interrupt;
      interrupt = undefined;
      await act?.();
      return inner.commit(commit);
    },
  };
  const approle = await startApprole({ store });
  await approle.writeRole('web', { role_id: 'web-id' });
  /** Let something happen after a request has been decided, and before it is committed. */
  const interruptWith = (act: (approle: ApproleServer) => Promise<unknown>) => {
    interrupt = () => act(approle);
  };
  return { approle, interruptWith };
}

describe('decided, but not yet committed', () => {
  test.each([0, 5])(
    'a login with a SecretID of %i uses that is destroyed is refused',
    async (num_uses) => {
      const { approle, interruptWith } = await startInterruptible();
      const { secret_id } = await approle.issue('web', { num_uses });
      // so that its use need not be noted again
      await approle.login({ role_id: 'web-id', secret_id });
      interruptWith(() => approle.send('POST', 'role/web/secret-id/destroy', { secret_id }));

      const answer = await approle.login({ role_id: 'web-id', secret_id });

      expect(refusalOf(answer)).toEqual([400, 'invalid role or secret ID']);
      expect((await approle.send('LIST', 'role/web/secret-id')).status).toBe(404);
    },
  );

  test.each([
    { verb: 'DELETE', path: 'role/web', body: {} },
    { verb: 'POST', path: 'role/web/role-id', body: { role_id: 'new' } },
  ] as const)('a login at a role is refused after $verb $path', async ({ verb, path, body }) => {
    const { approle, interruptWith } = await startInterruptible();
    const { secret_id } = await approle.issue('web');
    interruptWith(() => approle.send(verb, path, body));

    const answer = await approle.login({ role_id: 'web-id', secret_id });

    expect(refusalOf(answer)).toEqual([400, 'invalid role or secret ID']);
  });

  test('a login at a role that is narrowed is decided anew', async () => {
    const { approle, interruptWith } = await startInterruptible();
    const { secret_id } = await approle.issue('web');
    interruptWith(() => approle.writeRole('web', { secret_id_bound_cidrs: '10.0.0.0/8' }));

    expect((await approle.login({ role_id: 'web-id', secret_id })).status).toBe(400);
  });

  test('a SecretID of a role that is deleted is not issued', async () => {
    const { approle, interruptWith } = await startInterruptible();
    interruptWith(() => approle.send('DELETE', 'role/web'));

    expect((await approle.send('POST', 'role/web/secret-id')).status).toBe(404);
  });

  test('a SecretID of a role that is narrowed is held to what the role says now', async () => {
    const { approle, interruptWith } = await startInterruptible();
    interruptWith(() => approle.writeRole('web', { secret_id_num_uses: 1 }));

    const answer = await approle.send('POST', 'role/web/secret-id', { num_uses: 9 });

    expect(answer.status).toBe(400);
  });

  test('a change of a setting keeps what another change made of the role', async () => {
    const { approle, interruptWith } = await startInterruptible();
    interruptWith(() => approle.writeRole('web', { token_policies: 'p' }));

    await approle.send('POST', 'role/web/token-ttl', { token_ttl: 60 });

    expect(await approle.read('role/web')).toMatchObject({ token_policies: ['p'], token_ttl: 60 });
  });
});
