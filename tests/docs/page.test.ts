import { describe, expect, test } from 'vitest';
import { repository } from './workplace.ts';
import { checkContainerFile } from './check-container-file.ts';
import { missingLine } from './matches-output.ts';
import { nameOf, readBlocks } from './page.ts';

describe('the blocks of a page', () => {
  test('have a language, a kind, settings and a line; hidden ones too', () => {
    const page = [
      'text',
      '```sh run',
      'echo a',
      '```',
      '<!-- sh server',
      'portcullis server',
      '-->',
      '```text shown why="nobody runs it"',
      '```',
      '- item',
      '  ```json data file=a.json',
      '  {',
      '    "a": 1',
      '  }',
      '  ```',
      '<!-- a comment -->',
    ].join('\n');

    const blocks = readBlocks(page);

    expect(blocks.map((block) => [nameOf(block), block.line])).toEqual([
      ['sh run', 2],
      ['sh server', 5],
      ['text shown', 8],
      ['json data', 11],
    ]);
    expect(blocks[2]?.settings).toEqual({ why: 'nobody runs it' });
    expect(blocks[3]).toMatchObject({ settings: { file: 'a.json' }, text: '{\n  "a": 1\n}\n' });
  });

  test('without a mark have a name that nobody knows what to do with', () => {
    expect(readBlocks('```\n$ ls\n```').map(nameOf)).toEqual(['']);
  });

  test('must end', () => {
    expect(() => readBlocks('a\n```sh run\nls')).toThrow('line 2');
  });
});

describe('what a page shows of an output', () => {
  const printed = 'Key      Value\nallowed  true\nrule     kv/*   [read]\n';

  test('may leave lines out, and parts of a line', () => {
    expect(missingLine('Key Value\n…\nrule kv/* …\n', printed)).toBeUndefined();
  });

  test('must be printed, in this order', () => {
    expect(missingLine('allowed false\n', printed)).toBe('allowed false');
    expect(missingLine('rule …\nallowed true\n', printed)).toBe('allowed true');
    expect(missingLine('kv/* [read]\n', printed)).toBe('kv/* [read]');
  });
});

describe('a container file', () => {
  const refusal = (text: string) => () => checkContainerFile(text, repository);

  test('is refused where it runs as root, copies what is not there, or has no such instruction', () => {
    expect(refusal('FROM a\nCOPY package.json ./\nUSER node\n')).not.toThrow();
    expect(refusal('FROM a\n')).toThrow('root');
    expect(refusal('FROM a\nCOPY package.jsn ./\nUSER node\n')).toThrow('package.jsn');
    expect(refusal('FROM a\nRUNS x\nUSER node\n')).toThrow('RUNS x');
    expect(refusal('USER node\n')).toThrow('FROM');
  });
});
