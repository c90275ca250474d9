import type { Acl } from './decision.ts';
import { parsePathTemplate } from './path-template.ts';

/** What `filterListedKeys` needs to know of a list. */
export interface ListedKeys {
  /** `keysFilter` of the decision. */
  readonly template: string;
  /** Path of the list, with its trailing `/`. */
  readonly path: string;
  readonly keys: readonly string[];
}

/**
 * Leave in a list only the keys whose own path the caller may read, or list where the key is a folder.
 *
 * The path of a key is what a rule's `list_scan_response_keys_filter_path` makes of it.
 */
export function filterListedKeys(acl: Acl, { template, path, keys }: ListedKeys): string[] {
  const { texts, directives } = parsePathTemplate(template) ?? {
    texts: [template],
    directives: [],
  };
  return keys.filter((key) => {
    const parts = texts.map((text, at) => {
      const value = directives[at] === '.key' ? key : path;
      return at < directives.length ? text + value : text;
    });
    // a list's path ends in a slash, and templates put one of their own after it
    const target = parts.join('').replaceAll(/\/{2,}/g, '/');
    const granted = acl.capabilities(target);
    return granted.includes('root') || granted.includes(key.endsWith('/') ? 'list' : 'read');
  });
}
