import ipaddr from 'ipaddr.js';

/** A text that is neither an address nor an address block. */
export class CidrError extends Error {
  override readonly name = 'CidrError';
}

/**
 * The canonical spelling of an address or block; the length of a single address is left out.
 *
 * @throws CidrError when the text is neither
 */
export function canonicalCidr(text: string): string {
  const [address, bits] = parseBlock(text.trim());
  const full = address.kind() === 'ipv4' ? 32 : 128;
  return bits === full ? address.toString() : `${networkOf(address, bits).toString()}/${bits}`;
}

/** Whether an address lies in one of the blocks. An unreadable address lies in none. */
export function isInCidrs(address: string, blocks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return blocks.some((block) => {
    const [network, bits] = parseBlock(block);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}

function parseBlock(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    if (!isStrictAddress(text)) throw new CidrError('no address');
    const address = ipaddr.process(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch {
    throw new CidrError('unable to parse as an address or CIDR block');
  }
}

/** `ipaddr.js` also reads `10` and `0x7f.1`; those are typing errors here. */
function isStrictAddress(text: string): boolean {
  return ipaddr.IPv6.isValid(text) || ipaddr.IPv4.isValidFourPartDecimal(text);
}

function networkOf(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): ipaddr.IPv4 | ipaddr.IPv6 {
  const bytes = address
    .toByteArray()
    .map((byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - i * 8))));
  return ipaddr.fromByteArray(bytes);
}
