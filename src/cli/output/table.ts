/** Cells of one row; the first row of a table is its heading. */
export type Row = readonly string[];

/** Two cells of the usual heading. */
export const keyValueHeading: Row = ['Key', 'Value'];

const GAP = '    ';
const EMPTY_CELL = 'n/a';

/**
 * Columns padded to their widest cell and four spaces apart; below the heading a line of dashes.
 *
 * Control characters are escaped: what a server sends must not drive the terminal.
 */
export function formatTable(heading: Row, rows: readonly Row[]): string {
  return formatColumns([heading, heading.map((cell) => '-'.repeat(widthOf(cell))), ...rows]);
}

/** The same without heading and dashes. */
export function formatColumns(rows: readonly Row[]): string {
  const cells = rows.map((row) => row.map(printable));
  const columns = Math.max(0, ...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...cells.map((row) => widthOf(row[at] ?? ''))),
  );
  return cells.map((row) => joinRow(row, widths)).join('\n');
}

function joinRow(row: Row, widths: readonly number[]): string {
  return row
    .map((cell, at) =>
      at === row.length - 1 ? cell : cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)),
    )
    .join(GAP);
}

/**
 * A title between as many `=` signs on each side as fill the width, at least two.
 *
 * @param width - characters of the heading line below it
 */
export function formatTitle(title: string, width: number): string {
  const side = '='.repeat(Math.max(2, Math.ceil((width - title.length - 2) / 2)));
  return `${side} ${title} ${side}`;
}

function widthOf(text: string): number {
  return Array.from(text).length;
}

function printable(cell: string): string {
  const shown = escapeControls(cell.trim());
  return shown === '' ? EMPTY_CELL : shown;
}

/** Show C0 and C1 control characters, ESC among them, as escapes: `\n`, `\x1b`. */
export function escapeControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, (char) => {
    const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[char];
    return named ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
