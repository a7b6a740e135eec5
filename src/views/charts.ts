/** Metrics as pictures over virtual time, of a run alone or beside another. */
import type { Metric } from '../flow/property.ts';
import { type Micros, SECOND } from '../kernel/time.ts';
import type { Measures } from './measures.ts';
import type { MetricValue } from './tally.ts';
import { capitalised } from './words.ts';

export interface Charts {
  /** The instants of all charts, in seconds, rising. */
  readonly seconds: readonly number[];
  readonly charts: readonly Chart[];
  /** Metrics that are nought, or have nothing to tell, from the start to the end of every run shown. */
  readonly quiet: readonly Metric[];
}

export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly ChartLine[];
}

export interface ChartLine {
  readonly metric: Metric;
  /** What tells it from the others of its chart. */
  readonly label: string;
  readonly values: readonly MetricValue[];
  /** Of the run to compare with; `null` where there is none, or where that run has no such metric. */
  readonly others: readonly MetricValue[] | null;
}

export function chartsOf(measures: Measures, other: Measures | null): Charts {
  const instants = other === null ? measures.instants : united(measures.instants, other.instants);
  const lines = measures.metrics.map((metric, i): ChartLine => {
    const there = other?.metrics.findIndex(({ id }) => id === metric.id) ?? -1;
    return {
      metric,
      label: labelOf(metric),
      values: spread(measures.instants, measures.values[i] ?? [], instants),
      others:
        other === null || there < 0
          ? null
          : spread(other.instants, other.values[there] ?? [], instants),
    };
  });
  const told = lines.filter(tells);
  return {
    seconds: instants.map((atUs) => atUs / SECOND),
    charts: grouped(told),
    quiet: lines.filter((line) => !tells(line)).map(({ metric }) => metric),
  };
}

const tells = ({ values, others }: ChartLine): boolean =>
  [...values, ...(others ?? [])].some((value) => value !== null && value !== 0);

function labelOf({ title, chart }: Metric): string {
  if (chart === undefined) return title;
  return title.startsWith(`${chart}, `) ? title.slice(chart.length + 2) : title;
}

/** Where the first of its lines stands. */
function grouped(lines: readonly ChartLine[]): Chart[] {
  const charts = new Map<string, ChartLine[]>();
  for (const line of lines) {
    const { id, chart } = line.metric;
    const key = chart === undefined ? `one ${id}` : `many ${chart}`;
    const list = charts.get(key);
    if (list === undefined) charts.set(key, [line]);
    else list.push(line);
  }
  return Array.from(charts.values(), (list) => {
    const { title = '', chart, unit = '' } = list[0]?.metric ?? {};
    return { title: capitalised(chart ?? title), unit, lines: list };
  });
}

/** Both lists as one, rising, each instant once. */
function united(a: readonly Micros[], b: readonly Micros[]): readonly Micros[] {
  const all: Micros[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const left = a[i] ?? Number.POSITIVE_INFINITY;
    const right = b[j] ?? Number.POSITIVE_INFINITY;
    all.push(Math.min(left, right));
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return all;
}

/** A value holds until the next; after the end of its run there is none. */
function spread(
  from: readonly Micros[],
  values: readonly MetricValue[],
  to: readonly Micros[],
): readonly MetricValue[] {
  if (from === to) return values;
  const endUs = from.at(-1) ?? 0;
  let i = -1;
  return to.map((atUs) => {
    while ((from[i + 1] ?? Number.POSITIVE_INFINITY) <= atUs) i++;
    return atUs > endUs ? null : (values[i] ?? null);
  });
}

/** The value that a metric had last at some instants; `null` before the first sample. */
export function readingsAt(
  { instants, values }: Measures,
  metric: number,
  atUs: readonly Micros[],
): readonly MetricValue[] {
  return spread([...instants, Number.POSITIVE_INFINITY], values[metric] ?? [], atUs);
}
