import { ApiError } from '../../errors/api-error.ts';
import type { Checks } from '../../framework/checks.ts';
import type { LoginResult } from '../../framework/login.ts';
import { isInCidrs } from '../../lib/cidr.ts';
import { readAnnotations } from './annotations.ts';
import { assertBounds } from './assert-bounds.ts';
import { assertClaims } from './assert-claims.ts';
import { type Bearer, type Cluster, openCluster } from './cluster.ts';
import type { Context, Handle } from './context.ts';
import { PodFileError, type PodFiles } from './pod-files.ts';
import { readToken } from './read-token.ts';
import { type Config, CONFIG, type Role } from './records.ts';
import { readServiceAccount, type ServiceAccount } from './service-account.ts';
import { askForReview, findReviewFault } from './token-review.ts';

/** The checks of a login, in their order. Some are skipped where the configuration does not ask for them. */
export const checks = [
  'role_given',
  'jwt_given',
  'role',
  'source_address',
  'config',
  'jwt_form',
  'signature',
  'algorithm',
  'issuer',
  'audience',
  'not_before',
  'expiry',
  'issued_at',
  'claims',
  'account_name',
  'account_namespace',
  'alias_name',
  'token_review',
  'review_audience',
  'review_account',
  'annotations',
] as const;

/** A role, and the name that it is stored under. */
interface NamedRole {
  readonly name: string;
  readonly role: Role;
}

/**
 * Log a service account in. What its token says is held against the role first, then the API server is asked
 * whose token it is: only that proves anything, and it is never left out.
 *
 * @throws ApiError `KUBERNETES_FIELD_MISSING`, `KUBERNETES_ROLE_UNKNOWN`, `PERMISSION_DENIED`,
 *   `KUBERNETES_NOT_CONFIGURED`, `KUBERNETES_CA_UNREADABLE`, and those of `readToken`, `assertClaims`,
 *   `assertBounds`, `readAnnotations`
 */
export function createLogin(pod: PodFiles): Handle['kubernetes-login'] {
  return async ({ body, remoteAddress, now }, context) => {
    const { checks } = context;
    const name = given('role', body.role?.toLowerCase(), checks);
    const jwt = given('jwt', body.jwt?.trim(), checks);
    const named = await findRole(name, context);
    assertAddress(named, remoteAddress, checks);
    const config = await context.records.config.cached(CONFIG);
    const cluster = await open(config, { pod, context, now });
    const { compact: token, claims } = await readToken(jwt, cluster.config, checks);
    const bounds = { config: cluster.config, role: named.role, checks, now };
    const audiences = assertClaims(claims, bounds);
    const account = readAccount(claims, checks);
    await assertBounds(account, { role: named.role, cluster, checks });
    const alias = chooseAlias(account, named.role, checks);
    const bearer = cluster.reviewer ?? { token, source: 'token under review' as const };
    await review({ token, bearer, audiences }, { cluster, account, checks });
    const annotations = cluster.config.use_annotations_as_alias_metadata
      ? await readAnnotations(account, { cluster, bearer, checks })
      : {};
    return { status: 200, login: identify(account, named, { alias, annotations }) };
  };
}

function given(field: 'role' | 'jwt', value: string | undefined, checks: Checks): string {
  const check = `${field}_given`;
  if (value !== undefined && value !== '') {
    checks.pass(check);
    return value;
  }
  const error = new ApiError('KUBERNETES_FIELD_MISSING', { values: { field } });
  throw checks.fail(check, { expected: `a ${field}`, received: 'none' }, error);
}

async function findRole(name: string, { records, checks }: Context): Promise<NamedRole> {
  const role = await records.role.cached(name);
  const seen = () => ({ expected: 'a role of this name', received: role ? name : 'none' });
  if (!role) {
    const error = new ApiError('KUBERNETES_ROLE_UNKNOWN', { values: { name } });
    throw checks.fail('role', seen, error);
  }
  checks.pass('role', seen);
  return { name, role };
}

/** The core asks the same of every login, but only after the API server was asked. */
function assertAddress({ role }: NamedRole, address: string, checks: Checks): void {
  const blocks = role.token.token_bound_cidrs;
  const seen = () => ({ expected: blocks.join(', ') || 'any address', received: address });
  if (blocks.length > 0 && !isInCidrs(address, blocks)) {
    const detail = 'address outside token_bound_cidrs';
    throw checks.fail('source_address', seen, new ApiError('PERMISSION_DENIED', { detail }));
  }
  checks.pass('source_address', seen);
}

async function open(
  config: Config | undefined,
  of: { readonly pod: PodFiles; readonly context: Context; readonly now: number },
): Promise<Cluster> {
  const { checks } = of.context;
  const expected = 'a configuration of the cluster';
  if (!config) {
    const error = new ApiError('KUBERNETES_NOT_CONFIGURED');
    throw checks.fail('config', { expected, received: 'none' }, error);
  }
  try {
    const cluster = await openCluster(config, of);
    checks.pass('config', () => ({ expected, received: config.kubernetes_host }));
    return cluster;
  } catch (error) {
    if (!(error instanceof PodFileError)) throw error;
    const seen = { expected: 'the certificate of the pod', received: error.message };
    const detail = error.message;
    throw checks.fail('config', seen, new ApiError('KUBERNETES_CA_UNREADABLE', { detail }));
  }
}

function readAccount(claims: Parameters<typeof readServiceAccount>[0], checks: Checks) {
  const account = readServiceAccount(claims);
  const seen = () => ({
    expected: 'claims of a service account',
    received: account ? `${account.namespace}/${account.name}` : 'names that are none',
  });
  if (account) {
    checks.pass('claims', seen);
    return account;
  }
  const detail = 'the claims name no service account';
  throw checks.fail('claims', seen, new ApiError('KUBERNETES_TOKEN_REFUSED', { detail }));
}

function chooseAlias(
  { name, namespace, uid }: ServiceAccount,
  { alias_name_source: source }: Role,
  checks: Checks,
): string {
  const isByUid = source === 'serviceaccount_uid';
  const seen = () => ({ expected: source, received: `uid ${uid}, name ${namespace}/${name}` });
  if (isByUid ? uid === '' : name === '' || namespace === '') {
    const reason = isByUid
      ? 'could not parse UID from claims'
      : 'service account namespace and name must be set';
    const error = new ApiError('KUBERNETES_ALIAS_UNNAMED', { values: { reason } });
    throw checks.fail('alias_name', seen, error);
  }
  checks.pass('alias_name', seen);
  return isByUid ? uid : `${namespace}/${name}`;
}

interface Review {
  readonly token: string;
  readonly bearer: Bearer;
  readonly audiences: readonly string[];
}

const reviewChecks = ['token_review', 'review_audience', 'review_account'] as const;

async function review(
  { token, bearer, audiences }: Review,
  of: { readonly cluster: Cluster; readonly account: ServiceAccount; readonly checks: Checks },
): Promise<void> {
  const reply = await askForReview(of.cluster, { token, bearer, audiences });
  const secrets = [token, bearer.token];
  const fault = findReviewFault(reply, of.account, { audiences, secrets });
  for (const check of reviewChecks) {
    if (fault?.check === check) {
      const { expected, received } = fault;
      const detail = `review with the ${bearer.source}: ${received}`;
      const error = new ApiError('KUBERNETES_REVIEW_REFUSED', { detail });
      throw of.checks.fail(check, { expected, received: detail }, error);
    }
    of.checks.pass(check, () => ({ received: `yes, asked with the ${bearer.source}` }));
  }
}

function identify(
  account: ServiceAccount,
  { name, role }: NamedRole,
  { alias, annotations }: { alias: string; annotations: Readonly<Record<string, string>> },
): LoginResult {
  const metadata = {
    service_account_uid: account.uid,
    service_account_name: account.name,
    service_account_namespace: account.namespace,
    service_account_secret_name: account.secretName,
  };
  return {
    alias: { name: alias, metadata: { ...annotations, ...metadata } },
    displayName: `${account.namespace}-${account.name}`,
    metadata: { role: name, ...metadata },
    settings: role.token,
    role: name,
    renewal: {
      role: name,
      uid: account.uid,
      name: account.name,
      namespace: account.namespace,
    },
  };
}
