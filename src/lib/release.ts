/** This version of Portcullis. Kept equal to `package.json` by a test. */
export const release = {
  version: '0.1.0',
  /** When it was made, RFC 3339. */
  date: '2026-11-25T00:00:00Z',
} as const;

/**
 * What `sys/seal-status` and `sys/health` call the version: the level of the Vault API that is answered, and behind the
 * plus sign our own version.
 *
 * Clients choose by it what they ask for: below 1.10 Terraform replaces an auth mount whose path changes, with all its
 * users, and leaves out what later levels brought. The level is the one that its provider was run at.
 *
 * @see Semantic Versioning 2.0.0 §10 (build metadata counts for nothing in an order)
 */
export const announcedVersion = `1.20.0+portcullis.${release.version}`;
