import { voidTokens, type VoidScope } from '../token/voided-tokens.ts';
import { isVoidSweepDone, requestVoidSweep } from '../token/sweep-voided.ts';
import { mountTtls, type Scope } from './scope.ts';
import { findTarget } from './target.ts';

/** Ends many tokens at once, for the system's endpoints, as part of the commit of the request. */
export class RevocationService {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /**
   * End all tokens of some scopes and all below them, with those of logins that are running at this moment.
   * They are refused from the commit on, however many they are; whoever sweeps the store removes their rows.
   * At most once in a request.
   */
  async end(wanted: readonly VoidScope[]): Promise<void> {
    const { transaction, configuration, now } = this.#scope;
    const scopes = wanted.map((scope) => this.#canonical(scope));
    const { generation } = configuration;
    await transaction.requireGeneration(generation);
    const isSwept = await isVoidSweepDone(transaction);
    await voidTokens(transaction, scopes, {
      generation,
      now,
      maxTtl: this.#longestTtl(),
      isSwept,
    });
    await requestVoidSweep(transaction);
  }

  /** A path that names what a mount knows in one spelling only is brought to it, as paths of tokens are. */
  #canonical(scope: VoidScope): VoidScope {
    if (scope.kind !== 'path') return scope;
    const { parts, configuration, request } = this.#scope;
    const { path } = scope;
    const of = { ...request, path, operation: 'update' as const };
    return { ...scope, path: findTarget(parts, configuration, of).aclPath };
  }

  /** The longest life of a batch token that any mount makes now, seconds. */
  #longestTtl(): number {
    const { parts, configuration } = this.#scope;
    const ofMounts = configuration.mounts.all().map((mount) => mountTtls(parts, mount));
    return Math.max(parts.ttls.max_lease_ttl, ...ofMounts.map((ttls) => ttls.max_lease_ttl));
  }
}
