import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';

/** Whose token it claims to be. Empty texts where it does not say. */
export interface ServiceAccount {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  /** Of tokens that are kept in a secret; others have none. */
  readonly secretName: string;
}

const legacy = 'kubernetes.io/serviceaccount/';

/** Longest name that is looked at, characters: no object of Kubernetes has a longer one. */
const MAX_LENGTH = 253;

/**
 * The service account that the claims of a token name, in either of the two forms.
 *
 * A bound token has an object `kubernetes.io`; a token that is kept in a secret has claims with long names.
 * Where a token has both, the object counts.
 *
 * @returns undefined where a name is no text, or too long
 */
export function readServiceAccount(claims: JsonObject): ServiceAccount | undefined {
  const bound = memberOf(claims, 'kubernetes.io');
  const account = bound && memberOf(bound, 'serviceaccount');
  const named = account ?? {
    name: claims[`${legacy}service-account.name`] ?? '',
    uid: claims[`${legacy}service-account.uid`] ?? '',
  };
  const namespace = bound ? bound['namespace'] : claims[`${legacy}namespace`];
  const read = {
    name: textOf(named['name']),
    namespace: textOf(namespace),
    uid: textOf(named['uid']),
    secretName: textOf(claims[`${legacy}secret.name`]),
  };
  const { name, uid, secretName } = read;
  return name === undefined ||
    uid === undefined ||
    secretName === undefined ||
    read.namespace === undefined
    ? undefined
    : { name, uid, secretName, namespace: read.namespace };
}

function memberOf(object: JsonObject, name: string): JsonObject | undefined {
  const value = object[name];
  return value !== undefined && isJsonObject(value) ? value : undefined;
}

function textOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return '';
  return typeof value === 'string' && value.length <= MAX_LENGTH ? value : undefined;
}
