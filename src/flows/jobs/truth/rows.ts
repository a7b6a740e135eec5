/** What the rows of several tables share. */
import type { TruthRow } from '../../../flow/truth.ts';

/** One order, judged over every order of delivery. */
export const ONE = { variant: 'fifo', workload: 'one-order', delays: 0 } as const;
/** Three orders of one customer. */
export const THREE = { variant: 'fifo', workload: 'three-orders', delays: 0 } as const;

export const HOLDS = { verdict: 'holds' } as const;
export const broken = (faultCount: number, delayCount?: number): TruthRow['expect'] => ({
  verdict: 'broken',
  faultCount,
  ...(delayCount === undefined ? {} : { delayCount }),
});

/** Fewer tries and attempts: a crash of the broker meets each of them. */
export const FEW = { workers: 1, enqueueTries: 1, maxAttempts: 2 } as const;
