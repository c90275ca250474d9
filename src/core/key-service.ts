import type { LifecycleService } from './lifecycle-service.ts';
import type { Scope } from './scope.ts';
import { KeyPlace } from './seal/key-place.ts';
import { KeyRotation } from './seal/key-rotation.ts';
import { Rekey, type RekeyTarget } from './seal/rekey.ts';
import { RootGeneration } from './seal/root-generation.ts';

/** The keys of the server, for the system's endpoints. Changes are part of the request's commit. */
export class KeyService {
  readonly #scope: Scope;
  readonly #lifecycle: LifecycleService;

  constructor(scope: Scope, lifecycle: LifecycleService) {
    this.#scope = scope;
    this.#lifecycle = lifecycle;
  }

  /** When the encryption key is rotated by itself. */
  get rotation(): KeyRotation {
    return new KeyRotation(this.#scope.transaction);
  }

  /** The making of a root token. */
  get rootGeneration(): RootGeneration {
    return new RootGeneration(this.#place);
  }

  /** New shares. */
  rekey(target: RekeyTarget): Rekey {
    return new Rekey(this.#place, target);
  }

  /** The term that encrypts, and how often it did. */
  async status(): Promise<{ term: number; installedAt: number; encryptions: number }> {
    const { term, installedAt, unreported } = this.#lifecycle.keyStatus();
    const encryptions = (await this.rotation.reported(term)) + unreported;
    return { term, installedAt, encryptions };
  }

  /** Have a fresh root key; shares stay. @throws ApiError `SEALED`, `KEYS_OUTDATED` */
  replaceRootKey(): Promise<void> {
    return this.#place.change(() => ({}));
  }

  get #place(): KeyPlace {
    return new KeyPlace(this.#scope, this.#lifecycle.keys);
  }
}
