import { buildRequest, type LoadReport, runLoad } from '../load/load.ts';
import type { Spread } from '../load/samples.ts';
import type { World } from '../world.ts';
import { preparePasswordLogin } from './logins.ts';
import { createToken } from './tokens.ts';

/** How look-ups fare alone and beside something else. Milliseconds. */
export interface Interference {
  readonly alone: Spread & { readonly perSecond: number };
  readonly beside: Spread & { readonly perSecond: number };
  /** What else was done in a second. */
  readonly othersPerSecond: number;
}

const LOOKUPS_AT_ONCE = 16;
const LOGINS_AT_ONCE = 16;
const MOST = 2_000_000;

/** Look-ups of tokens while others log in with passwords. */
export async function measureDuringPasswordLogins(world: World): Promise<Interference> {
  const login = await preparePasswordLogin(world);
  const { port } = world.server;
  const { warmSeconds } = world.args;
  const seconds = Math.max(2, world.args.seconds);
  const alone = await lookUps(world, seconds);
  const logins = runLoad({
    port,
    requests: [buildRequest(login.method, login.path, login)],
    isOnce: false,
    connections: LOGINS_AT_ONCE,
    warmSeconds,
    seconds: seconds + 1,
    most: MOST,
  });
  const beside = await lookUps(world, seconds);
  return { alone, beside, othersPerSecond: (await logins).perSecond };
}

/** A load of look-ups for some seconds. */
export async function lookUps(world: World, seconds: number): Promise<LoadReport> {
  const token = await createToken(world, ['default']);
  return runLoad({
    port: world.server.port,
    requests: [buildRequest('GET', 'auth/token/lookup-self', { token })],
    isOnce: false,
    connections: LOOKUPS_AT_ONCE,
    warmSeconds: world.args.warmSeconds,
    seconds,
    most: MOST,
  });
}
