/** @see RFC 1123 §2.1; Kubernetes: a namespace is a label, the name of a service account is a subdomain */
const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Longest name of a service account. */
const MAX_NAME_LENGTH = 253;

/** Whether a namespace can have this name. What cannot is never put into a URL. */
export function isNamespaceName(text: string): boolean {
  return label.test(text);
}

/** Whether a service account can have this name. What cannot is never put into a URL. */
export function isAccountName(text: string): boolean {
  return text.length <= MAX_NAME_LENGTH && text.split('.').every((part) => label.test(part));
}

/** Whether some name of the kind can fit a pattern. Patterns with `*` are not looked into. */
export function canMatch(pattern: string, isName: (text: string) => boolean): boolean {
  return pattern.includes('*') ? /^[-a-z0-9.*]+$/.test(pattern) : isName(pattern);
}
