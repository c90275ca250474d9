/**
 * Whether a command printed what a page shows: all lines of it, in their order, with others between them.
 * `…` stands for any text within a line; runs of blanks count as one.
 *
 * @returns the first line that is missing
 */
export function missingLine(shown: string, printed: string): string | undefined {
  const lines = printed.split('\n').map(plain);
  let from = 0;
  for (const line of shown.split('\n').map(plain)) {
    if (line === '' || line === '…') continue;
    const pattern = new RegExp(`^${line.split('…').map(escape).join('.*')}$`);
    const at = lines.findIndex((each, i) => i >= from && pattern.test(each));
    if (at < 0) return line;
    from = at + 1;
  }
  return undefined;
}

function plain(line: string): string {
  return line.trim().replaceAll(/\s+/g, ' ');
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
