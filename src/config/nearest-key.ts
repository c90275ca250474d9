/** The known key nearest to a mistyped one; undefined when none is near enough to be meant. */
export function nearestKey(given: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.min(4, Math.ceil(given.length / 2));
  for (const key of known) {
    const distance = editDistance(given, key);
    if (distance < least) {
      nearest = key;
      least = distance;
    }
  }
  return nearest;
}

/** Insertions, removals and replacements between two words. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const replaced = (previous[column - 1] ?? 0) + Number(!isSame);
      const removed = (previous[column] ?? 0) + 1;
      current.push(Math.min(replaced, removed, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
