import type { AclRule } from './acl-rule.ts';
import type { PathPattern } from './path-pattern.ts';

/** Stands for any name in a path that is made up; no rule is written with it. */
const ANY_NAME = '\uFFFF';

/**
 * A path that begins with a prefix and matches a pattern, `\uFFFF` where any name would do.
 *
 * @param prefix - empty, or whole segments with a `/` at the end
 * @returns undefined when there is no such path
 */
export function witnessPath(pattern: PathPattern, prefix: string): string | undefined {
  const given = prefix.split('/').slice(0, -1);
  const path = pattern.segments
    ? pattern.segments
        .map((segment, at) => (segment === '+' ? (given[at] ?? ANY_NAME) : segment))
        .join('/')
    : pattern.literal;
  if (path.startsWith(prefix)) return pattern.isPrefix ? path + ANY_NAME : path;
  if (pattern.isPrefix && prefix.startsWith(path)) return prefix + ANY_NAME;
  // an exact rule also answers for the list of what is below it
  return `${path}/` === prefix ? prefix : undefined;
}

/** The rule whose pattern has the longest beginning in common with a path, if they share any. */
export function nearestRule(rules: readonly AclRule[], path: string): AclRule | undefined {
  let nearest: AclRule | undefined;
  let longest = 0;
  for (const rule of rules) {
    const length = commonLength(rule.pattern.literal, path);
    if (length > longest) {
      nearest = rule;
      longest = length;
    }
  }
  return nearest;
}

function commonLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}
