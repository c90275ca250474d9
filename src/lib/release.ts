/** This version of Portcullis. Kept equal to `package.json` by a test. */
export const release = {
  version: '0.1.0',
  /** When it was made, RFC 3339. */
  date: '2026-11-25T00:00:00Z',
} as const;
