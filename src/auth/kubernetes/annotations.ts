import { ApiError } from '../../errors/api-error.ts';
import type { Checks } from '../../framework/checks.ts';
import { isAccountName, isNamespaceName } from './account-names.ts';
import type { Bearer, Cluster, Question, Reply } from './cluster.ts';
import type { ServiceAccount } from './service-account.ts';
import { objectOf } from './token-review.ts';

const PREFIX = 'vault.hashicorp.com/alias-metadata-';

/** What annotations may not set: the method says these of every account. */
const ownKeys = new Set([
  'service_account_uid',
  'service_account_name',
  'service_account_namespace',
  'service_account_secret_name',
]);

/** Pairs, and characters of all of them together, that become metadata. */
const MAX_PAIRS = 64;
const MAX_CHARACTERS = 8192;

/** Ask for a service account; undefined where no account can have such a name. */
export async function askForAccount(
  cluster: Cluster,
  { namespace, name }: Pick<ServiceAccount, 'namespace' | 'name'>,
  asked: Pick<Question, 'bearer' | 'timeoutMs'>,
): Promise<Reply | undefined> {
  if (!isNamespaceName(namespace) || !isAccountName(name)) return undefined;
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}`;
  return cluster.ask({ path, ...asked });
}

/** Whether an answer is the object of this very account, and not of one that was made anew. */
export function isOfAccount(body: unknown, { uid }: Pick<ServiceAccount, 'uid'>): boolean {
  return objectOf(objectOf(body)?.['metadata'])?.['uid'] === uid;
}

/**
 * Metadata for the alias, from the annotations of a proven account.
 *
 * @throws ApiError `KUBERNETES_ACCOUNT_UNKNOWN`, `KUBERNETES_ANNOTATION_RESERVED`,
 *   `KUBERNETES_ANNOTATIONS_TOO_LARGE`
 */
export async function readAnnotations(
  account: ServiceAccount,
  { cluster, bearer, checks }: { cluster: Cluster; bearer: Bearer; checks: Checks },
): Promise<Readonly<Record<string, string>>> {
  const expected = `the account, asked for with the ${bearer.source}`;
  const fail = (received: string, error: ApiError) =>
    checks.fail('annotations', { expected, received }, error);
  const found = findObject(await askForAccount(cluster, account, { bearer }), account);
  if ('fault' in found) {
    const { fault: received, reason = '' } = found;
    throw fail(received, new ApiError('KUBERNETES_ACCOUNT_UNKNOWN', { values: { reason } }));
  }
  const metadata = pick(found.metadata['annotations']);
  const reserved = Object.keys(metadata).filter((key) => ownKeys.has(key));
  if (reserved.length > 0) {
    const values = { keys: reserved.map((key) => `"${key}"`).join(' ') };
    throw fail('reserved keys', new ApiError('KUBERNETES_ANNOTATION_RESERVED', { values }));
  }
  if (isTooLarge(metadata)) {
    throw fail('too many annotations', new ApiError('KUBERNETES_ANNOTATIONS_TOO_LARGE'));
  }
  checks.pass('annotations', () => ({ received: Object.keys(metadata).join(', ') || 'none' }));
  return metadata;
}

type Found =
  | { readonly metadata: Readonly<Record<string, unknown>> }
  | { readonly fault: string; readonly reason?: string };

function findObject(reply: Reply | undefined, account: ServiceAccount): Found {
  if (!reply) return { fault: 'a name that no account has' };
  if ('failure' in reply) return { fault: reply.failure };
  const { status, body } = reply;
  if (status !== 200) return { fault: `status ${status}`, reason: ` (code ${status})` };
  const metadata = objectOf(objectOf(body)?.['metadata']);
  return metadata?.['uid'] === account.uid ? { metadata } : { fault: 'an account of another uid' };
}

function isTooLarge(metadata: Readonly<Record<string, string>>): boolean {
  const pairs = Object.entries(metadata);
  const characters = pairs.reduce((sum, pair) => sum + pair.join('').length, 0);
  return pairs.length > MAX_PAIRS || characters > MAX_CHARACTERS;
}

function pick(annotations: unknown): Readonly<Record<string, string>> {
  const own = Object.entries(objectOf(annotations) ?? {}).filter(
    (pair): pair is [string, string] =>
      pair[0].startsWith(PREFIX) && pair[0].length > PREFIX.length && typeof pair[1] === 'string',
  );
  return Object.fromEntries(own.map(([key, value]) => [key.slice(PREFIX.length), value]));
}
