import type { AclRule } from './acl-rule.ts';
import type { PathPattern } from './path-pattern.ts';

/** Stands for any name in a path that is made up; no rule is written with it. */
const ANY_NAME = '\uFFFF';

/**
 * Paths that begin with a prefix and match a pattern, `\uFFFF` where any name would do.
 *
 * Of a pattern that ends in `*` there is one path of each depth, because other rules may take away
 * what lies at one depth and leave the rest.
 *
 * @param prefix - empty, or whole segments with a `/` at the end
 * @param maxDepth - segments of the longest pattern that could interfere
 */
export function witnessPaths(
  pattern: PathPattern,
  prefix: string,
  maxDepth: number,
): readonly string[] {
  const given = prefix.split('/').slice(0, -1);
  const path = pattern.segments
    ? pattern.segments
        .map((segment, at) => (segment === '+' ? (given[at] ?? ANY_NAME) : segment))
        .join('/')
    : pattern.literal;
  if (pattern.isPrefix) {
    const isBelow = path.startsWith(prefix);
    if (!isBelow && !prefix.startsWith(path)) return [];
    const start = isBelow ? path : prefix;
    return [start, ...deeperPaths(`${start}${ANY_NAME}`, maxDepth)];
  }
  if (path.startsWith(prefix)) return [path];
  // an exact rule also answers for the list of what is below it
  return `${path}/` === prefix ? [prefix] : [];
}

function deeperPaths(start: string, maxDepth: number): readonly string[] {
  return Array.from({ length: maxDepth + 1 }, (_, depth) => start + `/${ANY_NAME}`.repeat(depth));
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
