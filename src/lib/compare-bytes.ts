/** Order of two texts by their UTF-8 bytes, which for characters beyond U+FFFF is not that of `<`. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
