/**
 * Whether a text fits a pattern in which `*` stands for any text, also none. Every other character stands
 * for itself.
 *
 * Takes time in proportion to both lengths at most: patterns are not compiled to regular expressions.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
