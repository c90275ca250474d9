import { endlessRoot, type Token } from '../token/token-entry.ts';

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
        ...endlessRoot,
        type: 'batch',
        accessor: '',
        path: '',
        display_name: this.#name,
        created_at: now,
        mount_uuid: '',
        has_lease: false,
      },
    };
  }
}
