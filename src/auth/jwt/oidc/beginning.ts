import type { Context } from '../context.ts';
import type { ProviderMetadata } from '../keys/provider.ts';
import type { Config, Role } from '../records.ts';

/** What a login is begun with. */
export interface Beginning {
  readonly config: Config;
  readonly role: Role;
  readonly metadata: ProviderMetadata;
  readonly context: Context;
}

/** `openid` comes first and once. */
export function scopesOf({ oidc_scopes }: Role): string {
  return [...new Set(['openid', ...oidc_scopes])].join(' ');
}
