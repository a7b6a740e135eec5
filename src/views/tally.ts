/** What a flow counts, as a run goes on: the states of its metrics, folded over the entries. */
import { fits } from '../flow/flow.ts';
import type { Metric } from '../flow/property.ts';
import type { Entry } from '../kernel/entry.ts';
import type { Loose } from '../kernel/json.ts';
import type { Seen } from '../kernel/monitor.ts';
import { nodeOf } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Scene } from './scene.ts';

/** `null` while there is nothing to tell. */
export type MetricValue = number | null;

/** The metrics that the flow has with the run's variant and fixes. */
export function metricsOf({ flow, compiled }: Scene): readonly Metric[] {
  const { variant, fixes } = compiled.choice;
  return flow.metrics.filter((metric) => fits(metric, variant, fixes));
}

export class Tally {
  readonly metrics: readonly Metric[];
  private readonly states: Loose[];

  constructor(metrics: readonly Metric[], states: Loose[] = metrics.map(({ start }) => start)) {
    this.metrics = metrics;
    this.states = states;
  }

  /** Says whether it is an entry that metrics see. */
  take(entry: Entry): boolean {
    const seen = seenIn(entry);
    if (seen === undefined) return false;
    this.metrics.forEach((metric, i) => {
      this.states[i] = metric.on(this.states[i], seen, entry.atUs);
    });
    return true;
  }

  valuesAt(atUs: Micros): MetricValue[] {
    return this.metrics.map(({ value }, i) => value(this.states[i], atUs));
  }

  copy(): Tally {
    return new Tally(this.metrics, [...this.states]);
  }
}

function seenIn(entry: Entry): Seen | undefined {
  if (entry.kind === 'fact') {
    const { fact, op, actor } = entry;
    return { kind: 'fact', fact, op, actor, node: nodeOf(actor) };
  }
  if (entry.kind === 'down' || entry.kind === 'up') return { kind: entry.kind, node: entry.node };
  return undefined;
}

/** `75 %`, `1,204`, `0.032 ms`: three digits that mean something; a dash while there is nothing to tell. */
export function metricText(value: MetricValue, unit: string): string {
  if (value === null) return '–';
  const number = Number(value.toPrecision(3));
  const whole = Number.isInteger(value) || Math.abs(value) >= 1_000;
  const text = (whole ? Math.round(value) : number).toLocaleString('en-US', {
    maximumFractionDigits: 6,
  });
  return unit === '' ? text : `${text} ${unit}`;
}
