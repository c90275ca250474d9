import { describe, expect, test } from 'vitest';
import { formatHcl, HclError } from './hcl-format.ts';

describe('formatHcl', () => {
  test('indents by depth, spaces around =, aligns neighbours, keeps comments', () => {
    const source = [
      '# All of it',
      'path  "secret/*"{',
      'capabilities=["read",   "list"] // both',
      '    min_wrapping_ttl   = "1m"',
      '',
      '',
      'allowed_parameters = {',
      '"a"=["x"]',
      '}',
      '}',
    ].join('\n');

    expect(formatHcl(source)).toBe(
      [
        '# All of it',
        'path "secret/*" {',
        '  capabilities     = ["read", "list"] // both',
        '  min_wrapping_ttl = "1m"',
        '',
        '  allowed_parameters = {',
        '    "a" = ["x"]',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('the words of a block comment stay', () => {
    const source = '/* one\n   two=2 { */\npath "a" {}\n';

    expect(formatHcl(source)).toBe('/* one\ntwo=2 { */\npath "a" {}\n');
  });

  test('what is formatted already stays', () => {
    const once = formatHcl('path "a" {\n capabilities = [\n"read", "a=b # c"\n]\n}');

    expect(formatHcl(once)).toBe(once);
  });

  test.each(['path "a" {', 'path "a {}', '}', 'a = [ }'])('%j is refused', (source) => {
    expect(() => formatHcl(source)).toThrow(HclError);
  });
});
