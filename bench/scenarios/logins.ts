import { join } from 'node:path';
import { askApi, textAt } from '../server/api.ts';
import type { World } from '../world.ts';
import type { Call, Prepared, Scenario } from './scenario.ts';

const PASSWORD = 'correct horse battery staple';
const TOKEN_SETTINGS = { token_policies: ['default'], token_ttl: '1h' };

/** People: the hash of the password is the price. */
export const userpassLogin: Scenario = {
  name: 'userpass-login',
  prepare: async (world) => ({
    calls: [await preparePasswordLogin(world)],
    commits: 'insert',
    isHashing: true,
  }),
};

/** Machines: two secrets, a row. */
export const approleLogin: Scenario = {
  name: 'approle-login',
  prepare: prepareApproleLogin,
};

/** The same where the entity has policies of its own and by a group in a group. */
export const approleLoginGrouped: Scenario = {
  name: 'approle-grouped',
  prepare: async (world) => {
    const prepared = await prepareApproleLogin(world);
    if (typeof prepared === 'string') return prepared;
    const [login] = prepared.calls;
    const id = textAt(await askApi(world.server.url, login as Call), 'auth', 'entity_id');
    await world.ask('POST', `identity/entity/id/${id}`, { policies: ['entity'] });
    const members = { member_entity_ids: [id], policies: ['group'] };
    const group = textAt(await world.ask('POST', 'identity/group', members), 'data', 'id');
    await world.ask('POST', 'identity/group', { member_group_ids: [group], policies: ['above'] });
    return prepared;
  },
};

/** The same with an audit device that writes to a file. */
export const approleLoginAudited: Scenario = {
  name: 'approle-audited',
  prepare: async (world) => {
    const options = { file_path: join(world.files.auditFolder, 'audit.log') };
    await world.ask('POST', 'sys/audit/file', { type: 'file', options });
    return prepareApproleLogin(world);
  },
};

async function prepareApproleLogin(world: World): Promise<Prepared | string> {
  const refusal = await enable(world, 'approle', 'approle');
  if (refusal !== undefined) return refusal;
  const role = 'auth/approle/role/bench';
  await world.ask('POST', role, TOKEN_SETTINGS);
  const role_id = textAt(await world.ask('GET', `${role}/role-id`), 'data', 'role_id');
  const secret_id = textAt(await world.ask('POST', `${role}/secret-id`, {}), 'data', 'secret_id');
  const call: Call = {
    method: 'POST',
    path: 'auth/approle/login',
    body: { role_id, secret_id },
  };
  return { calls: [call], commits: 'insert' };
}

/** Enable userpass with one user. @returns the user's login */
export async function preparePasswordLogin(world: World): Promise<Call> {
  await enable(world, 'userpass', 'userpass');
  await world.ask('POST', 'auth/userpass/users/bench', { password: PASSWORD, ...TOKEN_SETTINGS });
  return {
    method: 'POST',
    path: 'auth/userpass/login/bench',
    body: { password: PASSWORD },
  };
}

/** Enable a method. @returns why it cannot be enabled */
export async function enable(
  world: World,
  path: string,
  type: string,
): Promise<string | undefined> {
  const answer = await askApi(world.server.url, {
    method: 'POST',
    path: `sys/auth/${path}`,
    token: world.rootToken,
    body: { type },
  });
  const isThere = JSON.stringify(answer.body).includes('in use');
  return answer.status < 300 || isThere ? undefined : `no method ${type}: ${answer.status}`;
}
