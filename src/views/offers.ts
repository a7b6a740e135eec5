/** What a menu offers, and how long the faults from a menu last. */
import type { Fault } from '../kernel/schedule.ts';
import { type Micros, MS, SECOND } from '../kernel/time.ts';

export interface FaultOffer {
  /** Unique in its menu, and the same for the same fault elsewhere: `crash`, `cut-forth`, `own-wipe`. */
  readonly id: string;
  readonly title: string;
  readonly explain: string;
  /** A letter for the keyboard, unique in its menu. */
  readonly key: string;
  /** The fault, to begin at an instant. Those on a message have none. */
  readonly make: (atUs: Micros) => Fault;
}

/** Long enough to be seen; each can be changed in the list of the run's faults. */
export const DEFAULTS = {
  downForUs: SECOND,
  cutForUs: SECOND,
  pauseForUs: SECOND,
  slowForUs: 2 * SECOND,
  slowFactor: 10,
  lossyForUs: 2 * SECOND,
  lossRate: 0.3,
  skewUs: SECOND,
  delayUs: 500 * MS,
  duplicateAfterUs: 50 * MS,
} as const;

export const offer = (
  id: string,
  key: string,
  title: string,
  rest: Pick<FaultOffer, 'explain' | 'make'>,
): FaultOffer => ({ id, key, title, ...rest });
