/** A table in Markdown; nothing where there are no rows. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line), ''];
}

/** A text as code; empty texts stay empty. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

/** Tells readers not to edit a page, and from what it is made. */
export function generatedNote(from: string): string {
  return `<!-- Made from ${from} by \`npm run gen\`. Changes made here are lost. -->`;
}

function escapeCell(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|');
}
