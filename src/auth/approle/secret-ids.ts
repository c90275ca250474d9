import { digestToUuid } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Collection } from '../../storage/records.ts';
import type { Context } from './context.ts';
import type { Role, SecretId } from './records.ts';
import { MAX_ID_BYTES } from './role-id.ts';

/** How exact `used_at` is where no use is counted: an entry that is written anew each time would be a queue. */
const USED_AT_EXACT_TO_MS = 60_000;

/** A SecretID that may be used. */
export interface FoundSecretId {
  readonly accessor: string;
  readonly record: SecretId;
}

/** The SecretIDs of one role. Ended ones are not found, whether or not their space is freed. */
export class SecretIds {
  readonly #collection: Collection<SecretId>;
  readonly #accessorOf: (secret_id: string) => string;
  readonly #now: number;
  #endedAt = 0;

  /** @param from - `now` is that of the request, in milliseconds */
  constructor(role: Pick<Role, 'uuid'>, from: { context: Context; now: number }) {
    const { records, keyedHash } = from.context;
    this.#collection = records.secretId.within(role.uuid);
    this.#accessorOf = (secret_id) =>
      digestToUuid(keyedHash('secret-id', `${role.uuid}/${secret_id}`));
    this.#now = from.now;
  }

  /** End of the one that was last looked for and is past it, milliseconds; 0 where there was none. */
  get endedAt(): number {
    return this.#endedAt;
  }

  /** The SecretID of a text. */
  async find(secret_id: string): Promise<FoundSecretId | undefined> {
    const isTooLong = Buffer.byteLength(secret_id) > MAX_ID_BYTES;
    // the same look-up, so that the time does not tell
    return this.findByAccessor(this.#accessorOf(isTooLong ? '' : secret_id));
  }

  /** Hash as `find` does, without a look-up: where there is no role, that was spent on its RoleID. */
  pretendToFind(secret_id: string): void {
    this.#accessorOf(secret_id);
  }

  /** The SecretID of an accessor; one of another role is not found. */
  async findByAccessor(accessor: string): Promise<FoundSecretId | undefined> {
    const record = await this.#collection.get(accessor);
    const isLive = record && (record.expires_at === 0 || this.#now < record.expires_at);
    this.#endedAt = record && !isLive ? record.expires_at : 0;
    return isLive ? { accessor, record } : undefined;
  }

  /**
   * Store a new SecretID.
   *
   * @returns its accessor
   * @throws ApiError `SECRET_ID_TAKEN`
   */
  async add(secret_id: string, record: SecretId): Promise<string> {
    const accessor = this.#accessorOf(secret_id);
    if (await this.findByAccessor(accessor)) throw new ApiError('SECRET_ID_TAKEN');
    this.#put(accessor, record);
    return accessor;
  }

  /**
   * Count a use, in the commit of the login: of those who want the last one only one gets it.
   *
   * What is not counted is noted once a minute, and else only must not have been destroyed in the meantime.
   */
  use({ accessor, record }: FoundSecretId): void {
    const { num_uses, used_at } = record;
    const now = this.#now;
    if (num_uses === 1) this.#collection.remove(accessor);
    else if (num_uses > 1) {
      this.#put(accessor, { ...record, num_uses: num_uses - 1, updated_at: now, used_at: now });
    } else if (now - used_at >= USED_AT_EXACT_TO_MS) {
      this.#put(accessor, { ...record, used_at: now });
    } else this.#collection.require(accessor);
  }

  remove({ accessor }: FoundSecretId): void {
    this.#collection.remove(accessor);
  }

  /** Accessors, in an order that stays. */
  accessors(bounds: Parameters<Collection<SecretId>['page']>[0]): Promise<string[]> {
    return this.#collection.page(bounds);
  }

  #put(accessor: string, record: SecretId): void {
    this.#collection.put(accessor, record, record.expires_at || undefined);
  }
}
