import { type HclPosition, hclSyntaxErrorAt } from './hcl-node.ts';

// <<, optionally -, the marker, the end of the line
const opening = /<<(-?)([\p{L}\p{Nd}_]+)\r?\n/uy;

/**
 * Read a heredoc that begins at `start`.
 *
 * With `<<-` the indentation of the closing marker is taken from each line, unless a line has less.
 *
 * @returns the lines with their line ends, and the index after the closing marker
 * @throws HclSyntaxError when the marker is missing or never closed
 */
export function scanHeredoc(
  text: string,
  start: number,
  position: HclPosition,
): { value: string; end: number } {
  opening.lastIndex = start;
  const found = opening.exec(text);
  const [opened, dash, marker] = found ?? [];
  if (opened === undefined || marker === undefined) {
    throw hclSyntaxErrorAt(position, 'heredoc expects an anchor at the end of the line');
  }
  const lines: string[] = [];
  for (let at = start + opened.length; at < text.length;) {
    const lineEnd = text.indexOf('\n', at);
    const line = text.slice(at, lineEnd < 0 ? text.length : lineEnd);
    if (line.trim() === marker) {
      const indentation = line.slice(0, line.indexOf(marker));
      const value = dash === '-' ? outdent(lines, indentation) : lines.join('');
      return { value, end: at + indentation.length + marker.length };
    }
    if (lineEnd < 0) break;
    lines.push(`${line}\n`);
    at = lineEnd + 1;
  }
  throw hclSyntaxErrorAt(position, 'heredoc not terminated');
}

function outdent(lines: readonly string[], indentation: string): string {
  const isIndented = lines.every((line) => line.startsWith(indentation));
  return lines.map((line) => (isIndented ? line.slice(indentation.length) : line)).join('');
}
