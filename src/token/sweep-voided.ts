import { inTransaction, type OpenStore, type Transaction } from '../storage/transaction.ts';
import { removeToken } from './sweeper.ts';
import { decodeRow, tokenKeys } from './token-store.ts';
import { loadVoidedTokens, type VoidedTokens } from './voided-tokens.ts';

/** The row that says that rows of void tokens are to be looked for, and how far that has come. */
export const VOID_SWEEP_KEY = 'ns/root/token-void-sweep';
/** Rows that one step looks at, and removes, at most. */
const PAGE = 1000;
const BATCH = 200;

interface Progress {
  /** Key of the last row that was looked at. */
  readonly after: string;
  /** Tokens were ended since this walk began: when it is done, it begins anew. */
  readonly isRepeated?: true;
}

/**
 * Ask for the rows of void tokens to be removed, as part of the commit of the request. A walk that is under
 * way goes on to its end first, or those who ask often would never see one end.
 */
export async function requestVoidSweep(transaction: Transaction): Promise<void> {
  const progress = await readProgress(transaction);
  if (progress?.isRepeated) return;
  put(transaction, progress ? { ...progress, isRepeated: true } : { after: tokenKeys.prefix });
}

/** Whether no walk is asked for or under way, and none begins before the commit of the request. */
export async function isVoidSweepDone(transaction: Transaction): Promise<boolean> {
  return (await readProgress(transaction)) === undefined;
}

/**
 * One step of the walk that was asked for. Void tokens are refused at use whether they were found or not.
 *
 * @returns whether more is left to do
 */
export function sweepVoided(open: OpenStore): Promise<boolean> {
  return inTransaction(open, async (transaction) => {
    const progress = await readProgress(transaction);
    if (!progress) return false;
    const voided = await loadVoidedTokens(transaction);
    const last = await removeSome(transaction, voided, progress.after);
    if (last !== undefined) put(transaction, { ...progress, after: last });
    else if (progress.isRepeated) put(transaction, { after: tokenKeys.prefix });
    else transaction.remove(VOID_SWEEP_KEY);
    return true;
  });
}

/** @returns key of the last row that was looked at; undefined at the end */
async function removeSome(
  transaction: Transaction,
  voided: VoidedTokens,
  after: string,
): Promise<string | undefined> {
  let removed = 0;
  const page = await transaction.scan(tokenKeys.prefix, { after, limit: PAGE });
  for (const row of page) {
    const entry = decodeRow(row);
    if ('orphaned' in entry || !voided.has(entry)) continue;
    await removeToken(transaction, row.key, entry.parent);
    removed += 1;
    if (removed === BATCH) return row.key;
  }
  return page.length === PAGE ? page.at(-1)?.key : undefined;
}

async function readProgress(transaction: Transaction): Promise<Progress | undefined> {
  const row = await transaction.get(VOID_SWEEP_KEY);
  return row && (JSON.parse(row.value.toString()) as Progress);
}

function put(transaction: Transaction, progress: Progress): void {
  transaction.put(VOID_SWEEP_KEY, Buffer.from(JSON.stringify(progress)));
}
