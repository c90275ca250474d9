import type { Clock } from '../../../lib/time.ts';
import type { Config } from '../records.ts';
import { algorithms } from '../../../crypto/jws/algorithms.ts';
import { fetchDocument, type Trust } from './fetch-document.ts';
import { JwkSet } from './jwk-set.ts';
import { KeySetCache } from './key-set-cache.ts';
import type { KeySource } from './key-source.ts';
import { Provider, trustOf } from './provider.ts';
import { PairedKeys, RemoteKeys } from './remote-keys.ts';
import { StaticKeys } from './static-keys.ts';

/** Fetch a key set. @throws OutboundError, DocumentError, JwkSetError */
export async function fetchKeySet(url: string, trust: Trust): Promise<JwkSet> {
  return new JwkSet(await fetchDocument(url, trust));
}

/** What a process knows of the other side of a configuration: its keys, and where its endpoints are. */
export class Peer {
  readonly provider: Provider;
  readonly keys: KeySource;
  readonly #config: Config;

  constructor(config: Config, clock: Clock) {
    this.#config = config;
    this.provider = new Provider(config, clock);
    this.keys = createKeys(config, this.provider, clock);
  }

  /** Algorithms of a login by token. */
  get loginAlgorithms(): readonly string[] {
    const { jwt_supported_algs } = this.#config;
    return jwt_supported_algs.length > 0 ? jwt_supported_algs : algorithms;
  }

  /** Algorithms of ID tokens. */
  get idTokenAlgorithms(): readonly string[] {
    const { jwt_supported_algs } = this.#config;
    return jwt_supported_algs.length > 0 ? jwt_supported_algs : ['RS256'];
  }
}

function createKeys(config: Config, provider: Provider, clock: Clock): KeySource {
  const { jwks_url, jwks_ca_pem: caPem, jwks_pairs } = config;
  if (config.jwt_validation_pubkeys.length > 0) {
    return new StaticKeys(config.jwt_validation_pubkeys);
  }
  if (jwks_url !== '') {
    return new RemoteKeys(new KeySetCache(() => fetchKeySet(jwks_url, { caPem }), clock));
  }
  if (jwks_pairs.length > 0) {
    return new PairedKeys(
      jwks_pairs.map((pair) => {
        const trust = { caPem: pair.jwks_ca_pem };
        return new KeySetCache(() => fetchKeySet(pair.jwks_url, trust), clock);
      }),
    );
  }
  return new RemoteKeys(
    new KeySetCache(async () => {
      const { jwks_uri, issuer } = await provider.metadata();
      return fetchKeySet(jwks_uri, { ...trustOf(config), learnedFrom: issuer });
    }, clock),
  );
}
