import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..', '..');

const sources = globSync('src/**/*.ts', { cwd: repository })
  .filter((path) => !path.endsWith('.test.ts') && !path.startsWith('src/testing/'))
  .map((path) => path.replaceAll('\\', '/'))
  .sort();

/** A name that says that its value is, or may be, a secret. */
const secretName =
  /(?:token|secret|password|nonce|hash|digest|mac|secret_?id|role_?id|rootkey|unsealkey|otp|passcode)$/i;
const operand = String.raw`[\w$#.?()[\]'"-]+`;
const comparison = new RegExp(String.raw`(${operand})\s*[!=]==\s*(${operand})`, 'g');
/** What stands in the source is no secret, and whether something is there tells nothing of what it is. */
const constant = /^\(*(?:['"]|undefined\b|null\b|true\b|false\b|-?\d)/;

/** Comparisons that stand although a name sounds like a secret, and why. */
const justified: ReadonlyMap<string, string> = new Map([
  ['src/cli/commands/unwrap.ts: own.token, wrapping', 'both are of the person at the terminal'],
  ['src/client/session.ts: held.token, token', 'both are of the one who asks'],
  ['src/client/session.ts: this.#held?.token, client_token', 'both are of the one who asks'],
  ["src/core/wrapping-token.ts: data['token'], token", 'both are of the one who asks'],
  ['src/auth/approle/role-id.ts: role?.role_id, role_id', 'was found by its keyed hash before'],
  ['src/auth/approle/role-id.ts: role_id, former', 'both are of one role that is being written'],
]);

/** The operands of comparisons in which one has a name like a secret. */
function comparedSecrets(text: string): string[] {
  const pairs = [...text.matchAll(comparison)].map(([, ...sides]) => sides);
  return pairs
    .filter((sides) => !sides.some((side) => constant.test(side)))
    .map((sides) => sides.map((side) => side.replaceAll(/^\(+|[()]+$/g, '')))
    .filter((sides) => sides.some((side) => secretName.test(side)))
    .map((sides) => sides.join(', '));
}

describe('the sources', () => {
  test('compare no secret but by the one constant-time helper (CVE-2026-63132, CVE-2026-21713)', () => {
    const found = sources.flatMap((path) =>
      comparedSecrets(readFileSync(join(repository, path), 'utf8')).map(
        (operands) => `${path}: ${operands}`,
      ),
    );

    expect(sources.length).toBeGreaterThan(150);
    expect(found.filter((place) => !justified.has(place))).toEqual([]);
    expect([...justified.keys()].filter((place) => !found.includes(place))).toEqual([]);
  });

  test.each([
    ['if (token === other) {', 1],
    ['if (given.nonce !== attempt.nonce) {', 1],
    ['return a.password === b && (c === d)', 1],
    ["if (password === '') {", 0],
    ['if (hash === undefined) {', 0],
    ["if (kind === 'secret') {", 0],
  ])('are read by a rule that tells %j', (line, count) => {
    expect(comparedSecrets(line)).toHaveLength(count);
  });

  test('load no code by a stored name (CVE-2026-105816)', () => {
    const loading = sources.filter((path) => {
      const text = readFileSync(join(repository, path), 'utf8');
      // Node's `require` takes only names that stand in the source
      const requires = text.includes('createRequire') && /(?<!\.)\brequire\((?!['"])/.test(text);
      return requires || /\bimport\((?!['"])|\beval\(|new Function\(|node:vm/.test(text);
    });

    expect(loading).toEqual([]);
  });

  test('compute with the field of the shares without tables (CVE-2023-25000)', () => {
    const shamir = readFileSync(join(repository, 'src/crypto/shamir.ts'), 'utf8');

    expect(shamir).not.toMatch(/\b(?:logTable|expTable|LOG|EXP|table)\b.*\[/);
  });
});

describe('the packages', () => {
  test('that are installed have none that were sources of trouble (CVE-2023-25576, CVE-2022-39386)', () => {
    const lock = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
      packages: Readonly<Record<string, { readonly dev?: boolean }>>;
    };
    const names = Object.entries(lock.packages)
      .filter(([, { dev }]) => dev !== true)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    const unwanted =
      /^(?:@fastify\/(?:multipart|websocket|passport|middie|express|reply-from|http-proxy)|middie|passport|jsonwebtoken|express|body-parser|lodash|request|xmldom)$/;

    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => unwanted.test(name))).toEqual([]);
  });

  test('that are needed to run are few, known, and of one exact version', () => {
    const { dependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };

    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(12);
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
