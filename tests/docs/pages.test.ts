import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Reader } from './follow-page.ts';
import { type Block, nameOf, readBlocks } from './page.ts';
import { repository } from './workplace.ts';

/** Written by a machine, or about figures. */
const withoutExamples = ['config.md', 'errors.md', 'openapi.json'];

const pages = [
  'README.md',
  ...readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.startsWith('api/'))
    .filter((name) => !withoutExamples.includes(name))
    .map((name) => `docs/${name}`),
];

function blocksOf(page: string): readonly Block[] {
  return readBlocks(readFileSync(join(repository, page), 'utf8'));
}

async function faultOf(work: Promise<void>): Promise<string> {
  return work.then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

let reader: Reader | undefined;

afterEach(async () => {
  await reader?.leave();
  reader = undefined;
});

describe('every example of a page works', () => {
  for (const page of pages.filter((name) => blocksOf(name).length > 0)) {
    test(`those of ${page}`, { timeout: 120_000 }, async () => {
      reader = await Reader.begin();
      await reader.prepare(blocksOf(page));
      for (const block of blocksOf(page)) {
        const fault = await faultOf(reader.follow(block));
        expect(fault, `${page}:${block.line} (${nameOf(block)})`).toBe('');
      }
    });
  }
});

test('every link to a file leads to one', () => {
  const broken = pages.flatMap((page) => {
    const folder = dirname(join(repository, page));
    const text = readFileSync(join(repository, page), 'utf8').replaceAll(/^```.*?^```/gms, '');
    return [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(join(folder, target)))
      .map((target) => `${page}: ${target}`);
  });

  expect(broken).toEqual([]);
});

test('the index leads to every page', () => {
  const index = readFileSync(join(repository, 'docs/README.md'), 'utf8');
  const all = readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:md|json)$/.test(name) && !name.startsWith('api/'))
    .filter((name) => name !== 'README.md');

  expect(all.filter((name) => !index.includes(`](${name})`))).toEqual([]);
});

test('a block that is shown only says why', () => {
  const silent = pages.flatMap((page) =>
    blocksOf(page)
      .filter((block) => ['text shown', 'sh host'].includes(nameOf(block)))
      .filter(({ settings }) => !settings['why'])
      .map(({ line }) => `${page}:${line}`),
  );

  expect(silent).toEqual([]);
});
