import type { Bearer, Cluster, Reply } from './cluster.ts';
import { originOf } from './cluster.ts';
import { askForReview } from './token-review.ts';

/** The operator waits for it. */
const TIMEOUT_MS = 5000;

/**
 * Try the API server with what is configured, and say what does not work.
 *
 * With a reviewer it is asked to review its own token, which needs the very right that logins need. Without one,
 * any answer over a trusted connection will do.
 *
 * @returns what is wrong, for the operator; empty where nothing is
 */
export async function testCluster(cluster: Cluster): Promise<string[]> {
  const { config, reviewer } = cluster;
  const isPlain = !originOf(config.kubernetes_host).toLowerCase().startsWith('https://');
  const reply = reviewer ? await reviewItself(cluster, reviewer) : await knock(cluster);
  return [
    ...(isPlain
      ? ['kubernetes_host is not https: tokens would travel where others can read them.']
      : []),
    ...(config.issuer !== '' && config.disable_iss_validation
      ? ['issuer has no effect while disable_iss_validation is true.']
      : []),
    ...faultsOf(reply, reviewer),
  ];
}

function reviewItself(cluster: Cluster, reviewer: Bearer): Promise<Reply> {
  return askForReview(cluster, {
    token: reviewer.token,
    bearer: reviewer,
    audiences: [],
    timeoutMs: TIMEOUT_MS,
  });
}

function knock(cluster: Cluster): Promise<Reply> {
  const bearer = { token: '', source: 'none' } as const;
  return cluster.ask({ path: '/version', bearer, timeoutMs: TIMEOUT_MS });
}

/** Only statuses are told: what an answer says could be anything. */
function faultsOf(reply: Reply, reviewer: Bearer | undefined): string[] {
  if ('failure' in reply) {
    return [
      `Self-test: the API server gave no answer, so that nobody can log in: ${reply.failure}.`,
    ];
  }
  // without a token, whatever it answers: it is there
  if (!reviewer) return [];
  const { source } = reviewer;
  switch (reply.status) {
    case 200:
    case 201:
      return [];
    case 401:
      return [
        `Self-test: the API server does not know the ${source} (401): it has ended, or is of another cluster.`,
      ];
    case 403:
      return [
        `Self-test: the account of the ${source} may not create TokenReviews (403): bind the cluster role system:auth-delegator to it.`,
      ];
    default:
      return [`Self-test: the API server answered ${reply.status} to a TokenReview.`];
  }
}
