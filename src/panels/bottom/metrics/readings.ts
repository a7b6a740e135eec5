import type { Measures } from '../../../views/measures.ts';
import type { Moment, Scene } from '../../../views/scene.ts';
import type { MetricValue } from '../../../views/tally.ts';

/** The run to compare with. */
export interface Beside {
  readonly scene: Scene;
  readonly measures: Measures;
}

/** Values at a moment, by the metric's id. */
export type Readings = ReadonlyMap<string, MetricValue>;

export function readings({ metrics, at }: Measures, moment: Moment): Readings {
  const values = at(moment);
  return new Map(metrics.map(({ id }, i) => [id, values[i] ?? null]));
}
