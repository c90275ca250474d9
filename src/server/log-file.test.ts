import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LogFile, type LogFileOptions } from './log-file.ts';

let folder = '';
let now = 1000;
const errors: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-file-'));
  now = 1000;
  errors.splice(0);
});

afterEach(() => rmSync(folder, { recursive: true }));

function open(options: Partial<LogFileOptions> = {}): LogFile {
  return new LogFile({
    path: join(folder, 'a.log'),
    rotateBytes: 0,
    rotateSeconds: 3600,
    maxFiles: 0,
    clock: () => now,
    onError: ({ message }) => errors.push(message),
    ...options,
  });
}

function contents(): Record<string, string> {
  const names = readdirSync(folder).toSorted();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

test('lines are appended, also to what an earlier process left, and are for the owner alone', async () => {
  for (const line of ['one\n', 'two\n']) {
    const file = open();
    file.write(line);
    await file.close();
  }

  expect(contents()).toEqual({ 'a.log': 'one\ntwo\n' });
  expect(statSync(join(folder, 'a.log')).mode & 0o777).toBe(0o600);
});

test('a folder gets a file of the name of the program', async () => {
  const file = open({ path: `${folder}/` });
  file.write('x\n');
  await file.close();

  expect(contents()).toEqual({ 'portcullis.log': 'x\n' });
});

test('a file is put aside before it grows beyond its size, and no line is lost or cut', async () => {
  const file = open({ rotateBytes: 8 });
  for (const line of ['aaaa\n', 'bbbb\n', 'cccc\n']) {
    now += 1;
    file.write(line);
  }
  await file.close();

  expect(contents()).toEqual({
    'a-1002.log': 'aaaa\n',
    'a-1003.log': 'bbbb\n',
    'a.log': 'cccc\n',
  });
});

test('a file is put aside by its age', async () => {
  const file = open({ rotateSeconds: 60 });
  file.write('old\n');
  now += 60_000;
  file.write('new\n');
  await file.close();

  expect(contents()).toEqual({ 'a-61000.log': 'old\n', 'a.log': 'new\n' });
});

test.each([
  [2, ['a-1003.log', 'a-1004.log', 'a.log']],
  [-1, ['a.log']],
])('with %i files to keep the older ones go', async (maxFiles, kept) => {
  const file = open({ rotateBytes: 1, maxFiles });
  for (const line of ['a\n', 'b\n', 'c\n', 'd\n']) {
    now += 1;
    file.write(line);
  }
  await file.close();

  expect(Object.keys(contents())).toEqual(kept);
});

test('after somebody renamed the file, opening it anew starts another', async () => {
  const file = open();
  file.write('one\n');
  renameSync(join(folder, 'a.log'), join(folder, 'b.log'));
  file.reopen();
  file.write('two\n');
  await file.close();

  expect(contents()).toEqual({ 'a.log': 'two\n', 'b.log': 'one\n' });
});

test('where a file cannot be put aside the log goes on in it, and the fault is told', async () => {
  const file = open({ rotateBytes: 4 });
  file.write('one\n');
  renameSync(join(folder, 'a.log'), join(folder, 'b.log'));
  file.write('two\n');
  await file.close();

  expect(contents()).toEqual({ 'b.log': 'one\ntwo\n' });
  expect(errors).toEqual([expect.stringContaining('ENOENT')]);
});

test('a file that cannot be opened is told at once', () => {
  expect(() => open({ path: join(folder, 'far', 'away', 'a.log') })).toThrow('ENOENT');
});
