/** What makes a text differ from its decoded form. */
const NEEDS_DECODING = /[^ -$&-~]/;

/**
 * Undo percent-encoding once.
 *
 * @param text - one character per byte, as Node hands out a request target; bytes beyond ASCII are taken as
 * UTF-8, those that are none become U+FFFD
 * @returns undefined when a `%` is not followed by two hexadecimal digits
 * @see RFC 3986 §2.1
 */
export function percentDecode(text: string): string | undefined {
  if (!NEEDS_DECODING.test(text)) return text;
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code === 0x25) {
      code = hexDigit(text.charCodeAt(at + 1)) * 16 + hexDigit(text.charCodeAt(at + 2));
      if (Number.isNaN(code)) return undefined;
      at += 2;
    }
    bytes[length] = code;
    length += 1;
  }
  return bytes.toString('utf8', 0, length);
}

/** NaN for what is no digit, also behind the end of the text. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
}
