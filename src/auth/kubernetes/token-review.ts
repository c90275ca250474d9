import type { Bearer, Cluster, Reply } from './cluster.ts';
import type { ServiceAccount } from './service-account.ts';

/** Of a text of the API server, characters. */
const MAX_SHOWN = 300;

/** What is to be reviewed, and for whom. */
export interface ReviewRequest {
  readonly token: string;
  readonly bearer: Bearer;
  /** Empty: those of the API server itself. */
  readonly audiences: readonly string[];
  /** Milliseconds. */
  readonly timeoutMs?: number;
}

/**
 * Have the API server say whose token it is.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/
 */
export function askForReview(cluster: Cluster, request: ReviewRequest): Promise<Reply> {
  const { token, bearer, audiences, timeoutMs } = request;
  return cluster.ask({
    path: '/apis/authentication.k8s.io/v1/tokenreviews',
    bearer,
    body: {
      kind: 'TokenReview',
      apiVersion: 'authentication.k8s.io/v1',
      spec: { token, ...(audiences.length > 0 ? { audiences } : {}) },
    },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

/** Why a review does not prove a token: the check that it fails, and what was wanted and got. */
export interface ReviewFault {
  readonly check: 'token_review' | 'review_audience' | 'review_account';
  readonly expected: string;
  /** Texts of the API server are cut, and hold no token. */
  readonly received: string;
}

/**
 * Judge an answer of the API server. Anything but a review that says yes to this very account is a fault.
 *
 * @param asked - audiences that were asked for, and the secrets that were sent
 * @returns undefined where the token is proven
 */
export function findReviewFault(
  reply: Reply,
  account: ServiceAccount,
  asked: { readonly audiences: readonly string[]; readonly secrets: readonly string[] },
): ReviewFault | undefined {
  const status = findStatus(reply, asked.secrets);
  if ('check' in status) return status;
  const { audiences } = status.of;
  const wanted = asked.audiences;
  const granted = Array.isArray(audiences) ? (audiences as readonly unknown[]) : [];
  if (wanted.length > 0 && !granted.some((name) => wanted.includes(name as string))) {
    const received = granted.filter((name) => typeof name === 'string').join(', ');
    return fault('review_audience', `one of ${wanted.join(', ')}`, clean(received, asked.secrets));
  }
  return findAccountFault(objectOf(status.of['user']) ?? {}, account);
}

/** The part of a review that says yes. */
interface Granted {
  readonly of: Readonly<Record<string, unknown>>;
}

function findStatus(reply: Reply, secrets: readonly string[]): Granted | ReviewFault {
  const expected = 'a TokenReview that is authenticated';
  const refuse = (received: string) => fault('token_review', expected, received);
  if ('failure' in reply) return refuse(reply.failure);
  if (reply.status < 200 || reply.status > 206) return refuse(describeStatus(reply.status));
  const body = objectOf(reply.body);
  const status = objectOf(body?.['status']);
  if (!status || !isReview(body)) return refuse('no TokenReview');
  const { error = '', authenticated } = status;
  if (error !== '') return refuse(typeof error === 'string' ? clean(error, secrets) : 'an error');
  // Kubernetes leaves out members that are false
  return authenticated === true ? { of: status } : refuse('not authenticated');
}

function describeStatus(status: number): string {
  if (status === 401) return '401: the API server does not know who asks';
  if (status === 403) return '403: who asks may not create TokenReviews';
  return `status ${status}`;
}

/** A refusal is an object of another kind, and may come with any status. */
function isReview(body: Readonly<Record<string, unknown>> | undefined): boolean {
  return (body?.['kind'] ?? 'TokenReview') === 'TokenReview';
}

function findAccountFault(
  user: Readonly<Record<string, unknown>>,
  account: ServiceAccount,
): ReviewFault | undefined {
  const { username, uid } = user;
  const expected = `${account.namespace}/${account.name}, uid ${account.uid}`;
  const refuse = (received: string) => fault('review_account', expected, received);
  const parts = typeof username === 'string' ? username.split(':') : [];
  const [system, kind, namespace, name] = parts;
  if (parts.length !== 4 || system !== 'system' || kind !== 'serviceaccount') {
    return refuse('a user that is no service account');
  }
  if (name !== account.name) return refuse('an account of another name');
  if (uid !== account.uid) return refuse('an account of another uid');
  if (namespace !== account.namespace) return refuse('an account of another namespace');
  return undefined;
}

function fault(check: ReviewFault['check'], expected: string, received: string): ReviewFault {
  return { check, expected, received };
}

/** A text of the API server, fit to be shown to an operator. */
function clean(text: string, secrets: readonly string[]): string {
  const masked = secrets
    .filter((secret) => secret !== '')
    .reduce((left, secret) => left.replaceAll(secret, '(token)'), text);
  return masked.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, MAX_SHOWN);
}

/** An object that is no list; undefined for anything else. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
