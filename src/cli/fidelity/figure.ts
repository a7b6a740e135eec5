/** A figure of the literature beside the simulator's. */

export interface Figure {
  /** What is measured, with its unit, and over what. */
  readonly says: string;
  readonly expected: number;
  readonly simulated: number;
  /** The difference that is allowed, in the figure's own unit; 0 is exact. */
  readonly tolerance: number;
}

/** How much is simulated. `tiny`: for a test. `short`: for CI. `long`: as much as the literature states. */
export const FORMS = ['tiny', 'short', 'long'] as const;
export type Form = (typeof FORMS)[number];

/** A figure within a share of what is expected: 0.05 is five percent. */
export const figure = (
  says: string,
  expected: number,
  simulated: number,
  within: number,
): Figure => ({ says, expected, simulated, tolerance: within * Math.abs(expected) });

export const agrees = ({ expected, simulated, tolerance }: Figure): boolean =>
  Math.abs(simulated - expected) <= tolerance + 1e-9;
