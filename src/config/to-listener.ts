import type { FaultList, Place } from './fault-list.ts';
import type { ListenerConfig, ListenerTlsConfig } from './listener.ts';
import type { OptionValues } from './option.ts';
import type { listenerOptions, serverOptions } from './schema.ts';

type Given = Partial<OptionValues<typeof listenerOptions>>;
type Values = OptionValues<typeof listenerOptions>;

/** Options of the whole server that listeners fall back to. */
export type ListenerFallbacks = Pick<
  OptionValues<typeof serverOptions>,
  'default_max_request_duration' | 'disable_printable_check'
>;

/** What stands in for the options that a listener does not state itself. */
export function fallbackValues(server: ListenerFallbacks): Given {
  return {
    max_request_duration: server.default_max_request_duration,
    disable_printable_check: server.disable_printable_check,
  };
}

/** A listener from its options; `place` is where its block begins. */
export function toListener(values: Values, place: Place, faults: FaultList): ListenerConfig {
  const tls = toTls(values, place, faults);
  return {
    address: values.address,
    ...(tls ? { tls } : {}),
    forwarded_for: {
      authorized_addrs: values.x_forwarded_for_authorized_addrs,
      hop_skips: values.x_forwarded_for_hop_skips,
      reject_not_present: values.x_forwarded_for_reject_not_present,
      reject_not_authorized: values.x_forwarded_for_reject_not_authorized,
    },
    max_request_size: values.max_request_size,
    max_request_json_memory: values.max_request_json_memory,
    max_request_json_strings: values.max_request_json_strings,
    max_request_json_depth: values.max_request_json_depth,
    max_request_duration_ms: values.max_request_duration * 1000,
    custom_response_headers: values.custom_response_headers,
    disable_printable_check: values.disable_printable_check,
    ...(values.disable_unauthed_rekey_endpoints ? {} : { opens_rekey: true }),
    ...(values.disable_unauthed_generate_root_endpoints ? {} : { opens_generate_root: true }),
  };
}

function toTls(values: Values, place: Place, faults: FaultList): ListenerTlsConfig | undefined {
  if (values.tls_disable) return undefined;
  const at = (key: string): Place => ({ ...place, key: `${place.key} ${key}` });
  for (const key of ['tls_cert_file', 'tls_key_file'] as const) {
    if (values[key] === '') faults.add(at(key), 'is needed, unless tls_disable is true');
  }
  const isRequired = values.tls_require_and_verify_client_cert;
  if (isRequired && values.tls_disable_client_certs) {
    faults.add(
      at('tls_disable_client_certs'),
      'cannot stand beside tls_require_and_verify_client_cert',
    );
  }
  return {
    cert_file: values.tls_cert_file,
    key_file: values.tls_key_file,
    ...(values.tls_client_ca_file === '' ? {} : { client_ca_file: values.tls_client_ca_file }),
    require_and_verify_client_cert: isRequired,
    disable_client_certs: values.tls_disable_client_certs,
    min_version: values.tls_min_version,
  };
}
