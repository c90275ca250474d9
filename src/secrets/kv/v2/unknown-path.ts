/**
 * The answer at a path that belongs to none of the parts: most often somebody reads a secret as if it had
 * no versions.
 *
 * @param command - of `portcullis kv`, which knows the parts
 */
export function explainPaths(command: string) {
  const warning =
    'Invalid path for a versioned K/V secrets engine. Secrets are at data/, what is known of them at ' +
    `metadata/. On the command line, 'portcullis kv ${command}' finds the right one.`;
  return () => ({ status: 404, warnings: [warning] }) as const;
}
