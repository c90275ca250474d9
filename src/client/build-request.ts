import type { CallOptions, WrapOptions } from './method.ts';
import { PortcullisError } from './portcullis-error.ts';
import type { OperationRow } from './row.ts';

/** Whom and where a client asks. */
export interface Destination {
  readonly address: string;
  readonly namespace: string;
  /** Path of the mount, `auth/` included. */
  readonly mount: string;
}

/** A request as it goes out, but for its token. */
export interface BuiltRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Input = Readonly<Record<string, unknown>>;

/**
 * Put path, query, body and headers together.
 *
 * @throws PortcullisError `INPUT_INVALID` where a part of the path is empty, `.` or `..`
 */
export function buildRequest(
  row: OperationRow,
  { address, namespace, mount }: Destination,
  { input, options }: { input: Input; options: CallOptions & Partial<WrapOptions> },
): BuiltRequest {
  const { below, rest } = fillPath(row, input);
  const { body: anyBody, ...others } = rest;
  const fields = row.isArbitrary ? { ...others, ...(anyBody as Input) } : rest;
  const hasBody = row.verb === 'POST' || row.verb === 'PATCH';
  const query = hasBody ? '' : encodeQuery(row.verb, fields);
  const path = `${encodePath(row, mount, true)}${below === '' ? '' : `/${below}`}`;
  return {
    url: `${address.replace(/\/+$/, '')}/v1/${path}${query}`,
    method: row.verb === 'LIST' || row.verb === 'SCAN' ? 'GET' : row.verb,
    headers: {
      ...(isOfAnotherOrigin(address) ? {} : { 'X-Vault-Request': 'true' }),
      ...headersOf(row, namespace, options),
    },
    ...(hasBody && { body: JSON.stringify(fields) }),
  };
}

/** Put the named parts into the path; what is not part of it is left for query or body. */
function fillPath(row: OperationRow, input: Input): { below: string; rest: Input } {
  const rest: Record<string, unknown> = { ...input };
  const below = row.path.replace(/\{(\w+)([+*]?)\}/g, (_place, name: string, many: string) => {
    const value = textOf(rest[name] ?? '');
    delete rest[name];
    return many === '*' && value === '' ? '' : encodePath(row, value, many !== '');
  });
  // behind a slash stood a part that is empty
  return { below: below.replace(/\/$/, ''), rest };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function headersOf(
  { verb }: OperationRow,
  base: string,
  { namespace = '', wrapTtl, headers }: CallOptions & Partial<WrapOptions>,
): Readonly<Record<string, string>> {
  const type = verb === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const whole = [base, namespace].map((part) => part.replace(/^\/+|\/+$/g, '')).filter(Boolean);
  return {
    ...(verb === 'POST' || verb === 'PATCH' ? { 'Content-Type': type } : {}),
    ...(whole.length > 0 ? { 'X-Vault-Namespace': whole.join('/') } : {}),
    ...(wrapTtl === undefined ? {} : { 'X-Vault-Wrap-TTL': String(wrapTtl) }),
    ...headers,
  };
}

/** A browser asks the server about each header, and this one no server lets through from another page. */
function isOfAnotherOrigin(address: string): boolean {
  const { location } = globalThis as { location?: { origin?: string } };
  return location?.origin !== undefined && address !== '' && !isBelow(address, location.origin);
}

function isBelow(address: string, origin: string): boolean {
  return address === origin || address.startsWith(`${origin}/`);
}

/** URLs drop `.` and `..`, encoded or not: such a part would silently make it another path. */
function encodePath({ operationId }: OperationRow, value: string, isMany: boolean): string {
  const parts = isMany ? value.replace(/^\/+|\/+$/g, '').split('/') : [value];
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    const errors = ['a part of the path is empty, "." or ".."'];
    throw new PortcullisError('INPUT_INVALID', { operationId, errors });
  }
  return parts.map((part) => encodeURIComponent(part)).join('/');
}

/** A list is a read that says so: the verb LIST does not get through everywhere. */
function encodeQuery(verb: string, fields: Input): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const each of values) {
      if (each !== undefined && each !== null) query.append(name, textOf(each));
    }
  }
  if (verb === 'LIST' || verb === 'SCAN') query.set(verb.toLowerCase(), 'true');
  return query.size === 0 ? '' : `?${query.toString()}`;
}
