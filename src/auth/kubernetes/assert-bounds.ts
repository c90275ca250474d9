import { ApiError } from '../../errors/api-error.ts';
import type { Checks } from '../../framework/checks.ts';
import { matchesGlob } from '../../lib/glob.ts';
import { isNamespaceName } from './account-names.ts';
import type { Cluster, Reply } from './cluster.ts';
import { matchesLabels, parseLabelSelector } from './label-selector.ts';
import type { Role } from './records.ts';
import type { ServiceAccount } from './service-account.ts';
import { objectOf } from './token-review.ts';

/**
 * Hold a service account against the bounds of a role. A namespace that is not in the list may have the labels
 * of the selector.
 *
 * @throws ApiError `KUBERNETES_NAME_REFUSED`, `KUBERNETES_NAMESPACE_REFUSED`, `KUBERNETES_NAMESPACE_UNKNOWN`
 */
export async function assertBounds(
  { name, namespace }: ServiceAccount,
  { role, cluster, checks }: { role: Role; cluster: Cluster; checks: Checks },
): Promise<void> {
  const names = role.bound_service_account_names;
  const seenName = () => ({ expected: names.join(', '), received: name || 'none' });
  if (!names.some((pattern) => matchesGlob(pattern, name))) {
    throw checks.fail('account_name', seenName, new ApiError('KUBERNETES_NAME_REFUSED'));
  }
  checks.pass('account_name', seenName);
  const namespaces = role.bound_service_account_namespaces ?? [];
  const selector = role.bound_service_account_namespace_selector;
  const seen = () => ({
    expected: [...namespaces, ...(selector === '' ? [] : [`labels ${selector}`])].join(', '),
    received: namespace || 'none',
  });
  const isListed = namespaces.some((pattern) => matchesGlob(pattern, namespace));
  if (!isListed && !(await isSelected(namespace, selector, { cluster, checks }))) {
    throw checks.fail('account_namespace', seen, new ApiError('KUBERNETES_NAMESPACE_REFUSED'));
  }
  checks.pass('account_namespace', seen);
}

/** The namespace is a claim of a token that nobody has vouched for yet: only a sound name is asked about. */
async function isSelected(
  namespace: string,
  selector: string,
  { cluster, checks }: { cluster: Cluster; checks: Checks },
): Promise<boolean> {
  const labels = selector === '' ? undefined : parseLabelSelector(selector);
  if (!labels || !isNamespaceName(namespace)) return false;
  const answer = await lookUp(namespace, cluster);
  if (typeof answer === 'string') {
    const seen = { expected: `labels of ${namespace}`, received: answer };
    const error = new ApiError('KUBERNETES_NAMESPACE_UNKNOWN', { values: { reason: answer } });
    throw checks.fail('account_namespace', seen, error);
  }
  const metadata = objectOf(objectOf(answer.body)?.['metadata']);
  // an answer about another object is none
  return metadata?.['name'] === namespace && matchesLabels(labels, metadata['labels']);
}

/** The namespace, or why there is no answer. The client's own token is never used for it. */
async function lookUp(namespace: string, cluster: Cluster): Promise<Answered | string> {
  const { reviewer: bearer } = cluster;
  if (!bearer) {
    return 'namespace lookup failed: TokenReviewer JWT needs to be configured to use namespace selectors';
  }
  const reply = await cluster.ask({ path: `/api/v1/namespaces/${namespace}`, bearer });
  if ('failure' in reply) return 'failed to get namespace';
  return reply.status === 200 ? reply : `failed to get namespace (code ${reply.status})`;
}

type Answered = Extract<Reply, { readonly status: number }>;
