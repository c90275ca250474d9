import {
  answered,
  boolean,
  commaList,
  type Fields,
  text,
  withDefault,
} from '../../framework/field.ts';
import {
  deprecatedNumUses,
  deprecatedPeriod,
  deprecatedTokenFields,
  tokenFields,
} from '../../framework/token-fields.ts';

const clusterFields = {
  kubernetes_host: text(
    'URL of the API server; `https://` is put in front of a bare host or host and port.',
    { required: true },
  ),
  kubernetes_ca_cert: withDefault(
    text(
      'Certificates that the API server is trusted by, in PEM. Empty: those of the pod, or with `disable_local_ca_jwt` those of the system.',
    ),
    '',
  ),
  pem_keys: withDefault(
    commaList(
      'Public keys or certificates of the cluster, in PEM: a token must be signed by one of them before anybody is asked about it.',
    ),
    [],
  ),
  issuer: withDefault(
    text('What `iss` must be, where `disable_iss_validation` is false.', { deprecated: true }),
    '',
  ),
  disable_iss_validation: withDefault(
    boolean('Do not look at `iss`: the API server does.', { deprecated: true }),
    true,
  ),
  disable_local_ca_jwt: withDefault(
    boolean('Do not use the token and the certificate of the pod that the server runs in.'),
    false,
  ),
  use_annotations_as_alias_metadata: withDefault(
    boolean(
      'Take annotations of the service account that begin with `vault.hashicorp.com/alias-metadata-` as metadata of the alias. The reviewer must be allowed to `get` service accounts.',
    ),
    false,
  ),
} satisfies Fields;

/** What a write of the configuration reads. It replaces all of it. */
export const configInput = {
  ...clusterFields,
  token_reviewer_jwt: withDefault(
    text(
      'Token that reviews are asked for with. Empty: that of the pod, or else the token under review itself. Never answered.',
      { secret: true },
    ),
    '',
  ),
} satisfies Fields;

/** What a read of the configuration answers. What comes from the files of the pod is not shown. */
export const config = {
  ...clusterFields,
  token_reviewer_jwt_set: answered('boolean', 'A token for reviews is stored.'),
} satisfies Fields;

const { policies, ttl, max_ttl, bound_cidrs } = deprecatedTokenFields;
const { period } = deprecatedPeriod;
const { num_uses } = deprecatedNumUses;

/** The settings of a role, as they are written and answered. */
export const role = {
  bound_service_account_names: commaList(
    'Names of service accounts that may log in; `*` stands for any text.',
  ),
  bound_service_account_namespaces: commaList(
    'Namespaces of service accounts that may log in; `*` stands for any text.',
  ),
  bound_service_account_namespace_selector: text(
    'Labels that a namespace may have instead of standing in the list: an object with `matchLabels`, as JSON or YAML. A write without it takes it away.',
  ),
  audience: text('Audience that the token must be for.'),
  alias_name_source: text(
    'Who a login is: `serviceaccount_uid`, or `serviceaccount_name` for namespace and name, which a new account may get again.',
    { shown: 'serviceaccount_uid' },
  ),
  ...tokenFields,
  policies,
  ttl,
  max_ttl,
  bound_cidrs,
  period,
  num_uses,
} satisfies Fields;

/** What a login reads. */
export const loginInput = {
  role: text('Role to log in at.', { required: true }),
  jwt: text('Token of the service account.', { secret: true, required: true }),
} satisfies Fields;
