import type { Metric } from '../../flow/property.ts';
export const metrics: readonly Metric[] = [];
