/** The domain's lines on herds (C6) and on life without a cache (C7). */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, config, holds } from './rows.ts';

const at = (
  fixes: Readonly<Record<string, string>>,
  params: Readonly<Record<string, number>> = {},
) => ({
  variant: 'cache-aside',
  fixes,
  params,
  workload: 'one-write',
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
    at({ singleFlight: 'per-process' }, { apps: 2 }),
    broken('C6', 0, []),
  ),
  ...config(
    'single flight, global',
    at({ singleFlight: 'global' }, { apps: 2 }),
    holds('C6', 0, []),
  ),
  ...config('lease, wait', at({ fill: 'lease' }, { apps: 2 }), holds('C6', 0, [])),
  ...config(
    'lease, bypass to DB',
    at({ fill: 'lease', noTokenPolicy: 'bypass-to-DB' }),
    broken('C6', 0, []),
  ),
  ...config('early refresh', at({ xfetch: 'on' }), broken('C6', 0, [])),
];
