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

/** Whether a browser may be sent there: a provider could name what is no page at all. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
