/** Delays of messages as the study has them: |Normal(mean, sd)|, the same on every platform. */
import { ln } from '../../../../kernel/chance.ts';
import type { Settings } from '../../settings.ts';

/** What a link takes at least, in ms; the rest of a delay is waited for by whoever sends. */
export const linkMs = ({ netMeanMs, netSdMs }: Settings): number =>
  Math.max(0, netMeanMs - 4 * netSdMs);

/** The rest of a message's delay. `chance` is in [0, 1). */
export const restMs = (s: Settings, chance: number): number =>
  Math.max(0, Math.abs(s.netMeanMs + s.netSdMs * inverseNormal(chance)) - linkMs(s));

/**
 * The standard normal value below which a share of all values lies: P. J. Acklam's rational
 * approximation, relative error below 1.2e-9. The four operations, a root and `ln` alone.
 */
export function inverseNormal(share: number): number {
  // Neither 0 nor 1, whose values are infinite.
  const p = Math.min(Math.max(share, 1e-16), 1 - 1e-16);
  if (p < LOW) return tail(Math.sqrt(-2 * ln(p)));
  if (p > 1 - LOW) return -tail(Math.sqrt(-2 * ln(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (poly(A, r) * q) / (poly(B, r) * r + 1);
}

const LOW = 0.02425;
const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2,
  -3.066479806614716e1, 2.506628277459239,
];
const B = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1,
  -1.328068155288572e1,
];
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
];
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];

const tail = (q: number): number => poly(C, q) / (poly(D, q) * q + 1);

/** Coefficients from the highest power down. */
const poly = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, each) => sum * x + each, 0);
