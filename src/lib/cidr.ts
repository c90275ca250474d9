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

/** Whether a text is a block with its length, `10.0.0.0/8`; the address may have bits behind it. */
export function isCidrBlock(text: string): boolean {
  try {
    return text.includes('/') && parseBlock(text).length > 0;
  } catch (error) {
    if (error instanceof CidrError) return false;
    throw error;
  }
}

/** Whether all addresses of a block, or a single one, lie in one of the blocks. */
export function isCidrWithin(block: string, blocks: readonly string[]): boolean {
  const [network, bits] = parseBlock(block);
  return blocks.some((other) => {
    const [outer, outerBits] = parseBlock(other);
    return outer.kind() === network.kind() && outerBits <= bits && network.match(outer, outerBits);
  });
}

/**
 * The blocks in which all addresses lie that are in both lists.
 *
 * @returns empty where no address is in both
 */
export function intersectCidrs(some: readonly string[], others: readonly string[]): string[] {
  const inOthers = some.filter((block) => isCidrWithin(block, others));
  const inSome = others.filter((block) => isCidrWithin(block, some));
  return [...new Set([...inOthers, ...inSome])];
}

function parseBlock(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  try {
    if (text.includes('/')) {
      if (!isStrictAddress(text.slice(0, text.indexOf('/')))) throw new CidrError('no address');
      return ipaddr.parseCIDR(text);
    }
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
