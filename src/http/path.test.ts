import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { canonicalPath, cleanPath } from './path.ts';

function codeOf(rawPath: string): string {
  try {
    canonicalPath(rawPath);
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
  return 'none';
}

describe('canonicalPath', () => {
  test.each([
    ['/v1/sys/health', 'sys/health'],
    ['/v1/', ''],
    ['/v1/secret/', 'secret/'],
    ['/v1/%73ys/health', 'sys/health'],
    ['/v1/a%2Fb', 'a/b'],
    ['/v1/a%2fb%2F', 'a/b/'],
    ['/v1/a%252Fb', 'a%2Fb'],
    ['/v1/sys;x/health', 'sys;x/health'],
    ['/v1/DOMAIN%5Cuser', 'DOMAIN\\user'],
    ['/v1/a%20b', 'a b'],
    ['/v1/%C3%A9', 'é'],
    ['/v1/\u00c3\u00a9', 'é'],
    ['/v1/%FF', '\ufffd'],
    ['/v1/a/.hidden', 'a/.hidden'],
    ['/v1/a/...', 'a/...'],
    ['http://host:8200/v1/sys/health', 'sys/health'],
  ])('%s is the path %j', (rawPath, path) => {
    expect(canonicalPath(rawPath)).toEqual({ kind: 'path', path });
  });

  test.each([
    ['/v1/sys//health', '/v1/sys/health'],
    ['/v1//sys/', '/v1/sys/'],
    ['/v1/./sys', '/v1/sys'],
    ['/v1/a/../b', '/v1/b'],
    ['/v1/a/..', '/v1'],
    ['/v1/a/.', '/v1/a'],
    ['/v1/../../../etc', '/etc'],
    ['/v1/..//evil.example', '/evil.example'],
    ['/v1/a/%2e%2e/../b', '/v1/a/b'],
  ])('%s is redirected to %s', (rawPath, location) => {
    expect(canonicalPath(rawPath)).toEqual({ kind: 'redirect', location });
  });

  test.each([
    ['/v1', 'PATH_NOT_API'],
    ['/', 'PATH_NOT_API'],
    ['', 'PATH_NOT_API'],
    ['*', 'PATH_NOT_API'],
    ['/V1/sys', 'PATH_NOT_API'],
    ['/ui/', 'PATH_NOT_API'],
    ['//v1//sys/health', 'PATH_NOT_API'],
    ['http://host', 'PATH_NOT_API'],
    ['/v1/a/%2e%2e/b', 'PATH_RELATIVE'],
    ['/v1/%2E', 'PATH_RELATIVE'],
    ['/v1/.%2e/b', 'PATH_RELATIVE'],
    ['/v1/a%2F..%2Fb', 'PATH_RELATIVE'],
    ['/v1/a%2F%2Fb', 'PATH_RELATIVE'],
    ['/v1/%2Fsys', 'PATH_RELATIVE'],
    ['/v1/a/%2F', 'PATH_RELATIVE'],
    ['/v1/a%00', 'PATH_UNPRINTABLE'],
    ['/v1/a%0a', 'PATH_UNPRINTABLE'],
    ['/v1/a%7F', 'PATH_UNPRINTABLE'],
    ['/v1/a%E2%80%A8', 'PATH_UNPRINTABLE'],
    ['/v1/a%C2%A0', 'PATH_UNPRINTABLE'],
    ['/v1/a%', 'PATH_UNPRINTABLE'],
    ['/v1/a%2', 'PATH_UNPRINTABLE'],
    ['/v1/a%zz', 'PATH_UNPRINTABLE'],
    ['/v1/a\\b', 'PATH_UNPRINTABLE'],
    ['/other/%00', 'PATH_UNPRINTABLE'],
  ])('%j is refused with %s', (rawPath, code) => {
    expect(codeOf(rawPath)).toBe(code);
  });

  test('unprintable characters pass where the listener allows them', () => {
    expect(canonicalPath('/v1/a%0a', { allowUnprintable: true })).toEqual({
      kind: 'path',
      path: 'a\n',
    });
  });

  const piece = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('/', '.', '..', '%2e', '%2F', '%', '%25', '\\', ';', '//'),
    },
    { weight: 2, arbitrary: fc.string({ maxLength: 3 }) },
  );
  const rawPaths = fc.array(piece, { maxLength: 12 }).map((pieces) => `/v1/${pieces.join('')}`);

  /** Undefined where the path is refused. */
  function tryPath(rawPath: string): ReturnType<typeof canonicalPath> | undefined {
    return codeOf(rawPath) === 'none' ? canonicalPath(rawPath) : undefined;
  }

  test('no path has an empty or dotted segment, except an empty last one', () => {
    const property = fc.property(rawPaths, (rawPath) => {
      const result = tryPath(rawPath);
      if (result?.kind !== 'path') return true;
      const segments = result.path.split('/');
      return segments.every(
        (segment, at) =>
          segment !== '.' && segment !== '..' && (segment !== '' || at === segments.length - 1),
      );
    });

    expect(() => fc.assert(property, { numRuns: 2000 })).not.toThrow();
  });

  test('a redirect is taken once: its target is not redirected again and names no other host', () => {
    const property = fc.property(rawPaths, (rawPath) => {
      const result = tryPath(rawPath);
      if (result?.kind !== 'redirect') return true;
      return /^\/(?!\/)/.test(result.location) && cleanPath(result.location) === result.location;
    });

    expect(() => fc.assert(property, { numRuns: 2000 })).not.toThrow();
  });

  test('encoding a path and reading it gives the path back, so nothing is decoded twice', () => {
    const segment = fc
      .stringMatching(/^[!-~]{1,12}$/)
      .filter((text) => !/^\.{1,2}$/.test(text) && !text.includes('/'));
    const property = fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
      const result = tryPath(`/v1/${segments.map(encodeURIComponent).join('/')}`);
      return result?.kind === 'path' && result.path === segments.join('/');
    });

    expect(() => fc.assert(property)).not.toThrow();
  });
});
