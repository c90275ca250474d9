import { type AuditedTarget, secretCaptures } from './audit-event.ts';

/** Tokens that somebody put into a path, whatever the path was meant to be. */
const TOKEN_LIKE = /^(?:s|b|r|hvs|hvb|hvr)\.[\w.-]{8,}$/;

/** A path of a request for operators to read: without what its operation declares as secret, and without tokens. */
export function maskPath(path: string, target: AuditedTarget | undefined): string {
  const secrets = new Set(secretCaptures(target));
  return path
    .split('/')
    .map((part) => (secrets.has(part) || TOKEN_LIKE.test(part) ? '(secret)' : part))
    .join('/');
}
