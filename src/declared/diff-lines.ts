/** Beyond this many lines the texts are shown one after the other. */
const MAX_LINES = 2000;
/** Unchanged lines around a change. */
const CONTEXT = 2;

/** The lines of two texts: `- ` what goes, `+ ` what comes, `  ` what stays near that. */
export function diffLines(before: string, after: string): readonly string[] {
  const [left, right] = [linesOf(before), linesOf(after)];
  if (left.length + right.length > MAX_LINES) {
    return [...left.map((line) => `- ${line}`), ...right.map((line) => `+ ${line}`)];
  }
  return nearChanges(align(left, right));
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Along the longest row of lines that both texts have. */
function align(left: readonly string[], right: readonly string[]): string[] {
  const common = commonLengths(left, right);
  const lines: string[] = [];
  let [row, column] = [0, 0];
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      lines.push(`  ${left[row]}`);
      row += 1;
      column += 1;
    } else if (common(row + 1, column) >= common(row, column + 1)) {
      lines.push(`- ${left[row]}`);
      row += 1;
    } else {
      lines.push(`+ ${right[column]}`);
      column += 1;
    }
  }
  const rest = left.slice(row).map((line) => `- ${line}`);
  return [...lines, ...rest, ...right.slice(column).map((line) => `+ ${line}`)];
}

/** How many lines both have in common from a row and a column to the end. */
function commonLengths(
  left: readonly string[],
  right: readonly string[],
): (row: number, column: number) => number {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const isSame = left[row] === right[column];
      const longest = Math.max(at(row + 1, column), at(row, column + 1));
      lengths[row * width + column] = isSame ? at(row + 1, column + 1) + 1 : longest;
    }
  }
  return at;
}

function nearChanges(lines: readonly string[]): readonly string[] {
  const isNear = (at: number): boolean =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((line) => !line.startsWith('  '));
  return lines.filter((_line, at) => isNear(at));
}
