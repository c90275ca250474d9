import { randomUUID } from 'node:crypto';
import type { Answer, ReopenedStore } from './reopened-store.ts';
import { type ReadProgress, Thing } from './thing.ts';

/** The server was killed while a request was on its way. */
export class ServerGone extends Error {}

/** What writers work on. */
export interface Workplace {
  /** A request as root unless a token is named. @throws ServerGone; Error for any refusal */
  call(method: string, path: string, body?: object, token?: string): Promise<Reply>;
  /** From now on the thing is compared with the store after each crash. */
  watch<T extends Thing>(thing: T): T;
  /** A thing of the store that was watched in an earlier round already. */
  known(name: string): Thing | undefined;
}

interface Reply {
  readonly data: Readonly<Record<string, unknown>>;
  readonly auth: { readonly client_token: string; readonly accessor: string };
}

type Writer = (place: Workplace) => Promise<void>;

/** More than are ever used. */
const USES = 1_000_000;
const ROLE = 'auth/approle/role/job';

/** A bcrypt hash of the right form: a password would cost more than all else in a round. */
const password_hash = `$2a$05$${'a'.repeat(21)}u${'b'.repeat(30)}i`;

/** Each repeats its cycle until the server is gone. */
const writers: readonly Writer[] = [
  raiseValue,
  raiseValue,
  makeAndRemove,
  makeAndRevoke,
  revokeTree,
  revokeAlone,
  useLimitedToken,
  useSecretId,
  changeUser,
  mountAndUnmount,
  rotate,
];

/** What the writers expect to be there. */
export async function prepareWork(place: Pick<Workplace, 'call'>): Promise<void> {
  await place.call('POST', 'sys/mounts/secret', { type: 'kv' });
  await place.call('POST', 'sys/auth/userpass', { type: 'userpass' });
  await place.call('POST', 'sys/auth/approle', { type: 'approle' });
  await place.call('POST', ROLE, { token_policies: 'default', secret_id_num_uses: 0 });
}

/** Let all writers write until the server is gone. @throws Error when it refuses anything before */
export async function writeUntilGone(place: Workplace): Promise<void> {
  await Promise.all(writers.map((writer) => repeatUntilGone(() => writer(place))));
}

async function repeatUntilGone(cycle: () => Promise<void>): Promise<void> {
  try {
    for (;;) await cycle();
  } catch (error) {
    if (!(error instanceof ServerGone)) throw error;
  }
}

async function raiseValue({ call, watch }: Workplace): Promise<void> {
  const path = `secret/values/${randomUUID()}`;
  const value = watch(
    new Thing(path, async ({ ask }) => Number((await ask('GET', path)).data['step'] ?? 0)),
  );
  for (let at = 0; at < 20; at += 1) await value.step((step) => call('POST', path, { step }));
}

async function makeAndRemove({ call, watch }: Workplace): Promise<void> {
  const path = `secret/folders/${randomUUID()}/leaf`;
  const leaf: Thing = watch(
    new Thing(path, async ({ ask }) => {
      if ((await ask('GET', path)).status === 200) return 1;
      return leaf.attempted < 2 ? 0 : 2;
    }),
  );
  await leaf.step(() => call('POST', path, { text: 'here' }));
  await leaf.step(() => call('DELETE', path));
}

async function makeAndRevoke({ call, watch }: Workplace): Promise<void> {
  const kept = watch(await makeToken(call));
  const revoked = watch(await makeToken(call));
  await revoked.step(() => call('POST', 'auth/token/revoke', { token: revoked.id }));
  await kept.step(() => call('POST', 'auth/token/revoke-accessor', { accessor: kept.accessor }));
  watch(await makeToken(call));
}

async function revokeTree({ call, watch }: Workplace): Promise<void> {
  const parent = watch(await makeToken(call));
  const child = watch(await makeToken(call, parent.id));
  const grandchild = watch(await makeToken(call, child.id));
  await grandchild.step(() =>
    child.step(() => parent.step(() => call('POST', 'auth/token/revoke', { token: parent.id }))),
  );
}

async function revokeAlone({ call, watch }: Workplace): Promise<void> {
  const parent = watch(await makeToken(call));
  watch(await makeToken(call, parent.id));
  await parent.step(() => call('POST', 'auth/token/revoke-orphan', { token: parent.id }));
}

async function useLimitedToken({ call, watch }: Workplace): Promise<void> {
  const { auth } = await call('POST', 'auth/token/create', { num_uses: USES });
  const { accessor, client_token } = auth;
  const uses = watch(
    new Thing('uses of a token', async ({ ask }) => {
      const found = await ask('POST', 'auth/token/lookup-accessor', { accessor });
      return USES - numberOf(found, 'num_uses');
    }),
  );
  for (let at = 0; at < 20; at += 1) {
    const use = () =>
      uses.step(() => call('GET', 'auth/token/lookup-self', undefined, client_token));
    await Promise.all([use(), use(), use()]);
  }
}

async function useSecretId({ call, watch }: Workplace): Promise<void> {
  const { data } = await call('POST', `${ROLE}/secret-id`, { num_uses: USES });
  const role = await call('GET', `${ROLE}/role-id`);
  const { secret_id, secret_id_accessor } = data;
  const uses = watch(
    new Thing('uses of a SecretID', async ({ ask }) => {
      const path = `${ROLE}/secret-id-accessor/lookup`;
      const found = await ask('POST', path, { secret_id_accessor });
      return USES - numberOf(found, 'secret_id_num_uses');
    }),
  );
  for (let at = 0; at < 20; at += 1) {
    const proof = { role_id: role.data['role_id'], secret_id };
    const { auth } = await uses.step(() => call('POST', 'auth/approle/login', proof));
    watch(tokenThing(auth));
  }
}

async function changeUser({ call, watch }: Workplace): Promise<void> {
  const path = `auth/userpass/users/${randomUUID()}`;
  const user = watch(
    new Thing(path, async ({ ask }) => Number((await ask('GET', path)).data['token_ttl'] ?? 0)),
  );
  await user.step((token_ttl) => call('POST', path, { password_hash, token_ttl }));
  for (let at = 0; at < 50; at += 1) {
    await user.step((token_ttl) => call('POST', path, { token_ttl }));
  }
}

async function mountAndUnmount({ call, watch }: Workplace): Promise<void> {
  const path = `mount-${randomUUID()}`;
  const mount: Thing = watch(
    new Thing(path, async ({ ask }) => {
      if (`${path}/` in (await ask('GET', 'sys/mounts')).data) return 1;
      return mount.attempted < 2 ? 0 : 2;
    }),
  );
  await mount.step(() => call('POST', `sys/mounts/${path}`, { type: 'kv' }));
  await call('POST', `${path}/inside`, { text: 'here' });
  await mount.step(() => call('DELETE', `sys/mounts/${path}`));
}

async function rotate({ call, watch, known }: Workplace): Promise<void> {
  const readTerm: ReadProgress = async ({ ask }) =>
    numberOf(await ask('GET', 'sys/key-status'), 'term');
  const term = known('key term') ?? watch(new Thing('key term', readTerm, 1));
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    await term.step(() => call('POST', 'sys/rotate'));
  }
}

function numberOf({ status, data }: Answer, name: string): number {
  if (status !== 200) throw new Error(`its look-up is answered by ${status}`);
  return Number(data[name]);
}

/** A token: 1 while it may be used, 2 once it was revoked. */
class TokenThing extends Thing {
  readonly id: string;
  readonly accessor: string;

  constructor(auth: Reply['auth']) {
    super('token', (store) => readToken(store, auth), 1);
    this.id = auth.client_token;
    this.accessor = auth.accessor;
  }
}

function tokenThing(auth: Reply['auth']): TokenThing {
  return new TokenThing(auth);
}

async function makeToken(call: Workplace['call'], parent?: string): Promise<TokenThing> {
  const { auth } = await call('POST', 'auth/token/create', { ttl: '1h' }, parent);
  return tokenThing(auth);
}

/** Look-ups by id and by accessor must agree. */
async function readToken({ ask }: ReopenedStore, auth: Reply['auth']): Promise<number> {
  const { client_token: token, accessor } = auth;
  const byId = await ask('POST', 'auth/token/lookup', { token });
  const byAccessor = await ask('POST', 'auth/token/lookup-accessor', { accessor });
  if (byId.status === 200 && byAccessor.status === 200) return 1;
  if (byId.status === 403 && byAccessor.status === 400) return 2;
  throw new Error(`found by id: ${byId.status}, by accessor: ${byAccessor.status}`);
}
