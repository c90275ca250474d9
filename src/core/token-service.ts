import { ApiError } from '../errors/api-error.ts';
import type { AuthAnswer } from '../framework/operation.ts';
import type { Renewal } from '../framework/login.ts';
import { calculateTtl, type GrantedTtl } from '../token/calculate-ttl.ts';
import { GENERATION_KEY } from '../storage/transaction.ts';
import { remainingTtl, type Token, type TokenEntry } from '../token/token-entry.ts';
import { refreshGroups } from '../identity/login-entity.ts';
import { TokenStore } from '../token/token-store.ts';
import { requestTidy } from '../token/tidy.ts';
import { type Walk, walkTokens } from '../token/walk-tokens.ts';
import { unite } from './acl-cache.ts';
import { identityOf } from './identity-of.ts';
import { identify } from './login-identity.ts';
import type { MountEntry } from './mount-entry.ts';
import type { LiveTokenGate } from './quota/live-token-gate.ts';
import { type Scope, type SystemTtls, mountTtls } from './scope.ts';

/** Asks the mount that made a token what it grants at a renewal. */
export type AskForRenewal = (mount: MountEntry, entry: TokenEntry) => Promise<Renewal | undefined>;

/** The outcome of a renewal. */
export interface RenewedToken {
  readonly token: Token;
  readonly warnings: readonly string[];
}

/** Tokens, for the methods that make and end them. */
export class TokenService {
  readonly #scope: Scope;
  readonly #askForRenewal: AskForRenewal;
  readonly #liveTokens: LiveTokenGate;
  readonly store: TokenStore;
  /** What those should be told who get what `issue` has made. */
  readonly warnings: string[] = [];

  constructor(
    scope: Scope,
    given: { readonly askForRenewal: AskForRenewal; readonly liveTokens: LiveTokenGate },
  ) {
    this.#scope = scope;
    this.#askForRenewal = given.askForRenewal;
    this.#liveTokens = given.liveTokens;
    this.store = new TokenStore(scope.transaction, {
      now: scope.now,
      isIssuerLive: (entry) => scope.configuration.isIssuerLive(entry),
      onEnd: (entry) => this.#liveTokens.noteEnded(scope.configuration, entry),
    });
  }

  /**
   * The token of an id. The caller's own token is also found during its last use, when it is already gone
   * for everybody else.
   */
  async find(id: string): Promise<Token | undefined> {
    const own = this.#scope.caller?.token;
    if (own?.id !== id) return this.store.find(id);
    return own.entry.num_uses < 0 ? own : this.store.findAgain(own);
  }

  /**
   * The caller's own token, as it is stored now.
   *
   * @throws ApiError `TOKEN_INVALID` when it was revoked since the request began
   */
  async own(): Promise<Token> {
    const token = await this.find(this.#scope.caller?.token.id ?? '');
    if (!token) throw new ApiError('TOKEN_INVALID', { detail: 'revoked while in use' });
    return token;
  }

  /** Lifetimes of a mount, seconds. */
  ttlsOf(mount: MountEntry): SystemTtls {
    return mountTtls(this.#scope.parts, mount);
  }

  /**
   * Issue a token; see `TokenStore.issue`. It is committed only while the configuration stays as it is: none
   * can slip past those who end tokens together at this moment.
   *
   * @throws ApiError `TOKEN_ENDED_MEANWHILE` when it would be one of those that were ended since the request
   *   began; `LIVE_TOKENS_EXHAUSTED`
   */
  async issue(entry: Omit<TokenEntry, 'accessor'>, customId?: string): Promise<Token> {
    const { transaction, configuration, began, parts } = this.#scope;
    const stamped = { ...entry, generation: began };
    if (configuration.voided.has(stamped)) throw new ApiError('TOKEN_ENDED_MEANWHILE');
    transaction.require(GENERATION_KEY);
    const mount = configuration.mounts.byUuid(entry.mount_uuid);
    if (mount) this.#scope.trail.issued = { entry, mount };
    const token = await this.store.issue(stamped, parts.random, customId);
    const warning = await this.#liveTokens.claim(this.#scope, this.store, token);
    if (warning !== undefined) this.warnings.push(warning);
    return token;
  }

  /** Look at the next tokens; see `walkTokens`. */
  walk(walk: Walk): Promise<string | undefined> {
    return walkTokens({ transaction: this.#scope.transaction, store: this.store }, walk);
  }

  /**
   * Have remains of tokens looked for by whoever sweeps the store; see `tidyTokens`.
   *
   * @returns false when that was asked for already and is not done
   */
  requestTidy(): Promise<boolean> {
    return requestTidy(this.#scope.transaction);
  }

  /**
   * Extend a token.
   *
   * @param increment - seconds wished for; 0: as much as its role grants
   * @returns undefined when its method grants nothing; then nothing changed
   * @throws ApiError `TOKEN_BATCH_NOT_RENEWABLE`, `LEASE_UNKNOWN`, `LEASE_NOT_RENEWABLE`, and what the
   *   method or the bounds refuse
   */
  async renew(token: Token, increment: number): Promise<RenewedToken | undefined> {
    const { entry } = token;
    if (entry.type === 'batch') throw new ApiError('TOKEN_BATCH_NOT_RENEWABLE');
    // a token in its last use is gone already: writing it would bring it back
    if (!entry.has_lease || entry.num_uses < 0) throw new ApiError('LEASE_UNKNOWN');
    if (!entry.renewable || entry.expires_at === 0) throw new ApiError('LEASE_NOT_RENEWABLE');
    const mount = this.#scope.configuration.mounts.byUuid(entry.mount_uuid);
    const renewal = mount && (await this.#askForRenewal(mount, entry));
    if (!mount || !renewal) return undefined;
    await this.#refreshGroups(mount, entry, renewal);
    const { ttl, expiresAt, warnings } = this.#renewedTtl(mount, { entry, renewal, increment });
    const now = this.#scope.now;
    const renewed = this.store.update(token, {
      ...entry,
      expires_at: expiresAt,
      renewed_at: now,
      granted_ttl: ttl,
    });
    return { token: renewed, warnings };
  }

  /** What a token may do through its entity and the groups of it, beside its own policies. */
  async identityPolicies({ entity_id }: TokenEntry): Promise<readonly string[]> {
    const { configuration, transaction } = this.#scope;
    return (await configuration.entity(entity_id, transaction))?.policies ?? [];
  }

  /**
   * The entity of an alias that a token role allows, made when it is not there; see `identify`.
   *
   * @throws ApiError `PERMISSION_DENIED` when it is disabled
   */
  async entityOfAlias(mount: MountEntry, name: string): Promise<string> {
    return (await identify(this.#scope, mount, { alias: { name } })).id;
  }

  /** The `auth` part that answers a token to its owner. */
  async authAnswer(token: Token, clientToken: string): Promise<AuthAnswer> {
    const { entry } = token;
    const identityPolicies = await this.identityPolicies(entry);
    return {
      client_token: clientToken,
      accessor: entry.accessor,
      policies: unite(entry.policies, identityPolicies),
      token_policies: entry.policies,
      identity_policies: identityPolicies,
      metadata: entry.meta,
      lease_duration: remainingTtlRounded(entry, this.#scope.now),
      renewable: entry.renewable,
      entity_id: entry.entity_id,
      token_type: entry.type,
      orphan: token.isOrphan,
      num_uses: entry.num_uses,
    };
  }

  /** Only tokens of logins are asked of their method; those below them bring no groups. */
  async #refreshGroups(mount: MountEntry, entry: TokenEntry, { groups }: Renewal): Promise<void> {
    if (!groups || entry.entity_id === '') return;
    const known = { mount_accessor: mount.accessor, groups };
    await refreshGroups(identityOf(this.#scope.transaction), entry.entity_id, known);
  }

  #renewedTtl(
    mount: MountEntry,
    from: { entry: TokenEntry; renewal: Renewal; increment: number },
  ): GrantedTtl {
    const { entry, renewal, increment } = from;
    const ttls = this.ttlsOf(mount);
    return calculateTtl({
      mountDefault: ttls.default_lease_ttl,
      mountMax: ttls.max_lease_ttl,
      increment,
      roleTtl: renewal.ttl,
      roleMax: renewal.max_ttl,
      period: renewal.period,
      explicitMax: renewal.explicit_max_ttl,
      startedAt: entry.created_at,
      now: this.#scope.now,
    });
  }
}

/** Seconds that are left, a started one counted whole: what was granted this instant is all there. */
function remainingTtlRounded(entry: TokenEntry, now: number): number {
  return entry.expires_at === 0
    ? 0
    : Math.max(remainingTtl(entry, now), Math.ceil((entry.expires_at - now) / 1000));
}
