/** A text XORed with a pad of the same length, in base64 without padding. */
export function encodeWithPad(text: string, pad: string): string {
  return xor(Buffer.from(text), Buffer.from(pad)).toString('base64').replaceAll('=', '');
}

/**
 * The text of what `encodeWithPad` made.
 *
 * @returns undefined where text and pad do not fit together
 */
export function decodeWithPad(encoded: string, pad: string): string | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  const key = Buffer.from(pad);
  if (bytes.length === 0 || bytes.length !== key.length) return undefined;
  return xor(bytes, key).toString('latin1');
}

function xor(bytes: Buffer, pad: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, at) => byte ^ (pad[at] ?? 0)));
}
