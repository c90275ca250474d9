import { randomUuid } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import { bindRecord, type Collection } from '../../storage/records.ts';
import { requestRemoval } from '../../storage/removed-rows.ts';
import { countSlots, slotsOf } from '../../token/token-slots.ts';
import { type MountEntry, ROOT_NAMESPACE } from '../mount-entry.ts';
import { findType, type Scope } from '../scope.ts';
import { liveTokenRecord, type LiveTokenRule } from './live-token-rule.ts';

/** A quota of live tokens as it is asked for. */
export interface LiveTokenWish {
  readonly name: string;
  /** Of an auth mount. */
  readonly path: string;
  readonly role: string;
  readonly max_live_tokens: number;
}

/** A quota of live tokens as it is shown. */
export interface ShownLiveTokens extends LiveTokenWish {
  /** Tokens that are alive now. */
  readonly live_tokens: number;
  /** Whether tokens from before the quota are among them. */
  readonly is_counted: boolean;
}

/** Quotas of live tokens, for the system's endpoints. Changes are part of the request's commit. */
export class LiveTokenQuotas {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Names of the quotas, sorted. */
  list(): string[] {
    return this.#known.map(({ name }) => name).toSorted();
  }

  /** Undefined: there is none. Counts, which costs two reads for each live token below the quota. */
  async read(name: string): Promise<ShownLiveTokens | undefined> {
    const rule = this.#find(name);
    if (!rule) return undefined;
    const { configuration, transaction, now } = this.#scope;
    const { live } = await countSlots(transaction.open, rule.id, {
      now,
      isIssuerLive: (entry) => configuration.isIssuerLive(entry),
      most: Infinity,
    });
    const path = configuration.mounts.byUuid(rule.mount_uuid)?.path ?? '';
    const { role, max_live_tokens, is_counted } = rule;
    return { name, path, role, max_live_tokens, live_tokens: live, is_counted };
  }

  /**
   * Make a quota, or write it anew. Tokens that live already are counted, none is ended.
   *
   * @throws ApiError `QUOTA_PATH_INVALID`, `QUOTA_ROLE_NOT_AUTH`, `QUOTA_ROLE_UNSUPPORTED`, `QUOTA_TWIN`
   */
  async write({ path, ...wish }: LiveTokenWish): Promise<void> {
    const { transaction, configuration, parts } = this.#scope;
    // every method keeps its roles in small letters
    const role = wish.role.toLowerCase();
    const mount_uuid = this.#mountOf(path, role).uuid;
    const isSame = (rule: LiveTokenRule) => rule.mount_uuid === mount_uuid && rule.role === role;
    const twin = this.#known.find((rule) => rule.name !== wish.name && isSame(rule));
    if (twin) throw new ApiError('QUOTA_TWIN', { values: { name: twin.name } });
    // neither may the mount go, nor a twin come, before this is written
    await transaction.requireGeneration(configuration.generation);
    const known = this.#find(wish.name);
    if (known && isSame(known)) {
      this.#rules.put(wish.name, { ...known, max_live_tokens: wish.max_live_tokens });
      return;
    }
    if (known) requestRemoval(transaction, slotsOf(known.id));
    const id = randomUuid(parts.random);
    this.#rules.put(wish.name, { ...wish, id, mount_uuid, role, is_counted: false });
  }

  remove(name: string): void {
    const rule = this.#find(name);
    if (!rule) return;
    this.#rules.remove(name);
    requestRemoval(this.#scope.transaction, slotsOf(rule.id));
  }

  /** A mount goes, and its quotas with it. */
  removeOf({ uuid }: Pick<MountEntry, 'uuid'>): void {
    for (const { name, mount_uuid } of this.#known) if (mount_uuid === uuid) this.remove(name);
  }

  #mountOf(path: string, role: string): MountEntry {
    const { parts, configuration } = this.#scope;
    const bare = `${path.replaceAll(/^\/+|\/+$/g, '')}/`;
    const mount = configuration.mounts.get(bare);
    if (!mount) throw new ApiError('QUOTA_PATH_INVALID', { values: { path: bare } });
    if (mount.kind !== 'auth') throw new ApiError('QUOTA_ROLE_NOT_AUTH', { values: { path } });
    const hasRoles = Object.keys(findType(parts.types, mount)?.roleName ?? {}).length > 0;
    if (role !== '' && !hasRoles) {
      throw new ApiError('QUOTA_ROLE_UNSUPPORTED', { values: { path } });
    }
    return mount;
  }

  #find(name: string): LiveTokenRule | undefined {
    return this.#known.find((rule) => rule.name === name);
  }

  get #known(): readonly LiveTokenRule[] {
    return this.#scope.configuration.quotas.liveTokens.rules;
  }

  get #rules(): Collection<LiveTokenRule> {
    return bindRecord(this.#scope.transaction, ROOT_NAMESPACE, liveTokenRecord);
  }
}
