/** What a flow counts, folded over the entries of a run. */
import type { Metric } from '../flow/property.ts';
import type { Entry } from '../kernel/entry.ts';
import type { Loose } from '../kernel/json.ts';
import type { Seen } from '../kernel/monitor.ts';
import { nodeOf } from '../kernel/system.ts';

export interface Measured {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** `null` while there is nothing to tell. */
  readonly value: number | null;
}

/** The value of each metric at the end of the entries. */
export function measure(metrics: readonly Metric[], entries: readonly Entry[]): Measured[] {
  const states: Loose[] = metrics.map(({ start }) => start);
  for (const entry of entries) {
    const seen = seenIn(entry);
    if (seen === undefined) continue;
    metrics.forEach((metric, i) => {
      states[i] = metric.on(states[i], seen, entry.atUs);
    });
  }
  const endUs = entries.at(-1)?.atUs ?? 0;
  return metrics.map(({ id, title, unit, value }, i) => ({
    id,
    title,
    unit,
    value: value(states[i], endUs),
  }));
}

function seenIn(entry: Entry): Seen | undefined {
  if (entry.kind === 'fact') {
    const { fact, op, actor } = entry;
    return { kind: 'fact', fact, op, actor, node: nodeOf(actor) };
  }
  if (entry.kind === 'down' || entry.kind === 'up') return { kind: entry.kind, node: entry.node };
  return undefined;
}
