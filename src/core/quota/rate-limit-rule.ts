import { defineRecord } from '../../framework/record.ts';

/** Whose requests share one allowance: those of an address, or all. */
export const groupings = ['ip', 'none'] as const;
export type Grouping = (typeof groupings)[number];

/** A rate-limit quota as it is stored, under its name. */
export interface RateLimitRule {
  readonly name: string;
  /** Another one whenever the rule is written: what was counted by the old one counts no more. */
  readonly id: string;
  /** The mount whose requests it counts, wherever that is moved to; empty: requests of all mounts. */
  readonly mount_uuid: string;
  /** What follows the path of the mount, in its canonical spelling; may end in `*`. Empty: everything. */
  readonly suffix: string;
  /** The role of logins that it counts; empty: it goes by the path alone. */
  readonly role: string;
  /** Requests per interval, more than 0. */
  readonly rate: number;
  /** Seconds, 1 or more. */
  readonly interval: number;
  /** Seconds for which an address is refused once it was; 0: until its allowance has grown again. */
  readonly block_interval: number;
  readonly inheritable: boolean;
  readonly group_by: Grouping;
}

/** The record of a rate-limit quota, named as it is. */
export const rateLimitRecord = defineRecord<RateLimitRule>({
  collection: 'quota-rate-limit',
  version: 1,
  isConfiguration: true,
});

/** What holds for all rate-limit quotas. */
export interface QuotaConfig {
  /** Paths that begin so are never counted. */
  readonly rate_limit_exempt_paths: readonly string[];
  readonly enable_rate_limit_audit_logging: boolean;
  readonly enable_rate_limit_response_headers: boolean;
}

/** Until it is written first: what brings a server back to work is not limited. */
export const defaultQuotaConfig: QuotaConfig = {
  rate_limit_exempt_paths: [
    'sys/generate-recovery-token/attempt',
    'sys/generate-recovery-token/update',
    'sys/generate-root/attempt',
    'sys/generate-root/update',
    'sys/health',
    'sys/seal-status',
    'sys/unseal',
  ],
  enable_rate_limit_audit_logging: false,
  enable_rate_limit_response_headers: false,
};

/** The one record of that, named `config`. */
export const quotaConfigRecord = defineRecord<QuotaConfig>({
  collection: 'quota-config',
  version: 1,
  isConfiguration: true,
});
