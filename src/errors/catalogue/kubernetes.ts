import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Kubernetes. */
export const kubernetesErrors = {
  KUBERNETES_FIELD_MISSING: {
    status: 400,
    text: 'missing {field}',
    meaning: 'A login needs a role and the token of a service account.',
  },
  KUBERNETES_ROLE_UNKNOWN: {
    status: 400,
    text: 'invalid role name "{name}"',
    meaning: 'The mount has no such role.',
  },
  KUBERNETES_NOT_CONFIGURED: {
    status: 500,
    text: 'could not load backend configuration',
    meaning: 'The mount does not know its cluster yet: write its `config`.',
  },
  KUBERNETES_CA_UNREADABLE: {
    status: 500,
    text: 'could not load the CA certificate of the pod',
    meaning:
      'The configuration wants the certificate of the pod that the server runs in, which cannot be read. Give `kubernetes_ca_cert`.',
  },
  KUBERNETES_TOKEN_REFUSED: {
    status: 403,
    text: 'permission denied',
    meaning: 'The token has not the form of one, or none of `pem_keys` has signed it.',
  },
  KUBERNETES_ALGORITHM_INVALID: {
    status: 403,
    text: 'invalid algorithm (alg) header parameter: token signed with unexpected algorithm',
    meaning: 'A token of a service account is signed by RSA or ECDSA.',
  },
  KUBERNETES_ISSUER_INVALID: {
    status: 403,
    text: 'invalid issuer (iss) claim',
    meaning: 'The token is of another issuer than the configuration has.',
  },
  KUBERNETES_AUDIENCE_INVALID: {
    status: 403,
    text: 'invalid audience (aud) claim: audience claim does not match any expected audience',
    meaning: 'The token is not for the audience of the role.',
  },
  KUBERNETES_TOKEN_EXPIRED: {
    status: 403,
    text: 'invalid expiration time (exp) claim: token is expired',
    meaning: 'The token has ended. The kubelet renews that of a pod in its file.',
  },
  KUBERNETES_TOKEN_EARLY: {
    status: 403,
    text: 'invalid not before (nbf) claim: token not yet valid',
    meaning: 'The token holds only later, or a clock is wrong.',
  },
  KUBERNETES_TOKEN_FUTURE: {
    status: 403,
    text: 'invalid issued at (iat) claim: token issued in the future',
    meaning: 'A clock is wrong, here or in the cluster.',
  },
  KUBERNETES_NAME_REFUSED: {
    status: 403,
    text: 'service account name not authorized',
    meaning: 'The role is for service accounts of other names.',
  },
  KUBERNETES_NAMESPACE_REFUSED: {
    status: 403,
    text: 'namespace not authorized',
    meaning: 'The role is for service accounts of other namespaces.',
  },
  KUBERNETES_NAMESPACE_UNKNOWN: {
    status: 403,
    text: 'namespace not authorized err={reason}',
    meaning:
      'The labels of the namespace cannot be read. The token of the reviewer must be allowed to `get` namespaces.',
  },
  KUBERNETES_ALIAS_UNNAMED: {
    status: 403,
    text: '{reason}',
    meaning: 'The token lacks what the alias would be named by.',
  },
  KUBERNETES_REVIEW_REFUSED: {
    status: 403,
    text: 'permission denied',
    meaning:
      'The API server did not confirm the token. `explain` and the log tell whether it said no, could not be reached, or does not let the reviewer ask.',
  },
  KUBERNETES_ACCOUNT_UNKNOWN: {
    status: 500,
    text: 'failed to get service account{reason}',
    meaning:
      'The configuration wants annotations, but who asks for them may not `get` service accounts, or the API server cannot be reached.',
  },
  KUBERNETES_ANNOTATION_RESERVED: {
    status: 400,
    text: "entity alias metadata keys for only internal use found from the client token's associated service account annotations: keys=[{keys}]",
    meaning: 'Annotations may not set what the method says of every account.',
  },
  KUBERNETES_ANNOTATIONS_TOO_LARGE: {
    status: 400,
    text: 'the annotations of the service account are too many or too long for alias metadata',
    meaning: 'At most 64 annotations, of 8192 characters together, become metadata.',
  },
  KUBERNETES_GONE: {
    status: 400,
    text: 'failed to renew entry: role "{name}" does not exist during renewal',
    meaning: 'The role that the token came from was deleted: the token lives until its end.',
    wrapped: true,
  },
  KUBERNETES_ACCOUNT_GONE: {
    status: 403,
    text: 'permission denied',
    meaning:
      'The service account that the token came from was deleted, or made anew: the token lives until its end.',
  },
  KUBERNETES_CONFIG_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'The configuration lacks something, or holds what is no certificate or key.',
  },
  KUBERNETES_ROLE_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'The role would allow nobody, or more than it seems to.',
  },
} as const satisfies Record<string, CatalogueEntry>;
