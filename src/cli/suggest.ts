/** Largest number of edits between a word and the one that is suggested for it. */
const MAX_DISTANCE = 2;

/** The known word nearest to a mistyped one: at most two edits away, or begun by it. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  if (wanted.length < 2) return undefined;
  const ranked = known
    .map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= MAX_DISTANCE && distance < name.length)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name ?? known.find((name) => name.startsWith(wanted));
}

/** Edits (insert, drop, replace, swap neighbours) between two words: Damerau's distance. */
export function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + cost,
        isSwap({ left, right, row, column }) ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}

interface Place {
  readonly left: string;
  readonly right: string;
  readonly row: number;
  readonly column: number;
}

/** Whether the last two letters of both beginnings are the same two, the other way round. */
function isSwap({ left, right, row, column }: Place): boolean {
  if (row < 2 || column < 2) return false;
  return left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
}
