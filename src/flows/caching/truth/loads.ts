/** The domain's lines on herds (C6). */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, config, type Fixes, holds } from './rows.ts';

const at = (fixes: Fixes, apps = 1) => ({
  variant: 'cache-aside',
  fixes,
  params: { apps },
  workload: 'herd',
});

export const loadRows: readonly TruthRow[] = [
  ...config('no single flight', at({}), broken('C6', 0, [])),
  ...config(
    'single flight per process, one app',
    at({ singleFlight: 'per-process' }),
    holds('C6', 0, []),
  ),
  ...config(
    'single flight per process, two apps',
    at({ singleFlight: 'per-process' }, 2),
    broken('C6', 0, []),
  ),
  ...config(
    'single flight, global, two apps',
    at({ singleFlight: 'global' }, 2),
    holds('C6', 0, []),
  ),
  ...config(
    'lease, wait, two apps',
    at({ fill: 'lease' }, 2),
    holds('C6', 0, []),
    // A write kills the token of a load that is under way, and the next reader gets another.
    broken('C6', 0, [], { workload: 'one-write' }),
  ),
  ...config(
    'lease, bypass to the database',
    at({ fill: 'lease', noTokenPolicy: 'bypass-to-DB' }),
    broken('C6', 0, []),
  ),
  ...config('early refresh', at({ xfetch: 'on' }), broken('C6', 0, [])),
];
