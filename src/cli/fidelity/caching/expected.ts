/** The outside figures: formulas from the literature, computed without the simulator. */

/** Of key 1 to n, by Zipf's law. */
function zipf(keys: number, alpha: number): number[] {
  const weights = Array.from({ length: keys }, (_, i) => (i + 1) ** -alpha);
  const sum = weights.reduce((all, each) => all + each, 0);
  return weights.map((each) => each / sum);
}

/**
 * Hit ratio of an LRU cache of `capacity` entries: Σ(1−e^(−pᵢt)) = C gives t, and the ratio is
 * Σpᵢ(1−e^(−pᵢt)). Che, Tung, Wang 2002.
 */
export const cheLru = (keys: number, alpha: number, capacity: number): number =>
  characteristic(zipf(keys, alpha), capacity, (p, t) => 1 - Math.exp(-p * t));

/** The same for FIFO: a key is there for a share pt/(1+pt) of the time. Martina, Garetto, Leonardi 2014. */
export const cheFifo = (keys: number, alpha: number, capacity: number): number =>
  characteristic(zipf(keys, alpha), capacity, (p, t) => (p * t) / (1 + p * t));

function characteristic(
  shares: readonly number[],
  capacity: number,
  isThere: (p: number, t: number) => number,
): number {
  const held = (t: number): number => shares.reduce((sum, p) => sum + isThere(p, t), 0);
  let low = 0;
  let high = 1;
  while (held(high) < capacity) high *= 2;
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (held(middle) < capacity) low = middle;
    else high = middle;
  }
  return shares.reduce((sum, p) => sum + p * isThere(p, high), 0);
}

/** Hit ratio of one key with a time to live that is set when it is filled: λT/(1+λT). */
export const ttlRatio = (perSecond: number, ttlS: number): number =>
  (perSecond * ttlS) / (1 + perSecond * ttlS);

/** Loads after each expiry of a hot key: 1+λD. */
export const herd = (perSecond: number, loadS: number): number => 1 + perSecond * loadS;

/** Each late fill renews the time to live: (1+λD)/(T+2D) loads a second. */
export const herdLoadsPerSecond = (perSecond: number, ttlS: number, loadS: number): number =>
  herd(perSecond, loadS) / (ttlS + 2 * loadS);

/** With single flight, one load in each cycle of T+D+1/λ. */
export const singleFlightLoadsPerSecond = (
  perSecond: number,
  ttlS: number,
  loadS: number,
): number => 1 / (ttlS + loadS + 1 / perSecond);

/** XFetch: a read refreshes early with the chance e^(−x/(βδ)). Vattani, Chierichetti, Lowenstein 2015. */
export const refreshChance = (leftMs: number, loadMs: number, beta: number): number =>
  Math.exp(-leftMs / (beta * loadMs));

/** Acknowledged writes lost when a write-back cache crashes at a random instant: w·I/2. */
export const lostWrites = (perSecond: number, flushIntervalS: number): number =>
  (perSecond * flushIntervalS) / 2;
