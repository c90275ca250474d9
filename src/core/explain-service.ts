import { ApiError } from '../errors/api-error.ts';
import type { JsonObject } from '../lib/json.ts';
import type { GivenServices } from './create-context.ts';
import { type AskedAccessOfPolicies, testAccess } from './explain-access.ts';
import { type AskedLogin, explainLogin } from './explain-login.ts';
import { type AskedToken, explainToken } from './explain-token.ts';
import type { MountEntry } from './mount-entry.ts';
import { refusalsOf } from './refusals.ts';
import type { Scope } from './scope.ts';

/** Explanations, for operators: of logins, tokens and requests that are only imagined, and of refusals. */
export class ExplainService {
  readonly #scope: Scope;
  readonly #given: GivenServices;

  constructor(scope: Scope, given: GivenServices) {
    this.#scope = scope;
    this.#given = given;
  }

  /** See `explainLogin`. */
  login(mount: MountEntry, asked: AskedLogin): Promise<JsonObject> {
    return explainLogin(this.#scope, { mount, asked, given: this.#given });
  }

  /** See `explainToken`. */
  token(asked: AskedToken): Promise<JsonObject> {
    return explainToken(this.#scope, asked);
  }

  /** See `testAccess`. */
  access(asked: AskedAccessOfPolicies): Promise<JsonObject> {
    return testAccess(this.#scope, asked);
  }

  /**
   * A request that this process refused within the last hour.
   *
   * @throws ApiError `REFUSAL_UNKNOWN`
   */
  refusal(id: string): JsonObject {
    const { transaction, now } = this.#scope;
    const refusal = refusalsOf(transaction.barrier).find(id, now);
    if (!refusal) throw new ApiError('REFUSAL_UNKNOWN');
    return refusal;
  }
}
