import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeChangelog } from '../../scripts/gen/changelog.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-changes-'));
  writeFileSync(join(folder, 'README.md'), '# Changes\n');
});

afterEach(() => rmSync(folder, { recursive: true }));

function add(name: string, text: string): void {
  writeFileSync(join(folder, `${name}.md`), text);
}

test('changes stand in the order in which readers want to know of them, each in a line', () => {
  add('b', 'kind: feature\n\nSomething\nnew.\n');
  add('a', 'kind: feature\n\nSomething else.\n');
  add('c', 'kind: breaking\n\nSomething is gone.\n');

  const changelog = writeChangelog(folder, '');

  const lines = changelog.split('\n').filter((line) => line !== '' && !line.startsWith('<!--'));
  expect(lines).toEqual([
    '# Changelog',
    '## Unreleased',
    '### Breaking',
    '- Something is gone.',
    '### New',
    '- Something else.',
    '- Something new.',
  ]);
});

test('a release is a heading with another name, and stays when its fragments are gone', () => {
  add('a', 'kind: fix\n\nIt works.\n');
  const released = writeChangelog(folder, '').replace('## Unreleased', '## 1.0.0 (2026-12-01)');
  rmSync(join(folder, 'a.md'));

  expect(writeChangelog(folder, released)).toBe(released);

  add('b', 'kind: feature\n\nMore.\n');
  const next = writeChangelog(folder, released);
  expect(next.indexOf('- More.')).toBeLessThan(next.indexOf('## 1.0.0'));
  expect(next).toContain('- It works.');
  expect(writeChangelog(folder, next)).toBe(next);
});

test('a fragment of no known kind is named', () => {
  add('odd', 'kind: improvement\n\nBetter.\n');

  expect(() => writeChangelog(folder, '')).toThrow('changes/odd.md');
});

test('a fragment that says nothing is named', () => {
  add('empty', 'kind: fix\n\n');

  expect(() => writeChangelog(folder, '')).toThrow('changes/empty.md says nothing');
});
