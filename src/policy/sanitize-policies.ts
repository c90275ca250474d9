/** How a list of policy names is brought into its one form. */
export interface SanitizeOptions {
  /** Add `default`, unless `root` is there. */
  readonly addDefault: boolean;
}

/**
 * The one form of a list of policy names: trimmed, in lower case, without empty and repeated ones, sorted.
 *
 * `root` swallows all others.
 */
export function sanitizePolicyNames(
  names: readonly string[],
  { addDefault }: SanitizeOptions,
): string[] {
  const clean = new Set(names.map(canonicalPolicyName).filter((name) => name !== ''));
  if (clean.has('root')) return ['root'];
  if (addDefault) clean.add('default');
  return [...clean].sort();
}

/** The one form of a policy name: trimmed, in lower case. */
export function canonicalPolicyName(name: string): string {
  return name.trim().toLowerCase();
}

/**
 * Whether a name, in its one form, may be that of a policy.
 *
 * Slashes are legal; `.` and `..` between them are not, nor control characters: such a name could be
 * taken for the path of another policy.
 */
export function isValidPolicyName(name: string): boolean {
  if (name === '' || /\p{Cc}/u.test(name)) return false;
  return !name.split('/').some((segment) => segment === '.' || segment === '..');
}
