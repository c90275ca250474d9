import type { TokenService } from '../../core/token-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import { compareBytes } from '../../lib/compare-bytes.ts';

/** What follows where not all tokens were looked at. */
const PARTIAL =
  'Not all leases were looked at. Ask again with "after" as in this answer for the rest.';

/**
 * The names of leases one level below a prefix, as far as one request looks.
 *
 * @param from - `after` is that of the answer before
 * @throws ApiError `NOT_FOUND` where all were looked at and none is there, `TOKEN_CURSOR_INVALID`
 */
export async function listLeases(
  from: { readonly prefix: string; readonly after: string },
  tokens: TokenService,
) {
  const folder = from.prefix.replace(/^\/+|\/+$/g, '');
  const prefix = folder === '' ? '' : `${folder}/`;
  const found = new Set<string>();
  const nameOf = (path: string, hash: string) => nextName(`${path}/${hash}`, prefix);
  const after = await tokens.walk({
    after: from.after,
    // whether a token is live is asked only for names that are not listed yet
    isWanted: ({ has_lease, path }, hash) => {
      const name = has_lease ? nameOf(path, hash) : undefined;
      return name !== undefined && !found.has(name);
    },
    take: ({ entry }, hash) => {
      const name = nameOf(entry.path, hash);
      if (name !== undefined) found.add(name);
      return true;
    },
  });
  const keys = [...found].toSorted(compareBytes);
  if (after !== undefined)
    return { status: 200, data: { keys, after }, warnings: [PARTIAL] } as const;
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } } as const;
}

/** The part of an id that follows a prefix, up to and with the next slash; undefined outside the prefix. */
function nextName(id: string, prefix: string): string | undefined {
  if (!id.startsWith(prefix)) return undefined;
  const slash = id.indexOf('/', prefix.length);
  return slash === -1 ? id.slice(prefix.length) : id.slice(prefix.length, slash + 1);
}
