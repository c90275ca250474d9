import type { HclObject, HclValue } from '../lib/hcl/hcl-node.ts';

/** Header name and value by status: `default`, `2xx`, `404`. */
export type ResponseHeaders = Readonly<Record<string, Readonly<Record<string, string>>>>;

// RFC 9110 §5.6.2 (token) and §5.5 (field value), without bare control characters
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Read the headers that a listener adds; several values of one header are joined by a comma. */
export function decodeResponseHeaders(value: HclValue): {
  headers: ResponseHeaders;
  problem?: string;
} {
  const headers: Record<string, Record<string, string>> = {};
  for (const [status, named] of members(value)) {
    if (!/^(?:default|[1-5]xx|[1-5]\d\d)$/.test(status)) {
      return { headers: {}, problem: 'must be keyed by "default", "2xx" or a status' };
    }
    const added: Record<string, string> = {};
    for (const [name, values] of members(named)) {
      const written = headerText(values);
      if (!headerName.test(name) || written === undefined || name === '__proto__') {
        return { headers: {}, problem: 'must map header names to texts or lists of texts' };
      }
      if (/^x-vault-/i.test(name)) {
        return { headers: {}, problem: 'must not set headers that begin with X-Vault-' };
      }
      added[name] = written;
    }
    headers[status] = { ...headers[status], ...added };
  }
  return { headers };
}

/** Keys and values of an object, or of the objects in a list, as JSON configurations have it. */
function members(value: HclValue): readonly (readonly [string, HclValue])[] {
  if (value.kind === 'list') return value.items.flatMap((item) => members(item));
  if (value.kind !== 'object') return [['', value]];
  return objectMembers(value);
}

function objectMembers(object: HclObject): readonly (readonly [string, HclValue])[] {
  return object.items.map(({ keys, value }) => [keys.join(' '), value] as const);
}

function headerText(value: HclValue): string | undefined {
  const values = value.kind === 'list' ? value.items : [value];
  const written = values.map((item) => (item.kind === 'string' ? item.value : '\0')).join(', ');
  return headerValue.test(written) ? written : undefined;
}
