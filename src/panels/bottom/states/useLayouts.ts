import { useEffect, useMemo, useState } from 'react';
import type { Statechart } from '../../../views/statechart.ts';
import { type ChartLayout, DIRECTIONS, knownLayout, layoutOf, planOf } from './layout.ts';

/** The layouts of a chart, one for each direction: `null` while they are made, `failed` when they cannot be. */
export function useLayouts(chart: Statechart): readonly ChartLayout[] | null | 'failed' {
  const plans = useMemo(() => DIRECTIONS.map((direction) => planOf(chart, direction)), [chart]);
  const [failed, setFailed] = useState<typeof plans | null>(null);
  const [, setMade] = useState<typeof plans | null>(null);
  useEffect(() => {
    const missing = plans.filter((plan) => knownLayout(plan) === undefined);
    if (missing.length === 0) return undefined;
    let wanted = true;
    Promise.all(missing.map(layoutOf)).then(
      () => wanted && setMade(plans),
      () => wanted && setFailed(plans),
    );
    return () => {
      wanted = false;
    };
  }, [plans]);
  const layouts = plans.flatMap((plan) => knownLayout(plan) ?? []);
  if (layouts.length === plans.length) return layouts;
  return failed === plans ? 'failed' : null;
}
