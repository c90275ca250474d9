import {
  answered,
  boolean,
  commaList,
  keyValues,
  object,
  text,
  withDefault,
} from '../../framework/field.ts';

/** The path of a mount in its one spelling: no slash at either end. */
export function trimMountPath(path: string): string {
  return path.replace(/^\/|\/+$/g, '');
}

/** Path of a mount in a URL. */
export const path = text('Path of the mount, slashes allowed.', { canonical: trimMountPath });

const description = text('Description for people.');
const default_lease_ttl = text('Lifetime of tokens and leases; "system" takes that of the server.');
const max_lease_ttl = text(
  'Longest lifetime over all renewals; "system" takes that of the server.',
);
const token_type = text('Type of the tokens that the mount issues; auth methods only.', {
  allowed: ['default-service', 'default-batch', 'service', 'batch'],
});
const plugin_version = text('Version of the type: that of this server, or none.');

/** What can be set both when a mount is enabled and when it is tuned. */
const settings = {
  default_lease_ttl,
  max_lease_ttl,
  audit_non_hmac_request_keys: commaList('Keys of requests that audit shows in clear.'),
  audit_non_hmac_response_keys: commaList('Keys of answers that audit shows in clear.'),
  listing_visibility: text('Whether those who have no token see the mount.', {
    allowed: ['', 'hidden', 'unauth'],
  }),
  passthrough_request_headers: commaList('Headers of requests that the mount may see.'),
  allowed_response_headers: commaList('Headers that the mount may add to its answers.'),
  token_type,
  plugin_version,
};

const user_lockout_config = object('How users are locked out after failed logins.', {
  members: {
    lockout_threshold: text('Failed logins before a user is locked out.'),
    lockout_duration: text('How long; "system" takes that of the server.'),
    lockout_counter_reset_duration: text('Quiet time after which failures are forgotten.'),
    lockout_disable: boolean('Lock nobody out.'),
  },
});

/** Body of the operations that enable a mount. */
export const enableBody = {
  type: text('Type to enable.', { required: true }),
  description,
  config: object('Settings of the mount.', {
    members: {
      ...settings,
      force_no_cache: boolean('Do not cache what the mount reads.'),
      plugin_name: text('Type to enable where "type" is "plugin".'),
      user_lockout_config,
    },
  }),
  options: keyValues('Options of the type, such as "version".'),
  local: withDefault(boolean('Mark the mount as local to this cluster.'), false),
  seal_wrap: withDefault(boolean('Mark the mount as sealed twice.'), false),
  external_entropy_access: withDefault(boolean('Kept for older clients.'), false),
  plugin_name: text('Type to enable where "type" is "plugin".'),
  plugin_version: text('Not used: give it in "config".', { deprecated: true }),
};

/** Body of the operations that tune a mount. */
export const tuneBody = {
  ...settings,
  description,
  options: keyValues('Options to change; an empty value removes one.'),
  user_lockout_config,
};

const shownConfig = {
  ...answeredSettings(),
  token_type: answered('string', 'Type of the tokens; auth methods only.'),
  listing_visibility: answered('string', 'Whether those without a token see the mount.'),
};

/** What is answered about a mount. */
export const mountInfo = {
  type: answered('string', 'Type of the mount.'),
  description: answered('string', 'Description for people.'),
  accessor: answered('string', 'The stable id of the mount.'),
  local: answered('boolean', 'Whether the mount is local to this cluster.'),
  seal_wrap: answered('boolean', 'Whether the mount is marked as sealed twice.'),
  external_entropy_access: answered('boolean', 'Kept for older clients.'),
  options: answered('key-values', 'Options of the type.'),
  uuid: answered('string', 'Names the storage of the mount.'),
  plugin_version: answered('string', 'Version that was asked for; empty for none.'),
  running_plugin_version: answered('string', 'Version that runs.'),
  running_sha256: answered('string', 'Always empty: every type is part of the server.'),
  deprecation_status: answered('string', 'Whether the type is still supported.'),
  config: answered('object', 'Settings of the mount.', {
    members: {
      ...shownConfig,
      user_lockout_config: answered('object', 'How users are locked out, where tuned.'),
    },
  }),
};

/** What is answered about the settings of a mount: lifetimes as they take effect. */
export const tuneInfo = {
  description: answered('string', 'Description for people.'),
  ...shownConfig,
  external_entropy_access: answered('boolean', 'Only where it is true.'),
  options: answered('key-values', 'Options of the type, where there are any.'),
  plugin_version: answered('string', 'Version that was asked for, where one was.'),
  user_lockout_threshold: answered('integer', 'Failed logins before a user is locked out.'),
  user_lockout_duration: answered('duration', 'How long, seconds.'),
  user_lockout_counter_reset_duration: answered('duration', 'Quiet time, seconds.'),
  user_lockout_disable: answered('boolean', 'Whether nobody is locked out.'),
};

function answeredSettings() {
  return {
    default_lease_ttl: answered('duration', 'Lifetime of tokens and leases, seconds.'),
    max_lease_ttl: answered('duration', 'Longest lifetime over all renewals, seconds.'),
    force_no_cache: answered('boolean', 'Whether nothing is cached.'),
    audit_non_hmac_request_keys: answered('string-list', 'Keys that audit shows in clear.'),
    audit_non_hmac_response_keys: answered('string-list', 'Keys that audit shows in clear.'),
    passthrough_request_headers: answered('string-list', 'Headers that the mount may see.'),
    allowed_response_headers: answered('string-list', 'Headers that the mount may add.'),
  };
}
