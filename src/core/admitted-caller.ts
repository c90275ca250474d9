import type { Acl } from '../policy/acl.ts';
import type { Token } from '../token/token-entry.ts';
import { authenticate, type AuthenticationView } from './authenticate.ts';
import type { Caller } from './mount-context.ts';
import type { IncomingRequest } from './request.ts';

/** What is known of a caller whose token is good. */
interface Known {
  readonly acl: Acl;
  readonly identityPolicies: Caller['identityPolicies'];
  /** Where it may have sudo; absent: nowhere, but for root. */
  readonly sudoPath?: string;
}

/** A caller whose token is good, with its policies. */
export class AdmittedCaller implements Caller {
  readonly token: Token;
  readonly #known: Known;

  constructor(token: Token, known: Known) {
    this.token = token;
    this.#known = known;
  }

  get acl(): Acl {
    return this.#known.acl;
  }

  get identityPolicies(): Caller['identityPolicies'] {
    return this.#known.identityPolicies;
  }

  /** Asked by few operations, and it costs a search. */
  get hasSudo(): boolean {
    const { acl, sudoPath } = this.#known;
    if (acl.isRoot) return true;
    return sudoPath !== undefined && acl.capabilities(sudoPath).includes('sudo');
  }

  /** The same caller, its token as the running request sees it. */
  with(present: Token): AdmittedCaller {
    const { token: before } = this;
    return present === before ? this : new AdmittedCaller(present, this.#known);
  }
}

/**
 * Who asks: the valid token of a request, and the policies that it has now.
 *
 * @param sudoPath - where it may have sudo; absent: nowhere, but for root
 * @throws ApiError `TOKEN_INVALID`
 */
export async function findCaller(
  request: IncomingRequest,
  view: AuthenticationView,
  sudoPath?: string,
): Promise<AdmittedCaller> {
  const { transaction, configuration, now } = view;
  const { token, entity } = await authenticate(request, view);
  const acl = await configuration.acl(token.entry.policies, { transaction, now, entity });
  const known = { acl, identityPolicies: entity?.policies };
  return new AdmittedCaller(token, sudoPath === undefined ? known : { ...known, sudoPath });
}
