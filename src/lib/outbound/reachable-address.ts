import { lookup as resolveName, type LookupAddress, type LookupOptions } from 'node:dns';
import ipaddr from 'ipaddr.js';

/** Ranges that no name may stand for: this machine, its link and the metadata service, groups, nothing at all. */
const localRanges = new Set<string>([
  'loopback',
  'linkLocal',
  'unspecified',
  'broadcast',
  'multicast',
]);

/** Metadata services that lie outside the link-local ranges. */
const metadataAddresses = new Set(['fd00:ec2::254', '100.100.100.200']);

/** Whether an address is that of this machine, of its link, or of a metadata service. */
export function isLocalAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return localRanges.has(parsed.range()) || metadataAddresses.has(parsed.toString());
}

/** The address that a URL names without DNS, brackets taken off; undefined for a name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : undefined;
}

/** Whether a host is written as one of this machine, so that whoever wrote it meant it. */
export function isWrittenAsLocal(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return true;
  const address = literalAddress(hostname);
  return address !== undefined && isLocalAddress(address);
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** A name stands for an address that it may not stand for. */
export class LocalAddressError extends Error {
  override readonly name = 'LocalAddressError';

  constructor() {
    super('the name stands for an address of this machine or its link');
  }
}

/** What `dns.lookup` is, as far as it is used: asked for all addresses. */
export type ResolveAll = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A `dns.lookup` for connections: a name that stands for a local address, even beside others, is not
 * connected to. What was checked is what is connected to, since the socket uses this very answer.
 */
export function createLookup(resolve: ResolveAll = resolveName) {
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const [first] = addresses;
      if (!isWrittenAsLocal(hostname) && addresses.some(({ address }) => isLocalAddress(address))) {
        return callback(new LocalAddressError(), []);
      }
      if (options.all) return callback(null, addresses);
      if (!first) return callback(new Error('the name stands for no address'), []);
      return callback(null, first.address, first.family);
    });
  };
}
