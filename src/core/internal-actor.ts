import type { Token } from '../token/token-entry.ts';

/**
 * The server itself, where it does what its operator configured: a request that carries one needs no token.
 * Made in this process alone; nothing that arrives can name one. It may do everything, is shown by its name in
 * audit, and leaves no token that could be stolen.
 */
export class InternalActor {
  readonly #name: string;

  /** @param name - display name in audit: `declared-configuration` */
  constructor(name: string) {
    this.#name = name;
  }

  /** What stands for a token while one of its requests is handled. Is stored nowhere. */
  token(now: number): Token {
    return {
      id: '',
      key: '',
      isOrphan: true,
      entry: {
        type: 'batch',
        accessor: '',
        policies: ['root'],
        path: '',
        meta: null,
        display_name: this.#name,
        num_uses: 0,
        created_at: now,
        creation_ttl: 0,
        explicit_max_ttl: 0,
        period: 0,
        entity_id: '',
        bound_cidrs: [],
        renewable: false,
        expires_at: 0,
        renewed_at: 0,
        granted_ttl: 0,
        mount_uuid: '',
        has_lease: false,
      },
    };
  }
}
