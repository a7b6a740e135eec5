/** How long a client waits before it connects again. */
import type { Settings } from '../settings.ts';

/** The seed's listing. */
export const DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
/** The index of the last delay: attempts beyond it are not told apart. */
export const LAST_ATTEMPT = DELAYS_MS.length - 1;
const BASE_MS = DELAYS_MS[0];

/** `attempt` is that of the listing; `chance` is in [0, 1); `previousMs` is 0 before the first wait. */
export function delayMs(
  { schedule, jitter, capMs, fixedDelayMs }: Settings,
  attempt: number,
  previousMs: number,
  chance: number,
): number {
  const listed = DELAYS_MS[Math.min(attempt, LAST_ATTEMPT)] ?? BASE_MS;
  const d = schedule === 'fixed' ? fixedDelayMs : Math.min(capMs, listed);
  switch (jitter) {
    case 'none':
      return d;
    case '±20%':
      return d * (0.8 + 0.4 * chance);
    case 'equal':
      return d / 2 + (d / 2) * chance;
    case 'full':
      return d * chance;
    case 'decorrelated': {
      const previous = Math.max(previousMs, BASE_MS);
      return Math.min(capMs, BASE_MS + (3 * previous - BASE_MS) * chance);
    }
  }
}
