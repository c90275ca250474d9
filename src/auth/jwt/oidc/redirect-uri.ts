import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Whether a browser may be sent back to an address.
 *
 * Addresses are compared as a whole, letter for letter. At `localhost` and at addresses of the machine itself
 * ports are left out, since programs listen on any that is free.
 *
 * @see RFC 8252 §7.3; RFC 9700 §4.1.3
 */
export function isRedirectAllowed(uri: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(uri)) return false;
  if (allowed.includes(uri)) return true;
  const asked = new URL(uri);
  if (!isLoopback(asked)) return false;
  return allowed.some((entry) => {
    if (!URL.canParse(entry)) return false;
    const known = new URL(entry);
    return isLoopback(known) && withoutPort(known) === withoutPort(asked);
  });
}

function withoutPort(url: URL): string {
  const copy = new URL(url);
  copy.port = '';
  return copy.href;
}

function isLoopback({ protocol, hostname }: URL): boolean {
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  const bare = hostname.replace(/^\[|\]$/g, '');
  const version = isIP(bare);
  if (version === 0) return bare === 'localhost';
  return loopback.check(bare, version === 6 ? 'ipv6' : 'ipv4');
}

/** A redirect and the namespace that was taken out of its query. */
export interface SplitRedirect {
  readonly uri: string;
  /** Empty: there was none. */
  readonly namespace: string;
}

/** Take the namespace out of a redirect, so that one address serves all namespaces. */
export function splitNamespace(uri: string): SplitRedirect {
  if (!URL.canParse(uri)) return { uri, namespace: '' };
  const url = new URL(uri);
  const namespace = url.searchParams.get('namespace') ?? '';
  if (!url.searchParams.has('namespace')) return { uri, namespace };
  url.searchParams.delete('namespace');
  url.searchParams.sort();
  return { uri: url.href, namespace };
}
