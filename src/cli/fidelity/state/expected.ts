/** The outside figures: formulas, computed without the simulator. */

/** From a change at another device to its picture here, polling every p: mean and bound. */
export const stalenessMean = (pollMs: number, rttMs: number): number => pollMs / 2 + rttMs;
export const stalenessMost = (pollMs: number, rttMs: number): number => pollMs + rttMs;

/** Requests a second of so many pages that poll. */
export const pollLoad = (pages: number, pollMs: number): number => (pages * 1_000) / pollMs;

/** One after the other. */
export const replayMs = (changes: number, rttMs: number): number => changes * rttMs;

/**
 * What a change costs on average, when a share is refused: an optimist loses what was done since
 * then (an answer's time) and the way back, a pessimist the wait for the answer.
 */
export const optimistLoses = (refused: number, rttMs: number, undoMs: number): number =>
  refused * (rttMs + undoMs);
export const pessimistLoses = (rttMs: number): number => rttMs;

/** P(success) × benefit = P(failure) × cost: the share of refusals, in percent, from which on it does not pay. */
export const optimismStopsAt = (rttMs: number, undoMs: number): number =>
  (100 * rttMs) / (rttMs + undoMs);
