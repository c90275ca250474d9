import { ApiError } from '../../errors/api-error.ts';
import { type Renewal, renewalBy } from '../../framework/login.ts';
import type { TokenEntry } from '../../token/token-entry.ts';
import { askForAccount, isOfAccount } from './annotations.ts';
import { type Cluster, openCluster, type Reply } from './cluster.ts';
import type { Context } from './context.ts';
import { PodFileError, type PodFiles } from './pod-files.ts';
import { CONFIG } from './records.ts';
import { objectOf } from './token-review.ts';

/** An answer that may as well be missing is not waited for as long as that to a login. */
const TIMEOUT_MS = 2000;

/** What a token keeps of its login. */
interface Proven {
  readonly role: string;
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
}

/**
 * What a token of a role gets at its renewal: what the role says now. Where the reviewer may look at service
 * accounts, the account must still be there, and be the same.
 *
 * @throws ApiError `KUBERNETES_GONE` without its role, `KUBERNETES_ACCOUNT_GONE` without its account
 */
export function createRenewal(pod: PodFiles) {
  return async (entry: TokenEntry, context: Context): Promise<Renewal> => {
    const proven = readProven(entry);
    const role = await context.records.role.cached(proven.role);
    if (!role) throw new ApiError('KUBERNETES_GONE', { values: { name: proven.role } });
    if (await isAccountGone(proven, pod, context)) throw new ApiError('KUBERNETES_ACCOUNT_GONE');
    return renewalBy(role.token, entry);
  };
}

function readProven({ login }: TokenEntry): Proven {
  const textOf = (name: string): string => {
    const value = login?.[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    role: textOf('role'),
    uid: textOf('uid'),
    name: textOf('name'),
    namespace: textOf('namespace'),
  };
}

/**
 * Whether the API server says that the account is gone. One that cannot be reached, or does not let the reviewer
 * look, says nothing: tokens of a whole cluster must not end with its API server.
 */
async function isAccountGone(proven: Proven, pod: PodFiles, context: Context): Promise<boolean> {
  const cluster = await reach(pod, context);
  if (!cluster?.reviewer) return false;
  const asked = { bearer: cluster.reviewer, timeoutMs: TIMEOUT_MS };
  const reply = await askForAccount(cluster, proven, asked);
  if (!reply || 'failure' in reply) return false;
  return reply.status === 404 ? isNotFound(reply.body) : isOfAnother(reply, proven);
}

/** A 404 of anything but the API server, a proxy in between, says nothing. */
function isNotFound(body: unknown): boolean {
  const status = objectOf(body);
  const kind = objectOf(status?.['details'])?.['kind'];
  return status?.['reason'] === 'NotFound' && kind === 'serviceaccounts';
}

function isOfAnother(
  { status, body }: Extract<Reply, { status: number }>,
  proven: Proven,
): boolean {
  const isAccount = objectOf(body)?.['kind'] === 'ServiceAccount';
  return status === 200 && isAccount && !isOfAccount(body, proven);
}

async function reach(pod: PodFiles, context: Context): Promise<Cluster | undefined> {
  const config = await context.records.config.cached(CONFIG);
  try {
    return config && (await openCluster(config, { pod, context, now: context.clock() }));
  } catch (error) {
    if (error instanceof PodFileError) return undefined;
    throw error;
  }
}
