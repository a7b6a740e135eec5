/**
 * Keyed chance: a value is a function of (seed, source, address), never of how many values
 * were drawn before it. Turning a fix on therefore changes nobody else's luck.
 */

/**
 * A number in [0, 1), the same for the same key on every platform.
 * MurmurHash3 x86 32-bit over the UTF-16 code units, run twice for 53 bits.
 */
export function chance(seed: number, source: string, address: string): number {
  const key = `${source}|${address}`;
  const high = murmur3(key, seed >>> 0) >>> 5;
  const low = murmur3(key, (seed ^ 0x9e3779b9) >>> 0) >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/** The chance of one run. */
export class Luck {
  /** Something was left to it: another seed may make another run. */
  isAsked = false;
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  draw(source: string, address: string): number {
    this.isAsked = true;
    return chance(this.seed, source, address);
  }
}

function murmur3(text: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < text.length; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h ^= text.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Natural logarithm from the four operations alone: `Math.log` may differ in its last digit
 * between engines, and one digit is enough to make two traces differ. Wants a positive number.
 */
export function ln(x: number): number {
  let exponent = 0;
  let m = x;
  while (m > 1.5) {
    m /= 2;
    exponent += 1;
  }
  while (m < 0.75) {
    m *= 2;
    exponent -= 1;
  }
  const z = (m - 1) / (m + 1);
  const z2 = z * z;
  let term = z;
  let sum = 0;
  for (let n = 1; n < 40; n += 2) {
    sum += term / n;
    term *= z2;
  }
  return 2 * sum + exponent * Math.LN2;
}

/** An exponential value of the given mean, from a uniform one in [0, 1). */
export function exponential(mean: number, u: number): number {
  return -mean * ln(1 - u);
}
