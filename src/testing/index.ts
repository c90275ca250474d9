/**
 * The test kit: a whole server inside a test. `docs/test-kit.md` shows it.
 *
 * Never for production: passwords are hashed at next to no cost, randomness is seeded, the clock stands.
 */
export type { GivenAlias, GivenLogin, GivenToken } from './given/logins.ts';
export type { GivenAuthMethod } from './given/mounts.ts';
export type {
  Given,
  GivenAppRole,
  GivenAt,
  GivenIdentity,
  GivenJwtRole,
  GivenMembers,
  GivenUser,
} from './given/given.ts';
export type {
  Kit as TestServer,
  KitOptions as TestServerOptions,
  LooseBody,
  TestAnswer,
  TestRequest,
  Verb,
} from './kit.ts';
export { ManualRuntime } from './manual-runtime.ts';
export { stopTestServers } from './open-servers.ts';
export { seededRandom } from './seeded-random.ts';
export { startKit as startTestServer } from './start-kit.ts';
