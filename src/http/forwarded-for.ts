import ipaddr from 'ipaddr.js';
import type { ForwardedForConfig } from '../config/listener.ts';
import { ApiError } from '../errors/api-error.ts';

/** Finds the address of the caller behind trusted proxies. */
export interface AddressResolver {
  /**
   * @param peer - address of the other end of the socket
   * @param header - all `X-Forwarded-For` values, in order, joined by commas
   * @throws ApiError `FORWARDED_FOR_REFUSED`
   */
  resolve(peer: string, header: string | undefined): string;
}

/** The one spelling of an address: IPv4 mapped into IPv6 is IPv4. */
export function canonicalAddress(address: string): string {
  if (!address.includes(':')) return address;
  const withoutZone = address.replace(/%.*$/, '');
  return ipaddr.isValid(withoutZone) ? ipaddr.process(withoutZone).toString() : withoutZone;
}

/**
 * Make the resolver of a listener.
 *
 * Trust hangs on the address of the peer alone. Without trusted proxies the header is never looked at, so
 * no caller can choose the address that CIDR bounds, lockout and audit see.
 */
export function createAddressResolver(config: ForwardedForConfig): AddressResolver {
  if (config.authorized_addrs.length === 0) return { resolve: (peer) => canonicalAddress(peer) };
  const trusted = config.authorized_addrs.map(parseBlock);
  return {
    resolve: (peer, header) => {
      const address = canonicalAddress(peer);
      if (!isTrusted(address, trusted)) {
        if (!config.reject_not_authorized) return address;
        throw refused('client address is not one of the authorized proxies');
      }
      if (header === undefined || header.trim() === '') {
        if (!config.reject_not_present) return address;
        throw refused('missing x-forwarded-for header, which the listener requires');
      }
      return pick(header.split(','), config.hop_skips);
    },
  };
}

/** The entry that stands `hopSkips` places left of the last one. */
function pick(entries: readonly string[], hopSkips: number): string {
  const entry = entries[entries.length - 1 - hopSkips];
  if (entry === undefined) throw refused('x-forwarded-for header has too few entries');
  const address = withoutPort(entry.trim());
  if (!ipaddr.isValid(address)) throw refused('x-forwarded-for header holds no valid address');
  return canonicalAddress(address);
}

/** `1.2.3.4:80` and `[::1]:80` name the address before the port. */
function withoutPort(entry: string): string {
  const match = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(entry);
  return match?.[1] ?? match?.[2] ?? entry;
}

type Block = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

function parseBlock(text: string): Block {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function isTrusted(address: string, blocks: readonly Block[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return blocks.some(
    ([network, bits]) => network.kind() === parsed.kind() && parsed.match([network, bits]),
  );
}

function refused(reason: string): ApiError {
  return new ApiError('FORWARDED_FOR_REFUSED', { values: { reason } });
}
