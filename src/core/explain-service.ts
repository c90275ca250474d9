import type { JsonObject } from '../lib/json.ts';
import type { GivenServices } from './create-context.ts';
import { type AskedLogin, explainLogin } from './explain-login.ts';
import { type AskedToken, explainToken } from './explain-token.ts';
import type { MountEntry } from './mount-entry.ts';
import type { Scope } from './scope.ts';

/** Explanations, for operators: of logins and tokens that are only imagined. Nothing comes of them. */
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
}
