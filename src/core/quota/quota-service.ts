import { randomUuid } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import { bindRecord, type Collection } from '../../storage/records.ts';
import { type MountEntry, ROOT_NAMESPACE } from '../mount-entry.ts';
import { findType, type Scope } from '../scope.ts';
import { findTarget } from '../target.ts';
import {
  type QuotaConfig,
  quotaConfigRecord,
  rateLimitRecord,
  type RateLimitRule,
} from './rate-limit-rule.ts';

/** A rate-limit quota as it is asked for. */
export type RateLimitWish = Omit<RateLimitRule, 'id' | 'mount_uuid' | 'suffix' | 'inheritable'> & {
  readonly path: string;
  readonly inheritable: boolean | undefined;
};

/** A rate-limit quota as it is shown. */
export type ShownRateLimit = Omit<RateLimitRule, 'id' | 'mount_uuid' | 'suffix'> & {
  readonly path: string;
};

/** Quotas, for the system's endpoints. Changes are part of the request's commit. */
export class QuotaService {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Names of the rate-limit quotas, sorted. */
  list(): string[] {
    return this.#scope.configuration.quotas.rules.map(({ name }) => name).toSorted();
  }

  /** Undefined: there is none. */
  read(name: string): ShownRateLimit | undefined {
    const rule = this.#find(name);
    if (!rule) return undefined;
    const { id: _id, mount_uuid, suffix, ...shown } = rule;
    const mount = this.#scope.configuration.mounts.byUuid(mount_uuid);
    return { ...shown, path: (mount?.path ?? '') + suffix };
  }

  /**
   * Make a rate-limit quota, or write it anew.
   *
   * @throws ApiError `QUOTA_PATH_INVALID`, `QUOTA_ROLE_WITH_SUFFIX`, `QUOTA_ROLE_NOT_AUTH`,
   *   `QUOTA_ROLE_UNSUPPORTED`, `QUOTA_TWIN`
   */
  async write({ path, ...asked }: RateLimitWish): Promise<void> {
    // every method keeps its roles in small letters
    const wish = { ...asked, role: asked.role.toLowerCase() };
    const { transaction, configuration, parts } = this.#scope;
    const place = this.#place(path);
    if (wish.role !== '') this.#assertRoles(path, place);
    const { mount_uuid, suffix } = place;
    const twin = configuration.quotas.rules.find(
      (rule) =>
        rule.name !== wish.name &&
        rule.mount_uuid === mount_uuid &&
        rule.suffix === suffix &&
        rule.role === wish.role,
    );
    if (twin) throw new ApiError('QUOTA_TWIN', { values: { name: twin.name } });
    // neither may the mount go, nor a twin come, before this is written
    await transaction.requireGeneration(configuration.generation);
    const inheritable = wish.inheritable ?? mount_uuid === '';
    const id = randomUuid(parts.random);
    this.#rules.put(wish.name, { ...wish, inheritable, id, mount_uuid, suffix });
  }

  remove(name: string): void {
    if (this.#find(name)) this.#rules.remove(name);
  }

  get config(): QuotaConfig {
    return this.#scope.configuration.quotas.config;
  }

  setConfig(config: QuotaConfig): void {
    bindRecord(this.#scope.transaction, ROOT_NAMESPACE, quotaConfigRecord).put('config', config);
  }

  #find(name: string): RateLimitRule | undefined {
    return this.#scope.configuration.quotas.rules.find((rule) => rule.name === name);
  }

  /** @throws ApiError `QUOTA_PATH_INVALID` */
  #place(path: string): { mount_uuid: string; suffix: string; mount?: MountEntry } {
    const bare = path.replace(/^\/+|\/+$/g, '');
    if (bare === '') return { mount_uuid: '', suffix: '' };
    const { parts, configuration } = this.#scope;
    const mount = configuration.mounts.match(`${bare}/`)?.mount;
    if (!mount) throw new ApiError('QUOTA_PATH_INVALID', { values: { path: `${bare}/` } });
    const isGlob = bare.endsWith('*');
    const sent = { path: isGlob ? bare.slice(0, -1) : bare, operation: 'update' } as const;
    // the spelling that the request itself will have
    const canonical =
      sent.path.length > mount.path.length ? findTarget(parts, configuration, sent).aclPath : '';
    const suffix = canonical.slice(mount.path.length) + (isGlob ? '*' : '');
    return { mount_uuid: mount.uuid, suffix, mount };
  }

  #assertRoles(path: string, { suffix, mount }: { suffix: string; mount?: MountEntry }): void {
    if (suffix !== '') throw new ApiError('QUOTA_ROLE_WITH_SUFFIX');
    if (mount?.kind !== 'auth') throw new ApiError('QUOTA_ROLE_NOT_AUTH', { values: { path } });
    const type = findType(this.#scope.parts.types, mount);
    if (Object.keys(type?.roleName ?? {}).length > 0) return;
    throw new ApiError('QUOTA_ROLE_UNSUPPORTED', { values: { path } });
  }

  get #rules(): Collection<RateLimitRule> {
    return bindRecord(this.#scope.transaction, ROOT_NAMESPACE, rateLimitRecord);
  }
}
