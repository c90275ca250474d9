import type { AccessRequest, Acl, Decision } from './decision.ts';
import { decideLimit } from './pagination.ts';

/** The ACL of the root policy: everything is allowed. */
export function rootAcl(): Acl {
  return {
    isRoot: true,
    validUntilMs: Infinity,
    decide: allow,
    explain: (request) => ({ ...allow(request), matching: [], unresolved: [] }),
    capabilities: () => ['root'],
    grantsAnythingUnder: () => true,
    resultant: () => ({ root: true, exact_paths: {}, glob_paths: {}, unresolved_paths: [] }),
  };
}

function allow({ operation, data }: AccessRequest): Decision {
  const isListing = operation === 'list' || operation === 'scan';
  // `max` is a word of policies: without a bound it means all, also for root
  const decided = isListing ? decideLimit(0, data) : undefined;
  const hasLimit = decided?.allowed && decided.limit !== undefined;
  return { allowed: true, reason: 'ROOT', ...(hasLimit ? { limit: decided.limit } : {}) };
}
