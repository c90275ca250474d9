import { ENTITY_FOLDER } from '../identity/identity-store.ts';
import type { JsonObject } from '../lib/json.ts';
import { tokenKeys } from '../token/token-store.ts';
import { countEntries } from './count-entries.ts';
import { listInFlight } from './list-in-flight.ts';
import { ROOT_NAMESPACE } from './mount-entry.ts';
import type { Scope } from './scope.ts';
import { type InstalledVersion, listVersions } from './version-history.ts';

/** What a server knows of itself, for the system's endpoints. */
export class StateService {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The requests that this process is answering. */
  inFlight(): JsonObject {
    return listInFlight(this.#scope.parts, this.#scope.configuration);
  }

  /** The versions that have worked on the store, the oldest first. */
  versions(): Promise<InstalledVersion[]> {
    return listVersions(this.#scope.transaction);
  }

  /** Service tokens that have not ended; those whose mount or parent is gone count until they are swept. */
  countTokens(): Promise<number> {
    return this.#count(tokenKeys.prefix);
  }

  countEntities(): Promise<number> {
    return this.#count(ROOT_NAMESPACE + ENTITY_FOLDER);
  }

  /** The configuration of the process, without what is secret. */
  get configuration(): JsonObject {
    return this.#scope.parts.shownConfig ?? {};
  }

  /** Dear, so done once however often the request is decided anew. */
  #count(prefix: string): Promise<number> {
    const { transaction, now, once } = this.#scope;
    return once(`count ${prefix}`, () => countEntries(transaction.open.store, prefix, now));
  }
}
