import type { Kit, KitOptions } from './kit.ts';
import { startTestServer } from './test-server.ts';

/**
 * Start a server for one test: in memory, without a socket unless asked for, with a clock that stands still,
 * seeded randomness and cheap hashing. Servers share nothing.
 *
 * @throws Error when a socket is asked for and cannot be had
 */
export const startKit: (options?: KitOptions) => Promise<Kit> = startTestServer;
