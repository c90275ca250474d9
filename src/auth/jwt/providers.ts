import { ApiError } from '../../errors/api-error.ts';
import type { JsonObject, JsonValue } from '../../lib/json.ts';

/** What is particular about a provider: which settings it takes, and how it writes groups. */
interface Particulars {
  readonly settings: Readonly<Record<string, 'boolean'>>;
  /** Groups that come as one text are divided by this. */
  readonly separator?: string;
}

const providers: Readonly<Record<string, Particulars>> = {
  azure: { settings: { fetch_groups: 'boolean' } },
  secureauth: { settings: {}, separator: ',' },
  ibmisam: { settings: {}, separator: ' ' },
};

/** Settings that a read of the configuration leaves out. */
export const sensitiveProviderKeys: readonly string[] = ['gsuite_service_account', 'api_token'];

/** The provider that a configuration names; empty: none in particular. */
export function providerNameOf(config: JsonObject): string {
  const { provider } = config;
  return typeof provider === 'string' ? provider : '';
}

/** @throws ApiError `JWT_CONFIG_INVALID` */
export function assertProviderConfig(config: JsonObject): void {
  if (Object.keys(config).length === 0) return;
  const { provider, ...settings } = config;
  if (typeof provider !== 'string') throw invalid("'provider' field not found in provider_config");
  const particulars = Object.hasOwn(providers, provider) ? providers[provider] : undefined;
  if (!particulars) throw invalid(`provider "${provider}" not found in custom providers`);
  for (const [name, value] of Object.entries(settings)) {
    const type = Object.hasOwn(particulars.settings, name) ? particulars.settings[name] : undefined;
    if (type === undefined) throw invalid(`"${name}" is no setting of the provider`);
    if (typeof value !== type) throw invalid(`"${name}" must be a JSON ${type}`);
  }
}

/** Groups as the provider writes them into one text, taken apart. */
export function splitGroups(config: JsonObject, groups: JsonValue): JsonValue {
  const name = providerNameOf(config);
  const separator = Object.hasOwn(providers, name) ? providers[name]?.separator : undefined;
  if (separator === undefined || typeof groups !== 'string') return groups;
  return groups.split(separator);
}

function invalid(reason: string): ApiError {
  return new ApiError('JWT_CONFIG_INVALID', {
    values: { reason: `invalid provider_config: ${reason}` },
  });
}
