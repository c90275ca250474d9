import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compare two secrets in a time that tells nothing of where they differ, nor of their lengths.
 */
export function constantTimeEqual(a: string | Uint8Array, b: string | Uint8Array): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(value: string | Uint8Array): Buffer {
  return createHash('sha256').update(value).digest();
}
