import { ApiError } from '../../errors/api-error.ts';
import { parsePolicy } from '../../policy/parse-policy.ts';
import { type Policy, PolicySyntaxError } from '../../policy/policy.ts';

/** Rules of one policy. All of them are read in one go by the first request of each process that needs them. */
const MAX_RULES = 5000;

/**
 * Read a policy that is about to be stored.
 *
 * @throws ApiError `POLICY_SYNTAX`, `POLICY_TOO_LARGE`
 */
export function parseNewPolicy(text: string): Policy {
  // one that is far too large is not worth parsing
  if (countRules(text) > 2 * MAX_RULES) throw tooLarge();
  const policy = parse(text);
  if (policy.paths.length > MAX_RULES) throw tooLarge();
  return policy;
}

function parse(text: string): Policy {
  try {
    return parsePolicy(text);
  } catch (cause) {
    if (!(cause instanceof PolicySyntaxError)) throw cause;
    throw new ApiError('POLICY_SYNTAX', { values: { reason: cause.message }, cause });
  }
}

/** About how many rules a text has: those in comments count too. */
function countRules(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(/\bpath\s*"/g)) count += 1;
  return count;
}

function tooLarge(): ApiError {
  return new ApiError('POLICY_TOO_LARGE', { values: { count: String(MAX_RULES) } });
}
