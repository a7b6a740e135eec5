/** The outside figures: formulas, computed without the simulator. */

/** One query for the page, one for each of its rows. */
export const oneByOne = (rows: number): number => 1 + rows;

/** Queries a second of a pool. */
export const poolRate = (connections: number, queryMs: number): number =>
  (connections * 1_000) / queryMs;

/** Hit ratio of one key under Poisson reads, with a time to live that is set when it is filled: λT/(1+λT). */
export const ttlRatio = (perSecond: number, ttlS: number): number =>
  (perSecond * ttlS) / (1 + perSecond * ttlS);

/** Two attempts without a key, each way loses a share p: done, answer lost, done again. */
export const duplicateChance = (p: number): number => (1 - p) * p * (1 - p);
