import type { PolicyService } from '../../core/policy-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import { parseMoment } from '../../lib/time.ts';
import { uneditablePolicyNames } from '../../policy/builtin-policies.ts';
import { decodePolicyText } from '../../policy/decode-policy-text.ts';
import type { PolicyRecord } from '../../policy/policy-record.ts';
import { isValidPolicyName } from '../../policy/sanitize-policies.ts';
import { lintPolicy } from './lint-policy.ts';
import { parseNewPolicy } from './parse-new-policy.ts';

/** What a caller wants a policy to be. */
export interface PolicyChange {
  /** In its one form. */
  readonly name: string;
  /** Path of the request, which has the name as it was sent. */
  readonly path: string;
  readonly body: PolicyBody;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface PolicyBody {
  readonly policy: string | undefined;
  readonly expiration: string | undefined;
  readonly ttl: number | undefined;
  readonly cas: number | undefined;
  readonly cas_required: boolean | undefined;
  readonly allow_wildcards_in_identity_templates: boolean | undefined;
  readonly allow_slashes_in_identity_templates: boolean | undefined;
}

/**
 * Write a policy whole: what is left out goes back to its default.
 *
 * @returns warnings for the caller
 * @throws ApiError `POLICY_…`, `FIELD_INVALID` for an unreadable expiration
 */
export async function writePolicy(
  change: PolicyChange,
  policies: PolicyService,
): Promise<readonly string[]> {
  const { name, body } = change;
  assertName(name);
  if (!body.policy) throw new ApiError('POLICY_TEXT_MISSING');
  const text = decodePolicyText(body.policy);
  const expires_at = readExpiry(change) ?? 0;
  const policy = parseNewPolicy(text);
  assertWritable(name, expires_at);
  const former = await policies.read(name);
  assertVersion(former, body.cas);
  policies.records.put(name, {
    text,
    version: (former?.version ?? 0) + 1,
    cas_required: body.cas_required ?? false,
    modified_at: change.now,
    expires_at,
    allow_wildcards_in_identity_templates: body.allow_wildcards_in_identity_templates ?? false,
    allow_slashes_in_identity_templates: body.allow_slashes_in_identity_templates ?? false,
  });
  return [...warnOfSpelling(change), ...lintPolicy(policy, change.now)];
}

/**
 * Change a policy that exists: what is left out stays.
 *
 * @returns warnings for the caller
 * @throws ApiError as `writePolicy`, and `POLICY_NOT_FOUND`
 */
export async function patchPolicy(
  change: PolicyChange,
  policies: PolicyService,
): Promise<readonly string[]> {
  const { name, body, now } = change;
  assertName(name);
  const expires_at = readExpiry(change);
  const text = body.policy ? decodePolicyText(body.policy) : undefined;
  const policy = text === undefined ? undefined : parseNewPolicy(text);
  assertWritable(name, expires_at ?? 0);
  const former = await policies.read(name);
  if (!former) throw new ApiError('POLICY_NOT_FOUND');
  assertVersion(former, body.cas);
  policies.records.put(name, {
    text: text ?? former.text,
    version: former.version + 1,
    cas_required: body.cas_required ?? former.cas_required,
    modified_at: now,
    expires_at: expires_at ?? former.expires_at,
    allow_wildcards_in_identity_templates:
      body.allow_wildcards_in_identity_templates ?? former.allow_wildcards_in_identity_templates,
    allow_slashes_in_identity_templates:
      body.allow_slashes_in_identity_templates ?? former.allow_slashes_in_identity_templates,
  });
  return [...warnOfSpelling(change), ...(policy ? lintPolicy(policy, now) : [])];
}

/** A dotted name could be taken for the path of another policy (CVE-2026-105820). */
function assertName(name: string): void {
  if (!isValidPolicyName(name)) throw new ApiError('POLICY_NAME_INVALID');
}

function assertWritable(name: string, expiresAt: number): void {
  if (uneditablePolicyNames.has(name)) {
    throw new ApiError('POLICY_NOT_WRITABLE', { values: { name } });
  }
  if (name === 'default' && expiresAt !== 0) throw new ApiError('POLICY_DEFAULT_EXPIRY');
}

/** Where the policy exists, `cas` must be its version; -1 stands for a policy that does not exist. */
function assertVersion(former: PolicyRecord | undefined, cas: number | undefined): void {
  if (cas === undefined) {
    if (former?.cas_required) throw new ApiError('POLICY_CAS_MISSING');
    return;
  }
  if (cas === -1) {
    if (former) throw new ApiError('POLICY_CAS_EXISTS');
    return;
  }
  if (cas !== (former?.version ?? 0)) throw new ApiError('POLICY_CAS_MISMATCH');
}

/** @returns milliseconds since the epoch, 0 for never, undefined where the request says nothing */
function readExpiry({ body, now }: PolicyChange): number | undefined {
  const { expiration, ttl } = body;
  if (expiration && ttl) throw new ApiError('POLICY_EXPIRY_TWICE');
  if (ttl) return now + ttl * 1000;
  if (!expiration) return expiration === '' || ttl === 0 ? 0 : undefined;
  const moment = parseMoment(expiration);
  if (moment === undefined) {
    const reason = 'expected RFC 3339 or unix seconds';
    throw new ApiError('FIELD_INVALID', { values: { field: 'expiration', reason } });
  }
  if (moment <= now) throw new ApiError('POLICY_EXPIRY_PAST');
  return moment;
}

function warnOfSpelling({ name, path }: PolicyChange): string[] {
  const sent = path.replace(/^sys\/polic(?:y|ies\/acl)\//, '').trim();
  return sent === sent.toLowerCase() ? [] : [`policy name was converted to ${name}`];
}
