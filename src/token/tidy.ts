import type { Transaction } from '../storage/transaction.ts';

/** The row that says that remains of tokens are to be looked for, and how far that has come. */
const TIDY_KEY = 'ns/root/token-tidy';

/**
 * Ask for a search for remains of tokens. It is part of the commit of the request, and done by the sweeper.
 *
 * @returns false when it was asked for already and is not done
 */
export async function requestTidy(transaction: Transaction): Promise<boolean> {
  if (await transaction.get(TIDY_KEY)) return false;
  transaction.put(TIDY_KEY, Buffer.from(JSON.stringify({ after: '' })));
  return true;
}
