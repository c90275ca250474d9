import type { MountTable } from './mount-table.ts';
import type { MountType } from './mount-type.ts';
import type { Scope } from './scope.ts';

/** What documents of the API are made from. */
export class DocumentService {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  get types(): ReadonlyMap<string, MountType> {
    return this.#scope.parts.types;
  }

  get mounts(): MountTable {
    return this.#scope.configuration.mounts;
  }
}
