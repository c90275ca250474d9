import { defineRecord } from '../framework/record.ts';

/** A stored ACL policy. */
export interface PolicyRecord {
  readonly text: string;
  /** Counts the writes, from 1. */
  readonly version: number;
  readonly cas_required: boolean;
  /** Milliseconds since the epoch. */
  readonly modified_at: number;
  /** Milliseconds since the epoch from which on the policy no longer exists; 0: never. */
  readonly expires_at: number;
  readonly allow_wildcards_in_identity_templates: boolean;
  readonly allow_slashes_in_identity_templates: boolean;
}

/** Named by the policy's name in lower case. */
export const policyRecord = defineRecord<PolicyRecord>({
  collection: 'policy',
  version: 1,
  isConfiguration: true,
});

/** A stored password policy, named by its name. */
export const passwordPolicyRecord = defineRecord<{ readonly text: string }>({
  collection: 'password-policy',
  version: 1,
  isConfiguration: true,
});
