import { ApiError } from '../errors/api-error.ts';
import { canonicalCidr, CidrError } from '../lib/cidr.ts';
import type { JsonValue } from '../lib/json.ts';
import { boolean, commaList, type Decoded, duration, type Fields, integer, text } from './field.ts';

/** Types that a role may ask for; empty counts as `default`. */
export type RequestedTokenType = 'default' | 'service' | 'batch';

/** How the tokens of a role are made: part of each role, user or configuration that logs in. */
export interface TokenSettings {
  readonly token_ttl: number;
  readonly token_max_ttl: number;
  readonly token_explicit_max_ttl: number;
  readonly token_period: number;
  readonly token_policies: readonly string[];
  readonly token_no_default_policy: boolean;
  readonly token_bound_cidrs: readonly string[];
  readonly token_num_uses: number;
  readonly token_type: RequestedTokenType;
  readonly token_strictly_bind_ip: boolean;
  /** Deprecated names that were last used to set a value: they are answered beside the new ones. */
  readonly deprecated_names: readonly DeprecatedName[];
}

/** The settings shared by all methods. All lifetimes are in seconds. */
export const tokenFields = {
  token_ttl: duration('Lifetime of the token at login; 0 takes that of the mount.'),
  token_max_ttl: duration('Longest lifetime over all renewals; 0 takes that of the mount.'),
  token_explicit_max_ttl: duration(
    'Hard end of the lifetime, also for periodic tokens; 0 for none.',
  ),
  token_period: duration('Makes the token periodic: each renewal sets its lifetime to this.'),
  token_policies: commaList('Policies of the token.'),
  token_no_default_policy: boolean('Leave the policy "default" out.'),
  token_bound_cidrs: commaList('Addresses and CIDR blocks that may log in and use the token.'),
  token_num_uses: integer('How often the token may be used; 0 for no limit.'),
  token_type: text('Type of the token: default, service or batch.', {
    shown: 'default-service',
    // AppRole takes the word that is shown for "service"
    fresh: 'default',
  }),
  token_strictly_bind_ip: boolean('Bind the token to the address that logged in.'),
} satisfies Fields;

/** The older names, which some methods still read. */
export const deprecatedTokenFields = {
  policies: commaList('Use "token_policies" instead.', {
    deprecated: true,
    replacedBy: 'token_policies',
  }),
  ttl: duration('Use "token_ttl" instead.', { deprecated: true, replacedBy: 'token_ttl' }),
  max_ttl: duration('Use "token_max_ttl" instead.', {
    deprecated: true,
    replacedBy: 'token_max_ttl',
  }),
  bound_cidrs: commaList('Use "token_bound_cidrs" instead.', {
    deprecated: true,
    replacedBy: 'token_bound_cidrs',
  }),
} satisfies Fields;

/** An older name that fewer methods read. */
export const deprecatedPeriod = {
  period: duration('Use "token_period" instead.', {
    deprecated: true,
    replacedBy: 'token_period',
  }),
} satisfies Fields;

/** An older name that still fewer methods read. */
export const deprecatedNumUses = {
  num_uses: integer('Use "token_num_uses" instead.', {
    deprecated: true,
    replacedBy: 'token_num_uses',
  }),
} satisfies Fields;

const deprecatedNames = [
  'policies',
  'ttl',
  'max_ttl',
  'bound_cidrs',
  'period',
  'num_uses',
] as const;
export type DeprecatedName = (typeof deprecatedNames)[number];
type DeprecatedInput = Decoded<
  typeof deprecatedTokenFields & typeof deprecatedPeriod & typeof deprecatedNumUses
>;
/** What a write may say of the settings, older names included. */
export type TokenInput = Partial<Decoded<typeof tokenFields> & DeprecatedInput>;

const emptySettings: TokenSettings = {
  token_ttl: 0,
  token_max_ttl: 0,
  token_explicit_max_ttl: 0,
  token_period: 0,
  token_policies: [],
  token_no_default_policy: false,
  token_bound_cidrs: [],
  token_num_uses: 0,
  token_type: 'default',
  token_strictly_bind_ip: false,
  deprecated_names: [],
};

/**
 * The settings after a write: absent fields keep what is stored.
 *
 * @throws ApiError `TOKEN_FIELD_INVALID`, judged on the merged values
 */
export function mergeTokenSettings(
  stored: TokenSettings | undefined,
  input: TokenInput,
): TokenSettings {
  const base = stored ?? emptySettings;
  const chosen = withDeprecatedNames(base, input);
  const merged: TokenSettings = {
    token_ttl: chosen.token_ttl ?? base.token_ttl,
    token_max_ttl: chosen.token_max_ttl ?? base.token_max_ttl,
    token_explicit_max_ttl: chosen.token_explicit_max_ttl ?? base.token_explicit_max_ttl,
    token_period: chosen.token_period ?? base.token_period,
    token_policies: chosen.token_policies
      ? tidyPolicies(chosen.token_policies)
      : base.token_policies,
    token_no_default_policy: chosen.token_no_default_policy ?? base.token_no_default_policy,
    token_bound_cidrs: chosen.token_bound_cidrs
      ? parseCidrs(chosen.token_bound_cidrs)
      : base.token_bound_cidrs,
    token_num_uses: chosen.token_num_uses ?? base.token_num_uses,
    token_type: parseTokenType(chosen.token_type) ?? base.token_type,
    token_strictly_bind_ip: chosen.token_strictly_bind_ip ?? base.token_strictly_bind_ip,
    deprecated_names: chosen.deprecated_names,
  };
  validateTokenSettings(merged);
  return merged;
}

/** What a read answers. Lists are never null, durations are whole seconds. */
export function publicTokenSettings(settings: TokenSettings): Record<string, JsonValue> {
  const { deprecated_names: _names, ...shown } = settings;
  return { ...shown, ...shownDeprecated(settings) };
}

/** The older names that a read answers: those in use, unless what they name is empty. */
export function shownDeprecated(
  settings: TokenSettings,
): Partial<Record<DeprecatedName, JsonValue>> {
  const values = settings.deprecated_names.map(
    (name) => [name, settings[`token_${name}`]] as const,
  );
  return Object.fromEntries(
    values.filter(([, value]) => (typeof value === 'number' ? value > 0 : value.length > 0)),
  );
}

/**
 * Canonical address bounds.
 *
 * @throws ApiError `TOKEN_FIELD_INVALID` naming no more than the position of the bad element
 */
export function parseCidrs(blocks: readonly string[]): string[] {
  return blocks.map((block, i) => {
    try {
      return canonicalCidr(block);
    } catch (error) {
      if (!(error instanceof CidrError)) throw error;
      throw invalid(`error parsing address "#${i + 1}": ${error.message}`);
    }
  });
}

interface ChosenInput extends TokenInput {
  readonly deprecated_names: readonly DeprecatedName[];
}

/** An old name counts where the new one is absent; the new one wins and, alone, clears the old. */
function withDeprecatedNames(base: TokenSettings, input: TokenInput): ChosenInput {
  const names = new Set(base.deprecated_names);
  const taken: Record<string, unknown> = {};
  for (const name of deprecatedNames) {
    const hasNew = input[`token_${name}`] !== undefined;
    const hasOld = input[name] !== undefined;
    if (hasOld) names.add(name);
    else if (hasNew) names.delete(name);
    if (hasOld && !hasNew) taken[`token_${name}`] = input[name];
  }
  return { ...input, ...taken, deprecated_names: [...names].sort() };
}

/** Policy names as tokens carry them: a mixed-case name stored as sent could never renew. */
function tidyPolicies(names: readonly string[]): string[] {
  const tidy = names.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  return [...new Set(tidy)];
}

function parseTokenType(value: string | undefined): RequestedTokenType | undefined {
  if (value === undefined) return undefined;
  switch (value) {
    case '':
    case 'default':
    case 'default-service':
      return 'default';
    case 'service':
    case 'batch':
      return value;
    case 'default-batch':
      return 'batch';
    default:
      throw invalid("invalid 'token_type' value");
  }
}

function validateTokenSettings(settings: TokenSettings): void {
  if (settings.token_num_uses < 0) throw invalid("'token_num_uses' cannot be negative");
  if (settings.token_type === 'batch') {
    const prefix = "'token_type' cannot be 'batch' or 'default_batch' when set to generate";
    if (settings.token_period > 0) throw invalid(`${prefix} periodic tokens`);
    if (settings.token_num_uses > 0) throw invalid(`${prefix} tokens with limited use count`);
  }
  const { token_ttl, token_max_ttl } = settings;
  if (token_max_ttl > 0 && token_ttl > token_max_ttl) {
    throw invalid("'token_ttl' cannot be greater than 'token_max_ttl'");
  }
  if (settings.token_strictly_bind_ip && settings.token_bound_cidrs.length > 0) {
    throw invalid("'token_strictly_bind_ip' conflicts with 'token_bound_cidrs'; set only one");
  }
}

function invalid(reason: string): ApiError {
  return new ApiError('TOKEN_FIELD_INVALID', { values: { reason } });
}
