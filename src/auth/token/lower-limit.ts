/** The lower of two limits, where 0 is none. */
export function lowerLimit(a: number, b: number): number {
  return a === 0 || b === 0 ? a + b : Math.min(a, b);
}
