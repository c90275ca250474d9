import { isJsonObject, type JsonObject } from '../../../lib/json.ts';
import { fetchBounded } from '../../../lib/outbound/index.ts';
import { type ProviderMetadata, trustOf } from '../keys/provider.ts';
import type { Config } from '../records.ts';

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 262_144;

/** What a client asks a provider for. */
export interface ProviderCall {
  readonly config: Config;
  readonly metadata: ProviderMetadata;
  readonly endpoint: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What the provider answered; `error` is empty where it agreed. */
export interface ProviderAnswer {
  readonly error: string;
  readonly document: JsonObject;
}

/**
 * Ask an endpoint of a provider as its client.
 *
 * The client proves itself in the way that the provider names; in the other one only where it is told that it
 * has not done so: whoever asked twice for a code would look like a thief.
 *
 * @throws OutboundError
 * @see RFC 6749 §2.3.1, §5.2
 */
export async function callProvider(call: ProviderCall): Promise<ProviderAnswer> {
  const { takesBasic } = call.metadata;
  const first = await send(call, takesBasic);
  return first.error === 'invalid_client' ? send(call, !takesBasic) : first;
}

async function send(call: ProviderCall, isBasic: boolean): Promise<ProviderAnswer> {
  const { config, metadata, endpoint, parameters } = call;
  const { oidc_client_id: id, oidc_client_secret: secret } = config;
  const body = new URLSearchParams({
    ...parameters,
    ...(isBasic ? {} : { client_id: id, client_secret: secret }),
  });
  const { status, body: bytes } = await fetchBounded(endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(isBasic ? { authorization: basic(id, secret) } : {}),
    },
    body: body.toString(),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    ...trustOf(config),
    learnedFrom: metadata.issuer,
  });
  const document = parse(bytes.toString());
  return { document, error: errorOf(document, status) };
}

/** Id and secret are written as in a form before they are joined. */
function basic(id: string, secret: string): string {
  const written = [id, secret].map((part) => new URLSearchParams({ p: part }).toString().slice(2));
  return `Basic ${Buffer.from(written.join(':')).toString('base64')}`;
}

function parse(text: string): JsonObject {
  try {
    const document: unknown = JSON.parse(text);
    return isJsonObject(document) ? document : {};
  } catch {
    // a page of some proxy, mostly: the status says enough
    return {};
  }
}

/** Some providers answer a refusal with status 200. */
function errorOf({ error }: JsonObject, status: number): string {
  if (error !== undefined) return plainErrorCode(error);
  if (status === 401) return 'invalid_client';
  return status === 200 ? '' : `status ${status}`;
}

/** An error code as RFC 6749 has it; anything else might be anything. */
export function plainErrorCode(code: unknown): string {
  return typeof code === 'string' && /^[a-z_]{1,40}$/.test(code) ? code : 'an unknown error';
}
