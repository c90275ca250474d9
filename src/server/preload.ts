import { loadJose } from '../crypto/jws/load-jose.ts';

/**
 * Load what is otherwise loaded by the first request that needs it: a server that stays up for days has the
 * time, and its first login should not pay for it.
 */
export async function preload(): Promise<void> {
  await Promise.all([loadJose(), import('../lib/outbound/agents.ts'), import('yaml')]);
}
