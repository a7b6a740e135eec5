/** Checks, decided: what is to be seen of a run at a moment of it. */
import { guaranteesAt, type Verdict } from '../views/guarantees.ts';
import { lookOf, type Moment, type Scene, worldAt } from '../views/scene.ts';
import { type MetricValue, metricsOf, Tally } from '../views/tally.ts';
import type { Check, Comparison, MESSAGE_FATES, MetricCheck } from './scenario.ts';

type Fate = (typeof MESSAGE_FATES)[number];

/** What a check found. */
export interface Finding {
  readonly check: Check;
  readonly so: boolean;
  /** A metric's value, a guarantee's verdict, what the row shows, what befell the message; `null`: nothing. */
  readonly found: number | string | null;
}

/** Folds the run once, however many checks there are. */
export class Sight {
  readonly scene: Scene;
  readonly moment: Moment;
  private values: ReadonlyMap<string, MetricValue> | null = null;

  constructor(scene: Scene, moment: Moment) {
    this.scene = scene;
    this.moment = moment;
  }

  findings(checks: readonly Check[]): Finding[] {
    return checks.map((check) => this.find(check));
  }

  find(check: Check): Finding {
    if ('metric' in check) {
      const found = this.metric(check.metric);
      return { check, so: isSo(found, check), found };
    }
    if ('guarantee' in check) {
      const found = this.verdict(check.guarantee);
      return { check, so: found !== null && SAYS[check.is].includes(found), found };
    }
    if ('row' in check) {
      const found = this.row(check.node, check.row);
      const { shows } = check;
      return {
        check,
        so: shows === null ? found === null : found?.includes(shows) === true,
        found,
      };
    }
    const found = this.fate(check.message);
    return { check, so: fits(found, check.is), found };
  }

  /** `null` while it has nothing to tell, or if this run has no such metric. */
  metric(id: string): MetricValue {
    this.values ??= this.folded();
    return this.values.get(id) ?? null;
  }

  /** By id or by code; `null` if this run has no such guarantee. */
  verdict(name: string): Verdict | null {
    const all = guaranteesAt(this.scene, this.moment.index);
    return all.find(({ id, ref }) => id === name || ref === name)?.verdict ?? null;
  }

  /** How often a guarantee was broken so far. */
  broken(name: string): number {
    const all = guaranteesAt(this.scene, this.moment.index);
    const found = all.find(({ id, ref }) => id === name || ref === name);
    return found?.verdict === 'broken' ? found.count : 0;
  }

  /** The row's value, with its tag in brackets; `null` where there is none. */
  row(node: string, label: string): string | null {
    const world = worldAt(this.scene, this.moment.index);
    const holder = world.actors.get(node);
    const rows = holder && lookOf(this.scene, node)?.holds?.(holder.standing.context);
    const found = rows?.find((each) => each.label === label);
    if (found === undefined) return null;
    return found.tag === undefined ? found.value : `${found.value} (${found.tag.text})`;
  }

  fate(address: string): Fate {
    const { entries } = this.scene.trace;
    let send = -1;
    let fate: Fate = 'absent';
    for (let i = 0; i <= this.moment.index; i++) {
      const entry = entries[i];
      if (entry?.kind === 'send' && entry.address === address) [send, fate] = [i, 'sent'];
      if (send < 0 || entry === undefined || !('send' in entry) || entry.send !== send) continue;
      if (entry.kind === 'deliver') fate = 'arrived';
      if (entry.kind === 'lose') fate = 'lost';
    }
    return fate;
  }

  private folded(): ReadonlyMap<string, MetricValue> {
    const { scene, moment } = this;
    const tally = new Tally(metricsOf(scene));
    for (let i = 0; i <= moment.index; i++) {
      const entry = scene.trace.entries[i];
      if (entry !== undefined) tally.take(entry);
    }
    const values = tally.valuesAt(moment.atUs);
    return new Map(tally.metrics.map(({ id }, i) => [id, values[i] ?? null]));
  }
}

const SAYS: Record<'holds' | 'broken', readonly Verdict[]> = {
  holds: ['holds', 'holds so far', 'seen'],
  broken: ['broken', 'not seen'],
};

/** Whatever arrived or was lost was sent. */
const fits = (found: Fate, wanted: Fate): boolean =>
  found === wanted || (wanted === 'sent' && found !== 'absent');

export function isSo(found: MetricValue, { compare, value }: MetricCheck): boolean {
  return found !== null && COMPARE[compare](found, value);
}

const COMPARE: Record<Comparison, (found: number, value: number) => boolean> = {
  // Metrics are sums and quotients of whole numbers: what differs less is the same.
  eq: (found, value) => Math.abs(found - value) <= 1e-9 * Math.max(1, Math.abs(value)),
  lt: (found, value) => found < value,
  le: (found, value) => found <= value,
  gt: (found, value) => found > value,
  ge: (found, value) => found >= value,
};
