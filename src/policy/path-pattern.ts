/**
 * A path pattern, cut up once so that matching and ranking are cheap.
 *
 * `foo` matches itself, `foo*` every path that begins so, a segment `+` any one segment.
 */
export interface PathPattern {
  /** With its trailing `*`. */
  readonly text: string;
  /** Without the trailing `*`. */
  readonly literal: string;
  readonly isPrefix: boolean;
  /** Present where `+` makes it a wildcard pattern; `+` alone in a segment stands for any. */
  readonly segments?: readonly string[];
  /** Before the first `+`, or all of a prefix pattern's literal; what a matching path begins with. */
  readonly head: string;
  readonly wildcardCount: number;
}

/** Cut up a pattern. */
export function compilePathPattern(text: string): PathPattern {
  const isPrefix = text.endsWith('*');
  const literal = isPrefix ? text.slice(0, -1) : text;
  // a longer segment that begins with + matches literally, but is ranked among the wildcards
  const isWildcard = literal.startsWith('+') || literal.includes('/+');
  const base = { text, literal, isPrefix };
  if (!isWildcard) return { ...base, head: literal, wildcardCount: 0 };
  const segments = literal.split('/');
  const wildcardCount = segments.filter((segment) => segment === '+').length;
  return { ...base, segments, wildcardCount, head: literal.slice(0, literal.indexOf('+')) };
}

/** Whether a pattern that is no exact path fits. @param segments - the path, cut at each `/` */
export function matchesPath(
  pattern: PathPattern,
  path: string,
  segments: readonly string[],
): boolean {
  if (pattern.segments) return matchesSegments(pattern.segments, segments, pattern.isPrefix);
  return pattern.isPrefix ? path.startsWith(pattern.literal) : path === pattern.literal;
}

function matchesSegments(
  wanted: readonly string[],
  given: readonly string[],
  isPrefix: boolean,
): boolean {
  if (isPrefix ? given.length < wanted.length : given.length !== wanted.length) return false;
  const last = wanted.length - 1;
  return wanted.every((segment, at) => {
    if (segment === '+' || segment === given[at]) return true;
    return isPrefix && at === last && (given[at] ?? '').startsWith(segment);
  });
}

/**
 * Order of patterns that are no exact paths, the stronger one first.
 *
 * First difference decides: a longer head, no `*` at the end, fewer `+`, a longer text, a larger text.
 */
export function comparePatterns(left: PathPattern, right: PathPattern): number {
  return (
    right.head.length - left.head.length ||
    Number(left.isPrefix) - Number(right.isPrefix) ||
    left.wildcardCount - right.wildcardCount ||
    right.literal.length - left.literal.length ||
    compareTexts(right.literal, left.literal)
  );
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * The spelling under which back ends that ignore case and outer blanks see a path: each segment
 * trimmed and in lower case.
 */
export function foldPath(path: string): string {
  return path
    .split('/')
    .map((segment) => segment.trim().toLowerCase())
    .join('/');
}

/** The same for a pattern; a prefix keeps the blanks at its end, since more text may follow. */
export function foldPattern(text: string): string {
  if (!text.endsWith('*')) return foldPath(text);
  const segments = text.slice(0, -1).split('/');
  const last = segments.pop() ?? '';
  const folded = segments.map((segment) => `${segment.trim().toLowerCase()}/`).join('');
  return `${folded}${last.trimStart().toLowerCase()}*`;
}
