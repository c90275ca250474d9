import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;
const root = join(folder, '../..');
const files = globSync('**/*.ts', { cwd: folder }).filter((name) => !name.endsWith('.test.ts'));

test('the client imports nothing but itself', () => {
  const imported = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/(?:from|import) ?\(?'([^']+)'/g)]
      .map(([, path = '']) => path)
      .filter((path) => !/^\.\/[a-z-]+(\.gen)?\.ts$/.test(path))
      .map((path) => `${name}: ${path}`),
  );

  expect(files.length).toBeGreaterThan(10);
  expect(imported).toEqual([]);
});

test('the client compiles with the types of a browser and without those of Node', () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');

  const compile = (): string =>
    execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.client.json')], {
      encoding: 'utf8',
    });

  expect(compile).not.toThrow();
});
