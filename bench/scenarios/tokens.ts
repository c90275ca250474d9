import { lastWrittenRows } from '../limits/written-rows.ts';
import { textAt } from '../server/api.ts';
import type { World } from '../world.ts';
import type { Call, Scenario } from './scenario.ts';

/** Tokens that take turns where each request must find another one. */
const POOL = 4000;
/** Requests a second that no machine of today exceeds: so many tokens are made to be revoked. */
const MOST_REVOKED_A_SECOND = 8000;

/** A token of its own for the requests of a scenario. */
export async function createToken(world: World, policies: readonly string[]): Promise<string> {
  return textAt(
    await world.ask('POST', 'auth/token/create', { policies, ttl: '24h' }),
    'auth',
    'client_token',
  );
}

/** The commonest request: is this token good, and whose is it? */
export const lookUpSelf: Scenario = {
  name: 'lookup-self',
  prepare: async (world) => {
    const token = await createToken(world, ['default']);
    return { calls: [{ method: 'GET', path: 'auth/token/lookup-self', token }] };
  },
};

/** The same, each request with another token: what is kept in memory of tokens helps less. */
export const lookUpMany: Scenario = {
  name: 'lookup-many',
  prepare: async (world) => {
    const ids = await seedPool(world, POOL);
    return {
      calls: ids.map((token) => ({ method: 'GET', path: 'auth/token/lookup-self', token })),
    };
  },
};

/** A token in a row of its own. */
export const createService: Scenario = {
  name: 'create-service',
  prepare: async (world) => ({ calls: [createCall(world, 'service')], commits: 'insert' }),
};

/** A token that is stored nowhere. */
export const createBatch: Scenario = {
  name: 'create-batch',
  prepare: async (world) => ({ calls: [createCall(world, 'batch')] }),
};

/** Renewals of many tokens: those of one token would wait for each other. */
export const renewSelf: Scenario = {
  name: 'renew-self',
  prepare: async (world) => {
    const ids = await seedPool(world, POOL);
    const body = { increment: 3600 };
    const calls = ids.map((token) => ({
      method: 'POST',
      path: 'auth/token/renew-self',
      token,
      body,
    }));
    return { calls, commits: 'replace' };
  },
};

/** Each token once. */
export const revokeSelf: Scenario = {
  name: 'revoke-self',
  prepare: async (world) => {
    const { seconds, warmSeconds, readySeconds, rounds, connections } = world.args;
    const runs = rounds * connections.length;
    const wholeSeconds = readySeconds + runs * (seconds + warmSeconds);
    const count = Math.ceil(wholeSeconds * MOST_REVOKED_A_SECOND);
    await seedPool(world, 1);
    const rows = lastWrittenRows(world.files.database);
    const ids = await seedPool(world, count);
    const calls = ids.map((token) => ({ method: 'POST', path: 'auth/token/revoke-self', token }));
    return { calls, isOnce: true, commits: 'remove', rows };
  },
};

function createCall({ rootToken }: World, type: 'service' | 'batch'): Call {
  const body = { type, policies: ['default'], ttl: '1h', no_parent: true };
  return { method: 'POST', path: 'auth/token/create', token: rootToken, body };
}

function seedPool(world: World, count: number): Promise<readonly string[]> {
  return world.seed({ count, policies: ['default'], isTree: false, tell: count });
}
