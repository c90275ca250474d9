import { argv } from 'node:process';
import {
  createClient,
  createSession,
  type ErrorCode,
  PortcullisError,
  unlessAbsent,
  unwrapSecretId,
} from 'portcullis/client';

/*
 * What somebody writes who has installed the package: compiled with strict settings, run by Node, Deno and Bun.
 * Prints what it found as one line of JSON.
 */

const [address = '', token = '', mount = 'approle', nowhere = ''] = argv.slice(2);
const operator = createClient({ address, token });

await operator.sys.authEnableMethod({ path: mount, type: 'approle' });
await operator.sys.policiesWriteAclPolicy({
  name: 'app',
  policy: 'path "secret/data/app/*" { capabilities = ["create", "update", "read"] }',
});
const approle = operator.auth.approle({ mount });
await approle.writeRole({ role_name: 'app', token_policies: ['app'], token_ttl: '10m' });
const { role_id } = await approle.readRoleId({ role_name: 'app' });
const wrapped = await approle.writeSecretId({ role_name: 'app' }, { wrapTtl: '1m' });

const machine = createClient({ address });
const { secret_id } = await unwrapSecretId(machine, { token: wrapped.token, role: 'app', mount });
const session = createSession({
  client: machine,
  login: (client) => client.auth.approle({ mount }).login({ role_id, secret_id }),
});

const kv = session.client.secrets.kv2({ mount: 'secret' });
const written = await kv.write({ path: 'app/db', data: { password: 's3cret' } });
const { data, metadata } = await kv.read({ path: 'app/db' });
const password: unknown = data['password'];
const version: number = metadata.version;
const absent = await unlessAbsent(kv.read({ path: 'app/nothing' }));

let code: ErrorCode | undefined;
try {
  await kv.read({ path: 'others/db' });
} catch (error) {
  if (!(error instanceof PortcullisError)) throw error;
  ({ code } = error);
}

// where nobody listens a write was surely not done, whatever words the runtime has for it
let attempts = 0;
const lost = createClient({
  address: nowhere,
  retries: 1,
  fetch: (url, init) => {
    attempts += 1;
    return fetch(url, init);
  },
});
await lost.secrets.cubbyhole.write({ path: 'a', body: {} }).catch(() => undefined);

// @ts-expect-error a field that the operation does not have
const misspelt = (): unknown => approle.login({ role_id, secret: secret_id });
// @ts-expect-error a number is no path
const mistyped = (): unknown => kv.read({ path: 1 });

await session.stop({ revoke: true });
// a session that is never stopped does not keep a program from ending
await createSession({
  client: machine,
  login: () => operator.auth.token.create({ ttl: '1h' }),
}).start();

const found = {
  password,
  version,
  written: written.version,
  absent: absent === undefined,
  code,
  attempts,
};
console.log(JSON.stringify({ ...found, unused: [misspelt, mistyped].length }));
