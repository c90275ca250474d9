import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..', '..');

interface Row {
  readonly lesson: string;
  readonly doing: string;
  readonly file: string;
  readonly name: string;
}

const lines = readFileSync(join(repository, 'docs/security-lessons.md'), 'utf8').split('\n');
const rows: readonly Row[] = lines
  .filter((line) => line.startsWith('| ') && !line.startsWith('| lesson '))
  .map((line) => {
    const [, lesson = '', doing = '', file = '', name = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return { lesson, doing, file, name };
  });
const tested = rows.filter(({ file }) => file !== 'not applicable');

/** Whether a text in quotes begins so: the name of a test or of a group of them. */
function hasTest(file: string, name: string): boolean {
  const text = readFileSync(join(repository, file), 'utf8').replaceAll(/\\(['"`])/g, '$1');
  return [`'${name}`, `"${name}`, `\`${name}`].some((quoted) => text.includes(quoted));
}

describe('the table of lessons', () => {
  test('is read whole', () => {
    expect(rows.length).toBeGreaterThanOrEqual(80);
    expect(lines.filter((line) => line.startsWith('|') && line.split('|').length !== 6)).toEqual(
      [],
    );
  });

  test.each(tested)('$lesson: $name', ({ file, name, doing }) => {
    const path = file.replaceAll('`', '');

    expect(path).toMatch(/^(?:src|tests\/(?:contract|security|e2e))\/.*\.test\.ts$/);
    expect(existsSync(join(repository, path))).toBe(true);
    expect(hasTest(path, name)).toBe(true);
    expect(doing).not.toBe('');
  });

  test.each(rows.filter(({ file }) => file === 'not applicable'))(
    '$lesson does not apply, for a reason',
    ({ name }) => {
      expect(name.length).toBeGreaterThan(20);
    },
  );
});
