/** A path with `{{…}}` in it, cut into literal texts and directives that alternate, a text first and last. */
export interface PathTemplate {
  readonly texts: readonly string[];
  readonly directives: readonly string[];
}

/** Values for the directives of templated paths; identity fills it. */
export interface TemplateContext {
  /** The value of a directive such as `identity.entity.id`; undefined when there is none. */
  resolve(directive: string): string | undefined;
}

/** What values may hold that could widen a rule. */
export interface ValueBounds {
  readonly allowsWildcardValues?: boolean | undefined;
  readonly allowsSlashValues?: boolean | undefined;
}

/** A `{{` without its `}}`, or the reverse. */
export class TemplateSyntaxError extends Error {
  override readonly name = 'TemplateSyntaxError';
}

/**
 * Cut a path at its `{{…}}`.
 *
 * @returns undefined for a path without any
 * @throws TemplateSyntaxError when the braces are not balanced
 */
export function parsePathTemplate(path: string): PathTemplate | undefined {
  const [first = '', ...rest] = path.split('{{');
  const texts = [first];
  const directives: string[] = [];
  if (first.includes('}}')) throw new TemplateSyntaxError('unbalanced templating characters');
  for (const piece of rest) {
    const [directive = '', text, ...more] = piece.split('}}');
    if (text === undefined || more.length > 0) {
      throw new TemplateSyntaxError('unbalanced templating characters');
    }
    directives.push(directive.trim());
    texts.push(text);
  }
  return directives.length > 0 ? { texts, directives } : undefined;
}

/**
 * Put the values into a template.
 *
 * @param bounds - what the policy lets values hold beyond what is harmless
 * @returns undefined when a value is missing, or could widen the rule: empty, or with `*`, `+` or `/` where
 *   the policy does not allow it, a `.` or `..` between slashes, or a control character
 */
export function fillPathTemplate(
  template: PathTemplate,
  context: TemplateContext | undefined,
  bounds: ValueBounds = {},
): string | undefined {
  let path = template.texts[0] ?? '';
  for (const [at, directive] of template.directives.entries()) {
    const value = context?.resolve(directive);
    if (value === undefined || !isSafeValue(value, bounds)) return undefined;
    path += value + (template.texts[at + 1] ?? '');
  }
  return path;
}

function isSafeValue(
  value: string,
  { allowsWildcardValues, allowsSlashValues }: ValueBounds,
): boolean {
  if (!allowsWildcardValues && /[*+]/.test(value)) return false;
  if (!allowsSlashValues && value.includes('/')) return false;
  const isPlain = !/\p{Cc}/u.test(value) && !value.includes('+*');
  return isPlain && !value.split('/').some((part) => ['', '.', '..'].includes(part));
}
