import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers, Operations } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { internalPolicyNames } from '../../policy/builtin-policies.ts';
import { isValidPolicyName, sanitizePolicyNames } from '../../policy/sanitize-policies.ts';
import type { Metadata } from '../../identity/records.ts';
import { compareBytes } from '../../lib/compare-bytes.ts';

/** What the handlers of the identity store are given. */
export type IdentityContext = MountContext<NoRecords, 'identity' | 'mounts'>;

/** The handlers of a set of its operations. */
export type Handle<T extends Operations> = Handlers<T, IdentityContext>;

const MAX_NAME_CHARACTERS = 512;
const MAX_PAIRS = 64;
const MAX_KEY_CHARACTERS = 128;
const MAX_VALUE_CHARACTERS = 512;
const RESERVED_PREFIX = 'vault-';

/**
 * Policies of an entity or a group in their one form; undefined where none were sent.
 *
 * @throws ApiError `IDENTITY_POLICY_ROOT` in whatever spelling, `POLICY_NOT_ASSIGNABLE`,
 *   `TOKEN_POLICY_NAME_INVALID`
 */
export function readPolicies(sent: readonly string[] | undefined): readonly string[] | undefined {
  if (!sent) return undefined;
  const policies = sanitizePolicyNames(sent, { addDefault: false });
  if (policies.includes('root')) throw new ApiError('IDENTITY_POLICY_ROOT');
  if (!policies.every(isValidPolicyName)) throw new ApiError('TOKEN_POLICY_NAME_INVALID');
  const internal = policies.find((name) => internalPolicyNames.has(name));
  if (internal === undefined) return policies;
  throw new ApiError('POLICY_NOT_ASSIGNABLE', { values: { name: internal } });
}

/** @throws ApiError `IDENTITY_METADATA_INVALID`, which repeats no value */
export function readMetadata(sent: Metadata | undefined, field = 'metadata'): Metadata | undefined {
  if (!sent) return undefined;
  const reason = faultOfMetadata(sent, field === 'custom_metadata');
  if (reason) throw new ApiError('IDENTITY_METADATA_INVALID', { values: { field, reason } });
  return sent;
}

/** @throws ApiError `IDENTITY_NAME_INVALID` */
export function assertName(name: string): void {
  if (name.length <= MAX_NAME_CHARACTERS && !/\p{Cc}/u.test(name)) return;
  throw new ApiError('IDENTITY_NAME_INVALID');
}

/** What a body says of `field` must be what the path says: else one of them would be overlooked. */
export function assertSameSelector(data: JsonObject, field: 'id' | 'name', own: string): void {
  const sent = Object.hasOwn(data, field) ? data[field] : undefined;
  if (sent === undefined || sent === null || sent === '' || sent === own) return;
  const isSameName =
    field === 'name' && typeof sent === 'string' && sent.toLowerCase() === own.toLowerCase();
  if (!isSameName) throw new ApiError('IDENTITY_SELECTORS_DIFFER', { values: { field } });
}

/** A list by id; what the original answers with 404 where there is nothing. */
export function answerKeys<T>(
  found: readonly { readonly name: string; readonly record: T }[],
  bounds: { readonly after?: string | undefined; readonly limit?: number | undefined },
  describe: (record: T) => JsonObject,
) {
  const { after = '', limit = 0 } = bounds;
  const later = found
    .filter(({ name }) => after === '' || compareBytes(name, after) > 0)
    .toSorted((left, right) => compareBytes(left.name, right.name));
  const shown = limit > 0 ? later.slice(0, limit) : later;
  if (shown.length === 0) throw new ApiError('NOT_FOUND');
  const key_info: JsonObject = Object.fromEntries(
    shown.map(({ name, record }) => [name, describe(record)]),
  );
  return { status: 200, data: { keys: shown.map(({ name }) => name), key_info } } as const;
}

/** A list by name, as names were given. */
export function answerNames(
  found: readonly { readonly name: string }[],
  bounds: { readonly after?: string | undefined; readonly limit?: number | undefined },
) {
  const listed = found.map(({ name }) => ({ name, record: {} }));
  const { data } = answerKeys(listed, bounds, () => ({}));
  return { status: 200, data: { keys: data.keys } } as const;
}

/** Null in the place of an empty list, where the original has it so. */
export function orNull(list: readonly string[]): readonly string[] | null {
  return list.length > 0 ? list : null;
}

function faultOfMetadata(sent: NonNullable<Metadata>, isCustom: boolean): string | undefined {
  const entries = Object.entries(sent);
  if (entries.length > MAX_PAIRS) return `more than ${MAX_PAIRS} pairs`;
  const faultOf = isCustom ? faultOfNote : faultOfPair;
  for (const [key, value] of entries) {
    if (key === '' || key.length > MAX_KEY_CHARACTERS) {
      return `a key has 1 to ${MAX_KEY_CHARACTERS} characters`;
    }
    const fault = faultOf(key, value);
    if (fault) return fault;
  }
  return undefined;
}

function faultOfNote(key: string, value: string): string | undefined {
  if (value === '' || value.length > MAX_VALUE_CHARACTERS) {
    return `a value has 1 to ${MAX_VALUE_CHARACTERS} characters`;
  }
  return /\p{C}/u.test(key + value) ? 'only printable characters are allowed' : undefined;
}

function faultOfPair(key: string, value: string): string | undefined {
  if (value.length > MAX_VALUE_CHARACTERS) {
    return `a value has at most ${MAX_VALUE_CHARACTERS} characters`;
  }
  if (!/^[\w=/+-]+$/.test(key)) return 'a key has letters, digits and =/+_- only';
  return key.toLowerCase().startsWith(RESERVED_PREFIX)
    ? `keys that begin with ${RESERVED_PREFIX} are reserved`
    : undefined;
}
