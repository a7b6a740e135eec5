/** Formulas of retries. Nothing here knows the simulator. */

/** Calls that reach the dependency when k layers try a times each, and all fail: a^k. */
export const amplification = (attempts: number, layers: number): number => attempts ** layers;

/** Mean attempts when each fails with the chance q: (1-q^a)/(1-q). */
export const meanAttempts = (q: number, attempts: number): number => (1 - q ** attempts) / (1 - q);

/** The variance of the same, by its distribution. */
export function varianceOfAttempts(q: number, attempts: number): number {
  let ofSquares = 0;
  for (let n = 1; n <= attempts; n++) {
    const share = n < attempts ? q ** (n - 1) * (1 - q) : q ** (n - 1);
    ofSquares += n * n * share;
  }
  return ofSquares - meanAttempts(q, attempts) ** 2;
}

/** Share that goes well within the attempts: 1-q^a. */
export const success = (q: number, attempts: number): number => 1 - q ** attempts;

/** Sum of the waits of exponential backoff, without jitter: base(2^(a-1)-1). */
export const totalWaitMs = (baseMs: number, attempts: number): number =>
  baseMs * (2 ** (attempts - 1) - 1);
