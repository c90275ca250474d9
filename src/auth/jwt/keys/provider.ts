import { isJsonObject, type JsonObject } from '../../../lib/json.ts';
import type { Clock } from '../../../lib/time.ts';
import type { Config } from '../records.ts';
import { DocumentError, fetchDocument, type Trust } from './fetch-document.ts';

/** The document of a provider older than this is fetched anew beside the logins that go on with it. */
const SOFT_AGE_MS = 3_600_000;
const PAUSE_AFTER_FAILURE_MS = 2000;

/** What an OpenID provider tells of itself. @see OpenID Connect Discovery §3 */
export interface ProviderMetadata {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  /** These are empty where the provider has none. */
  readonly userinfo_endpoint: string;
  readonly device_authorization_endpoint: string;
  /** Whether the client proves itself by HTTP Basic; otherwise in the body. @see RFC 8414 §2 */
  readonly takesBasic: boolean;
}

/** How the servers of a provider are trusted. */
export function trustOf(config: Config): Trust {
  return {
    caPem: config.oidc_discovery_ca_pem,
    serverNames: config.override_allowed_server_names,
  };
}

/**
 * Ask a provider about itself.
 *
 * @throws OutboundError, DocumentError
 * @see OpenID Connect Discovery §4.3: the document must name the very issuer that was asked for
 */
export async function fetchMetadata(config: Config): Promise<ProviderMetadata> {
  const { oidc_discovery_url: issuer } = config;
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const document = parseDocument(await fetchDocument(url, trustOf(config)));
  if (document['issuer'] !== issuer) {
    throw new DocumentError('the provider calls itself by another name; a slash at the end counts');
  }
  const text = (name: string): string => {
    const value = document[name];
    return typeof value === 'string' ? value : '';
  };
  const metadata = {
    issuer,
    jwks_uri: text('jwks_uri'),
    authorization_endpoint: text('authorization_endpoint'),
    token_endpoint: text('token_endpoint'),
    userinfo_endpoint: text('userinfo_endpoint'),
    device_authorization_endpoint: text('device_authorization_endpoint'),
    takesBasic: takesBasic(document['token_endpoint_auth_methods_supported']),
  };
  if (metadata.jwks_uri === '') throw new DocumentError('the provider names no key set');
  return metadata;
}

/** Basic is what a provider takes that says nothing else. */
function takesBasic(methods: JsonObject[string] | undefined): boolean {
  return !Array.isArray(methods) || methods.includes('client_secret_basic');
}

function parseDocument(text: string): JsonObject {
  try {
    const document: unknown = JSON.parse(text);
    if (isJsonObject(document)) return document;
  } catch (error) {
    throw new DocumentError('the provider answered no JSON', { cause: error });
  }
  throw new DocumentError('the provider answered no JSON object');
}

/** A provider as the process knows it: asked when it is first needed, by all logins together. */
export class Provider {
  readonly #config: Config;
  readonly #clock: Clock;
  #current: { readonly metadata: ProviderMetadata; readonly at: number } | undefined;
  #loading: Promise<ProviderMetadata> | undefined;
  #failed: { readonly error: unknown; readonly at: number } | undefined;

  constructor(config: Config, clock: Clock) {
    this.#config = config;
    this.#clock = clock;
  }

  /** @throws OutboundError, DocumentError; for a moment the same as the last time */
  async metadata(): Promise<ProviderMetadata> {
    const now = this.#clock();
    const isPausing = this.#failed && now - this.#failed.at < PAUSE_AFTER_FAILURE_MS;
    if (this.#current) {
      const isOld = now - this.#current.at >= SOFT_AGE_MS;
      if (isOld && !isPausing) void this.#fetch().catch(() => undefined);
      return this.#current.metadata;
    }
    if (this.#failed && isPausing) throw this.#failed.error;
    return this.#fetch();
  }

  #fetch(): Promise<ProviderMetadata> {
    this.#loading ??= this.#fetchOnce().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #fetchOnce(): Promise<ProviderMetadata> {
    try {
      const metadata = await fetchMetadata(this.#config);
      this.#current = { metadata, at: this.#clock() };
      this.#failed = undefined;
      return metadata;
    } catch (error) {
      this.#failed = { error, at: this.#clock() };
      throw error;
    }
  }
}
