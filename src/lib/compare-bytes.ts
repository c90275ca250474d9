/**
 * Order of two texts by their UTF-8 bytes, which for characters beyond U+FFFF is not that of `<`. Nothing is
 * encoded: lists of a million names are sorted by it.
 */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return rankOf(left) - rankOf(right);
  }
  return a.length - b.length;
}

/** A half of a character beyond U+FFFF comes after all others; as a code unit it would not. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
