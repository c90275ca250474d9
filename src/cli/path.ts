/** A path as the API wants it: no spaces around, no slash at either end. */
export function cleanPath(text: string): string {
  return text.trim().replaceAll(/^\/+|\/+$/g, '');
}

/** A mount path with its trailing slash, as messages show it. */
export function mountPath(text: string): string {
  return `${cleanPath(text)}/`;
}
