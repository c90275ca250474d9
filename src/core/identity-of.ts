import { IdentityStore } from '../identity/identity-store.ts';
import type { Transaction } from '../storage/transaction.ts';
import { ROOT_NAMESPACE } from './mount-entry.ts';

/** The identity store of the root namespace, the only one yet. */
export function identityOf(transaction: Transaction): IdentityStore {
  return new IdentityStore(transaction, ROOT_NAMESPACE);
}
