/** The controls that an instructor can lock or hide, as a room's state has them. */
import type { Flow } from '../../flow/flow.ts';

export const VARIANT = 'variant';
export const WORKLOAD = 'workload';
export const FAULTS = 'faults';

export const controlsOf = ({ fixes, params }: Flow) => [
  { id: VARIANT, title: 'Variant' },
  { id: WORKLOAD, title: 'Workload and seed' },
  { id: FAULTS, title: 'Faults' },
  ...Object.entries(fixes).map(([id, { title }]) => ({ id: `fix:${id}`, title })),
  ...Object.entries(params).map(([id, { title }]) => ({ id: `param:${id}`, title })),
];
