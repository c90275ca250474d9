import type { RandomBytes } from './random.ts';

/**
 * Shamir's secret sharing over GF(2⁸), in Vault's form: one polynomial for each byte of the secret,
 * a share is the values of all polynomials at one x, followed by x itself.
 *
 * Arithmetic has neither tables nor branches that depend on secret bytes (CVE-2023-25000).
 *
 * @see A. Shamir, "How to Share a Secret", CACM 22 (1979); field of FIPS 197 §4.2
 */

/** Shares that do not fit together. */
export class ShareError extends Error {
  override readonly name = 'ShareError';
}

/** Product in GF(2⁸) modulo x⁸+x⁴+x³+x+1. */
export function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = a;
  for (let bit = 0; bit < 8; bit++) {
    product ^= shifted & -((b >> bit) & 1);
    shifted = ((shifted << 1) ^ (0x11b & -((shifted >> 7) & 1))) & 0x1ff;
  }
  return product & 0xff;
}

/** Inverse in GF(2⁸): a²⁵⁴, and 0 for 0. */
export function inverse(a: number): number {
  let result = 1;
  let power = a;
  for (let bit = 0; bit < 8; bit++) {
    if ((254 >> bit) & 1) result = multiply(result, power);
    power = multiply(power, power);
  }
  return result;
}

/**
 * Split a secret into shares, any `threshold` of which give it back.
 *
 * @param parts - 2 ≤ threshold ≤ shares ≤ 255
 * @throws ShareError when the numbers are outside these bounds or the secret is empty
 */
export function splitSecret(
  secret: Uint8Array,
  parts: { shares: number; threshold: number },
  random: RandomBytes,
): Uint8Array[] {
  const { shares, threshold } = parts;
  if (secret.length === 0 || threshold < 2 || shares < threshold || shares > 255) {
    throw new ShareError('threshold must be 2 to 255 and not above the number of shares');
  }
  const xs = distinctPoints(shares, random);
  const result = xs.map((x) => {
    const share = new Uint8Array(secret.length + 1);
    share[secret.length] = x;
    return share;
  });
  for (const [at, byte] of secret.entries()) {
    const coefficients = Uint8Array.of(byte, ...random(threshold - 1));
    for (const [i, x] of xs.entries()) {
      const share = result[i];
      if (share) share[at] = evaluate(coefficients, x);
    }
  }
  return result;
}

/**
 * The secret of enough shares. Too few or wrong ones give a wrong secret, which only its user can tell.
 *
 * @throws ShareError when lengths differ, a share is given twice, or there are fewer than two
 */
export function combineShares(shares: readonly Uint8Array[]): Uint8Array {
  const length = shares[0]?.length ?? 0;
  if (shares.length < 2 || length < 2) throw new ShareError('at least two shares are needed');
  if (shares.some((share) => share.length !== length)) {
    throw new ShareError('all shares must have the same length');
  }
  const xs = shares.map((share) => share[length - 1] ?? 0);
  if (new Set(xs).size !== xs.length) throw new ShareError('a share was given twice');
  const weights = xs.map((x, i) => lagrangeWeight(xs, x, i));
  return Uint8Array.from({ length: length - 1 }, (_, at) =>
    shares.reduce((sum, share, i) => sum ^ multiply(share[at] ?? 0, weights[i] ?? 0), 0),
  );
}

/** The Lagrange basis polynomial of point `i`, at zero. */
function lagrangeWeight(xs: readonly number[], x: number, i: number): number {
  return xs.reduce(
    (product, other, j) =>
      j === i ? product : multiply(product, multiply(other, inverse(x ^ other))),
    1,
  );
}

/** Horner's rule; the constant term comes first. */
function evaluate(coefficients: Uint8Array, x: number): number {
  return coefficients.reduceRight((value, coefficient) => multiply(value, x) ^ coefficient, 0);
}

/** Distinct x coordinates in 1…255, drawn by a Fisher–Yates shuffle. */
function distinctPoints(count: number, random: RandomBytes): number[] {
  const points = Array.from({ length: 255 }, (_, i) => i + 1);
  for (let i = points.length - 1; i > 0; i--) {
    const j = Buffer.from(random(4)).readUInt32BE() % (i + 1);
    [points[i], points[j]] = [points[j] ?? 0, points[i] ?? 0];
  }
  return points.slice(0, count);
}
