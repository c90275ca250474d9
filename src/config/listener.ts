import type { ListenerTelemetryConfig } from './telemetry-options.ts';

/** One `listener "tcp"` of the server's configuration, defaults filled in. */
export interface ListenerConfig {
  /** `host:port`; port 0 takes a free one. */
  readonly address: string;
  /** Absent: plain HTTP. */
  readonly tls?: ListenerTlsConfig;
  readonly forwarded_for: ForwardedForConfig;
  /** Bytes of a body; 0 or less: no limit. */
  readonly max_request_size: number;
  /** Estimated bytes of the parsed JSON; 0 or less: no limit. */
  readonly max_request_json_memory: number;
  /** Strings in a JSON body, object keys included; 0 or less: no limit. */
  readonly max_request_json_strings: number;
  /** Nesting of a JSON body; at least 1. */
  readonly max_request_json_depth: number;
  /** Milliseconds a request may take until it is answered. */
  readonly max_request_duration_ms: number;
  /** Header name and value by status: `default`, `2xx`, `404`. */
  readonly custom_response_headers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Answer paths with unprintable characters instead of refusing them. */
  readonly disable_printable_check: boolean;
  /** New key shares need no token beside the present ones. */
  readonly opens_rekey?: boolean;
  /** A root token needs no token beside key shares. */
  readonly opens_generate_root?: boolean;
  /** Requests in flight are told without a token. */
  readonly opens_in_flight?: boolean;
  /** Absent: metrics are like any other path. */
  readonly telemetry?: ListenerTelemetryConfig;
}

/** Certificate files of a listener; read again on SIGHUP. */
export interface ListenerTlsConfig {
  readonly cert_file: string;
  readonly key_file: string;
  /** CA file that client certificates are checked against. */
  readonly client_ca_file?: string;
  readonly require_and_verify_client_cert: boolean;
  /** Never ask for a client certificate. */
  readonly disable_client_certs?: boolean;
  readonly min_version: 'tls12' | 'tls13';
}

/** Which proxies may name the caller's address in `X-Forwarded-For`. */
export interface ForwardedForConfig {
  /** CIDRs of trusted proxies; empty: the header is never looked at. */
  readonly authorized_addrs: readonly string[];
  /** How many hops from the right end of the list the caller stands. */
  readonly hop_skips: number;
  /** Refuse a trusted proxy that sends no such header. */
  readonly reject_not_present: boolean;
  /** Refuse peers that are no trusted proxies. */
  readonly reject_not_authorized: boolean;
}

/** The bounds and headers of a listener when nothing is configured. */
export const defaultListenerConfig: Omit<ListenerConfig, 'address'> = {
  forwarded_for: {
    authorized_addrs: [],
    hop_skips: 0,
    reject_not_present: true,
    reject_not_authorized: true,
  },
  max_request_size: 33_554_432,
  max_request_json_memory: 34_078_720,
  max_request_json_strings: 1000,
  max_request_json_depth: 500,
  max_request_duration_ms: 90_000,
  custom_response_headers: {},
  disable_printable_check: false,
};
